"""Who judges, in sentences made from the panel policy."""

from __future__ import annotations

import pytest

from waypost.framework.schema import Framework, Kind, Panel, PanelPolicy, SeatKind
from waypost.web.home.panels import panel_sentences, seats_in_words


def with_panels(framework: Framework, **panels: object) -> Framework:
    return framework.model_copy(update={"panels": framework.panels.model_copy(update=panels)})


def test_both_panels_are_told_with_what_they_rate_at_the_level(northwind: Framework) -> None:
    assert panel_sentences(northwind, level=northwind.level("staff")) == (
        "Three engineers at or above the band in question rate two technical criteria.",
        "One person each from product, business and design rate two strategic and people criteria.",
        "Each does so alone, and reads no other review before the last is in.",
        "One engineering leader leads the calibration and rates nothing.",
        "Engineering leadership decides and gives reasons.",
    )


def test_without_a_level_the_whole_framework_is_counted(northwind: Framework) -> None:
    assert panel_sentences(northwind, level=None)[1] == (
        "One person each from product, business and design rate three strategic and people criteria."
    )


def test_a_panel_without_a_criterion_at_the_level_is_not_mentioned(northwind: Framework) -> None:
    said = panel_sentences(northwind, level=northwind.level("principal"))
    assert said[0] == "Three engineers at or above the band in question rate one technical criterion."
    assert not any("strategic" in one for one in said)


def test_a_panel_of_one_rates_in_the_singular(northwind: Framework) -> None:
    one = Panel(judges=(Kind.TECHNICAL,), seats=((SeatKind.ENGINEER, 1),))
    said = panel_sentences(with_panels(northwind, technical=one), level=northwind.level("staff"))
    assert said[0] == "One engineer rates two technical criteria."


def test_a_framework_with_nobody_to_judge_says_only_who_decides(northwind: Framework) -> None:
    nobody = Panel(seats=())
    bare = with_panels(northwind, technical=nobody, strategic=nobody, facilitator=nobody, decides=SeatKind.BUSINESS)
    assert panel_sentences(bare, level=northwind.level("staff")) == ("The business decides and gives reasons.",)


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        (((SeatKind.PRODUCT, 1),), "one person from product"),
        (((SeatKind.PRODUCT, 2), (SeatKind.DESIGN, 1)), "one person from design and two people from product"),
        (((SeatKind.ENGINEER, 2), (SeatKind.PRODUCT, 1)), "two engineers and one person from product"),
        (((SeatKind.ENGINEERING_LEADER, 2),), "two engineering leaders"),
    ],
)
def test_seats_in_words(seats: tuple[tuple[SeatKind, int], ...], said: str) -> None:
    assert seats_in_words(Panel(seats=seats)) == said


@pytest.mark.parametrize("kind", list(SeatKind))
def test_whoever_decides_has_a_sentence(northwind: Framework, kind: SeatKind) -> None:
    deciding = northwind.model_copy(update={"panels": PanelPolicy(decides=kind)})
    assert panel_sentences(deciding, level=None)[-1].endswith("decides and gives reasons.")
