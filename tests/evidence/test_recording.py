"""What a claim has to say before it is recorded."""

from datetime import date

from waypost.evidence.claims import Claim
from waypost.evidence.recording import lacks
from waypost.refusal import Missing

WHOLE = Claim(
    key="c",
    person="ada",
    title="Refund queue drained the same day",
    what="Moved refunds to a queue.",
    part="The design.",
    ended_on=date(2026, 6, 30),
    criteria=("design",),
)


def test_a_claim_with_its_work_part_day_and_criterion_lacks_nothing_though_its_outcome_is_still_open() -> None:
    assert lacks(WHOLE) == ()


def test_an_empty_claim_lacks_each_of_them_in_the_order_of_the_page() -> None:
    empty = Claim(key="c", person="ada", title=" ")

    assert lacks(empty) == (
        Missing("Give it a title: one line that names what was done.", "title"),
        Missing("Say what was done.", "what"),
        Missing("Say what your own part in it was.", "part"),
        Missing("Say when it was: a first or a last day.", "started_on"),
        Missing("Choose at least one criterion it speaks to.", "criteria"),
    )
