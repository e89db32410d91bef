"""STY: typos, run-ons, the person and the full stop of most statements."""

from __future__ import annotations

import pytest
from tests.lint.cases import checked, framework
from tests.lint.rules.saying import codes, found, silent

from waypost.lint.findings import Safety, Severity
from waypost.lint.rules import style_typo
from waypost.lint.settings import Settings


def test_a_known_misspelling_is_an_error_with_a_safe_fix():
    (only,) = found("Seeks guidence early.", select="STY001")
    assert (only.severity, only.words, only.span.line, only.span.column) == (Severity.ERROR, ("guidence",), 22, 16)
    assert only.fix is not None
    assert (only.fix.safety, [edit.text for edit in only.fix.edits]) == (Safety.SAFE, ["guidance"])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("algorthms", "algorithms"),
        ("soruce", "source"),
        ("observerbility", "observability"),
        ("elswhere", "elsewhere"),
        ("non-techincal", "technical"),
        ("contraints", "constraints"),
        ("incidennts", "incidents"),
        ("refactring", "refactoring"),
        ("unnecessessarily", "unnecessarily"),
        ("reoccuring", "reoccurring"),
    ],
)
def test_an_unknown_word_near_a_frequent_one_is_a_warning(wrong, right):
    (only,) = found(f"Writes {wrong} down.", select="STY001")
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == [right]


def test_a_capital_at_the_beginning_stays_one():
    (only,) = found("Considerings the broader plan.", select="STY001")
    assert only.message == "“Considerings” may be a slip of “Considering”"


@pytest.mark.parametrize(
    "statement",
    [
        "Is recognised organisationally for credit decisioning, crypto and comp.",
        "Organises the programme, analyses behaviour and catalogues colours at the centre.",
        "Deploys microservices to kubernetes from the monorepo.",
        "Refactors the codebase, unblocks teammates and triages tickets.",
        "Works with Ardvarkson and Bazelbub on the Sharepoynt import.",
        "Calls `get_algorthm` and reads algorthms.py or docs/algorthms.",
        "Writes post-mortems, re-platforms a service and co-designs it.",
        "Doesn’t guess; isn't shy; they've asked.",
        "Explains the XQRT and the OKRs.",
        "Attaches, dispatches and searches.",
        "Measures kilometres and litres of fibre, centred on the theatre, and manoeuvres in a sombre metre.",
        "Uses memoisation, upserts, a fuzzer, a bundler, a configurator, mlops, ontologies and an affordance.",
        "Clears cruft and a kludge, plans the failback, and is a sceptical committer of vendoring and insourcing.",
        "Anonymises paediatric data, pseudonymises the rest and upstreamed it.",
        "Re-hosts, resizes, preloads, prefills, unpins and rescans.",
        "Replaces the de facto standard by a written one, and not ad hoc or vice versa.",
    ],
)
def test_words_names_code_and_acronyms_are_no_typos(statement):
    assert silent(statement, "STY001"), found(statement, select="STY001")


def test_a_word_that_is_said_again_and_again_is_a_word_of_this_place():
    said = [f"Feeds the quokker {number} times." for number in ("two", "three", "four", "five", "six")]
    assert codes(*said, select="STY001") == []


def test_the_same_slip_in_two_statements_is_told_twice():
    assert codes("Plans the prodcut.", "Sells the prodcut.", select="STY001") == ["STY001", "STY001"]


def typos(text):
    """The words that STY001 tells of a framework."""
    return [one.words[0] for one in checked(text, Settings(select=("STY001",))).findings]


@pytest.mark.parametrize(
    ("title", "slip"), [("Senior Enginer", "Enginer"), ("Buildign", "Buildign"), ("Team of busines", "busines")]
)
def test_a_slip_in_a_title_is_told(title, slip):
    assert typos(framework("- Runs releases.").replace("Senior Engineer", title)) == [slip]


def test_a_slip_is_told_where_a_title_holds_its_letters():
    text = framework("- Knows the busines.").replace("{title: Releases}", "{title: Business}")
    assert typos(text) == ["busines"]


def test_a_word_of_several_titles_is_a_word_of_this_place():
    titles = "".join(f"      of-{one}: {{title: Quallity {one}}}\n" for one in ("code", "design", "plans"))
    text = framework("- Runs releases.").replace("expectations:\n", f"{titles}expectations:\n")
    assert typos(text) == []


def test_no_more_unknown_words_are_looked_up_than_a_ladder_in_english_has(monkeypatch):
    endless = [f"qual{first}{second}ity" for first in "bcdfg" for second in "bcdfgjklmn"]
    text = framework(*(f"- Asks for the {one} of it." for one in endless), "- Seeks guidence of it.")
    assert len(typos(text)) == 51
    monkeypatch.setattr(style_typo, "_LOOKED_UP", 20)
    told = typos(text)
    assert len(told) == 21
    assert "guidence" in told


