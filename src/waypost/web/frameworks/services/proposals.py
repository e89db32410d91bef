"""Suggested words for an expectation: from anyone, accepted into a draft or declined with a reason by an owner."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.framework.splicing import own_statements
from waypost.refusal import Conflict, Malformed, Missing, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.expectations import has_cell
from waypost.web.frameworks.models import Proposal, ProposalState
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import in_force, last_published, owners
from waypost.web.frameworks.services.drafts import approvals_of, cell_lines, write_cell
from waypost.web.frameworks.services.owning import lock_draft, owner_of
from waypost.web.frameworks.statements import as_lines, said
from waypost.web.journal.acts import Act, content_digest, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person

WORDS_MOST = 4_000  # characters of the statements, and of a reason


def proposal_place(proposal: Proposal) -> str:
    """Where a proposal is read by who made it and by the owners."""
    return reverse("frameworks:proposal", args=[proposal.pk])


@service
def propose(act: Act, *, level: str, criterion: str, statements: str, why: str) -> Proposal:
    """Suggest other words for an expectation of the version in force, with the reason; the owners are told.

    Raises NotVisible without such a cell, Malformed for words that cannot be statements or without a reason, NotNow
    when nothing would change.
    """
    author = _reader(act)
    version = in_force(act.today) or last_published()
    framework = framework_of(version) if version is not None else None
    if version is None or framework is None or not has_cell(framework, level=level, criterion=criterion):
        raise NotVisible("proposal.cell", _("There is no such expectation."))
    before = own_statements(framework, criterion=criterion, level=level)
    wanted = as_lines(said(statements, before=before))
    if not why.strip() or max(len(why), len(wanted)) > WORDS_MOST:
        raise Malformed(
            "proposal.why", _("Say why, and keep each text under 4,000 characters."), missing=(Missing("", "why"),)
        )
    if wanted == as_lines(before):
        raise NotNow("proposal.same", _("This is what stands there already. Change the words, then suggest them."))
    row = Proposal.objects.create(
        framework=version,
        level=level,
        criterion=criterion,
        author=author,
        at=act.at,
        old=as_lines(before),
        new=wanted,
        why=why,
    )
    record(
        act,
        Kind.PROPOSAL_MADE,
        subject=row,
        place=proposal_place(row),
        facts={"level": level, "criterion": criterion},
        tell=owners(day=act.today),
    )
    return row


@service
def accept_proposal(act: Act, proposal: uuid.UUID, *, draft: uuid.UUID, over: str = "", words: str = "") -> Proposal:
    """Write the suggested words into a draft, in place of what it says there.

    When the draft says something else by now than the words the proposal was made about, raises Conflict with both;
    `over`, the digest of what the draft says (`over_digest`), then decides. Otherwise raises as `change_cell`.
    """
    row = _to_decide(act, proposal)
    into = lock_draft(owner_of(act), draft)
    now = cell_lines(into.text, criterion=row.criterion, level=row.level)
    if now not in (row.old, row.new) and over != content_digest(now):
        raise Conflict(
            "proposal.overtaken",
            _("The draft says something else there by now. Accept once more to put the suggested words in its place."),
            theirs=((_("What it says"), now),),
            mine=((_("What it says"), row.new),),
        )
    approved = approvals_of(into, day=act.today)
    write_cell(act, into, criterion=row.criterion, level=row.level, statements=row.new)
    still = approvals_of(into, day=act.today)
    row.draft = into
    return _decide(act, row, ProposalState.ACCEPTED, words, void=[one for one in approved if one not in still])


@service
def decline_proposal(act: Act, proposal: uuid.UUID, *, words: str) -> Proposal:
    """Decline suggested words, and say why to who made them."""
    row = _to_decide(act, proposal)
    if not words.strip():
        raise Malformed(
            "proposal.reason",
            _("Say why not: whoever suggested it reads your reason."),
            missing=(Missing("", "words"),),
        )
    return _decide(act, row, ProposalState.DECLINED, words)


@service
def withdraw_proposal(act: Act, proposal: uuid.UUID) -> Proposal:
    """Take back one's own suggestion while nobody has decided on it."""
    row = _held(act, proposal)
    if act.by is None or row.author_id != act.by.pk:
        raise NotAllowed("proposal.not_yours", _("Only who suggested it withdraws it."))
    _still_open(row)
    row.state, row.decided_at = ProposalState.WITHDRAWN, act.at
    row.save()
    record(act, Kind.PROPOSAL_WITHDRAWN, subject=row, place=proposal_place(row))
    return row


def _decide(act: Act, row: Proposal, state: ProposalState, words: str, *, void: Sequence[Person] = ()) -> Proposal:
    """Keep the decision; its author is told, and so is whoever approved a draft that says something else by it."""
    if len(words) > WORDS_MOST:
        raise Malformed("proposal.long", _("Keep your words under 4,000 characters."), missing=(Missing("", "words"),))
    row.state, row.decided_by, row.decided_at, row.answer = state, act.by, act.at, words
    row.save()
    record(
        act,
        Kind.PROPOSAL_DECIDED,
        subject=row,
        place=proposal_place(row),
        about=row.author,
        facts={"state": state.value, "draft": str(row.draft_id or "")},
        tell=[row.author, *void],
    )
    return row


def _to_decide(act: Act, proposal: uuid.UUID) -> Proposal:
    row = _held(act, proposal)
    owner_of(act)
    _still_open(row)
    return row


def _still_open(row: Proposal) -> None:
    if row.state != ProposalState.OPEN:
        raise NotNow("proposal.decided", _("This suggestion is decided or withdrawn already."))


def _held(act: Act, proposal: uuid.UUID) -> Proposal:
    person = _reader(act)
    rows = Proposal.objects.visible_to(person).select_for_update(of=("self",)).select_related("author")
    row = rows.filter(pk=proposal).first()
    if row is None:
        raise NotVisible("proposal", _("There is no such suggestion."))
    return row


def _reader(act: Act) -> Person:
    if act.by is None or not act.by.is_active:
        raise NotVisible("proposal", _("There is no such page."))
    return act.by
