"""`waypost calibrate`: every form of the answer, and bad ratings told at their lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from waypost.calibration.simulating import Truth, simulate
from waypost.cli.main import main

HEAD = "candidate,rater,criterion,rating"
MEASURES = ["candidate", "measure", "se", "low", "high", "fair", "n", "component"]
SEVERITY = ["rater", "severity", "se", "low", "high", "infit", "outfit", "n"]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["calibrate", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


SIMULATED = simulate(Truth(candidates=30, raters=10, candidate_sd=2.0), seed=4)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty candidates by ten raters, as a file."""
    file = tmp_path_factory.mktemp("ratings") / "ratings.csv"
    columns = [SIMULATED.columns[name] for name in HEAD.split(",")]
    rows = (",".join(map(str, row)) for row in zip(*columns, strict=True))
    file.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    return file


def of_rows(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    file = tmp_path / "given.csv"
    file.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return file


def test_json_holds_every_table_and_the_measures_follow_the_truth(sheet: Path) -> None:
    code, said, _ = run(sheet, "--format", "json")
    found = json.loads(said)
    assert code == 0
    assert list(found["measures"][0]) == MEASURES
    assert list(found["severity"][0]) == SEVERITY
    for name in ("criteria", "thresholds", "components", "agreement", "reliability", "design", "fit"):
        assert found[name], name
    measures = {row["candidate"]: row["measure"] for row in found["measures"]}
    truth = [SIMULATED.theta[int(one)] for one in measures]
    assert np.corrcoef(truth, list(measures.values()))[0, 1] > 0.9
    assert all(row["low"] < row["measure"] < row["high"] for row in found["measures"])
    assert found["input"]["ratings"] == 360


def test_a_file_of_other_names_says_the_same_once_they_are_named(sheet: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.csv"
    renamed.write_text(sheet.read_text("utf-8").replace(HEAD, "person,judge,trait,points"), "utf-8")
    names = "candidate=person,rater=judge,criterion=trait,rating=points"
    assert run(renamed, "--columns", names, "--format", "json") == run(sheet, "--format", "json")


def test_parquet_says_the_same_as_csv(sheet: Path, tmp_path: Path) -> None:
    from arro3.core import Array, Table
    from arro3.io import write_parquet

    file = tmp_path / "ratings.parquet"
    columns = {name: Array(np.asarray(SIMULATED.columns[name], dtype=np.int64)) for name in HEAD.split(",")}
    write_parquet(Table.from_pydict(columns), str(file))
    assert run(file, "--format", "json") == run(sheet, "--format", "json")


def test_one_table_as_csv_has_a_line_for_each_of_its_rows(sheet: Path) -> None:
    code, said, _ = run(sheet, "--format", "csv", "--table", "severity")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert code == 0
    assert list(rows[0]) == SEVERITY
    assert [row["rater"] for row in rows] == [str(number) for number in range(10)]


def test_leaning_is_told_in_every_form_where_it_was_asked_for(tmp_path: Path) -> None:
    truth = Truth(candidates=24, raters=12, teams=2, rater_groups=2, lean=((2.0, 0.0), (0.0, 0.0)))
    columns = simulate(truth, seed=5).columns
    lines = [",".join(map(str, row)) for row in zip(*columns.values(), strict=True)]
    file = of_rows(tmp_path, *lines, head=",".join(columns))

    leaning = json.loads(run(file, "--lean", "--format", "json")[1])["lean"]
    assert [leaning[0][name] for name in ("rater_group", "team", "decision")] == ["0", "0", "for"]
    assert "lean" not in json.loads(run(file, "--format", "json")[1])
    assert run(file, "--lean", "--format", "csv", "--table", "lean")[1].startswith("rater_group,team,lean,se,low,high")
    assert "none found" in run(file, "--lean")[1] or "against" in run(file, "--lean")[1]
    assert "Whether groups of raters lean" in run(file, "--lean", "--format", "html")[1]
    code, _, error = run(file, "--format", "csv", "--table", "lean")
    assert (code, "--table lean wants --lean" in error) == (2, True)
    code, _, error = run(file, "--lean", "--method", "jmle")
    assert (code, "the method jmle estimates no lean" in error) == (1, True)


def test_text_says_what_can_be_told_and_what_cannot_before_any_number(sheet: Path) -> None:
    code, said, _ = run(sheet)
    heads = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert code == 0
    assert heads[1:5] == ["What these ratings can tell", "What they cannot tell", "measures", "severity"]
    assert "360 ratings of 30 candidates by 10 raters on 4 criteria" in said
    assert any(line.split() == ["candidates", "30"] for line in said.splitlines())


def test_the_folder_holds_every_table_and_a_page_that_asks_nobody_for_anything(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, *_ = run(sheet, "--out", out)
    assert code == 0
    page = (out / "report.html").read_text("utf-8")
    for outside in ("http://", "https://", "<script", "src="):
        assert outside not in page
    assert page.count("<svg ") == 5
    tables = [
        "measures",
        "severity",
        "criteria",
        "thresholds",
        "components",
        "fit",
        "agreement",
        "reliability",
        "design",
    ]
    assert {one.name for one in out.iterdir()} == {"report.html", "calibration.json", *(f"{one}.csv" for one in tables)}


def test_ids_are_words_and_not_markup(tmp_path: Path) -> None:
    rows = [
        f"<b>{name}</b>,ben,{criterion},{point}" for name, point in zip("xyz", "012", strict=True) for criterion in "ab"
    ]
    code, said, _ = run(of_rows(tmp_path, *rows), "--format", "html")
    assert code == 0
    assert "&lt;b&gt;x&lt;/b&gt;" in said
    assert "<b>" not in said


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["ada,ben,x,1", "ada,ben,y,good"], ["given.csv:3: row 2, rating", "good"]),
        (["ada,ben,x,1", "ada,ben,y,1.5"], ["given.csv:3: row 2, rating", "1.5"]),
        (["ada,ben,x,1", "", "ada,ben,x,2"], ["given.csv:4: row 2, rating", "again, after row 1"]),
        (["ada,ben,x,1", "ada,,y,2"], ["given.csv:3: row 2, rater"]),
        (["ada,ben,x,1", "ada,ben,y,"], ["given.csv:3: row 2, rating"]),
        (["ada,ben,x,1", "kofi,ben,x,1"], ["given.csv:1: ", "categor"]),
        ([], ["given.csv:1: "]),
    ],
    ids=["a word", "a half", "twice", "no rater", "no rating", "one category", "empty"],
)
def test_bad_ratings_are_refused_at_their_lines(tmp_path: Path, rows: list[str], says: Sequence[str]) -> None:
    code, out, told = run(of_rows(tmp_path, *rows))
    assert (code, out) == (1, "")
    for words in says:
        assert words in told


