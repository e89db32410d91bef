"""Drafts of the framework: begun, changed whole or one expectation at a time, shown, dropped, taken up again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from waypost.framework.splicing import own_statements, with_statements
from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.frameworks.expectations import has_cell
from waypost.web.frameworks.models import Draft, DraftState, FrameworkVersion, ReviewState
from waypost.web.frameworks.reading import reading_of
from waypost.web.frameworks.reviewing import standing_approvals
from waypost.web.frameworks.selectors import last_published, owners
from waypost.web.frameworks.services.owning import draft_place, lock_draft, owner_of
from waypost.web.frameworks.statements import apart, said
from waypost.web.journal.acts import Act, draft, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.stale import refuse_stale
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class DraftText:
    """What an owner writes of a draft: its name, the document, its day, and what is said of it."""

    name: str
    text: str
    in_force_on: date
    notes: str = ""


@service
def begin_draft(act: Act, written: DraftText) -> Draft:
    """Begin a draft; without a document of its own from the version published last.

    Raises NotAllowed for who does not own the framework, Malformed when there is nothing to begin from.
    """
    owner = owner_of(act)
    last = FrameworkVersion.objects.first()
    text = written.text or (last.document if last is not None else "")
    if not text:
        raise Malformed("framework.no_document", _("Give the document: choose the file or paste its text."))
    row = Draft.objects.create(
        name=written.name,
        author=owner,
        edited_by=owner,
        based_on=last,
        text=text,
        notes=written.notes,
        in_force_on=written.in_force_on,
        begun_at=act.at,
        saved_at=act.at,
    )
    record(act, Kind.DRAFT_BEGUN, subject=row, place=draft_place(row), facts={"from": last.version if last else ""})
    return row


@draft
def keep_draft(act: Act, draft: uuid.UUID, *, seen: int, written: DraftText) -> Draft:
    """Keep what an owner is typing. Not while somebody looks at it or has approved it: then saving is an act."""
    owner = owner_of(act)
    row = lock_draft(owner, draft)
    if row.reviews.filter(state=ReviewState.ASKED).exists() or _approvals(row, act):
        raise NotNow(
            "draft.in_review",
            _("Not kept as you type, because somebody reviews or approved this draft. Press “Save” to change it."),
        )
    _write(act, row, seen=seen, written=written)
    return row


@service
def change_draft(act: Act, draft: uuid.UUID, *, seen: int, written: DraftText) -> Draft:
    """Change a draft as a whole. An approval of what stood there no longer holds, and who gave it is told.

    Raises NotAllowed, NotVisible, NotNow when it is not open, Conflict with both texts when another changed it.
    """
    row = lock_draft(owner_of(act), draft)
    void = _approvals(row, act)
    _write(act, row, seen=seen, written=written)
    _changed(act, row, void)
    return row


@service
def change_cell(act: Act, draft: uuid.UUID, *, seen: int, criterion: str, level: str, statements: str) -> bool:
    """Change what one expectation of a draft says; the rest of the document stays as it is.

    Whether everything around it stands as it stood: False when the document had to be written anew. Raises as
    `change_draft`; NotNow when the document cannot be read, NotVisible without such a level or criterion.
    """
    row = lock_draft(owner_of(act), draft)
    refuse_stale(
        version=row.version,
        seen=seen,
        theirs=[(_("What it says"), cell_lines(row.text, criterion=criterion, level=level))],
        mine=[(_("What it says"), statements)],
    )
    void = _approvals(row, act)
    kept = write_cell(act, row, criterion=criterion, level=level, statements=statements)
    _changed(act, row, void, cell=f"{criterion}/{level}")
    return kept


@service
def show_draft(act: Act, draft: uuid.UUID, *, shown: bool) -> Draft:
    """Let everybody read a draft and comment on it, or only the owners again."""
    row = lock_draft(owner_of(act), draft)
    row.shown = shown
    row.save(update_fields=["shown"])
    record(act, Kind.DRAFT_SHOWN, subject=row, place=draft_place(row), facts={"shown": shown})
    return row


@service
def drop_draft(act: Act, draft: uuid.UUID) -> Draft:
    """Put a draft aside; it can be taken up again."""
    row = lock_draft(owner_of(act), draft)
    row.state = DraftState.DROPPED
    row.save(update_fields=["state"])
    record(act, Kind.DRAFT_DROPPED, subject=row, place=draft_place(row))
    return row


@service
def take_up_draft(act: Act, draft: uuid.UUID) -> Draft:
    """Go on with a draft that was dropped."""
    row = Draft.objects.visible_to(owner_of(act)).select_for_update().filter(pk=draft).first()
    if row is None:
        raise NotVisible("draft", _("There is no such draft."))
    if row.state != DraftState.DROPPED:
        raise NotNow("draft.open", _("This draft was not dropped."))
    row.state = DraftState.OPEN
    row.save(update_fields=["state"])
    record(act, Kind.DRAFT_TAKEN_UP, subject=row, place=draft_place(row))
    return row


def write_cell(act: Act, row: Draft, *, criterion: str, level: str, statements: str) -> bool:
    """Replace one expectation in a locked draft's document; see `change_cell`. A plain function, for services."""
    framework = reading_of(row.text).framework
    if framework is None:
        raise NotNow("draft.unreadable", _("The draft's document cannot be read. Mend its errors first."))
    if not has_cell(framework, level=level, criterion=criterion):
        raise NotVisible("draft.no_cell", _("The draft has no such level or criterion."))
    before = own_statements(framework, criterion=criterion, level=level)
    spliced = with_statements(row.text, criterion=criterion, level=level, statements=said(statements, before=before))
    changes: dict[str, Any] = {"text": spliced.text, "saved_at": act.at}
    if spliced.text != row.text:
        changes["edited_by"] = act.by
    save_current(row, seen=row.version, **changes)
    return spliced.kept


