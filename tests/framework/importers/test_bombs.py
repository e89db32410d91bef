"""What was made to exhaust the machine is refused within a second of work and 50 MB, as a whole command."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

RUBRIC = "# Code\n## Design\n1. Designs.\n2. Designs more.\n"
SECONDS = 1.0
MEGABYTES = 50
KIND = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Spent:
    """How a command ended, what it said, and what it cost: seconds of CPU and the most memory, in MB."""

    code: int
    said: str
    seconds: float
    megabytes: float


# The kernel counts what the parent held before the child became another program, unless the child is asked itself.
MEASURED = """
import atexit, resource, sys
def tell():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    try:
        with open("/proc/self/status") as status:
            most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        most = usage.ru_maxrss
    print("SPENT", usage.ru_utime + usage.ru_stime, most / 1024)
atexit.register(tell)
from waypost.cli.main import main
main(prog_name="waypost")
"""


def spent(source: Path, out: Path) -> Spent:
    """`waypost import` of this, as a process of its own."""
    command = [sys.executable, "-c", MEASURED, "import", str(source), "--out", str(out), "--force"]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60)
    said, _, numbers = ended.stdout.decode().rpartition("SPENT ")
    seconds, megabytes = map(float, numbers.split())
    return Spent(ended.returncode, said, seconds, megabytes)


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory) -> Spent:
    """What a small rubric costs, with everything that is imported to recognise it."""
    folder = tmp_path_factory.mktemp("ordinary")
    (folder / "rubric.txt").write_text(RUBRIC, encoding="utf-8")
    return spent(folder / "rubric.txt", folder / "out.yaml")


def long_line(folder: Path) -> Path:
    path = folder / "long.md"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    return path


def full_folder(folder: Path) -> Path:
    for number in range(6):
        with (folder / f"{number}.md").open("wb") as file:
            file.truncate(7_000_000)
    return folder


def spreadsheet(folder: Path) -> Path:
    """Three million cells in half a megabyte."""
    path = folder / "sheet.xlsx"
    head = '<?xml version="1.0"?>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        for name, word, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            book.writestr(
                name,
                f'{head}<Relationships xmlns="{package}/relationships">'
                f'<Relationship Id="rId1" Type="{office}/{word}" Target="{target}"/></Relationships>',
            )
        book.writestr(
            "xl/workbook.xml",
            f'{head}<workbook xmlns="{KIND}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        row = b"<row>" + b'<c t="inlineStr"><is><t>Senior</t></is></c>' * 1_000 + b"</row>"
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{head}<worksheet xmlns="{KIND}"><sheetData>'.encode())
            for _ in range(3_000):
                sheet.write(row)
            sheet.write(b"</sheetData></worksheet>")
    return path


def text(name: str, content: str):
    """A maker of one file."""

    def make(folder: Path) -> Path:
        (folder / name).write_text(content, encoding="utf-8")
        return folder / name

    return make


ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + step)}: &{chr(98 + step)} [{','.join(['*' + chr(97 + step)] * 9)}]\n" for step in range(9)
)

BOMBS = {
    "a line of 100 MB": (long_line, "is larger than 8 MB"),
    "a folder of 42 MB": (full_folder, "is one too many"),
    "three million cells": (spreadsheet, "unpacks to"),
    "aliases of aliases": (text("a.yaml", ALIASES), "once everything is in its place"),
    "deep YAML": (text("d.yaml", "[" * 100_000), "is nested more than"),
    "deep JSON": (text("d.json", "[" * 400_000), "is nested more than"),
    "deep script": (text("d.js", "export default " + "[" * 400_000), "is nested more than"),
    "templates in templates": (text("t.js", "export default " + "`${" * 200_000), "nests template strings"),
    "wide JSON": (text("w.json", "[" + "1," * 400_000 + "1]"), "holds more than"),
    "many lines": (text("l.md", "# a\n1. b\n" * 400_000), "lines"),
    "headings without end": (text("h.md", "# Senior\n## x\n- y\n" * 3_300), "has no shape"),
    "stars": (text("s.md", "**a " * 200_000), "has no shape"),
    "brackets": (text("b.md", "![((" * 200_000), "has no shape"),
    "quotes in quotes": (text("q.md", ">" * 900_000), "has no shape"),
    "bars": (text("p.md", "|" * 300_000 + "\n" + "|-" * 150_000 + "\n"), "has no shape"),
    "tags in tags": (text("d.html", "<div>" * 180_000), "holds 180,000 tags"),
    "cells over everything": (
        text("c.html", "<table><tr><td rowspan=65000 colspan=1000>a" + "<tr><td>b" * 1_000 + "</table>"),
        "has no shape",
    ),
    "an open quote": (text("q.csv", '"' * 900_000), "is no table"),
    "rows without end": (text("r.csv", "Level,Criterion,Statement\n" + "A,B,C\n" * 49_000), "more than 20,000 rows"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_refused_quickly_and_with_little_memory(ordinary, tmp_path, name):
    make, told = BOMBS[name]
    (tmp_path / "bomb").mkdir()
    found = spent(make(tmp_path / "bomb"), tmp_path / "out.yaml")
    assert (found.code, "Traceback" in found.said) == (1, False), found.said[-500:]
    assert told in found.said
    assert found.seconds < ordinary.seconds + SECONDS
    assert found.megabytes < ordinary.megabytes + MEGABYTES
    assert not (tmp_path / "out.yaml").exists()
