"""Ways in which people publish ladders, each small, invented, and compared cell by cell."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from waypost.framework.importers.completing.assume import Wishes
from waypost.framework.importers.importing import Brought, bring_in
from waypost.framework.schema import Framework

Cells = dict[tuple[str, str], list[str]]

_TWO = {("Code", "Junior"): ["Writes"], ("Code", "Senior"): ["Designs"]}


def _bring(folder: Path, files: Mapping[str, str]) -> Brought:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return bring_in([folder], wishes=Wishes())


def _framework(brought: Brought) -> Framework:
    assert brought.imported.errors == ()
    assert brought.imported.framework is not None
    return brought.imported.framework


def _cells(framework: Framework) -> Cells:
    return {
        (framework.criterion(one.criterion).title, framework.level(one.level).title): [
            statement.says for statement in one.statements
        ]
        for one in framework.expectations
    }


_WAYS: dict[str, tuple[dict[str, str], Cells]] = {
    "several labels in one line": (
        {
            "a.md": "# Skills\n\n## Testing\n\n**Junior:** writes tests. **Senior:** teaches tests.\n\n"
            "## Planning\n\n**Junior:** plans tasks. **Senior:** plans a quarter.\n"
        },
        {
            ("Testing", "Junior"): ["writes tests."],
            ("Testing", "Senior"): ["teaches tests."],
            ("Planning", "Junior"): ["plans tasks."],
            ("Planning", "Senior"): ["plans a quarter."],
        },
    ),
    "labels in italics below levels in bold": (
        {
            "a.md": "# Levels\n\n**Level 1: Apprentice**\n\n*Delivery* - ships with help\n\n*Team* - learns names\n\n"
            "**Level 2: Journeyer**\n\n*Delivery* - ships alone\n\n*Team* - makes friends\n"
        },
        {
            ("Delivery", "Level 1: Apprentice"): ["ships with help"],
            ("Team", "Level 1: Apprentice"): ["learns names"],
            ("Delivery", "Level 2: Journeyer"): ["ships alone"],
            ("Team", "Level 2: Journeyer"): ["makes friends"],
        },
    ),
    "labels in lines of one paragraph": (
        {
            "a.txt": "Ladder\n======\n\nLevel 1\n-------\nDelivery: finishes tasks\nTalk: says when stuck\n\n"
            "Level 2\n-------\nDelivery: finishes features\nTalk: writes updates\n"
        },
        {
            ("Delivery", "Level 1"): ["finishes tasks"],
            ("Talk", "Level 1"): ["says when stuck"],
            ("Delivery", "Level 2"): ["finishes features"],
            ("Talk", "Level 2"): ["writes updates"],
        },
    ),
    "criteria that begin with the title of their level": (
        {
            "a.md": "# Roles\n\n## Junior Engineer\n\n### Junior Engineer Duties\n- Mends defects\n\n"
            "## Senior Engineer\n\n### Senior Engineer Duties\n- Solves hard problems\n"
        },
        {("Duties", "Junior Engineer"): ["Mends defects"], ("Duties", "Senior Engineer"): ["Solves hard problems"]},
    ),
    "steps named after how far they reach": (
        {
            "a.md": "# Steps\n\n## Individual step\n- Owns tasks\n\n## Squad step\n- Mentors\n\n"
            "## Tribe step\n- Speaks for it\n"
        },
        {
            ("What is expected", "Individual step"): ["Owns tasks"],
            ("What is expected", "Squad step"): ["Mentors"],
            ("What is expected", "Tribe step"): ["Speaks for it"],
        },
    ),
    "front matter between plus signs": (
        {
            f"{number}.md": f'+++\ntitle = "{title}"\nweight = {number}\n+++\n\n## Code\n\n* {says}\n'
            for number, title, says in ((1, "Engineer", "Writes"), (2, "Lead Engineer", "Directs"))
        },
        {("Code", "Engineer"): ["Writes"], ("Code", "Lead Engineer"): ["Directs"]},
    ),
    "a criterion called Code in a table": (
        {"a.md": "# Ladder\n\n| Skill | Junior | Senior |\n|---|---|---|\n| Code | Writes | Designs |\n"},
        _TWO,
    ),
    "a criterion called Reach": (
        {
            "a.md": "| Level | Reach | Autonomy |\n|---|---|---|\n| E3 | own task | helped |\n"
            "| E4 | own team | alone |\n"
        },
        {
            ("Reach", "E3"): ["own task"],
            ("Reach", "E4"): ["own team"],
            ("Autonomy", "E3"): ["helped"],
            ("Autonomy", "E4"): ["alone"],
        },
    ),
    "lists of HTML in the cells of a Markdown table": (
        {
            "a.md": "| Skill | Junior | Senior |\n|---|---|---|\n"
            "| Code | <ul><li>Writes</li><li>Tests</li></ul> | <ul><li>Designs</li></ul> |\n"
        },
        {("Code", "Junior"): ["Writes", "Tests"], ("Code", "Senior"): ["Designs"]},
    ),
    "levels as rows beside their track": (
        {
            "a.md": "| Track | Level | Code |\n|---|---|---|\n| IC | Engineer | Writes it |\n"
            "| | Senior Engineer | Shapes it |\n| Management | Engineering Manager | Reads it |\n"
        },
        {
            ("Code", "Engineer"): ["Writes it"],
            ("Code", "Senior Engineer"): ["Shapes it"],
            ("Code", "Engineering Manager"): ["Reads it"],
        },
    ),
    "tracks over levels, each repeated": (
        {
            "a.md": "| | Maker | Maker | Manager | Manager |\n|---|---|---|---|---|\n"
            "| **Level** | Engineer | Senior Engineer | Engineering Manager | Director |\n"
            "| Craft | Builds | Designs | Knows | Judges |\n"
        },
        {
            ("Craft", "Engineer"): ["Builds"],
            ("Craft", "Senior Engineer"): ["Designs"],
            ("Craft", "Engineering Manager"): ["Knows"],
            ("Craft", "Director"): ["Judges"],
        },
    ),
    "ticks for bullets": (
        {"a.md": "## Junior\n\n### Code\n✅ Writes\n✅ Tests\n\n## Senior\n\n### Code\n✅ Designs\n"},
        {("Code", "Junior"): ["Writes", "Tests"], ("Code", "Senior"): ["Designs"]},
    ),
    "a column that numbers the levels": (
        {
            "a.csv": "level_order,level,pillar,skill,expectation\n2,Senior,Craft,Code,Designs\n"
            "1,Junior,Craft,Code,Writes\n"
        },
        _TWO,
    ),
    "numbers in a table, and a list that says what they mean": (
        {
            "a.md": "# Skills\n\n| Skill | Junior | Senior |\n|---|---|---|\n| Python | 1 | 3 |\n| SQL | 1 | 2 |\n\n"
            "## Scale\n\n1. Knows of it\n2. Uses it\n3. Teaches it\n"
        },
        {
            ("Python", "Junior"): ["1"],
            ("Python", "Senior"): ["3"],
            ("SQL", "Junior"): ["1"],
            ("SQL", "Senior"): ["2"],
        },
    ),
    "sentences of two words among longer ones": (
        {
            "a.yaml": "levels:\n  Junior:\n    competencies:\n      code: [Writes code]\n"
            "      talk: [Listens to the team]\n  Senior:\n    competencies:\n      code: [Shapes code]\n"
            "      talk: [Speaks for the team]\n"
        },
        {
            ("Code", "Junior"): ["Writes code"],
            ("Talk", "Junior"): ["Listens to the team"],
            ("Code", "Senior"): ["Shapes code"],
            ("Talk", "Senior"): ["Speaks for the team"],
        },
    ),
    "codes of levels with their titles": (
        {
            "a.json": '{"levels": {"L1": "Analyst", "L2": "Senior Analyst"}, "skills": [{"title": "Statistics", '
            '"L1": "Computes means and spreads", "L2": "Designs whole studies"}]}'
        },
        {
            ("Statistics", "Analyst"): ["Computes means and spreads"],
            ("Statistics", "Senior Analyst"): ["Designs whole studies"],
        },
    ),
    "rows that name level and skill by id": (
        {
            "a.json": '{"levels": [{"id": 1, "title": "Junior"}, {"id": 2, "title": "Senior"}], "skills": '
            '[{"id": 9, "title": "Code"}], "expectations": [{"level_id": 1, "skill_id": 9, "text": "Writes"}, '
            '{"level_id": 2, "skill_id": 9, "text": "Designs"}]}'
        },
        _TWO,
    ),
    "a table for each criterion with levels as rows": (
        {
            f"{name}.md": f"# {name}\n\n| Level | Expectation |\n|---|---|\n| Junior | {one} |\n| Senior | {two} |\n"
            for name, one, two in (("Code", "Writes", "Designs"), ("Talk", "Listens", "Speaks"))
        },
        _TWO | {("Talk", "Junior"): ["Listens"], ("Talk", "Senior"): ["Speaks"]},
    ),
    "levels that are described beside their criteria": (
        {
            "a.json": '{"tracks": [{"name": "Backend", "levels": ['
            '{"name": "Junior", "description": "Learns the ropes", '
            '"skills": [{"name": "Code", "behaviors": ["Writes what is asked"]}]}, '
            '{"name": "Senior", "description": "Knows the ropes", '
            '"skills": [{"name": "Code", "behaviors": ["Designs what is needed"]}]}]}]}'
        },
        {("Code", "Junior"): ["Writes what is asked"], ("Code", "Senior"): ["Designs what is needed"]},
    ),
    "titles of levels by their number, beside": (
        {
            "a.ts": "const code = { title: 'Code', levels: [{ level: 1, statements: ['Writes it'] }, "
            "{ level: 2, statements: ['Designs it'] }] };\nexport const skills = [code];\n"
            "export const titles: Record<number, string> = { 1: 'Engineer', 2: 'Senior Engineer' };\n"
        },
        {("Code", "Engineer"): ["Writes it"], ("Code", "Senior Engineer"): ["Designs it"]},
    ),
}


@pytest.mark.parametrize("way", _WAYS)
def test_each_way_is_read_cell_by_cell(way: str, tmp_path: Path) -> None:
    files, cells = _WAYS[way]
    assert _cells(_framework(_bring(tmp_path, files))) == cells


def test_experience_below_a_level_is_about_the_level(tmp_path: Path) -> None:
    level = "## {}\n*Typical experience: {}.*\n\n**Code**\n- {}\n\n"
    text = level.format("Junior", "0-2 years", "Writes") + level.format("Senior", "5+ years", "Designs")
    framework = _framework(_bring(tmp_path, {"a.md": text}))
    assert _cells(framework) == _TWO
    assert [one.about for one in framework.levels] == [
        "Typical experience: 0-2 years.",
        "Typical experience: 5+ years.",
    ]


def test_levels_listed_by_number_give_titles_and_bands(tmp_path: Path) -> None:
    text = (
        '{"ladder": "Platform", "levels": [{"level": 1, "title": "Junior", "band": 3}, {"level": 2, "title": "Senior", '
        '"band": 5}], "competencies": [{"name": "Code", "levels": {"1": "Writes what is asked", '
        '"2": "Designs what is needed"}}]}'
    )
    brought = _bring(tmp_path, {"a.json": text})
    framework = _framework(brought)
    assert framework.title == "Platform"
    assert _cells(framework) == {
        ("Code", "Junior"): ["Writes what is asked"],
        ("Code", "Senior"): ["Designs what is needed"],
    }
    assert [one.band for one in brought.found.levels] == ["3", "5"]
    assert brought.found.left_over == ()


def test_the_code_and_scope_of_a_level_travel(tmp_path: Path) -> None:
    level = "- level: {}\n  title: {}\n  scope: {}\n  autonomy: {} with what others give\n"
    text = level.format("IC1", "Engineer", "Tasks", "Works") + level.format("IC2", "Senior Engineer", "Plans", "Begins")
    brought = _bring(tmp_path, {"a.yaml": text})
    assert [(one.title, one.band, one.about) for one in brought.found.levels] == [
        ("Engineer", "IC1", "Scope: Tasks"),
        ("Senior Engineer", "IC2", "Scope: Plans"),
    ]
    assert brought.found.left_over == ()


def test_files_of_levels_name_their_track_and_band(tmp_path: Path) -> None:
    level = "title: {}\ntrack: {}\nband: {}\nresponsibilities:\n  Delivery:\n    - {} on time\n"
    files = {
        "levels/a.yaml": level.format("Engineer", "IC", 1, "Ships tasks"),
        "levels/b.yaml": level.format("Senior Engineer", "IC", 2, "Ships projects"),
        "levels/c.yaml": level.format("Engineering Manager", "Management", 2, "Lets others ship"),
    }
    framework = _framework(_bring(tmp_path, files))
    assert [one.title for one in framework.tracks] == ["IC", "Management"]
    first, second, third = framework.levels
    assert first.band != second.band == third.band


def test_the_front_matter_of_a_level_tells_its_band(tmp_path: Path) -> None:
    level = "---\ntitle: {}\nband: {}\nsummary: {}\n---\n\n## Code\n- {}\n"
    files = {
        "a.md": level.format("Junior", "G1", "Somebody new.", "Writes"),
        "b.md": level.format("Senior", "G2", "Somebody to ask.", "Designs"),
    }
    brought = _bring(tmp_path, files)
    assert _cells(_framework(brought)) == _TWO
    assert [(one.band, one.about) for one in brought.found.levels] == [
        ("G1", "Somebody new."),
        ("G2", "Somebody to ask."),
    ]
    assert brought.found.left_over == ()


def test_paragraphs_below_levels_that_a_table_asks_are_about_them(tmp_path: Path) -> None:
    text = (
        "# Guide\n\n| | Junior | Senior |\n|---|---|---|\n| **Code** | Writes | Designs |\n\n"
        "## Junior\n\nJuniors are new here.\n\n## Senior\n\nSeniors know the way.\n"
    )
    brought = _bring(tmp_path, {"a.md": text})
    framework = _framework(brought)
    assert _cells(framework) == _TWO
    assert [one.about for one in framework.levels] == ["Juniors are new here.", "Seniors know the way."]
    assert not any("What is expected" in note for note in brought.found.notes)


def test_everything_and_more_continues_the_level_before(tmp_path: Path) -> None:
    text = (
        "## Engineer\n### Code\n- Writes\n## Senior Engineer\nEverything an Engineer does, plus:\n### Code\n- Designs\n"
    )
    framework = _framework(_bring(tmp_path, {"a.md": text}))
    assert [one.adds_to for one in framework.levels] == [None, "engineer"]


def test_a_sheet_is_the_ladder_beside_a_page_that_explains_its_levels(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Skill", "Junior", "Senior"], ["Code", "Writes", "Designs"]):
        sheet.append(row)
    book.save(tmp_path / "m.xlsx")
    page = "# Roles\n\n## Junior\n\nSomebody who is new.\n\n## Senior\n\nSomebody who knows.\n"
    brought = _bring(tmp_path, {"roles.md": page})
    assert _cells(_framework(brought)) == _TWO
    assert [one.text for one in brought.found.left_over] == ["roles.md"]


def test_a_table_of_two_thousand_columns_is_no_ladder_and_takes_no_time(tmp_path: Path) -> None:
    wide = ["|Name|" + "|".join(f"some thing {at}" for at in range(2_000)), "|---" * 2_001]
    wide += ["|Code|" + "|".join(f"text {at}" for at in range(2_000))] * 2
    small = "|Skill|Junior|Senior|\n|---|---|---|\n|Code|Writes|Designs|\n"
    began = time.process_time()
    brought = _bring(tmp_path, {"a.md": "\n".join(wide) + f"\n\n{small}"})
    assert time.process_time() - began < 2
    assert _cells(_framework(brought)) == _TWO
    assert [one.why for one in brought.found.left_over] == ["stands over a table that is too large to be a ladder"]
