"""A decision: reasons that cite expectations, an answer to dissent, no moved goalpost, and then it stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, case_at, signed_in
from tests.web.judging import GAP, decide, not_yet, raise_with, to_calibration, yes

from waypost.promotion.stages import Action, Stage
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.journal.acts import AlreadyDone
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Case, Decision, Reason
from waypost.web.promotion.selectors.decisions import DecisionDesk
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services.concluding import digest_of
from waypost.web.promotion.services.decisions import DecisionText, ReasonText, keep_decision, record_decision

SAID = "It showed only in this packet."


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_at(cast, Stage.IN_CALIBRATION)


def missing(refused: pytest.ExceptionInfo[NotNow]) -> set[str]:
    return {one.where for one in refused.value.missing}


# What it needs


def test_not_yet_needs_a_reason(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow) as refused:
        decide(cast, case, not_yet())
    assert [one.says for one in refused.value.missing] == ["Give at least one reason."]


def test_a_decision_needs_an_answer(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow) as refused:
        decide(cast, case, DecisionText(reasons=(ReasonText(criterion="design", words=GAP),)))
    assert missing(refused) == {"decision"}


def test_a_yes_needs_the_day_it_is_in_force(cast: Cast, case: Case) -> None:
    text = DecisionText(outcome=yes(cast).outcome, reasons=(ReasonText(criterion="design", words="Seen."),))
    with pytest.raises(NotNow) as refused:
        decide(cast, case, text)
    assert missing(refused) == {"in_force_on"}
    assert decide(cast, case, yes(cast, "design")).stage == Stage.DECIDED


def test_a_reason_cites_what_the_level_asks_in_the_words_of_the_pinned_version(cast: Cast, case: Case) -> None:
    decide(cast, case, yes(cast, "design"))
    reason = Reason.objects.get()
    expectation = cast.lattice.expectation("design", "staff")
    assert expectation is not None

    assert (reason.criterion, reason.level) == ("design", "staff")
    assert reason.expectation == "\n".join(statement.says for statement in expectation.statements)


def test_a_reason_on_something_the_framework_does_not_ask_is_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(Malformed):
        decide(cast, case, not_yet("charisma", justification=SAID))


# The goalpost guard


def test_a_reason_never_raised_before_stops_the_decision(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow) as refused:
        decide(cast, case, not_yet("communication"))

    assert missing(refused) == {"reason:communication"}
    assert "never raised with the candidate" in refused.value.missing[0].says
    assert not Decision.objects.exists()


def test_it_may_stand_when_the_decider_says_why(cast: Cast, case: Case) -> None:
    assert decide(cast, case, not_yet("communication", justification=SAID)).stage == Stage.DECIDED
    assert Reason.objects.get().justification == SAID


def test_it_may_be_withdrawn(cast: Cast, case: Case) -> None:
    raise_with(cast, "delivery")
    keep_decision(cast.act(cast.ivo), case, seen=0, text=not_yet("communication", "delivery"))
    withdrawn = DecisionText(
        outcome=not_yet().outcome,
        summary="",
        dissent_answer="We heard you.",
        reasons=(ReasonText(criterion="communication", words=" "), ReasonText(criterion="delivery", words=GAP)),
    )
    row = Decision.objects.get()
    record_decision(cast.act(cast.ivo), case, seen=row.version, case_seen=case.version, text=withdrawn)

    assert list(Reason.objects.values_list("criterion", flat=True)) == ["delivery"]


@pytest.mark.parametrize(("days_before", "raised"), [(1, True), (0, False)])
def test_raised_the_day_before_submission_counts_and_on_the_day_is_too_late(
    cast: Cast, case: Case, days_before: int, raised: bool
) -> None:
    raise_with(cast, "communication", days_before=days_before)
    if raised:
        assert decide(cast, case, not_yet("communication")).stage == Stage.DECIDED
        return
    with pytest.raises(NotNow):
        decide(cast, case, not_yet("communication"))


def test_a_yes_moves_no_goalpost(cast: Cast, case: Case) -> None:
    assert decide(cast, case, yes(cast, "communication")).stage == Stage.DECIDED


def test_the_page_marks_what_was_never_raised(cast: Cast, case: Case) -> None:
    raise_with(cast, "delivery")
    lines = {line.criterion.key: line.moved for line in DecisionDesk(sight_of(case, cast.ivo)).lines}

    assert (lines["delivery"], lines["communication"]) == (False, True)
    assert "moves the goalpost" in signed_in(cast.ivo).get(place(case)).content.decode()


# Dissent


def test_dissent_of_a_panel_has_to_be_answered(cast: Cast) -> None:
    case = to_calibration(cast, case_at(cast, Stage.IN_REVIEW), {"strategic": {"communication": "none"}})
    with pytest.raises(NotNow) as refused:
        decide(cast, case, yes(cast, "design"))
    assert [one.says for one in refused.value.missing] == [
        "The strategic panel recommended “not yet”; answer it in writing."
    ]
    decided = decide(cast, case, yes(cast, "design", dissent="The memo of March shows it."))

    assert decided.stage == Stage.DECIDED


def test_both_panels_against_the_decision_are_answered(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow) as refused:
        decide(cast, case, not_yet("communication", justification=SAID, dissent=""))
    assert [one.where for one in refused.value.missing] == ["dissent", "dissent"]


# Recording


def test_recording_fixes_it_with_a_digest_and_tells_nobody_outside(cast: Cast, case: Case) -> None:
    decided = decide(cast, case)
    row = Decision.objects.prefetch_related("reasons").get()
    event = Event.objects.get(kind=Kind.CASE_DECIDED)

    assert (decided.stage, row.decided_at, row.by) == (Stage.DECIDED, cast.now, cast.ivo)
    assert event.facts["content"] == digest_of(row)
    assert "Close" not in str(event.facts)
    assert set(event.notices.values_list("person__name", flat=True)) == {"Dana Mbeki"}


CHANGES: dict[str, Callable[[], object]] = {
    "another outcome": lambda: Decision.objects.update(outcome="yes"),
    "no decision": lambda: Decision.objects.all().delete(),
    "other words": lambda: Reason.objects.update(words="Something else."),
    "one reason fewer": lambda: Reason.objects.all().delete(),
    "one reason more": lambda: Reason.objects.create(
        decision=Decision.objects.get(), criterion="design", level="staff", expectation="x", words="x"
    ),
}


def test_the_database_refuses_to_change_a_decision(cast: Cast, case: Case) -> None:
    decide(cast, case)
    for name, change in CHANGES.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
        assert Reason.objects.count() == 1, name


def test_the_same_form_twice_decides_once(cast: Cast, case: Case) -> None:
    act = cast.act(cast.ivo, once="k")
    text = not_yet("communication", justification=SAID)
    record_decision(act, case, seen=0, case_seen=case.version, text=text)
    with pytest.raises(AlreadyDone):
        record_decision(act, case, seen=0, case_seen=case.version, text=text)

    assert Event.objects.filter(kind=Kind.CASE_DECIDED).count() == 1


def test_a_refused_decision_leaves_the_draft_as_it_was(cast: Cast, case: Case) -> None:
    kept = keep_decision(cast.act(cast.ivo), case, seen=0, text=not_yet("communication"))
    with pytest.raises(NotNow):
        record_decision(
            cast.act(cast.ivo), case, seen=kept.version, case_seen=case.version, text=not_yet("communication", "design")
        )

    assert list(Reason.objects.values_list("criterion", flat=True)) == ["communication"]
    assert Case.objects.get(pk=case.pk).stage == Stage.IN_CALIBRATION


# The draft


def test_the_draft_keeps_what_is_written_and_nobody_else_sees_it(cast: Cast, case: Case) -> None:
    secret = "Waits for the second half of the ledger."
    text = DecisionText(outcome=not_yet().outcome, reasons=(ReasonText(criterion="design", words=secret),))
    keep_decision(cast.act(cast.ivo), case, seen=0, text=text)

    assert secret in signed_in(cast.ivo).get(place(case)).content.decode()
    for who in ("ada", "ben", "chen", "eli", "dana", "hana", "lena", "omar"):
        client = signed_in(cast.people[who])
        shown = client.get(reverse("promotion:case", args=[case.pk])).content.decode()
        assert secret not in shown, who
        assert client.get(place(case)).status_code == 404, who


def test_two_windows_on_a_draft_the_second_sees_both(cast: Cast, case: Case) -> None:
    keep_decision(cast.act(cast.ivo), case, seen=0, text=not_yet("design"))
    with pytest.raises(Conflict) as refused:
        keep_decision(cast.act(cast.ivo), case, seen=0, text=yes(cast, "design"))

    assert dict(refused.value.theirs)["Outcome"] == "Not yet"
    assert dict(refused.value.mine)["Outcome"] == "Yes"


def test_it_saves_itself(cast: Cast, case: Case) -> None:
    sent = {"seen": "0", "case_seen": str(case.version), "outcome": "not_yet", "words_design": "A gap."}
    answer = signed_in(cast.ivo).post(place(case), sent, headers={"HX-Request": "true"})

    assert 'name="seen" value="2"' in answer.content.decode()
    assert Reason.objects.get().words == "A gap."


def test_by_the_page_what_is_missing_is_said_with_409_and_nothing_typed_is_lost(cast: Cast, case: Case) -> None:
    sent = {
        "seen": "0",
        "case_seen": str(case.version),
        "outcome": "not_yet",
        "words_communication": "A gap nobody heard of.",
        "then": "record",
    }
    answer = signed_in(cast.ivo).post(place(case), sent)

    assert answer.status_code == 409
    assert "A gap nobody heard of." in answer.content.decode()
    assert "never raised with the candidate" in answer.content.decode()


def test_by_the_page_it_is_recorded(cast: Cast, case: Case) -> None:
    sent = {
        "seen": "0",
        "case_seen": str(case.version),
        "outcome": "yes",
        "in_force_on": (cast.now.date() + timedelta(days=30)).isoformat(),
        "words_design": "Seen, steadily.",
        "then": "record",
    }
    answer = signed_in(cast.ivo).post(place(case), sent)

    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).stage == Stage.DECIDED


# Who and when


def test_only_the_decider_writes_it(cast: Cast, case: Case) -> None:
    for who, expected in (("dana", NotVisible), ("hana", NotVisible), ("ben", NotVisible), ("ada", NotVisible)):
        with pytest.raises(expected):
            keep_decision(cast.act(cast.people[who]), case, seen=0, text=not_yet("design"))


def test_nobody_else_decides(cast: Cast, case: Case) -> None:
    from tests.web.cast import move

    keep_decision(cast.act(cast.ivo), case, seen=0, text=not_yet("communication", justification=SAID))
    with pytest.raises(NotAllowed):
        move(cast, case, Action.DECIDE, cast.dana)


def test_a_decision_is_written_in_calibration_only(cast: Cast) -> None:
    case = case_at(cast, Stage.DECIDED)
    with pytest.raises(NotNow):
        keep_decision(cast.act(cast.ivo), case, seen=2, text=yes(cast, "design"))


def test_two_who_act_at_once_one_wins(cast: Cast, case: Case) -> None:
    text = not_yet("communication", justification=SAID)
    record_decision(cast.act(cast.ivo), case, seen=0, case_seen=case.version, text=text)
    with pytest.raises(NotNow):
        record_decision(cast.act(cast.ivo), case, seen=0, case_seen=case.version, text=text)


def test_the_page_costs_a_constant_number_of_queries(cast: Cast, case: Case) -> None:
    ivo = signed_in(cast.ivo)
    keep_decision(cast.act(cast.ivo), case, seen=0, text=not_yet("design"))
    few = queries(ivo, place(case))
    for criterion in ("communication", "delivery", "code"):
        for days in range(1, 20):
            raise_with(cast, criterion, days_before=days)
    everything = not_yet(*(one.key for one in cast.lattice.criteria_at("staff")))
    keep_decision(cast.act(cast.ivo), case, seen=Decision.objects.get().version, text=everything)

    assert few == queries(ivo, place(case)) <= 15


def queries(client: object, where: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200  # type: ignore[attr-defined]
    return len(found)


def place(case: Case) -> str:
    return reverse("promotion:decision", args=[case.pk])
