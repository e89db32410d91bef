"""VAG: judgements, states of mind, abilities, abstract words, fragments and traits, and what is none of these."""

from __future__ import annotations

import pytest
from tests.lint.rules.saying import codes, found, silent

VAGUE = "VAG"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("Drives excellence across the organisation.", "VAG104"),
        ("Contributes to a culture of learning and growth.", "VAG104"),
        ("Navigates ambiguity; proactively resolves challenges", "VAG104"),
        ("Takes ownership of significant outcomes.", "VAG101"),
        ("Delegates effectively.", "VAG101"),
        ("Writes solid code.", "VAG101"),
        ("Writes clean, maintainable code.", "VAG101"),
        ("Writes code that is clean and maintainable.", "VAG101"),
        ("Presents ideas effectively", "VAG101"),
        ("Gives good feedback.", "VAG101"),
        ("Follows best practices.", "VAG104"),
        ("Leads by example in elevating standards and team cohesion.", "VAG104"),
        ("Consistently steps up when it is required.", "VAG104"),
        ("Understands the goals behind their work.", "VAG102"),
        ("Has a good understanding of our product.", "VAG102"),
        ("Is aware of different perspectives in the team.", "VAG102"),
        ("You have in-depth knowledge of your domain.", "VAG102"),
        ("Good knowledge of the tools.", "VAG102"),
        ("Understands the product. Knows its users.", "VAG102"),
        ("Is skilled in debugging.", "VAG102"),
        ("Is comfortable talking to customers.", "VAG102"),
        ("Confident in quickly telling a crowd of it.", "VAG102"),
        ("Builds new features and demonstrates a nuanced understanding of the browser.", "VAG102"),
        ("Has a good working knowledge of our compiler.", "VAG102"),
        ("Can run a release.", "VAG103"),
        ("You're able to run a release.", "VAG103"),
        ("Writes the plan of a release. Is able to run it.", "VAG103"),
        ("Works effectively within our deployment framework.", "VAG104"),
        ("They are able to debug existing code.", "VAG103"),
        ("Strong communicator", "VAG106"),
        ("Solid Software Engineering Foundations", "VAG105"),
        ("Is passionate and curious.", "VAG106"),
        ("Is seen as a leader by the team.", "VAG106"),
        ("Is recognised as an expert in their field.", "VAG106"),
        ("Is trusted by their peers.", "VAG106"),
        ("Is open to feedback.", "VAG106"),
        ("Is eager to learn.", "VAG106"),
        ("Shows initiative.", "VAG106"),
        ("Knows enough to be useful.", "VAG102"),
        ("Knows the queues because it matters.", "VAG102"),
        ("Brings conviction about what problems we should solve.", "VAG106"),
    ],
)
def test_a_statement_in_which_nothing_can_be_seen_is_told(statement, code):
    assert code in codes(statement, select=VAGUE)


@pytest.mark.parametrize(
    "statement",
    [
        "Ships changes that a peer can revert alone.",
        "Mentors two engineers until they lead a project of their own.",
        "Mentors junior team members.",
        "Leads the migration of the billing service to the new cluster.",
        "Interviews candidates and writes the report on the same day.",
        "Asks their own manager for feedback on a design before it is built.",
        "Rotates the secrets of the services they own, and removes those that nobody uses.",
        "Manages a project of several teams from the first plan to the release.",
        "Improves the quality of the importer with tests that caught three faults before release.",
        "Identifies gaps such as missing requirements.",
        "Writes strong tests for the payment code.",
        "Follows up on every strong objection.",
        "Gives thoughtful feedback in code reviews.",
        "Gives a good reason for each change they reject.",
        "Knows the queues, and traces a stuck message to its producer.",
        "Appreciates patterns of architecture and can apply them.",
        "Understands the cause of an incident by reading logs and traces.",
        "Finds creative solutions for the layout of the report.",
        "Explains what the service can do and what it may never do.",
        "Answers within a day, with humour.",
        "Explains a decision with patience.",
        "Works effectively within our framework, for example with hooks in place of patches.",
        "Writes the plan of a release. May run it.",
        "Demonstrates an understanding of a fault by naming its cause.",
        "Knows which alerts can wait until morning because they wrote the runbook for each.",
        "Understands a stack trace well enough to file the bug with the right team",
        "Is trusted by the team to undo a release alone.",
        "Is open to feedback, and changes the design in the review.",
        "Leads the initiative to merge two build systems.",
    ],
)
def test_what_names_an_act_or_a_thing_is_left_alone(statement):
    assert silent(statement, VAGUE), found(statement, select=VAGUE)


def test_one_vague_statement_is_told_once_however_many_words_are_vague():
    statement = "Drives excellent outcomes through strong ownership, effective leadership and a culture of growth."
    (only,) = found(statement, select="VAG101 VAG104")
    assert (only.code, only.words) == ("VAG101", ("excellent", "strong", "effective"))
    assert only.message == "“excellent” is a judgement, and nothing here can be seen. Say what would show it"


def test_several_traits_of_one_statement_are_told_once():
    assert codes("Acts with integrity, honesty and courage.", select="VAG106") == ["VAG106"]


def test_an_ability_is_turned_into_the_act_where_the_verb_is_known():
    can, may = found("Can carry a pager.", "You may zigzag.", select="VAG103")
    assert can.fix is not None
    assert [edit.text for edit in can.fix.edits] == ["Carries"]
    assert may.fix is None


@pytest.mark.parametrize(
    ("statement", "does"),
    [
        ("You can carry a pager.", "carry"),
        ("I’m able to carry a pager.", "I carry"),
        ("You’re able to carry a pager.", "You carry"),
        ("Ability to carry a pager.", "Carries"),
    ],
)
def test_after_a_pronoun_the_verb_keeps_its_form(statement, does):
    (only,) = found(statement, select="VAG103")
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == [does]


@pytest.mark.parametrize(
    "statement",
    [
        "品質と信頼性を高める。チームの文化を育てる。",
        "Comprend la culture de l'équipe et les objectifs du produit pour le trimestre.",
        "Kann die Qualität und die Kultur des Teams mit den Zielen verbinden.",
    ],
)
def test_other_languages_are_left_alone(statement):
    assert silent(statement, "VAG CIR OUT603 BIA CLR904 CLR906 STY001 STY002")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("Builds subsystems of it that can scale and be reliable", "VAG106"),
        ("They apply knowledge of index syntax to create custom clustered indexes", "VAG102"),
        ("Capable of working on routine problems", "VAG101 VAG105"),
        ("Technical background deep dive", "VAG101"),
        ("Keeps a professional network", "VAG101"),
        ("Is comfortable being wrong, asks for reviews and mends what they find", "VAG102"),
        ("Makes others confident that a release can be undone", "VAG102"),
    ],
)
def test_a_thing_an_act_and_what_another_rule_tells_are_not_told(statement, code):
    assert silent(statement, code)
