"""Each framework that ships has the shape it promises, and asks something wherever it does not say otherwise."""

from __future__ import annotations

from itertools import pairwise

import pytest

from waypost.framework.library import keys, load
from waypost.framework.schema import Framework, Kind, PathKind, Scope

SCOPES = list(Scope)
STRATEGISTS = "staff-strategic senior-staff-strategic principal-strategic distinguished-strategic"
SPECIALISTS = "staff-specialist senior-staff-specialist principal-specialist distinguished-specialist"
MANAGERS = "manager senior-manager director vp"
ENGINEERS = "senior staff senior-staff principal distinguished"

DELIBERATELY_BLANK: dict[str, dict[str, str]] = {
    "scope": {"reasons": "junior", "guidance": "junior"},
    "impact": {"choosing": "junior", "enabling": "junior"},
    "staff": {"standards": "senior", "alignment": "senior", "account": "senior"},
    "dual": {
        "depth": "staff-strategic principal-strategic distinguished-strategic",
        "novelty": "engineer senior staff-strategic principal-strategic distinguished-strategic",
        "standards": "engineer staff-strategic principal-strategic distinguished-strategic",
        "judgement": "staff principal distinguished",
        "leverage": "engineer",
        "outcome": "staff principal distinguished",
        "prioritising": "engineer senior staff principal distinguished",
    },
    "parallel": {
        "mastery": MANAGERS,
        "design": MANAGERS,
        "craft": MANAGERS,
        "direction": "engineer",
        "planning": "staff senior-staff principal distinguished",
        "sharing": MANAGERS,
        "growth": f"engineer {ENGINEERS}",
        "teams": f"engineer {ENGINEERS}",
    },
    "lattice": {
        "design": MANAGERS,
        "code": f"{STRATEGISTS} {MANAGERS}",
        "direction": "associate",
        "expertise": MANAGERS,
        "context": f"associate {SPECIALISTS}",
        "growing-others": "associate",
        "team-health": f"associate engineer {ENGINEERS} {STRATEGISTS} {SPECIALISTS}",
        "building-teams": f"associate engineer {ENGINEERS} {STRATEGISTS} {SPECIALISTS}",
    },
    "rubric": {},
    "small": {
        "mastery": "lead",
        "choices": "junior",
        "passing-on": "junior",
        "leading": "junior engineer senior staff",
    },
}
"""Where a framework asks nothing, on purpose; its comments give the reason."""


def blank(framework: Framework) -> dict[str, str]:
    """The places where nothing is asked, by criterion."""
    rows = {
        one.key: " ".join(level.key for level in framework.levels if not framework.expectation(one.key, level.key))
        for one in framework.criteria
    }
    return {criterion: levels for criterion, levels in rows.items() if levels}


def test_eight_ship():
    assert keys() == ("dual", "impact", "lattice", "parallel", "rubric", "scope", "small", "staff")


@pytest.mark.parametrize("key", keys())
def test_every_place_asks_something_or_is_blank_on_purpose(key):
    assert blank(load(key)) == DELIBERATELY_BLANK[key]


@pytest.mark.parametrize("key", keys())
def test_everything_that_a_company_needs_is_written_out(key):
    framework = load(key)
    assert framework.about
    assert framework.reviewed is not None
    assert framework.organisation.engineers is not None
    assert framework.paths
    assert framework.evidence.from_bands
    assert framework.process.cycles
    assert all(level.scope and level.about for level in framework.levels)
    assert all(track.about for track in framework.tracks)
    assert all(criterion.about for criterion in framework.criteria)
    assert sum(criterion.must for criterion in framework.criteria) in (1, 2)
    assert {panel.judges for panel in (framework.panels.technical, framework.panels.strategic)} == {
        (Kind.TECHNICAL,),
        (Kind.STRATEGIC, Kind.PEOPLE),
    }


@pytest.mark.parametrize("key", keys())
def test_the_work_of_senior_engineers_is_shown_at_a_rhythm_that_fits_the_evidence(key):
    framework = load(key)
    rhythm = framework.process.rhythm
    top = max(framework.levels, key=lambda level: framework.band_rank(level.band))
    asked = framework.evidence.for_level(top, framework=framework).scope_document_within_days
    assert rhythm is not None
    assert rhythm.technical_review_every is not None
    assert rhythm.scope_document_every is not None
    assert asked is not None
    assert rhythm.scope_document_every.days <= asked


@pytest.mark.parametrize("key", keys())
def test_scope_never_narrows_on_the_way_up_a_track_and_bands_rise(key):
    framework = load(key)
    for path in framework.paths:
        source, target = framework.level(path.source), framework.level(path.target)
        if path.kind is PathKind.PROMOTION and source.track == target.track:
            assert source.scope is not None
            assert target.scope is not None
            assert SCOPES.index(source.scope) <= SCOPES.index(target.scope), path
            assert framework.band_rank(source.band) < framework.band_rank(target.band)


@pytest.mark.parametrize("key", keys())
def test_the_tracks_are_equally_long_from_where_they_part(key):
    """No track runs out before another."""
    framework = load(key)
    tops = {
        track.key: max(framework.band_rank(level.band) for level in framework.levels if level.track == track.key)
        for track in framework.tracks
    }
    assert set(tops.values()) == {len(framework.bands) - 1}


class TestScope:
    def test_five_levels_each_wider_than_the_one_below(self):
        levels = load("scope").levels
        assert [level.scope for level in levels] == [
            Scope.TASK,
            Scope.FEATURE,
            Scope.PROJECT,
            Scope.TEAMS,
            Scope.ORGANISATION,
        ]

    def test_reach_is_what_nothing_else_makes_up_for(self):
        assert [one.key for one in load("scope").criteria if one.must] == ["impact"]


