"""Comments on an expectation: made by anyone, answered and closed by an owner, taken back by who made them."""

from __future__ import annotations

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import Malformed, Missing, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.expectations import has_cell
from waypost.web.frameworks.models import Comment, Draft, DraftState
from waypost.web.frameworks.reading import framework_of, reading_of
from waypost.web.frameworks.selectors import in_force, last_published, owners
from waypost.web.frameworks.services.owning import owner_of
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person

WORDS_MOST = 2_000  # characters


def comment_place(comment: Comment) -> str:
    """Where a comment is read."""
    return reverse("frameworks:comment", args=[comment.pk])


@service
def make_comment(act: Act, *, level: str, criterion: str, words: str, draft: uuid.UUID | None = None) -> Comment:
    """Say something about an expectation of the version in force (before the first day: the one to come) or of a draft.

    The owners are told. Raises NotVisible for what one does not read, Malformed without words or with too many.
    """
    author = _reader(act)
    if not words.strip() or len(words) > WORDS_MOST:
        raise Malformed(
            "comment.words", _("Write your comment, in at most 2,000 characters."), missing=(Missing("", "words"),)
        )
    about = _draft_about(author, draft) if draft is not None else None
    version = (in_force(act.today) or last_published()) if about is None else None
    framework = framework_of(version) if version is not None else reading_of(about.text).framework if about else None
    if not has_cell(framework, level=level, criterion=criterion):
        raise NotVisible("comment.cell", _("There is no such expectation."))
    row = Comment.objects.create(
        framework=version, draft=about, level=level, criterion=criterion, author=author, at=act.at, words=words
    )
    record(
        act,
        Kind.COMMENT_MADE,
        subject=row,
        place=comment_place(row),
        facts={"level": level, "criterion": criterion, "draft": about is not None},
        tell=owners(day=act.today),
    )
    return row


@service
def answer_comment(act: Act, comment: uuid.UUID, *, words: str = "", resolve: bool) -> Comment:
    """Answer a comment, close it, or both; an answer can be given anew. Owners alone, and its author is told.

    Raises NotVisible, NotAllowed; Malformed with nothing to say and nothing to close.
    """
    row = _held(act, comment)
    owner = owner_of(act)
    if row.resolved_at is not None:
        raise NotNow("comment.closed", _("This comment is closed."))
    if (not words.strip() and not resolve) or len(words) > WORDS_MOST:
        raise Malformed(
            "comment.answer",
            _("Write an answer of at most 2,000 characters, or close the comment."),
            missing=(Missing("", "words"),),
        )
    if words.strip():
        row.answer, row.answered_by, row.answered_at = words, owner, act.at
    if resolve:
        row.resolved_at = act.at
    row.save()
    record(
        act,
        Kind.COMMENT_ANSWERED,
        subject=row,
        place=comment_place(row),
        about=row.author,
        facts={"closed": resolve, "answered": bool(words.strip())},
        tell=[row.author],
    )
    return row


@service
def take_back_comment(act: Act, comment: uuid.UUID) -> Comment:
    """Take back one's own comment: its words and their answer are gone, the journal knows that there was one."""
    row = _held(act, comment)
    if act.by is None or row.author_id != act.by.pk:
        raise NotAllowed("comment.not_yours", _("Only who made a comment takes it back."))
    row.words, row.answer, row.taken_back_at = "", "", act.at
    row.save()
    record(act, Kind.COMMENT_TAKEN_BACK, subject=row, place=cell_place(row))
    return row


def cell_place(row: Comment) -> str:
    """The page of what a comment is about."""
    if row.draft_id is not None:
        return reverse("frameworks:draft_expectation", args=[row.draft_id, row.level, row.criterion])
    return reverse("frameworks:expectation", args=[row.level, row.criterion])


def _reader(act: Act) -> Person:
    if act.by is None or not act.by.is_active:
        raise NotVisible("comment", _("There is no such page."))
    return act.by


def _draft_about(author: Person, draft: uuid.UUID) -> Draft:
    row = Draft.objects.visible_to(author).filter(pk=draft).first()
    if row is None:
        raise NotVisible("draft", _("There is no such draft."))
    if row.state != DraftState.OPEN:
        raise NotNow("draft.closed", _("This draft is not open any more."))
    return row


def _held(act: Act, comment: uuid.UUID) -> Comment:
    seen = Comment.objects.visible_to(_reader(act)).filter(pk=comment).exists()
    row = Comment.objects.select_for_update(of=("self",)).select_related("author").filter(pk=comment).first()
    if not seen or row is None or row.taken_back_at is not None:
        raise NotVisible("comment", _("There is no such comment."))
    return row