def test_a_column_that_is_not_there_is_named_with_what_may_be_meant(tmp_path: Path) -> None:
    code, _, told = run(of_rows(tmp_path, "ada,ben,x,1", head="candidate,ratr,criterion,rating"))
    assert code == 1
    assert "ratr" in told


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "has no line of names"),
        (b"candidate;rater;criterion;rating\nada;ben;x;1\n", "has semicolons between its columns"),
        ("candidate,rater,criterion,rating\nada,bén,x,1\n".encode("latin-1"), "is not UTF-8"),
        (b"candidate,rater,criterion,rating\nada,ben,x\n", "given.csv:2:1: has 3 cells where 4 columns are named"),
        (b"candidate,rater,rater,rating\nada,ben,x,1\n", "has two columns named `rater`"),
        (b'candidate,rater,criterion,rating\nada,"ben,x,1\n', "is not CSV"),
        (b"PAR1" + b"\0" * 40 + b"PAR1", "is not a Parquet file, or a damaged one"),
        (b"PAR1 cut off", "is not a Parquet file, or a damaged one"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "given.csv"
    file.write_bytes(data)
    code, out, told = run(file)
    assert (code, out) == (1, "")
    assert says in told


@pytest.mark.parametrize("names", ["candidate", "candidate=", "candidate=a,candidate=b"])
def test_a_mapping_of_columns_that_is_none_is_refused(sheet: Path, names: str) -> None:
    assert run(sheet, "--columns", names)[0] == 2


def test_a_line_of_nothing_before_the_names_changes_nothing(sheet: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.csv"
    later.write_text("\n" + sheet.read_text("utf-8"), "utf-8")
    assert run(later, "--format", "json") == run(sheet, "--format", "json")


def test_a_spreadsheet_is_told_from_a_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "given.csv"
    file.write_bytes(b"PK\x03\x04" + bytes(range(256)))
    assert "is a spreadsheet or an archive. Save its sheet as CSV" in run(file)[2]


def test_parquet_may_hold_lists_in_columns_that_nobody_asks_for(sheet: Path, tmp_path: Path) -> None:
    from arro3.core import Array, Table, list_array
    from arro3.io import write_parquet

    file = tmp_path / "ratings.parquet"
    columns = {name: Array(np.asarray(SIMULATED.columns[name], dtype=np.int64)) for name in HEAD.split(",")}
    lists = list_array(Array(np.arange(361, dtype=np.int32)), Array(np.arange(360)))
    write_parquet(Table.from_pydict({**columns, "seen": lists}), str(file))
    assert run(file, "--format", "json") == run(sheet, "--format", "json")


def test_what_joint_maximum_likelihood_cannot_place_is_told_and_drawn_as_such(tmp_path: Path) -> None:
    apart = of_rows(tmp_path, "ada,ben,x,1", "cem,dua,x,0", "ada,ben,y,0", "cem,dua,y,1")
    code, out, told = run(apart, "--method", "jmle")
    assert (code, out) == (1, "")
    assert "fall into parts" in told
    rows = [
        f"{who},{rater},x,{point}" for who, *points in ("a012", "b102", "c212") for rater, point in enumerate(points)
    ]
    code, said, _ = run(of_rows(tmp_path, *rows), "--method", "jmle", "--format", "html")
    assert code == 0
    assert "no finite value" in said


def test_a_hint_that_many_rows_share_is_given_once_and_no_id_writes_to_the_terminal(tmp_path: Path) -> None:
    told = run(of_rows(tmp_path, "cem,dua,x,0", *["ada,\x1b[31mben,x,1"] * 4))[2]
    assert told.count("Keep one of the two rows") == 1
    assert told.count("again, after row") == 3
    assert "\x1b" not in told


def test_a_scale_that_nobody_began_at_nought_is_told(tmp_path: Path) -> None:
    rows = [f"{who},{rater},x,{1 + (who + rater) % 3}" for who in range(5) for rater in range(3)]
    said = run(of_rows(tmp_path, *rows))[1]
    assert "Nobody gave anything below 1 on any criterion" in said
