"""Defects planted into clean library frameworks, one for each structural rule, and the finding that must come.

Each function takes a framework of the library and gives back what is wrong with it now. `PLANTED` names them all with
the framework they are for, so that tests and the measurement of quality plant the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from waypost.framework.kinds import PathKind, Scope
from waypost.framework.library import load
from waypost.framework.schema import Band, Criterion, Expectation, Framework, Organisation, Path, Pay, Statement
from waypost.framework.writing import write_framework
from waypost.lint.reading import read_files
from waypost.lint.settings import Settings
from waypost.lint.subject import Subject

FAMILIES = ("STR", "DUP", "PRG", "TRK", "MNT")
TODAY = date(2026, 11, 1)
SETTINGS = Settings(select=(*FAMILIES, "PRG404"), preview=True, today=TODAY)
"""Everything these families can find, with what is off by default."""


@dataclass(frozen=True)
class Planted:
    """A framework with one defect, and what has to be found: the code, and the keys of the cell or level."""

    code: str
    framework: Framework
    criterion: str = ""
    level: str = ""
    before: Framework | None = None

    @property
    def subject(self) -> Subject:
        """The same as a linter reads it."""
        return as_subject(self.framework, before=self.before)


def as_subject(framework: Framework, *, before: Framework | None = None) -> Subject:
    """A framework written out and read again."""
    subject = read_files({"framework.yaml": write_framework(framework).encode()}).subject
    assert subject is not None
    return Subject(subject.framework, subject.said, subject.sources, subject.parts, before)


def cell(framework: Framework, criterion: str, level: str) -> Expectation:
    """What is written in a cell."""
    return next(one for one in framework.expectations if (one.criterion, one.level) == (criterion, level))


def says(framework: Framework, criterion: str, level: str) -> str:
    """The first sentence of a cell."""
    return cell(framework, criterion, level).statements[0].says


def saying(framework: Framework, criterion: str, level: str, *sentences: str) -> Framework:
    """The framework with other sentences in one cell; none leaves the cell out."""
    rest = tuple(one for one in framework.expectations if (one.criterion, one.level) != (criterion, level))
    statements = tuple(Statement(says=sentence) for sentence in sentences)
    new = Expectation(criterion=criterion, level=level, statements=statements)
    return framework.model_copy(update={"expectations": (*rest, new) if sentences else rest})._in_reading_order()


def with_level(framework: Framework, key: str, **update: object) -> Framework:
    """The framework with one level changed."""
    levels = tuple(one.model_copy(update=update) if one.key == key else one for one in framework.levels)
    return framework.model_copy(update={"levels": levels})


def without_level(framework: Framework, key: str) -> Framework:
    """The framework without a level and all that names it."""
    return framework.model_copy(
        update={
            "levels": tuple(one for one in framework.levels if one.key != key),
            "paths": tuple(one for one in framework.paths if key not in (one.source, one.target)),
            "expectations": tuple(one for one in framework.expectations if one.level != key),
        }
    )


WIDE = (
    "Shows guests of every country around.",
    "Opens offices by the sea.",
    "Signs for all purchases above a million.",
    "Chairs whatever meets on Mondays.",
    "Settles quarrels between subsidiaries.",
    "Answers to the board each spring.",
    "Picks which plants close.",
    "Comes last when budgets are cut.",
    "Names the ships.",
    "Holds keys to all buildings.",
    "Steers mergers until lawyers leave.",
    "Balances shifts over nine time zones.",
    "Greets ministers at the door.",
    "Moves warehouses before winter.",
    "Ends contracts with caterers.",
    "Divides the floor among departments.",
)
"""Sentences with reach, and neither depth, technical work nor people."""


def gap_within(fw: Framework) -> Planted:
    return Planted("STR002", saying(fw, "design", "lead"), "design", "lead")


def gap_at_the_top(fw: Framework) -> Planted:
    return Planted("STR002", saying(fw, "design", "principal"), "design", "principal")


def asked_nowhere(fw: Framework) -> Planted:
    cells = tuple(one for one in fw.expectations if one.criterion != "design")
    return Planted("STR002", fw.model_copy(update={"expectations": cells}), "design")


def title_twice(fw: Framework) -> Planted:
    first, second = fw.dimensions[0].criteria[:2]
    twin = second.model_copy(update={"title": first.title.upper()})
    criteria = tuple(twin if one is second else one for one in fw.dimensions[0].criteria)
    dimension = fw.dimensions[0].model_copy(update={"criteria": criteria})
    return Planted("STR003", fw.model_copy(update={"dimensions": (dimension, *fw.dimensions[1:])}), twin.key)


def level_off_the_paths(fw: Framework) -> Planted:
    paths = tuple(one for one in fw.paths if "principal" not in (one.source, one.target))
    return Planted("STR003", fw.model_copy(update={"paths": paths}), level="principal")


def level_that_is_not_there(fw: Framework) -> Planted:
    for number, level in enumerate(fw.levels, 1):
        fw = with_level(fw, level.key, title=f"L{number} {level.title}")
    return Planted("STR003", saying(fw, "design", "lead", "Draws up what an L9 would build."), "design", "lead")


def no_scope(fw: Framework) -> Planted:
    return Planted("STR004", with_level(fw, "lead", scope=None), level="lead")


def placeholder(fw: Framework) -> Planted:
    return Planted("STR005", saying(fw, "design", "lead", "TBD: something about designs."), "design", "lead")


def another_company(fw: Framework) -> Planted:
    sentence = "Draws up systems that live the values of Dropbox in each review."
    return Planted("STR006", saying(fw, "design", "lead", sentence), "design", "lead")


def another_level(fw: Framework) -> Planted:
    title = fw.level("staff").title
    sentence = f"As a {title}, settles how the parts of a new product speak to each other."
    return Planted("STR007", saying(fw, "design", "lead", sentence), "design", "lead")


def topic(fw: Framework) -> Planted:
    return Planted("STR008", saying(fw, "design", "lead", "Ownership of designs:"), "design", "lead")


def same_text(fw: Framework) -> Planted:
    return Planted("DUP301", saying(fw, "feedback", "lead", says(fw, "design", "lead")), "feedback", "lead")


def near_text(fw: Framework) -> Planted:
    words = says(fw, "design", "lead").rstrip(".").split()
    words[len(words) // 3] = "plainly"
    del words[2 * len(words) // 3]
    return Planted("DUP302", saying(fw, "feedback", "lead", f"{' '.join(words)}."), "feedback", "lead")


def same_clause(fw: Framework) -> Planted:
    clause = "with every open question answered in writing before work begins"
    fw = saying(
        fw,
        "design",
        "lead",
        f"Prepares the replacement of one ageing service with its tables, queues and nightly jobs, {clause}.",
    )
    fw = saying(
        fw,
        "feedback",
        "lead",
        f"Hands newcomers a first own task that suits what they said they wanted to try, {clause}.",
    )
    return Planted("DUP303", fw, "feedback", "lead")


def copied_from_sibling(fw: Framework) -> Planted:
    sentence = says(fw, "design", "staff")
    return Planted("DUP304", saying(fw, "design", "staff-strategic", sentence), "design", "staff-strategic")


def twice_in_a_cell(fw: Framework) -> Planted:
    sentence = says(fw, "design", "lead")
    return Planted("DUP305", saying(fw, "design", "lead", sentence, sentence), "design", "lead")


def no_change(fw: Framework) -> Planted:
    return Planted("PRG401", saying(fw, "design", "lead", says(fw, "design", "senior")), "design", "lead")


def only_stronger(fw: Framework) -> Planted:
    sentence = says(fw, "design", "senior")
    stronger = f"Consistently {sentence[0].lower()}{sentence[1:]}"
    return Planted("PRG402", saying(fw, "design", "lead", stronger), "design", "lead")


def narrower(fw: Framework) -> Planted:
    return Planted("PRG403", with_level(fw, "staff", scope=Scope.PROJECT), level="staff")


def weaker_verb(fw: Framework) -> Planted:
    fw = saying(fw, "design", "senior", "Leads the redesign of one service until it runs.")
    return Planted(
        "PRG404", saying(fw, "design", "lead", "Helps a neighbour whose service is redrawn."), "design", "lead"
    )


def taken_back(fw: Framework) -> Planted:
    fw = saying(fw, "design", "senior", "Draws up one service independently, down to its tables.")
    sentence = "Splits a product into services, with guidance from whoever ran it before."
    return Planted("PRG405", saying(fw, "design", "lead", sentence), "design", "lead")


def management_is_the_bar(fw: Framework) -> Planted:
    duties = (
        "Manages the team that runs checkout.",
        "Hires engineers for three open seats each year.",
        "Holds one-on-ones with each engineer every week.",
        "Builds a team that stays when its founder leaves.",
        "Reviews performance twice a year with examples.",
        "Managing people takes half of the week, which the calendar shows.",
        "Recruits engineers from two universities.",
        "Manages several teams.",
        "Writes career plans of colleagues, and half come true.",
    )
    rows = [one.criterion for one in fw.expectations if one.level == "lead"]
    for criterion, duty in zip(rows, duties, strict=False):
        fw = saying(fw, criterion, "lead", duty)
    for criterion, sentence in zip(rows[len(duties) :], WIDE, strict=False):
        fw = saying(fw, criterion, "lead", sentence)
    return Planted("TRK501", fw, level="lead")


def people_duty(fw: Framework) -> Planted:
    sentence = "Makes the hiring decisions when a design wants more hands."
    return Planted("TRK502", saying(fw, "design", "lead", sentence), "design", "lead")


def shorter_track(fw: Framework) -> Planted:
    return Planted("TRK503", without_level(fw, "distinguished-strategic"), level="principal-strategic")


def too_few_engineers(fw: Framework) -> Planted:
    return Planted("TRK504", fw.model_copy(update={"organisation": Organisation(engineers=40)}), level="principal")


def managers_paid_more(fw: Framework) -> Planted:
    place = next(number for number, band in enumerate(fw.bands) if band.key == "B4")
    more = Band(key="B4M", title="Manager", pay=Pay(currency="EUR", low=99_000, high=140_000), forums=("planning",))
    fw = fw.model_copy(update={"bands": (*fw.bands[: place + 1], more, *fw.bands[place + 1 :])})
    fw = with_level(fw, "manager", band="B4M")
    paths = tuple(
        one for one in fw.paths if one.kind is PathKind.PROMOTION or "manager" not in (one.source, one.target)
    )
    kept = tuple(one for one in paths if one.source != "senior" or one.target in ("staff", "manager"))
    entry = tuple(Path(kind=PathKind.PROMOTION, source="staff", target=one.target) for one in paths if one not in kept)
    lateral = tuple(one for one in entry if fw.level(one.target).band != fw.level("staff").band)
    return Planted("TRK505", fw.model_copy(update={"paths": (*kept, *lateral)}), level="manager")


def top_only_wider(fw: Framework) -> Planted:
    rows = [one.criterion for one in fw.expectations if one.level == "principal"]
    for criterion, sentence in zip(rows, WIDE, strict=True):
        fw = saying(fw, criterion, "principal", sentence)
    return Planted("TRK506", fw, level="principal")


def not_reviewed(fw: Framework) -> Planted:
    return Planted("MNT001", fw.model_copy(update={"reviewed": date(2025, 10, 31)}))


def bar_moved(fw: Framework) -> Planted:
    criterion = Criterion(key="novelty", title="Novelty", must=True)
    dimension = fw.dimensions[0].model_copy(update={"criteria": (*fw.dimensions[0].criteria, criterion)})
    after = fw.model_copy(update={"dimensions": (dimension, *fw.dimensions[1:]), "version": "1.0.1"})
    for number, level in enumerate(fw.levels):
        after = saying(after, "novelty", level.key, f"Finds {number + 2} uses of a part that its maker left out.")
    return Planted("MNT002", after, before=fw)


def misfiled(fw: Framework) -> Planted:
    sentence = "Mentors two newcomers, and coaches emerging talent towards harder problems."
    return Planted("MNT003", saying(fw, "design", "lead", sentence), "design", "lead")


PLANTED: tuple[tuple[str, Callable[[Framework], Planted]], ...] = (
    *(
        ("rubric", one)
        for one in (
            *(gap_within, gap_at_the_top, asked_nowhere, title_twice, level_off_the_paths, level_that_is_not_there),
            *(no_scope, placeholder, another_company, another_level, topic),
            *(same_text, near_text, same_clause, twice_in_a_cell),
            *(no_change, only_stronger, narrower, weaker_verb, taken_back),
            *(management_is_the_bar, people_duty, too_few_engineers, top_only_wider),
            *(not_reviewed, bar_moved, misfiled),
        )
    ),
    *(("lattice", one) for one in (copied_from_sibling, shorter_track, managers_paid_more)),
)


def planted() -> list[Planted]:
    """Every defect, each in its framework."""
    return [plant(load(key)) for key, plant in PLANTED]
