"""Assessments: a peer is asked by name, an author writes, gives or declines; with the packet they are sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Role, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.acts import Act, draft, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case
from waypost.web.promotion.packets import OPEN
from waypost.web.promotion.places import assessment_place
from waypost.web.promotion.selectors.cases import authored
from waypost.web.promotion.selectors.members import positions_of
from waypost.web.promotion.selectors.sight import Sight, sight_of
from waypost.web.promotion.services.moves import open_case

WORDS_MOST = 4000  # for one criterion
PEERS_MOST = 12

PARTS: Mapping[str, Part] = {
    AssessmentKind.SELF.value: Part.SELF_ASSESSMENT,
    AssessmentKind.MANAGER.value: Part.MANAGER_ASSESSMENT,
    AssessmentKind.PEER.value: Part.REQUEST,
}
"""The part of the case under which an author meets their own assessment."""


@service
def ask_peer(act: Act, case: Case, *, peer: Person) -> Assessment:
    """Ask somebody, by name, to write as a peer; they see the request and what they write, and nothing else.

    Raises NotAllowed for anybody but candidate and manager, NotNow when nothing is gathered or the peer was asked
    before, Malformed for somebody who cannot be a peer here.
    """
    fresh, sight = open_case(act, case)
    refuse_asking(sight)
    _refuse_peer(fresh, peer, day=act.today)
    made = _asked(act, fresh, peer)
    record(
        act,
        Kind.ASSESSMENT_ASKED,
        subject=made,
        place=assessment_place(made),
        about=fresh.candidate,
        facts={"kind": made.kind, "outside_team": made.outside_team},
        tell=[peer],
    )
    return made


@draft
def keep_words(act: Act, assessment: Assessment, *, seen: int, words: Mapping[str, str]) -> Assessment:
    """Keep what its author is still writing. Given words are changed by giving them again, never behind one's back."""
    row = _own(act, assessment)
    _refuse_sealed(row)
    if row.state != AssessmentState.ASKED:
        raise NotNow("assessment.given", _("This assessment was given; give it again to change it."))
    kept = _clean(row, words)
    save_current(row, seen=seen, mine=_titled(row, kept), words=kept)
    return row


@service
def give(act: Act, assessment: Assessment, *, seen: int, words: Mapping[str, str]) -> Assessment:
    """Give an assessment, or give it again changed, until the packet is submitted.

    Raises NotVisible for anybody but its author, NotNow once sealed, Malformed for too many words or none at all,
    Conflict when it was changed in another window.
    """
    row = _own(act, assessment)
    _refuse_sealed(row)
    kept = _clean(row, words)
    if not kept:
        raise Malformed(
            "assessment.empty", _("Write about at least one criterion. Where you saw nothing, leave the field empty.")
        )
    again = row.state == AssessmentState.GIVEN
    save_current(
        row, seen=seen, mine=_titled(row, kept), words=kept, state=AssessmentState.GIVEN.value, given_at=act.at
    )
    _record(act, row, Kind.ASSESSMENT_GIVEN, {"kind": row.kind, "criteria": sorted(kept), "again": again})
    return row


@service
def decline(act: Act, assessment: Assessment, *, seen: int) -> Assessment:
    """Say that one cannot write it; only a peer can, and what they had begun is not kept."""
    row = _own(act, assessment)
    _refuse_sealed(row)
    if row.kind != AssessmentKind.PEER:
        raise NotNow("assessment.decline.kind", _("The candidate's and the manager's assessments are not declined."))
    if row.state == AssessmentState.DECLINED:
        raise NotNow("assessment.declined", _("You declined this already."))
    save_current(row, seen=seen, words={}, state=AssessmentState.DECLINED.value, given_at=None)
    _record(act, row, Kind.ASSESSMENT_DECLINED, {"kind": row.kind})
    return row