def cell_lines(text: str, *, criterion: str, level: str) -> str:
    """What a document says at a cell, a statement on each line; nothing when it cannot be read."""
    framework = reading_of(text).framework
    found = own_statements(framework, criterion=criterion, level=level) if framework is not None else ()
    return "\n".join(statement.says for statement in found)


def approvals_of(row: Draft, *, day: date) -> list[Person]:
    """Who approved exactly what stands there."""
    last = last_published()
    current = {one.pk for one in owners(day=day)}
    reviews = row.reviews.select_related("reviewer")
    follows = last.hash if last is not None else ""
    return [one.reviewer for one in standing_approvals(row, reviews, follows=follows, owners=current)]


def _approvals(row: Draft, act: Act) -> list[Person]:
    return approvals_of(row, day=act.today)


def _write(act: Act, row: Draft, *, seen: int, written: DraftText) -> None:
    if row.version != seen:
        _refuse(row, seen, written)
    before = row.digest
    changes: dict[str, Any] = {
        "name": written.name,
        "text": written.text,
        "in_force_on": written.in_force_on,
        "notes": written.notes,
        "saved_at": act.at,
    }
    after = Draft(text=written.text, in_force_on=written.in_force_on, notes=written.notes)
    if after.digest != before:  # another name for the draft makes nobody its last editor
        changes["edited_by"] = act.by
    save_current(row, seen=seen, **changes)


def _refuse(row: Draft, seen: int, written: DraftText) -> None:
    theirs, mine = apart(row.text, written.text)
    labels = (_("What it is for"), _("The document, where it differs"), _("In force from"), _("What changed, and why"))
    there = (row.name, theirs, row.in_force_on.isoformat(), row.notes)
    here = (written.name, mine, written.in_force_on.isoformat(), written.notes)
    refuse_stale(
        version=row.version,
        seen=seen,
        theirs=tuple(zip(labels, there, strict=True)),
        mine=tuple(zip(labels, here, strict=True)),
    )


def _changed(act: Act, row: Draft, void: list[Person], *, cell: str = "") -> None:
    still = set(_approvals(row, act))
    record(
        act,
        Kind.DRAFT_CHANGED,
        subject=row,
        place=draft_place(row),
        facts={"digest": row.digest, "cell": cell},
        tell=[one for one in void if one not in still],
    )
