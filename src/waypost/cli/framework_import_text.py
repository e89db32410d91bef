"""What `waypost import` tells: as what the source was read, what came of it, what was assumed, what found no place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from waypost.framework.faults import printable
from waypost.framework.importers.found import Blank, FoundBlank, LeftOver
from waypost.framework.importers.importing import Brought
from waypost.framework.schema import Framework

WIDTH = 80
MOST_LEFT_OVER = 20
MOST_PLACES = 3
_SHOWN = 70


def told(brought: Brought, framework: Framework, *, out: Path | None = None, origins: Path | None = None) -> str:
    """Everything for the terminal; `out` and `origins` are the files that were written, if any were."""
    return "\n".join(
        [
            *_head(brought, framework, out, origins),
            *_section("How it was read:", brought.found.notes),
            *_section("Blanks, and what they were taken for:", _blanks(brought.found.blanks)),
            *_left_over(brought.found.left_over),
            *_section(
                "The source does not say these things. They were assumed; mend them in the file:",
                brought.imported.assumptions,
            ),
        ]
    )


def report_text(brought: Brought) -> str:
    """Every blank and everything left over, one to a line: place, what it is, why, and the text in full."""
    lines = [
        f"{one.origin}: blank, {one.meaning}: {printable(one.where)}: {printable(one.because)}"
        for one in sorted(brought.found.blanks, key=lambda one: one.origin)
    ]
    lines += [
        f"{one.origin}: left over, {printable(one.why)}: {printable(' '.join(one.text.split()))}"
        for one in sorted(brought.found.left_over, key=lambda one: one.origin)
    ]
    return "".join(f"{line}\n" for line in lines) or "Nothing was left over, and there is no blank.\n"


def counts(framework: Framework) -> str:
    """How much there is of everything, in words."""
    counted = (
        (len(framework.tracks), "track", "tracks"),
        (len(framework.levels), "level", "levels"),
        (len(framework.dimensions), "dimension", "dimensions"),
        (len(framework.criteria), "criterion", "criteria"),
        (len(framework.expectations), "expectation", "expectations"),
        (sum(len(cell.statements) for cell in framework.expectations), "statement", "statements"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted)


def _head(brought: Brought, framework: Framework, out: Path | None, origins: Path | None) -> Iterator[str]:
    name = brought.shape.name if brought.shape is not None else ""
    if brought.claim is None:
        yield f"Read as {name}, as you chose."
    else:
        because = printable(brought.claim.because.rstrip("."))
        yield _wrapped(f"Read as {name} ({brought.claim.sure:.0%} sure) because {because}.")
    yield f"{'Found' if out is None else f'Wrote {out}'}: {counts(framework)}."
    if origins is not None:
        yield f"Wrote {origins}: where each statement came from."


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"\n{title}"
        yield from (_item(printable(item)) for item in items)


def _item(text: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent="  - ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _blanks(blanks: Sequence[FoundBlank]) -> list[str]:
    """One line for each meaning and reason: how many, and the first places."""
    kinds: dict[tuple[Blank, str], list[FoundBlank]] = {}
    for blank in blanks:
        kinds.setdefault((blank.meaning, blank.because), []).append(blank)
    lines = []
    for (meaning, because), alike in kinds.items():
        places = ", ".join(f"{one.where} ({one.origin})" for one in alike[:MOST_PLACES])
        more = f", and {len(alike) - MOST_PLACES} more" if len(alike) > MOST_PLACES else ""
        lines.append(f"{len(alike)} {meaning}, because {because}: {places}{more}")
    return lines


def _left_over(texts: Sequence[LeftOver]) -> Iterator[str]:
    if not texts:
        yield "\nNo text was left over."
        return
    yield f"\nLeft over, {len(texts)} {'text' if len(texts) == 1 else 'texts'} without a place:"
    for one in texts[:MOST_LEFT_OVER]:
        yield f"  {one.origin}: {printable(one.why)}: {_short(printable(' '.join(one.text.split())))}"
    if len(texts) > MOST_LEFT_OVER:
        yield f"  ... and {len(texts) - MOST_LEFT_OVER} more; --report FILE lists all of them."


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
