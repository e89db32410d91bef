"""The generic transition of a case: asked of the table, with the version the person saw, and one effect per action.

`EFFECTS` says what each action does besides moving the stage: a function from a `Move` to what it changes on the case,
what the event remembers and who is told. It may write rows of its own; all of it is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from waypost.promotion.stages import Action, Stage, check
from waypost.refusal import Conflict, Malformed, NotVisible
from waypost.web.journal.acts import Act, record, save_current, service, subject_of
from waypost.web.journal.kinds import KINDS, Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Case
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.selectors.sight import Sight, sight_of
from waypost.web.promotion.selectors.withheld import as_told
from waypost.web.promotion.services import concluding, handing, preparing
from waypost.web.promotion.services.effects import Effect, Move

WORDS_MOST = 4000

EFFECTS: Mapping[Action, Callable[[Move], Effect]] = {
    Action.ACCEPT: preparing.accept,
    Action.START_GATHERING: preparing.start_gathering,
    Action.SUBMIT: preparing.submit,
    Action.START_REVIEW: preparing.start_review,
    Action.RETURN_CASE: preparing.return_case,
    Action.RESUME: preparing.resume,
    Action.OPEN_CALIBRATION: preparing.open_calibration,
    Action.WITHDRAW: preparing.withdraw,
    Action.DECIDE: concluding.decide,
    Action.TELL: concluding.tell,
    Action.APPEAL: concluding.appeal,
    Action.REOPEN: concluding.reopen,
    Action.TAKE_BACK_APPEAL: concluding.take_back_appeal,
    Action.CLOSE: concluding.close,
    Action.HAND_OVER: handing.hand_over,
}

# What whoever comes too late is told of: what everybody who moves a case sees of it anyway. A declared conflict or a
# release is not for all of them.
TOLD_TO_THE_LATE = (
    Kind.CASE_NOMINATED,
    Kind.CASE_MOVED,
    Kind.CASE_CLAIMS_CHOSEN,
    Kind.CASE_DECIDED,
    Kind.CASE_TOLD,
    Kind.CASE_APPEALED,
    Kind.POSITION_RECORDED,
    Kind.CASE_HANDED_OVER,
)


@service
def move(act: Act, case: Case, action: Action, *, seen: int, words: str = "") -> Case:
    """Make one transition of a case, as `make_move` does, as an act of its own."""
    return make_move(act, case, action, seen=seen, words=words)


def make_move(act: Act, case: Case, action: Action, *, seen: int, words: str = "") -> Case:
    """Make one transition of a case that was looked at in version `seen`; returns the case as it is afterwards.

    Records the event, so a service that calls this records no other.

    Raises NotVisible, NotAllowed and NotNow as `stages.check` does, Malformed for too many words, and Conflict when
    somebody else acted on the case since: then nothing was done, and the sentence says what happened.
    """
    fresh, sight = open_case(act, case)
    refuse_stale(fresh, seen=seen)
    if len(words) > WORDS_MOST:
        raise Malformed("case.words", _("Keep it under %(most)s characters.") % {"most": WORDS_MOST})
    facts = as_told(facts_of(fresh, now=act.at, reason=words, seats=sight.seats), sight)
    transition = check(action, Stage(fresh.stage), sight.roles, facts)
    before = fresh.stage
    effect = EFFECTS[action](
        Move(act=act, case=fresh, transition=transition, facts=facts, seats=sight.seats, words=words.strip())
    )
    moved: dict[str, Any] = (
        {} if transition.target is None else {"stage": transition.target.value, "stage_since": act.at}
    )
    save_current(fresh, seen=seen, **moved, **effect.changes)
    record(
        act,
        effect.kind,
        subject=fresh,
        place=effect.place or case_place(fresh),
        about=fresh.candidate,
        facts={"action": action.value, "from": before, "to": fresh.stage, "round": fresh.round, **effect.remember},
        tell=effect.tell,
    )
    return fresh


def open_case(act: Act, case: Case) -> tuple[Case, Sight]:
    """The case as it is now, locked until the act is done, and what its actor sees of it; NotVisible for a stranger."""
    if act.by is None or not Case.objects.visible_to(act.by).filter(pk=case.pk).exists():
        raise NotVisible("case", _("There is no such case."))
    fresh = (
        Case.objects.select_for_update(of=("self",))
        .select_related("candidate", "manager", "framework")
        .defer("framework__document", "framework__notes")
        .get(pk=case.pk)
    )
    sight = sight_of(fresh, act.by)
    if not sight.anything:
        raise NotVisible("case", _("There is no such case."))
    return fresh, sight


def refuse_stale(case: Case, *, seen: int) -> None:
    """Conflict, with what happened in the meantime, unless the case still is in version `seen`."""
    if case.version == seen:
        return
    last = _last_change(case)
    happened = KINDS[Kind(last.kind)].journal if last else _("changed the case")
    raise Conflict(
        "case.moved",
        _("While you had this open, %(who)s %(did)s. It is “%(stage)s” now, and nothing of yours was done.")
        % {
            "who": last.actor.name if last and last.actor else _("somebody"),
            "did": happened,
            "stage": Stage(case.stage).label.lower(),
        },
    )


def _last_change(case: Case) -> Event | None:
    events = Event.objects.filter(subject=subject_of(case), kind__in=TOLD_TO_THE_LATE)
    return events.select_related("actor").order_by("-number").first()
