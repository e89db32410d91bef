"""What holds of every two versions: nothing changed is no change, undoing undoes, and other words are never major."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waypost.framework.diff import Change, ChangeClass, ChangeSort, Part, diff
from waypost.framework.schema import Expectation, Framework, Path, PathKind, Scope, Statement

S = ChangeSort
QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

SENTENCES = (
    "Owns a design that several teams build on.",
    "Owns a design that two teams build on.",
    "Owns a design that three teams build on.",
    "Says hard things early.",
    "Answers within 5 days.",
    "Answers within 2 days.",
    "Writes so that the team can act.",
    "Writes so that the teams can act.",
    "Sees the design that nobody has asked for yet.",
)
statements = st.lists(st.sampled_from(SENTENCES), max_size=3, unique=True)


@st.composite
def versions(draw: st.DrawFn, northwind: Framework) -> Framework:
    """The small framework with anything in it that people change changed."""
    framework = northwind
    for change in draw(st.lists(st.sampled_from(CHANGES), max_size=6)):
        framework = change(draw, framework)
    return framework


def asks(draw: st.DrawFn, framework: Framework) -> Framework:
    cells = {(cell.criterion, cell.level): cell for cell in framework.expectations}
    criterion = draw(st.sampled_from(framework.criteria)).key
    level = draw(st.sampled_from(framework.levels)).key
    said = tuple(Statement(says=says) for says in draw(statements))
    cells[criterion, level] = Expectation(criterion=criterion, level=level, statements=said)
    found = tuple(cell for cell in cells.values() if cell.statements)
    return framework.model_copy(update={"expectations": found})


def one_of(draw: st.DrawFn, entries: tuple[Any, ...], **choices: Any) -> tuple[Any, ...]:
    """The entries with one field of one of them set to something else."""
    place = draw(st.integers(0, len(entries) - 1))
    name = draw(st.sampled_from(sorted(choices)))
    changed = entries[place].model_copy(update={name: draw(choices[name])})
    return (*entries[:place], changed, *entries[place + 1 :])


def levels(draw: st.DrawFn, framework: Framework) -> Framework:
    scopes, bands = st.sampled_from([None, *Scope]), st.sampled_from([band.key for band in framework.bands])
    tracks = st.sampled_from([track.key for track in framework.tracks])
    titles = st.sampled_from(["Senior Engineer", "Architect", "Fellow"])
    changed = one_of(draw, framework.levels, scope=scopes, band=bands, track=tracks, title=titles)
    return framework.model_copy(update={"levels": changed})


def level_key(draw: st.DrawFn, framework: Framework) -> Framework:
    """A level under another key, in every place."""
    from waypost.framework.diff.renames import Renames, carried

    old = draw(st.sampled_from(framework.levels)).key
    return carried(framework, Renames(levels={old: f"{old}-2"}))


def criterion_key(draw: st.DrawFn, framework: Framework) -> Framework:
    from waypost.framework.diff.renames import Renames, carried

    old = draw(st.sampled_from(framework.criteria)).key
    return carried(framework, Renames(criteria={old: f"{old}-2"}))


def must(draw: st.DrawFn, framework: Framework) -> Framework:
    place = draw(st.integers(0, len(framework.dimensions) - 1))
    dimension = framework.dimensions[place]
    criteria = one_of(draw, dimension.criteria, must=st.booleans(), title=st.sampled_from(["Hiring", "Owning"]))
    changed = dimension.model_copy(update={"criteria": criteria})
    dimensions = (*framework.dimensions[:place], changed, *framework.dimensions[place + 1 :])
    return framework.model_copy(update={"dimensions": dimensions})


def weights(draw: st.DrawFn, framework: Framework) -> Framework:
    share = draw(st.integers(1, 98))
    three = (("technical", share), ("impact", 99 - share), ("people", 1))
    return framework.model_copy(update={"tracks": one_of(draw, framework.tracks, weights=st.just(three))})


def paths(draw: st.DrawFn, framework: Framework) -> Framework:
    ends = draw(st.lists(st.sampled_from([level.key for level in framework.levels]), min_size=2, max_size=2))
    path = Path(kind=draw(st.sampled_from(PathKind)), source=ends[0], target=ends[1])
    kept = tuple(one for one in framework.paths if one != path)
    return framework.model_copy(update={"paths": kept if kept != framework.paths else (*kept, path)})


def evidence(draw: st.DrawFn, framework: Framework) -> Framework:
    everyone = framework.evidence.everyone.model_copy(update={"peers": draw(st.integers(0, 6))})
    return framework.model_copy(update={"evidence": framework.evidence.model_copy(update={"everyone": everyone})})


CHANGES = (asks, asks, asks, levels, level_key, criterion_key, must, weights, paths, evidence)
OPPOSITE = {S.RAISED: S.LOWERED, S.LOWERED: S.RAISED, S.ADDED: S.REMOVED, S.REMOVED: S.ADDED}


@QUIET
@given(data=st.data())
def test_a_version_does_not_differ_from_itself(northwind: Framework, data: st.DataObject) -> None:
    one = data.draw(versions(northwind))
    assert diff(one, one).changes == ()


@QUIET
@given(data=st.data())
def test_what_is_undone_is_told_the_other_way_round(northwind: Framework, data: st.DataObject) -> None:
    one, other = data.draw(versions(northwind)), data.draw(versions(northwind))
    there, back = _told(one, other), _told(other, one)
    turned = Counter((OPPOSITE.get(change.sort, change.sort), change.part, change.new, change.old) for change in there)
    assert turned == Counter((change.sort, change.part, change.old, change.new) for change in back)


def _told(old: Framework, new: Framework) -> list[Change]:
    """The changes, without what a new criterion asks: when it goes again, that goes with it in one change."""
    found = diff(old, new).changes
    fresh = {one.criterion for one in found if one.part is Part.CRITERIA and one.sort is S.ADDED}
    return [one for one in found if one.part is not Part.EXPECTATIONS or one.criterion not in fresh]


@QUIET
@given(data=st.data())
def test_other_words_are_never_major(northwind: Framework, data: st.DataObject) -> None:
    """Titles, descriptions, explanations and single words of a sentence: whoever improves them raises no bar."""
    framework = northwind
    for reword in data.draw(st.lists(st.sampled_from(WORDINGS), min_size=1, max_size=5)):
        framework = reword(data.draw, framework)
    found = diff(northwind, framework)
    assert found.change_class is ChangeClass.PATCH
    assert {change.sort for change in found.changes} <= {S.RENAMED, S.REWORDED}


def _titles(draw: Any, framework: Framework) -> Framework:
    titles = st.sampled_from(["Architect", "Fellow", "Craft"])
    return framework.model_copy(update={"levels": one_of(draw, framework.levels, title=titles, about=titles)})


def _bands(draw: Any, framework: Framework) -> Framework:
    titles = st.sampled_from(["Three", "Four", "Five"])
    return framework.model_copy(update={"bands": one_of(draw, framework.bands, title=titles)})


def _tracks(draw: Any, framework: Framework) -> Framework:
    titles = st.sampled_from(["Depth", "Width"])
    return framework.model_copy(update={"tracks": one_of(draw, framework.tracks, title=titles, about=titles)})


def _sentence(draw: Any, framework: Framework) -> Framework:
    place = draw(st.integers(0, len(framework.expectations) - 1))
    cell = framework.expectations[place]
    first = cell.statements[0]
    words = first.says.split()
    words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(["truly", "plainly"]))
    about = draw(st.sampled_from(["", "What is meant."]))
    said = first.model_copy(update={"says": " ".join(words) if len(words) > 5 else first.says, "about": about})
    changed = cell.model_copy(update={"statements": (said, *cell.statements[1:])})
    cells = (*framework.expectations[:place], changed, *framework.expectations[place + 1 :])
    return framework.model_copy(update={"expectations": cells})


WORDINGS = (_titles, _bands, _tracks, _sentence)
