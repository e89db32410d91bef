"""Findings over the matrix: criteria by levels, a shade, a number and a sign where something was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waypost.framework.schema import Criterion, Framework, Level
from waypost.lint.findings import Finding, Severity
from waypost.report.pictures.svg import element, picture, text, wrapped

LABEL = 200  # room for a criterion's title
CELL, ROW = 74, 34
TRACK, HEAD, LEGEND = 20, 52, 34
SIGNS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "i"}
WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "worth a look"}
BROAD = 1_000
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_MANY = (2, 4)  # from how many findings on a cell is darker

STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.small{font-size:11px;fill:#57606a}.count{font-weight:600}"
    ".found-none{fill:#f3f4f6}.found-blank{fill:none;stroke:#d8dee4}"
    ".found-error{fill:#e5484d}.found-warning{fill:#f5a623}.found-info{fill:#6ea8fe}"
    ".shade-1{fill-opacity:.35}.shade-2{fill-opacity:.55}.shade-3{fill-opacity:.8}"
    "@media(prefers-color-scheme:dark){svg{background:#16181d}text{fill:#e6e8ec}.small{fill:#a4abb6}"
    ".found-none{fill:#23262d}.found-blank{stroke:#3a3f49}}"
)
"""How the picture looks in a file of its own; in pages it has the style of the page."""


@dataclass(frozen=True, slots=True)
class FoundCell:
    """What was found at one criterion of one level; `criterion` is None for what is about the level as a whole."""

    criterion: Criterion | None
    level: Level
    findings: tuple[Finding, ...]
    asked: bool

    @property
    def worst(self) -> Severity | None:
        """The gravest of its findings."""
        return min((one.severity for one in self.findings), key=_RANK.__getitem__, default=None)

    @property
    def sign(self) -> str:
        """The sign of the gravest; empty without findings."""
        return SIGNS[self.worst] if self.worst else ""

    @property
    def shade(self) -> int:
        """From 1 to 3, by how many there are."""
        return 1 + sum(len(self.findings) >= number for number in _MANY)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the matrix: a criterion, or None for the levels as a whole."""

    criterion: Criterion | None
    cells: tuple[FoundCell, ...]


@dataclass(frozen=True, slots=True)
class FoundMatrix:
    """The findings by criteria and levels, as the picture and the table behind it show them.

    elsewhere: findings about no single level, such as two tracks that are of unequal length.
    """

    levels: tuple[Level, ...]
    rows: tuple[FoundRow, ...]
    elsewhere: tuple[Finding, ...]


def matrix_of_findings(framework: Framework, findings: Iterable[Finding], *, track: str = "") -> FoundMatrix:
    """Findings put into the cells of all tracks, or of one. A cell that nothing is asked in can have some too."""
    held: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        held[finding.criterion, finding.level].append(finding)
    levels = tuple(level for one in framework.tracks for level in framework.levels if level.track == one.key)
    shown = tuple(level for level in levels if track in {"", level.track})
    rows = [FoundRow(one, tuple(_cells(framework, one, shown, held))) for one in framework.criteria]
    if any(held.get(("", level.key)) for level in shown):
        rows.append(FoundRow(None, tuple(_cells(framework, None, shown, held))))
    keys = {level.key for level in levels}
    elsewhere = tuple(one for (_, level), found in held.items() if level not in keys for one in found)
    return FoundMatrix(shown, tuple(rows), elsewhere)


def _cells(
    framework: Framework,
    criterion: Criterion | None,
    levels: Iterable[Level],
    held: dict[tuple[str, str], list[Finding]],
) -> Iterator[FoundCell]:
    key = criterion.key if criterion else ""
    for level in levels:
        asked = criterion is not None and framework.expectation(criterion.key, level.key) is not None
        yield FoundCell(criterion, level, tuple(held.get((key, level.key), ())), asked)


def draw_findings(
    framework: Framework, findings: Iterable[Finding], *, title: str, says: str, key: str = "findings", track: str = ""
) -> str:
    """The picture as SVG. `title` and `says` are for a screen reader; `key` is unique on the page."""
    matrix = matrix_of_findings(framework, findings, track=track)
    width = LABEL + CELL * len(matrix.levels) + 6
    height = TRACK + HEAD + ROW * len(matrix.rows) + LEGEND
    return picture(
        *_heads(framework, matrix),
        *(part for number, row in enumerate(matrix.rows) for part in _row(row, y=TRACK + HEAD + ROW * number)),
        *_legend(y=height - 10),
        key=key,
        width=width,
        height=height,
        title=title,
        says=says,
        class_="findings",
        broad=width > BROAD,
    )


def in_a_file(svg: str) -> str:
    """The picture as a document that any viewer opens, with its style in it."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    return svg.replace("<svg ", head, 1).replace(">", f"><style>{STYLE}</style>", 1)


def _heads(framework: Framework, matrix: FoundMatrix) -> Iterator[str]:
    before = ""
    for number, level in enumerate(matrix.levels):
        x = LABEL + CELL * number
        if level.track != before:
            before = level.track
            yield text(framework.track(level.track).title, x=x, y=14, class_="small")
        lines = wrapped(level.title, signs=11, lines=3)
        for place, words in enumerate(lines):
            y = TRACK + HEAD - 8 - 13 * (len(lines) - 1 - place)
            yield text(words, x=x + CELL / 2, y=y, class_="small", anchor="middle")


def _row(row: FoundRow, *, y: float) -> Iterator[str]:
    title = row.criterion.title if row.criterion else "The level itself"
    lines = wrapped(title, signs=27, lines=2)
    for place, words in enumerate(lines):
        yield text(words, x=0, y=y + ROW / 2 + 4 - 7 * (len(lines) - 1) + 14 * place)
    for number, cell in enumerate(row.cells):
        yield from _cell(cell, x=LABEL + CELL * number, y=y)


def _cell(cell: FoundCell, *, x: float, y: float) -> Iterator[str]:
    nothing = "found-none" if cell.asked else "found-blank"
    look = f"found-{cell.worst.value} shade-{cell.shade}" if cell.worst else nothing
    yield element("rect", class_=look, x=x + 1.5, y=y + 1.5, width=CELL - 3, height=ROW - 3, rx=3)
    if cell.worst:
        words = f"{len(cell.findings)} {cell.sign}"
        yield text(words, x=x + CELL / 2, y=y + ROW / 2 + 5, class_="count", anchor="middle")


def _legend(*, y: float) -> Iterator[str]:
    says = ", ".join(f"{SIGNS[one]} {WORDS[one]}" for one in Severity)
    yield text(f"{says}; the sign is that of the gravest", x=0, y=y, class_="small")
