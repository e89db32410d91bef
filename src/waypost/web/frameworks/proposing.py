"""Suggested words for reading: the list, and one with old and new words side by side."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from waypost.framework.schema import Criterion, Framework, Level
from waypost.framework.splicing import own_statements
from waypost.refusal import NotVisible
from waypost.report.reading.wording import Pair, paired
from waypost.web.frameworks.drafts import open_drafts
from waypost.web.frameworks.expectations import has_cell
from waypost.web.frameworks.models import Draft, Proposal, ProposalState
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import may_publish
from waypost.web.frameworks.statements import as_lines, lines_in
from waypost.web.people.models import Person

LISTED = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal with the titles of what it is about."""

    proposal: Proposal
    level: Level
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal as its author or an owner reads it; `drafts` are where an owner may accept it into."""

    proposal: Proposal
    level: Level
    criterion: Criterion
    words: tuple[Pair, ...]
    owns: bool
    mine: bool
    overtaken: bool  # the version in force says something else by now
    drafts: tuple[Draft, ...]

    @property
    def old(self) -> tuple[Pair, ...]:
        """The statements as they stood."""
        return tuple(pair for pair in self.words if pair.old)

    @property
    def new(self) -> tuple[Pair, ...]:
        """The statements as they are suggested."""
        return tuple(pair for pair in self.words if pair.new)

    @property
    def open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.proposal.state == ProposalState.OPEN


def proposals(person: Person, *, every: bool = False) -> list[Listed]:
    """The proposals somebody reads, the newest first: those still open, or with `every` all of them. One query."""
    rows = Proposal.objects.visible_to(person).select_related("author", "framework").defer("framework__document")
    rows = rows if every else rows.filter(state=ProposalState.OPEN)
    return [_listed(row) for row in rows[: LISTED + 1]]


def proposal_page(person: Person, proposal: UUID, *, framework: Framework | None) -> ProposalPage:
    """One proposal; `framework` is the one in force. NotVisible for who did not make it and is no owner."""
    rows = Proposal.objects.visible_to(person).select_related("author", "framework", "decided_by", "draft")
    row = rows.defer("framework__document", "draft__text").filter(pk=proposal).first()
    if row is None:
        raise NotVisible("proposal", _("There is no such suggestion."))
    owns = may_publish(person)
    titles = _listed(row)
    still = row.state == ProposalState.OPEN
    return ProposalPage(
        proposal=row,
        level=titles.level,
        criterion=titles.criterion,
        words=paired(lines_in(row.old), lines_in(row.new)),
        owns=owns,
        mine=row.author_id == person.pk,
        overtaken=still and framework is not None and _says(framework, row) != row.old,
        drafts=tuple(open_drafts(person)) if owns and still else (),
    )


def _listed(row: Proposal) -> Listed:
    framework = framework_of(row.framework)
    return Listed(row, framework.level(row.level), framework.criterion(row.criterion))


def _says(framework: Framework, row: Proposal) -> str:
    if not has_cell(framework, level=row.level, criterion=row.criterion):
        return ""
    return as_lines(own_statements(framework, criterion=row.criterion, level=row.level))