def refuse_asking(sight: Sight) -> None:
    """NotAllowed for anybody but candidate and manager, NotNow while nothing is gathered."""
    if not sight.roles & {Role.CANDIDATE, Role.MANAGER}:
        raise NotAllowed("assessment.ask.not_yours", _("The candidate or their manager asks peers."))
    if Stage(sight.case.stage) not in OPEN:
        raise NotNow("assessment.ask.stage", _("Peers are asked while evidence is gathered, and not now."))


def sealed(assessment: Assessment) -> bool:
    """Whether the packet it belongs to is past gathering, so that nothing in it changes."""
    return Stage(assessment.case.stage) not in OPEN


def _own(act: Act, assessment: Assessment) -> Assessment:
    """The author's own row, locked, if the case still shows it to them."""
    rows = authored(act.by) if act.by is not None else Assessment.objects.none()
    row = rows.select_for_update(of=("self",)).filter(pk=assessment.pk).first()
    if row is None or act.by is None or not sight_of(row.case, act.by).sees(PARTS[row.kind]):
        raise NotVisible("assessment", _("There is no such assessment."))
    return row


def _refuse_sealed(row: Assessment) -> None:
    if sealed(row):
        raise NotNow(
            "assessment.sealed", _("The packet is not being gathered now, so its assessments stay as they are.")
        )


def _refuse_peer(case: Case, peer: Person, *, day: date) -> None:
    if not peer.is_active:
        raise Malformed("assessment.ask.left", _("%(name)s does not work here any more.") % {"name": peer.name})
    if peer.pk in (case.candidate_id, case.manager_id):
        raise Malformed(
            "assessment.ask.voice", _("%(name)s writes an assessment already, and not as a peer.") % {"name": peer.name}
        )
    asked = Assessment.objects.filter(case=case, kind=AssessmentKind.PEER).exclude(state=AssessmentState.DECLINED)
    if asked.filter(author=peer).exists():
        raise NotNow("assessment.ask.twice", _("%(name)s was asked already.") % {"name": peer.name})
    if asked.count() >= PEERS_MOST:
        raise NotNow("assessment.ask.many", _("%(most)s peers are enough; ask nobody else.") % {"most": PEERS_MOST})


def _asked(act: Act, case: Case, peer: Person) -> Assessment:
    teams = {key: row.team_id for key, row in positions_of([case.candidate_id, peer.pk], day=act.today).items()}
    outside = teams.get(peer.pk) != teams.get(case.candidate_id)
    before = Assessment.objects.filter(case=case, author=peer).first()
    if before is not None:  # declined earlier, asked again: the same page comes back
        save_current(
            before,
            seen=before.version,
            state=AssessmentState.ASKED.value,
            outside_team=outside,
            asked_at=act.at,
        )
        return before
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                case=case, kind=AssessmentKind.PEER.value, author=peer, outside_team=outside, asked_at=act.at
            )
    except IntegrityError as twice:
        raise NotNow("assessment.ask.twice", _("%(name)s was asked already.") % {"name": peer.name}) from twice


def _clean(row: Assessment, words: Mapping[str, str]) -> dict[str, str]:
    framework = framework_of(row.case.framework)
    asked = {one.key for one in framework.criteria_at(row.case.target_level)}
    if set(words) - asked:
        raise Malformed("assessment.criterion", _("One of these criteria is not asked for at this level."))
    if any(len(text) > WORDS_MOST for text in words.values()):
        raise Malformed("assessment.words", _("Keep each under %(most)s characters.") % {"most": WORDS_MOST})
    return {key: text.strip() for key, text in words.items() if text.strip()}


def _titled(row: Assessment, words: Mapping[str, str]) -> dict[str, str]:
    framework = framework_of(row.case.framework)
    return {framework.criterion(key).title: text for key, text in words.items()}


def _record(act: Act, row: Assessment, kind: Kind, facts: dict[str, object]) -> None:
    # The author's page is the place: it sends a reader of the case on to the part they see.
    record(
        act,
        kind,
        subject=row,
        place=assessment_place(row),
        about=row.case.candidate,
        facts=facts,
        tell=[row.case.manager, *([row.case.candidate] if kind is Kind.ASSESSMENT_DECLINED else [])],
    )
