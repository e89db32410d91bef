"""What stands twice is told; what rises, is held on purpose, or stands on a sibling track is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lint.mutations import as_subject, cell, saying
from tests.lint.rules.ladders import findings, ladder, told

from waypost.framework.library import keys, load
from waypost.lint.near import allowed, are_near, edits, near_pairs, within

ONE = "Draws up one service with its failure modes before anybody builds it."


def test_the_twin_of_a_same_text_is_shown():
    subject = ladder({"design senior": ONE, "talk senior": ONE})
    (finding,) = findings(subject, "DUP301")
    assert finding.related[0].span == subject.span(subject.statements[0])
    assert finding.span == subject.span(subject.statements[1])
    assert "System design, Senior Engineer" in finding.message


@pytest.mark.parametrize(
    "raised",
    [
        "Draws up services of several teams with their failure modes before anybody builds it.",
        "Draws up one system with its failure modes before the company builds it.",
        "Independently draws up one service with its failure modes before anybody builds it.",
        "Draws up one complex service with its failure modes before anybody builds it.",
        "Draws up one service with its failure modes before anybody builds it, and trains whoever is on call for it.",
    ],
)
def test_a_text_that_rises_is_progression(raised):
    assert told(ladder({"design senior": ONE, "design staff": raised}), "DUP", "PRG") == []


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("in one repository", "in any repository"),
        ("with a mentor beside them", "with nobody beside them"),
        ("for the team each month", "for the board each month"),
        ("over hundred thousand rows", "over billion rows"),
        ("on staging data", "on production data"),
        ("before a ticket begins", "before an epic begins"),
        ("for the users of a squad", "for the users of a tribe"),
        ("for one country we sell in", "for the continent we sell in"),
        ("in the table they know", "in the database they know"),
    ],
)
def test_a_wider_place_a_greater_number_and_fewer_hands_are_progression(lower, upper):
    said = "Repairs a fault {} and writes the test that would have shown it."
    assert told(ladder({"design senior": said.format(lower), "design staff": said.format(upper)}), "DUP", "PRG") == []


def test_help_that_is_gone_is_progression_in_another_criterion_too():
    helped = "Draws up one service with help, with its failure modes before anybody builds it."
    assert told(ladder({"design senior": helped, "talk staff": ONE}), "DUP") == []
    assert told(ladder({"design senior": helped, "talk senior": ONE}), "DUP") == [("DUP302", "talk", "senior")]


def test_to_have_become_what_one_was_becoming_is_progression():
    becoming = "Is becoming the one whom others ask about the queue and its failure modes."
    assert told(ladder({"design senior": becoming, "design staff": becoming.replace("becoming ", "")}), "DUP") == []


def test_progression_in_a_language_whose_words_are_not_known_is_no_copy():
    lower = "Escreve o plano de um projeto antes de que alguém o construa com os outros."
    upper = lower.replace("um projeto", "uma equipe")
    assert told(ladder({"design senior": lower, "design staff": upper}), "DUP302") == []
    assert told(ladder({"design senior": lower, "talk senior": upper}), "DUP302") == [("DUP302", "talk", "senior")]


def test_levels_named_by_number_are_progression():
    lower, upper = "Meets what L4 asks of an engineer in design.", "Meets what L5 asks of an engineer in design."
    assert told(ladder({"design senior": lower, "design staff": upper}), "DUP", "PRG") == []
    lower, upper = "Has worked 2-5 years as a programmer here.", "Has worked 5-8 years as a programmer here."
    assert told(ladder({"design senior": lower, "design staff": upper}), "DUP") == []


def test_two_things_in_one_word_are_a_list_in_a_cell_and_a_copy_above_it():
    lower, upper = (f"Makes {what} improvements that reach all services of a team." for what in ("security", "speed"))
    assert told(ladder({"design senior": [lower, upper]}), "DUP") == []
    assert told(ladder({"design senior": lower, "design staff": upper}), "DUP") == [("DUP302", "design", "staff")]


def test_two_of_a_few_words_make_another_text_and_contributing_is_more_than_understanding():
    few = {"design senior": "Working knowledge of all our tools", "design staff": "Power user of all our tools"}
    assert told(ladder(few), "DUP") == []
    seeks = "You actively seek to understand activities such as meetups, conferences and social causes."
    gives = "You actively contribute to activities such as meetups, conferences and social causes."
    assert told(ladder({"design senior": seeks, "design staff": gives}), "DUP") == []


def test_two_words_that_raise_nothing_make_no_other_text():
    near = "Draws up one service with all its failure modes before somebody builds it."
    assert told(ladder({"design senior": ONE, "talk senior": near}), "DUP") == [("DUP302", "talk", "senior")]
    near = "Draws up one service with its failure modes before someone builds it."
    assert told(ladder({"design senior": ONE, "design staff": near}), "DUP") == [("DUP302", "design", "staff")]


def test_lines_of_a_menu_are_no_copies_and_a_sentence_with_a_source_is_one():
    menu = ["IC2 Software Engineer (ic2_software_engineer.html)", "IC2 Quality Engineer (ic2_quality_engineer.html)"]
    assert told(ladder({"design senior": menu, "talk senior": menu}), "DUP") == []
    says = f"{ONE[:-1]} (services.html)"
    assert told(ladder({"design senior": says, "talk senior": says}), "DUP") == [("DUP301", "talk", "senior")]


@pytest.mark.parametrize("code", ["DUP301", "DUP302", "DUP305", "PRG"])
def test_same_as_and_sibling_tracks_are_silent(code):
    same = ladder({"design engineer": ONE, "design senior": "{same as: engineer}", "design staff": "Ends it."})
    assert told(same, code, preview=True) == []
    assert told(ladder({"design staff": ONE, "design manager": ONE}), code, preview=True) == []


def test_copies_on_sibling_tracks_are_only_a_preview():
    subject = ladder({"design staff": ONE, "design manager": ONE})
    assert told(subject, "DUP") == []
    assert told(subject, "DUP", preview=True) == [("DUP304", "design", "manager")]


def test_a_cell_that_is_held_is_told_once():
    assert told(ladder({"design senior": ONE, "design staff": ONE}), "DUP", "PRG") == [("PRG401", "design", "staff")]


def test_words_of_degree_are_no_progression():
    degree = "Consistently draws up one excellent service with its failure modes before anybody builds it."
    (finding,) = findings(ladder({"design senior": ONE, "design staff": degree}), "DUP", "PRG")
    assert (finding.code, finding.words) == ("PRG402", ("consistently", "excellent"))


def test_guidance_above_freedom_is_a_contradiction_and_below_it_is_none():
    alone, guided = "Delivers features independently.", "Delivers whole services under guidance."
    assert told(ladder({"design engineer": alone, "design senior": guided}), "PRG") == [("PRG405", "design", "senior")]
    assert told(ladder({"design engineer": guided, "design senior": alone}), "PRG") == []
    fine = "Delivers whole services with minimal guidance, and without supervision."
    assert told(ladder({"design engineer": alone, "design senior": fine}), "PRG") == []


def test_a_denial_that_is_all_that_differs_is_a_contradiction():
    lower, upper = "Ships changes that a colleague has reviewed.", "Ships changes that a colleague has not reviewed."
    assert told(ladder({"design engineer": lower, "design senior": upper}), "DUP", "PRG") == [
        ("PRG405", "design", "senior")
    ]


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("Holds one design that five teams build on.", "Holds one design that two teams build on."),
        ("Plans the work of five teams for the quarter.", "Plans the work of one team for the quarter."),
        ("Reviews every change to the billing service.", "Reviews some changes to the billing service."),
        ("Knows all services of the team by their faults.", "Knows most services of the team by their faults."),
        ("Writes the plan that the company works by.", "Writes the plan that the department works by."),
        ("Leads the design of services that others use.", "Helps with the design of services that others use."),
        ("Delivers services to others alone.", "Delivers services to others with guidance."),
    ],
)
def test_a_bar_that_falls_is_told_and_one_that_rises_is_not(lower, upper):
    assert told(ladder({"design senior": lower, "design staff": upper}), "DUP", "PRG") == [
        ("PRG405", "design", "staff")
    ]
    assert told(ladder({"design senior": upper, "design staff": lower}), "DUP", "PRG") == []


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("Answers the alarms of a service within five days.", "Answers the alarms of a service within two days."),
        ("Needs help with every change to the service.", "Needs help with some changes to the service."),
        ("Writes five pages on what broke each time.", "Writes two pages on what broke each time."),
        ("Leads the design of a service that others use.", "Helps with the design of systems that others use."),
    ],
)
def test_less_time_less_help_and_other_things_are_no_lower_bar(lower, upper):
    assert told(ladder({"design senior": lower, "design staff": upper}), "PRG405") == []


def test_scope_is_taken_from_what_is_declared_never_from_texts():
    texts = {"design senior": "Sets the standards of the whole company.", "design staff": "Helps one team."}
    assert told(ladder(texts), "PRG") == []


def test_two_edits_are_found_in_the_library_and_nothing_else_is():
    rng, hits, tried = random.Random(7), 0, 0
    for key in keys():
        framework = load(key)
        asked = [one for one in framework.expectations if one.statements and framework.level(one.level).track]
        words = sorted({word for one in asked for word in one.statements[0].says.rstrip(".").split()})
        for _ in range(6):
            source = rng.choice(asked)
            track = framework.level(source.level).track
            places = [one for one in asked if framework.level(one.level).track == track and one is not source]
            target = rng.choice(places)
            edited = source.statements[0].says.rstrip(".").split()
            edited[rng.randrange(len(edited))] = rng.choice(words)
            edited.pop(rng.randrange(len(edited)))
            subject = as_subject(saying(framework, target.criterion, target.level, f"{' '.join(edited)}."))
            found = findings(subject, "DUP302")
            cells = {(source.criterion, source.level), (target.criterion, target.level)}
            assert all((one.criterion, one.level) in cells for one in found)
            hits, tried = hits + bool(found), tried + 1
            assert cell(framework, source.criterion, source.level) is source
    assert hits >= 0.9 * tried


WORDS = st.lists(
    st.sampled_from(["design", "ship", "measure", "teach", "team", "code", "service", "plan"]), min_size=6, max_size=30
)


@given(WORDS, WORDS)
def test_edits_are_a_distance(one, other):
    assert edits(tuple(one), tuple(other)) == edits(tuple(other), tuple(one))
    assert (edits(tuple(one), tuple(other)) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(tuple(one), tuple(other)) <= max(len(one), len(other))


@given(WORDS.map(lambda words: words[:12]), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), max_size=5))
def test_so_many_edits_are_enough_exactly_where_the_distance_is_no_larger(one, changes):
    other = list(one)
    for at, put in changes:
        other[at : at + 1] = ["other"] * put
    distance = edits(tuple(one), tuple(other))
    assert [within(tuple(one), tuple(other), most) for most in range(7)] == [distance <= most for most in range(7)]


@given(st.integers(6, 40), st.data())
def test_two_statements_that_are_near_are_always_found(length, data):
    one = tuple(f"w{number}" for number in range(length))
    other = list(one)
    for _ in range(allowed(length - 2)):
        at = data.draw(st.integers(0, len(other) - 1))
        change = data.draw(st.sampled_from(["exchange", "put in", "leave out"]))
        if change == "exchange":
            other[at] = "other"
        elif change == "put in":
            other.insert(at, "more")
        elif len(other) > length - 2:
            other.pop(at)
    assert are_near(one, tuple(other)) == (list(near_pairs([one, tuple(other)])) == [(0, 1)])


def test_ten_thousand_statements_are_compared_in_time_that_grows_with_their_number():
    rng = random.Random(3)
    texts = [tuple(f"w{rng.randrange(5_000)}" for _ in range(18)) for _ in range(10_000)]
    copies = [(*text[:5], "changed", *text[6:]) for text in texts[:500]]
    found = set(near_pairs([*texts, *copies]))
    assert {(number, 10_000 + number) for number in range(500)} <= found