def test_of_a_word_longer_than_any_nothing_is_looked_up():
    assert typos(framework(f"- Runs {'unre' * 5_000} and {'x' * 10_000}.")) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("latre", "later"),
        ("ordre", "order"),
        ("anothre", "another"),
        ("engineres", "engineers"),
        ("desing", "design"),
        ("relase", "release"),
        ("depoly", "deploy"),
        ("syncronisation", "synchronisation"),
    ],
)
def test_a_slip_is_not_taken_for_a_british_word_or_one_behind_a_prefix(wrong, right):
    (only,) = found(f"Does it {wrong} today.", select="STY001")
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == [right]


def test_the_vocabulary_of_the_configuration_is_known():
    settings = Settings(vocabulary=frozenset({"algorthms"}))
    assert codes("Writes algorthms down.", select="STY001", settings=settings) == []


def test_a_lost_line_end_is_told():
    glued, stopped = found("Works with little oversightInitiates alignment.", "Is done.Then rests.", select="STY002")
    assert [one.fix.edits[0].text for one in (glued, stopped) if one.fix] == ["oversight. Initiates", "done. Then"]


@pytest.mark.parametrize(
    "statement",
    [
        "Writes JavaScript and TypeScript for GitHub.",
        "Calls webSocket and then webSocket again.",
        "Reads node.Version first.",
        "Chains task.When to promise.Then and waits.",
        "Writes `work.The` and `it.Runs` as they stand.",
        "Reads https://wiki.example/done.Then and me.Runs@mail.example first.",
    ],
)
def test_names_with_capitals_inside_are_fine(statement):
    assert silent(statement, "STY002")


@pytest.mark.parametrize(
    ("statement", "right"),
    [
        ("Reads it and publishes it.Runs the review.", "it. Runs"),
        ("Explains the fault to us.Runs the review.", "us. Runs"),
        ("Documents the API.Runs the review.", "API. Runs"),
        ("Asks for a review (twice).Runs it then.", "(twice). Runs"),
    ],
)
def test_a_lost_line_end_behind_a_short_word_or_a_bracket_is_told_before_a_verb(statement, right):
    (only,) = found(statement, select="STY002")
    assert only.fix is not None
    assert (only.fix.safety, [edit.text for edit in only.fix.edits]) == (Safety.SAFE, [right])


def test_what_may_be_a_call_is_not_parted_without_asking():
    (only,) = found("Hands over what is done.Then asks.", select="STY002")
    assert only.fix is not None
    assert only.fix.safety is Safety.SUGGESTED


NINE = tuple(f"Runs releases of {thing}." for thing in ("a", "b", "c", "d", "e", "f", "g", "h", "i"))


def test_one_statement_in_another_person_is_told():
    (only,) = found(*NINE, "You write tests.", select="STY003")
    assert (only.words, only.statement) == (("You",), "You write tests.")
    assert codes(*NINE, "Provide estimates.", select="STY003") == ["STY003"]
    assert codes(*NINE, "Support for tools.", select="STY003") == []


def test_few_statements_show_no_majority():
    assert codes(*NINE[:8], "You write tests.", select="STY003 STY004") == []


def test_full_stops_are_told_once_with_a_fix_for_all():
    (only,) = found(*NINE, *NINE, "Plans sprints", "Plans work", select="STY004")
    assert only.message == "No full stop ends 2 of 20 statements, unlike the others. Make them alike"
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == ["s.", "k."]


@pytest.mark.parametrize("ends", ["see https://wiki.example/how-we-ship", "for sites in the U.S."])
def test_an_address_and_a_shortened_name_keep_their_last_sign(ends):
    stopped = (*NINE, *NINE) if "http" in ends else [one.rstrip(".") for one in (*NINE, *NINE)]
    assert codes(*stopped, f"Plans releases, {ends}", select="STY004") == []


def test_a_word_that_stands_twice_is_told_and_taken_out():
    (only,) = found("Reviews the the plan of the team.", select="STY005")
    assert only.fix is not None
    assert (only.fix.safety, [edit.text for edit in only.fix.edits]) == (Safety.SAFE, ["the"])
    assert (only.span.column, only.span.end_column) == (18, 25)


@pytest.mark.parametrize(("statement", "right"), [("Explains a outage.", "an"), ("Makes it an great place.", "a")])
def test_an_article_that_does_not_fit_is_put_right(statement, right):
    (only,) = found(statement, select="STY006")
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == [right]


@pytest.mark.parametrize(
    "statement",
    [
        "Works on on-call with the team, the whole of it.",
        "Knows what it is that that means.",
        "Spends an hour a user, and a one-off day with an SLA and an npm package.",
        "Chooses plan A and is a European in an NLP team.",
        "Compares plan a against plan b, and option a after option c.",
        "Types `print a errors` and `the the` into a shell.",
    ],
)
def test_small_words_that_are_right_are_left_alone(statement):
    assert silent(statement, "STY005 STY006")


def test_a_word_that_dots_cut_off_is_no_slip():
    assert [
        one.code for one in checked(framework("- Keeps learni… and knowled...")).findings if one.code == "STY001"
    ] == []