class TestImpact:
    def test_impact_weighs_most_and_grows_from_a_task_to_the_company(self):
        framework = load("impact")
        (track,) = framework.tracks
        assert track.primary is Kind.STRATEGIC
        assert max(track.weights, key=lambda weight: weight[1])[0] == "impact"
        assert [level.scope for level in framework.levels] == [
            Scope.TASK,
            Scope.FEATURE,
            Scope.PROJECT,
            Scope.ORGANISATION,
            Scope.COMPANY,
        ]

    def test_from_staff_on_one_measured_claim_and_two_spoken_for_confirmed_by_partners(self):
        framework = load("impact")
        asked = framework.evidence.for_level(framework.level("staff"), framework=framework)
        assert (asked.quantitative, asked.qualitative, asked.attested) == (1, 2, True)


class TestStaff:
    def test_business_impact_is_a_dimension_of_its_own_beside_technical_work(self):
        framework = load("staff")
        assert [dimension.kind for dimension in framework.dimensions] == [Kind.TECHNICAL, Kind.STRATEGIC, Kind.PEOPLE]
        assert dict(framework.tracks[0].weights) == {"technical": 50, "impact": 35, "people": 15}

    def test_every_level_above_senior_is_asked_for_all_of_it(self):
        framework = load("staff")
        for level in framework.levels[1:]:
            assert framework.criteria_at(level.key) == framework.criteria


class TestDual:
    def test_seventy_to_thirty_and_sixty_to_forty(self):
        weights = {track.key: dict(track.weights) for track in load("dual").tracks}
        assert weights == {
            "depth": {"technical": 70, "strategic": 30},
            "strategic": {"technical": 40, "strategic": 60},
        }

    def test_one_criterion_of_each_dimension_has_no_substitute_where_it_is_primary(self):
        framework = load("dual")
        for level in framework.levels:
            primary = framework.track(level.track).primary
            musts = [one for one in framework.criteria_at(level.key) if one.must]
            assert any(framework.dimension_of(one.key).kind is primary for one in musts), level.key


class TestParallel:
    PAIRS = (
        ("staff", "manager"),
        ("senior-staff", "senior-manager"),
        ("principal", "director"),
        ("distinguished", "vp"),
    )

    @pytest.mark.parametrize(("engineer", "manager"), PAIRS)
    def test_each_engineer_has_a_manager_of_the_same_band_and_may_become_one(self, engineer, manager):
        framework = load("parallel")
        assert framework.level(engineer).band == framework.level(manager).band
        assert any(
            path.kind is PathKind.LATERAL and {path.source, path.target} == {engineer, manager}
            for path in framework.paths
        )

    def test_every_band_says_its_pay_and_where_its_people_vote(self):
        framework = load("parallel")
        assert all(band.pay for band in framework.bands)
        assert all(band.forums for band in framework.bands[2:])

    def test_pay_and_forums_grow_from_band_to_band(self):
        for low, high in pairwise(load("parallel").bands):
            assert low.pay is not None
            assert high.pay is not None
            assert (low.pay.low, low.pay.high) < (high.pay.low, high.pay.high)
            assert set(low.forums) <= set(high.forums)


class TestLattice:
    def test_from_staff_on_strategy_depth_and_a_specialists_domain_meet_in_every_band(self):
        framework = load("lattice")
        for band in framework.bands[3:]:
            tracks = {level.track for level in framework.levels if level.band == band.key}
            assert tracks == {"depth", "strategic", "specialist", "management"}

    def test_whoever_shares_a_band_may_change_places(self):
        framework = load("lattice")
        moves = {frozenset((path.source, path.target)) for path in framework.paths if path.kind is PathKind.LATERAL}
        for band in framework.bands[3:]:
            levels = [level.key for level in framework.levels if level.band == band.key]
            assert all(frozenset((one, other)) in moves for one in levels for other in levels if one < other)


class TestRubric:
    def test_seven_levels_and_sixteen_criteria_in_four_groups_make_112_places_of_its_own_words(self):
        framework = load("rubric")
        assert len(framework.levels) == 7
        assert [len(dimension.criteria) for dimension in framework.dimensions] == [4, 4, 4, 4]
        assert len(framework.expectations) == 7 * 16 == 112
        assert all(cell.statements and cell.same_as is None for cell in framework.expectations)

    def test_every_reach_has_one_level(self):
        assert [level.scope for level in load("rubric").levels] == SCOPES


class TestSmall:
    def test_no_level_reaches_further_than_its_size_holds(self):
        framework = load("small")
        assert framework.organisation.engineers is not None
        assert framework.organisation.engineers < 60
        assert max(SCOPES.index(level.scope) for level in framework.levels if level.scope) <= SCOPES.index(Scope.TEAMS)
        titles = " ".join(level.title for level in framework.levels).casefold()
        assert not any(word in titles for word in ("principal", "distinguished", "fellow", "director", "president"))

    def test_the_top_grows_by_depth_breadth_and_contribution_outside(self):
        asked = load("small").expectation("mastery", "staff")
        assert asked is not None
        assert len(asked.statements) == 3

    def test_no_panel_needs_people_who_may_not_be_there(self):
        panels = load("small").panels
        assert panels.technical.at_or_above is None
        assert sum(count for _, count in (*panels.technical.seats, *panels.strategic.seats)) <= 4

    def test_the_upper_band_is_the_widest(self):
        widths = [band.pay.high - band.pay.low for band in load("small").bands if band.pay]
        assert widths[-1] == max(widths)
