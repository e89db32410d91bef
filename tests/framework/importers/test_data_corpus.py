"""The ladders in data of the corpus, against figures that were counted by hand or by other means than ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import gather
from waypost.framework.importers.trees.data import read_data

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not part of this repository"),
]
FT = "Financial-Times__engineering-progression--legacy"


def _read(entry: str) -> Found:
    found = read_data(gather([CORPUS / entry]).sources)
    assert found.errors == ()
    return found


def _counts(found: Found) -> tuple[int, int, int, int]:
    statements = sum(len(cell.statements) for cell in found.cells)
    return len(found.tracks), len(found.levels), len(found.criteria), statements


def _examples(found: Found) -> int:
    return sum(len(one.looks_like) for cell in found.cells for one in cell.statements)


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("entry", "counts", "left_over"),
    [
        (f"{FT}/data", (1, 4, 4, 101), 1),
        (f"{FT}/at-259162a", (1, 4, 4, 101), 0),
        (f"{FT}/at-560d998", (1, 4, 4, 100), 0),
        ("Medium__snowflake", (1, 5, 16, 80), 0),
        ("Medium__snowflake--4410c2f", (1, 5, 16, 80), 0),
        ("Medium__snowflake--57dbf33", (1, 5, 16, 80), 0),
        ("Medium__snowflake--f6afe89", (1, 5, 16, 80), 0),
        # One milestone of the 43 is commented out; two of the 13 tracks have no file of milestones.
        ("Medium__snowflake--8ced292", (1, 5, 11, 42), None),
        # Four own criteria and the twelve shared on each of four tracks; 26 have different names.
        ("Medium__snowflake--0e67baf", (4, 20, 26, 4 * 16 * 5), 0),
        ("forwardimpact__pathway", (3, 12, 30, 138), None),
    ],
)
def test_as_much_is_found_as_was_counted(entry: str, counts: tuple[int, ...], left_over: int | None) -> None:
    found = _read(entry)
    assert _counts(found) == counts
    assert left_over is None or len(found.left_over) == left_over


@pytest.mark.parametrize(
    "entry",
    [
        FT + "/data",
        FT + "/at-560d998",
        "Medium__snowflake",
        "Medium__snowflake--4410c2f",
        "Medium__snowflake--57dbf33",
        "Medium__snowflake--f6afe89",
        "Medium__snowflake--8ced292",
        "Medium__snowflake--0e67baf",
        "MyUNiDAYS__competency-framework",
        "forwardimpact__pathway",
    ],
)
def test_every_statement_begins_on_the_line_it_is_said_to(entry: str) -> None:
    lines: dict[str, list[str]] = {}
    for cell in _read(entry).cells:
        for one in cell.statements:
            held = lines.setdefault(one.origin.file, Path(one.origin.file).read_text(encoding="utf-8").split("\n"))
            near = _plain(held[one.origin.line - 1].replace('\\"', '"').replace("\\'", "'"))
            begins = " ".join(one.says.split()[:3])
            assert begins in near, (one.says, one.origin)


@pytest.mark.parametrize(
    ("path", "key"),
    [("data/job-families/engineering-v1.yml", "theme"), ("at-259162a/competencies.yml", "area")],
)
def test_the_flat_lists_of_the_financial_times_are_in_their_cells(path: str, key: str) -> None:
    data = yaml.safe_load((CORPUS / FT / path).read_text(encoding="utf-8"))
    rows = data["competencies"] if isinstance(data, dict) else data
    found = _read(f"{FT}/{path}")
    names = {one["id"]: one["name"] for one in data["levels"]} if isinstance(data, dict) else {}
    criteria = {one.id: one.title.lower() for one in found.criteria}
    levels = {one.id: one.title for one in found.levels}
    got = [
        (criteria[cell.criterion], re.sub(r"\W", "", levels[cell.level].lower()), one.says, one.looks_like)
        for cell in found.cells
        for one in cell.statements
    ]
    expected = [
        (
            row[key],
            re.sub(r"\W", "", names.get(row["level"], row["level"]).lower()),
            _plain(row["summary"]),
            tuple(map(_plain, row["examples"])),
        )
        for row in rows
    ]
    assert sorted(got) == sorted(expected)
    assert _examples(found) == 257
    if names:
        assert [one.title for one in found.levels] == list(names.values())


@pytest.mark.parametrize("fork", ["", "--4410c2f", "--57dbf33", "--f6afe89"])
def test_a_snowflake_holds_each_of_its_texts_once(fork: str) -> None:
    """Counted by a pattern over the lines that ends where the tracks do."""
    text = (CORPUS / f"Medium__snowflake{fork}" / "constants.js").read_text(encoding="utf-8")
    tracks = re.search(r"^export const tracks.*?^\}", text, re.MULTILINE | re.DOTALL)
    assert tracks is not None
    found = _read(f"Medium__snowflake{fork}")
    summaries = re.findall(r'^\s*"?summary"?: "((?:[^"\\]|\\.)*)"', tracks[0], re.MULTILINE)
    listed = re.findall(r'^\s+"((?:[^"\\]|\\.)*)",?\s*$', tracks[0], re.MULTILINE)
    said = [one for cell in found.cells for one in cell.statements]
    assert sorted(one.says for one in said) == sorted(_plain(one.replace('\\"', '"')) for one in summaries if one)
    kept = sorted(text for one in said for text in one.looks_like)
    inline = re.findall(r"^\s*\"?(?:signals|examples)\"?: \[\"", tracks[0], re.MULTILINE)
    assert inline == []
    assert kept == sorted(_plain(one.replace('\\"', '"')) for one in listed if one.strip())


def test_titles_by_score_travel_along() -> None:
    assert [(one.score, one.title) for one in _read("Medium__snowflake").titles] == [
        (0, "Engineer I"),
        (17, "Engineer II"),
        (36, "Senior Engineer"),
        (36, "Group Lead"),
        (58, "Staff Engineer"),
        (58, "Senior Group Lead"),
        (90, "Principal Engineer"),
        (90, "Director of Engineering"),
    ]
    assert len(_read("Medium__snowflake--f6afe89").titles) == 15


def test_a_commented_milestone_and_code_are_told() -> None:
    found = _read("Medium__snowflake--8ced292")
    assert any("software-engineering.ts (7)" in note for note in found.notes)
    why = {one.text: one.why for one in found.left_over}
    assert why["levelsToPoints.2.2"] == "comes from `../points`, which is not among the files that were given"
    assert {one.title for one in found.dimensions} == {"Strength", "Dexterity", "Charisma", "Wisdom"}


def test_positions_ask_what_they_refer_to_and_the_rest_is_left_over() -> None:  # noqa: C901 - an oracle of its own
    content = CORPUS / "MyUNiDAYS__competency-framework" / "content"
    asked, levels = {}, 0
    for path in sorted((content / "competencies").iterdir()):
        area = json.loads(path.read_text(encoding="utf-8"))
        for topic in area["topics"]:
            for level in topic["levels"]:
                asked[f"{area['path']}/{topic['path']}/{level['path']}"] = list(map(_plain, level["criteria"]))
    expected = []

    def walk(part: dict[str, object]) -> None:
        nonlocal levels
        for role in part.get("roles", []):  # type: ignore[attr-defined]
            for level in role["levels"]:
                levels += 1
                wanted = level["competencies"]
                # One level has its optional list beside the others', not among them.
                lists = wanted.get("required", []), wanted.get("optional", []), level.get("optional", [])
                for name in (one for held in lists for one in held):
                    if name in asked:
                        expected.append((_plain(level["title"]), tuple(asked[name])))
                    else:
                        dangling.append(name)
        for inner in part.get("departments", []):  # type: ignore[attr-defined]
            walk(inner)

    dangling: list[str] = []
    for path in sorted((content / "roles").iterdir()):
        walk(json.loads(path.read_text(encoding="utf-8")))
    found = _read("MyUNiDAYS__competency-framework")
    assert sum(map(len, asked.values())) == 472
    titles = {one.id: one.title for one in found.levels}
    got = [(titles[cell.level], tuple(one.says for one in cell.statements)) for cell in found.cells]
    assert sorted(got) == sorted(expected)
    assert (len(found.tracks), len(found.levels)) == (19, levels)
    lost = {one.text: one.why for one in found.left_over}
    assert dangling == ["engineering-competencies/test/1337"]
    assert lost[dangling[0]] == "refers to `engineering-competencies/test/1337`, and there is no such thing"
    taken = {one.says for cell in found.cells for one in cell.statements}
    assert {one for says in asked.values() for one in says} == taken | (
        {_plain(text) for text in lost} & {one for says in asked.values() for one in says}
    )


def test_capabilities_in_many_files_are_one_ladder_of_proficiencies() -> None:
    root = CORPUS / "forwardimpact__pathway/products/map/starter"
    expected = []
    for path in sorted((root / "capabilities").glob("[a-z]*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for skill in data["skills"]:
            for level, text in skill["human"]["proficiencyDescriptions"].items():
                expected.append((skill["name"], level, _plain(text)))
    found = _read("forwardimpact__pathway")
    criteria = {one.id: one.title for one in found.criteria}
    levels = {one.id: one.title.lower() for one in found.levels}
    got = [(criteria[cell.criterion], levels[cell.level], one.says) for cell in found.cells for one in cell.statements]
    assert [one for one in expected if one not in got] == []
    assert len(expected) == 75
    assert [one.title for one in found.tracks] == ["Maturity", "Proficiency", "Level"]
    assert any(one.why.startswith("stands under `agent`") for one in found.left_over)
    assert not any(one.text in {says for _, _, says in got} for one in found.left_over)
