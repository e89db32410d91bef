"""Everything that can be sent, each with a body that is valid at its moment, and who alone may send it there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.access.sending_framework import OF_THE_FRAMEWORK
from tests.access.sent import NEW, Body, Sending
from tests.access.world import World

from waypost.web.calibration.models import Session
from waypost.web.calibration.selectors.entries import Changeable
from waypost.web.growth.models import Plan
from waypost.web.people.models import Duty, Position
from waypost.web.promotion.models import Rating


def _case(world: World) -> tuple[Any, ...]:
    return (world.the_case.pk,)


def _act(action: str) -> Callable[[World], tuple[Any, ...]]:
    return lambda world: (world.the_case.pk, action)


def _none(_world: World) -> tuple[Any, ...]:
    return ()


def _empty(_world: World) -> Body:
    return {}


def _has_a_new_manager(world: World) -> None:
    people = world.premises.people
    Position.objects.filter(person=people["ada"], until_day=None).update(manager=people["vera"])


def _kept_all(world: World) -> None:
    world.plan.commitments.update(state="kept")


def _said_done(world: World) -> None:
    Plan.objects.filter(pk=world.plan.pk).update(state="ending", said_done_by=world.premises.people["ada"])


def _seen(world: World) -> Body:
    return {"seen": world.the_case.version, "words": NEW}


def _claim(key: str) -> Callable[[World], tuple[Any, ...]]:
    return lambda world: (world.premises.claims[key].pk,)


def _other(*names: str) -> Callable[[World], tuple[Any, ...]]:
    return lambda world: tuple(_said(world.premises.other[name]) for name in names)


def _said(row: Any) -> Any:
    """What an address says of a row."""
    return getattr(row, "address", getattr(row, "pk", row))


def _room(world: World) -> tuple[Any, ...]:
    assert world.session is not None
    return (world.session.pk, world.entry.pk)


def _session(world: World) -> Session:
    assert world.session is not None
    return Session.objects.get(pk=world.session.pk)


def _claim_text(world: World) -> Body:
    return {"seen": 1, "title": NEW, "what": NEW, "shared": "on"}


def _rating(world: World) -> Body:
    row = Rating.objects.get(review=world.review("eli"), criterion="communication")
    return {"rating": f"{Changeable(row.pk, 0, '').key}:0", "point": "partly", "why": NEW}


def _day(world: World) -> str:
    return (world.premises.now.date() + timedelta(days=30)).isoformat()


SENDINGS: tuple[Sending, ...] = (
    *OF_THE_FRAMEWORK,
    # Moves of the case.
    Sending("promotion:case_act", "nominated", ("ada",), _act("accept"), _seen, None, "accept"),
    Sending("promotion:case_act", "nominated", ("ada",), _act("withdraw"), _seen, None, "withdraw"),
    Sending("promotion:case_act", "accepted", ("ada", "ben"), _act("start_gathering"), _seen, None, "start_gathering"),
    Sending("promotion:case_act", "gathering", ("ada",), _act("submit"), _seen, None, "submit"),
    Sending("promotion:case_act", "returned", ("ada",), _act("resume"), _seen, None, "resume"),
    Sending("promotion:case_act", "submitted", ("hana", "dana"), _act("start_review"), _seen, None, "start_review"),
    Sending("promotion:case_act", "submitted", ("hana", "dana"), _act("return_case"), _seen, None, "return_case"),
    Sending("promotion:case_act", "reviews_in", ("hana", "dana"), _act("open_calibration"), _seen, None, "open"),
    Sending("promotion:case_act", "released", ("ben", "hana"), _act("tell"), _seen, None, "tell"),
    Sending("promotion:case_act", "told", ("ada",), _act("appeal"), _seen, None, "appeal"),
    Sending("promotion:appeal", "told", ("ada",), _case, _seen),
    Sending("promotion:case_act", "appealed", ("hana",), _act("reopen"), _seen, None, "reopen"),
    Sending("promotion:case_act", "appealed", ("ada",), _act("take_back_appeal"), _seen, None, "take_back_appeal"),
    Sending(
        "promotion:case_act",
        "returned",
        ("hana",),
        _act("hand_over"),
        _seen,
        None,
        "hand_over",
        premise=_has_a_new_manager,
    ),
    # Around the case.
    Sending(
        "promotion:case_claims",
        "gathering",
        ("ada",),
        _case,
        lambda w: {"seen": w.the_case.version, "claims": [str(w.premises.claims["unchosen"].pk)]},
        _other("case"),
    ),
    Sending(
        "promotion:assessment_ask",
        "gathering",
        ("ada", "ben"),
        _case,
        lambda w: {"peer": str(w.premises.people["lena"].pk)},
        _other("case"),
    ),
    Sending(
        "promotion:assessment",
        "gathering",
        ("jun",),
        lambda w: (w.assessment("jun").pk,),
        lambda w: {"seen": w.assessment("jun").version, "about-design": NEW},
        _other("assessment"),
    ),
    Sending(
        "promotion:assessment_decline",
        "gathering",
        ("jun",),
        lambda w: (w.assessment("jun").pk,),
        lambda w: {"seen": w.assessment("jun").version},
        _other("assessment"),
    ),
    Sending(
        "promotion:seat_leave",
        "submitted",
        ("hana", "dana"),
        lambda w: (w.seat("chen").pk,),
        lambda w: {"because": NEW},
        None,
    ),
    Sending(
        "promotion:seat_take",
        "in_review",
        (),
        _case,
        lambda w: {"panel": "technical", "person": str(w.premises.people["lena"].pk)},
        _other("case"),
    ),
    Sending(
        "promotion:conflict_declare",
        "in_review",
        ("chen", "eli", "dana"),
        _case,
        lambda w: {"other": str(w.premises.people["ada"].pk), "words": NEW},
        _other("case"),
    ),
    Sending(
        "promotion:review_criterion",
        "in_review",
        (),
        lambda w: (w.review("sana").pk, "design"),
        lambda w: {"seen": 1, "choice": "beyond", "reason": NEW},
        lambda w: (w.premises.other["review"].pk, "design"),  # type: ignore[attr-defined]
    ),
    Sending("promotion:review_give", "in_review", (), lambda w: (w.review("sana").pk,), _empty, _other("review")),
    Sending(
        "promotion:decision",
        "in_calibration",
        ("ivo",),
        _case,
        lambda w: {"seen": 2, "case_seen": w.the_case.version, "outcome": "yes", "summary": NEW},
        _other("case"),
    ),
    Sending(
        "promotion:letter",
        "released",
        ("ben", "hana"),
        _case,
        lambda w: {"seen": 2, "case_seen": w.the_case.version, "words": NEW},
        None,
    ),
    Sending(
        "promotion:position",
        "told",
        (),
        _case,
        lambda w: {"seen": w.the_case.version, "from_day": _day(w), "title": NEW, "team": 1},
        None,
    ),
    Sending("promotion:release", "decided", (), _case, _seen, None),
    # The room.
    Sending(
        "calibration:session_act",
        "in_calibration",
        ("dana",),
        lambda w: (_session(w).pk, "lock"),
        lambda w: {"seen": _session(w).version},
        None,
    ),
    Sending(
        "calibration:preview",
        "previews",
        ("dana", "olga"),
        _room,
        lambda w: {"vote": "question", "words": NEW},
        _other("session", "entry"),
    ),
    Sending("calibration:rating_change", "in_calibration", ("dana",), _room, _rating, _other("session", "entry")),
    Sending(
        "calibration:room_note",
        "in_calibration",
        ("dana", "olga"),
        _room,
        lambda w: {"words": NEW},
        _other("session", "entry"),
    ),
    Sending(
        "calibration:room_outcome",
        "in_calibration",
        ("dana",),
        _room,
        lambda w: {"outcome": "park", "was": "change"},
        _other("session", "entry"),
    ),
    # Evidence and growth.
    Sending("evidence:claim_edit", "told", ("ada",), _claim("draft"), _claim_text, _other("claim")),
    Sending("evidence:claim_withdraw", "told", ("ada",), _claim("unchosen"), _empty, _other("claim")),
    Sending("evidence:claim_take_back", "told", ("ada",), _claim("withdrawn"), _empty, _other("claim")),
    Sending("evidence:claim_record", "told", (), _claim("draft"), _empty, _other("claim")),
    Sending("evidence:claim_autosave", "told", ("ada",), _claim("draft"), _claim_text, _other("claim")),
    Sending(
        "evidence:claim_ask",
        "told",
        (),
        _claim("unchosen"),
        lambda w: {"attester": str(w.premises.people["lena"].pk), "question": NEW},
        _other("claim"),
    ),
    Sending(
        "evidence:attestation",
        "told",
        ("kim",),
        lambda w: (w.premises.claims["ledger"].attestations.get().pk,),
        lambda w: {"seen": 1, "claim_seen": 1, "answer": "disputed", "words": NEW},
        _other("attestation"),
    ),
    Sending(
        "growth:question",
        "told",
        ("ben",),
        lambda w: (w.premises.open_question.pk,),
        lambda w: {"seen": 1, "answer": NEW, "then": "keep"},
        _other("question"),
    ),
    Sending(
        "growth:question_autosave",
        "told",
        ("ben",),
        lambda w: (w.premises.open_question.pk,),
        lambda w: {"seen": 1, "answer": NEW},
        _other("question"),
    ),
    Sending("growth:plan_open", "told", ("ben",), lambda w: (w.plan.pk,), _empty, _other("plan")),
    Sending("growth:plan_edit", "told", (), lambda w: (w.plan.pk,), lambda w: {"seen": w.plan.version}, _other("plan")),
    Sending(
        "growth:plan_autosave", "told", (), lambda w: (w.plan.pk,), lambda w: {"seen": w.plan.version}, _other("plan")
    ),
    Sending(
        "growth:plan_check_in",
        "closed",
        ("ada", "ben"),
        lambda w: (w.plan.pk,),
        lambda w: {"words": NEW},
        _other("plan"),
    ),
    Sending(
        "growth:commitment_mark",
        "closed",
        ("ada", "ben"),
        lambda w: (w.plan.commitments.order_by("pk")[0].address,),
        lambda w: {"state": "kept"},
        _other("commitment"),
    ),
    Sending(
        "growth:plan_done",
        "closed",
        ("ada", "ben"),
        lambda w: (w.plan.pk,),
        lambda w: {"seen": w.plan.version, "words": NEW},
        _other("plan"),
        premise=_kept_all,
    ),
    *(
        Sending(
            f"growth:{name}",
            "closed",
            may,
            lambda w: (w.plan.pk,),
            lambda w: {"seen": w.plan.version},
            _other("plan"),
            premise=_said_done,
        )
        for name, may in (("plan_agree", ("ben",)), ("plan_take_back", ("ada", "ben")))
    ),
    # People and duties.
    Sending(
        "promotion:nominate",
        "closed",
        ("ben",),
        lambda w: (w.premises.people["ada"].pk,),
        lambda w: {"target_level": "staff", "why": NEW},
        lambda w: (w.premises.people["oz"].pk,),
    ),
    Sending(
        "people:leaving",
        "told",
        ("hana",),
        lambda w: (w.premises.people["lena"].pk,),
        lambda w: {"left_on": _day(w)},
    ),
    Sending(
        "people:people_import",
        "told",
        ("hana",),
        _none,
        lambda w: {"pasted": f"id,name\nP001,{NEW}\n", "in_force_on": w.premises.now.date().isoformat()},
    ),
    Sending(
        "people:people_import_apply",
        "told",
        (),
        lambda w: (w.premises.imported.pk,),
        lambda w: {"digest": "0" * 64},
    ),
    Sending(
        "people:duties", "told", ("omar",), _none, lambda w: {"email": "lena@example.org", "kind": "administrator"}
    ),
    Sending(
        "people:duty_end",
        "told",
        ("omar",),
        lambda w: (Duty.objects.get(person=w.premises.people["kofi"]).pk,),
        _empty,
    ),
)
OWN = frozenset(
    {
        "home:notices_read",
        "home:notice_open",
        "evidence:claim_new",
        "evidence:so_what",
        "frameworks:comment_new",
        "frameworks:propose",
        "evidence:scope_edit",
        "growth:goal_set",
        "growth:feedback_give",
        "growth:question_ask",
        "people:zone",
        "promotion:assessment_save",
        "calibration:session_new",
        "health",
    }
)
"""What everybody sends about themselves alone, or what another row here sends too."""
