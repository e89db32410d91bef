"""Components drawn with what they are meant for, with less, and with hostile words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.ui.conftest import Draw

from waypost.evidence.gate import GateLine, Requirement
from waypost.web.ui import samples

TODAY = date(2026, 11, 21)
PARTS = {
    "waiting": "with items=nothing",
    "gate": "with lines=nothing",
    "person": "with person=nothing",
    "expectation": "with says=nothing",
    "claim": "with claim=nothing",
    "steps": "with steps=nothing",
    "coverage": "with lines=nothing",
    "empty": "with title=nothing",
    "refusal": "with refusal=nothing",
}


@pytest.mark.urls("tests.web.ui.addresses")
@pytest.mark.parametrize(("part", "values"), PARTS.items())
def test_a_component_without_its_values_is_empty_and_no_error(draw: Draw, part: str, values: str) -> None:
    assert draw(f'{{% include "ui/parts/{part}.html" {values} %}}').strip().startswith("<")


def test_a_line_of_the_gate_says_what_to_do_and_where(draw: Draw) -> None:
    def line(have: int) -> GateLine:
        mend = "" if have else "Ask one more peer."
        return GateLine(requirement=Requirement.PEERS, have=have, need=1, says="One peer", mend=mend)

    text = '{% include "ui/parts/gate.html" with lines=lines places=places %}'
    missing = draw(text, lines=(line(0),), places={"peers": "/ask/"})
    assert '<a href="/ask/">Ask one more peer.</a>' in missing
    assert "missing</span>" in missing
    passed = draw(text, lines=(line(1),), places={"peers": "/ask/"})
    assert "there</span>" in passed
    assert "/ask/" not in passed


def test_a_claim_is_drawn_whole_short_and_with_nothing_but_a_title(draw: Draw) -> None:
    whole, hostile, long = samples.claims(TODAY)
    text = '{% include "ui/parts/claim.html" with claim=claim standing=standing kind="ok" short=short %}'
    drawn = draw(text, claim=whole, standing="confirmed")
    assert '<article class="claim ok">' in drawn
    assert "<b>Refunds a day</b>: 120 → 310, since March, own share 60 per cent" in drawn
    assert 'href="https://example.org/adr/41" rel="noopener noreferrer nofollow"' in drawn
    assert "Kim" in drawn
    short = draw(text, claim=whole, short=True)
    assert "Refunds leave the same day" in short
    assert "Refunds a day" not in short
    assert "<script" not in draw(text, claim=hostile)
    assert str(long["title"]) in draw(text, claim=long)


def test_a_share_of_nothing_is_told_and_an_unknown_one_is_not(draw: Draw) -> None:
    text = '{% include "ui/parts/claim.html" with claim=claim %}'
    metric = {"name": "Pages", "result": "3"}
    assert "own share 0 per cent" in draw(text, claim={"title": "t", "metrics": ({**metric, "share": 0},)})
    assert "own share" not in draw(text, claim={"title": "t", "metrics": ({**metric, "share": None},)})


def test_the_step_at_which_a_case_stands_is_the_current_one(draw: Draw) -> None:
    drawn = draw('{% include "ui/parts/steps.html" with steps=steps %}', steps=samples.STEPS)
    assert drawn.count('aria-current="step"') == 1
    assert '<li class="now" aria-current="step"><span class="title">In review</span>' in drawn


def test_coverage_says_its_numbers_in_words(draw: Draw) -> None:
    drawn = draw('{% include "ui/parts/coverage.html" with lines=lines %}', lines=samples.coverage(TODAY))
    assert all(words in drawn for words in ("4 claims", "1 claim<", "nothing yet", "3 of 3 numbers", "no numbers"))


def test_the_first_thing_that_waits_has_the_main_button(draw: Draw) -> None:
    from datetime import UTC, datetime

    items = samples.waiting(datetime(2026, 11, 21, tzinfo=UTC))
    drawn = draw('{% include "ui/parts/waiting.html" with items=items %}', items=items)
    assert (drawn.count("button main"), drawn.count("button quiet")) == (1, len(items) - 1)
    assert "no date" in drawn


@pytest.mark.urls("tests.web.ui.addresses")
def test_a_person_links_to_their_page_unless_told_plainly(draw: Draw, ada: object) -> None:
    text = '{% include "ui/parts/person.html" with person=person title="Senior Engineer" team="Payments" plain=plain %}'
    drawn = draw(text, person=ada)
    assert '"><bdi>Ada &lt;Okafor&gt;</bdi></a> <span class="soft">Senior Engineer, Payments</span>' in drawn
    assert "<a " not in draw(text, person=ada, plain=True)
