"""Texts for measuring the linter, made from the library's frameworks by a seed: statements, near copies, documents."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copyfile

from waypost.framework.library import file_of, keys, load
from waypost.framework.schema import Expectation, Framework, Statement
from waypost.framework.writing import write_framework
from waypost.lint.places import Place
from waypost.lint.subject import Part, Said, Subject

SEED = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def library_statements() -> tuple[str, ...]:
    """Every sentence of every framework of the library, each once."""
    cells = (cell for key in keys() for cell in load(key).expectations)
    return tuple(dict.fromkeys(one.says for cell in cells for one in cell.statements))


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of these sentences in small letters."""
    return tuple(sorted({word for text in library_statements() for word in re.findall(r"\b[a-z]{3,}\b", text)}))


def spliced(chance: random.Random) -> str:
    """The first half of one sentence of the library before the second half of another."""
    one, other = (text.rstrip(".").split() for text in chance.sample(library_statements(), 2))
    return f"{' '.join((*one[: len(one) // 2], *other[len(other) // 2 :]))}."


def of_words(chance: random.Random) -> str:
    """Words of the library in no order, as many as a sentence has."""
    return f"{' '.join(chance.choices(vocabulary(), k=chance.randint(10, 22))).capitalize()}."


def near_copy(text: str, chance: random.Random, *, edits: int = 2) -> str:
    """The sentence with so many words put in, left out or exchanged, each at another place."""
    words = text.rstrip(".").split()
    for place in sorted(chance.sample(range(len(words)), edits), reverse=True):
        new = chance.choice(vocabulary())
        words[place : place + 1] = chance.choice([[], [new], [words[place], new]])
    return f"{' '.join(words)}."


def slipped(word: str, chance: random.Random) -> str:
    """The word with a letter left out, put in, changed, or changed places with the next."""
    at, letter = chance.randrange(1, len(word) - 1), chance.choice(_LETTERS)
    begun, rest = word[:at], word[at:]
    return chance.choice(
        [begun + rest[1:], begun + letter + rest, begun + letter + rest[1:], begun + rest[1::-1] + rest[2:]]
    )


def with_repeats(texts: Sequence[str], chance: random.Random) -> list[str]:
    """One in twenty a near copy of an earlier one and one in a hundred the same again, in no order."""
    near = [near_copy(one, chance) for one in chance.sample(texts, len(texts) // 20)]
    mixed = [*texts[: len(texts) - len(near) - len(texts) // 100], *near, *chance.sample(texts, len(texts) // 100)]
    chance.shuffle(mixed)
    return mixed


def repeating(made: Callable[[random.Random], str], number: int) -> list[str]:
    """So many statements of a kind, with repeats."""
    chance = random.Random(SEED)
    return with_repeats([made(chance) for _ in range(number)], chance)


def spliced_apart(number: int) -> list[str]:
    """Spliced sentences with repeats, each ten thousand of them in words of their own.

    The library's halves are few: in ten times as many sentences, eighteen times as many are near. Here it is ten times.
    """
    chance, mixed = random.Random(SEED), []
    for block in range(-(-number // _BLOCK)):
        texts = with_repeats([spliced(chance) for _ in range(min(_BLOCK, number))], chance)
        mixed += [re.sub(r"\b(?=\w)", f"w{block}", text) for text in texts]
    chance.shuffle(mixed)
    return mixed


_BLOCK = 10_000


def subject_of(texts: Sequence[str]) -> Subject:
    """Statements spread over the cells of the library's rubric, more than any document may hold among them."""
    framework = load("rubric")
    cells = [(one.criterion, one.level) for one in framework.expectations]
    said = tuple(
        Said(number, text, Part.SAYS, Place("framework.yaml", number + 1), *cells[number % len(cells)], number)
        for number, text in enumerate(texts)
    )
    return Subject(framework, said, {}, {(): Place("framework.yaml", 1), ("levels",): Place("framework.yaml", 1)})


def thousand_cells() -> str:
    """A document of a hundred criteria at ten levels, with repeats among its thousand sentences."""
    chance = random.Random(SEED)
    texts = iter(with_repeats([spliced(chance) for _ in range(1_000)], chance))
    levels = [f"l{number}" for number in range(1, 11)]
    lines = [
        *("waypost: 1", "name: thousand", "title: Thousand", "version: 1.0.0", "owner: founders"),
        "scale: {below: {value: 0, title: Not yet}, meets: {value: 1, title: Meets}}",
        "bands:",
        *(f"  b{level}: {{title: Band {level.upper()}}}" for level in levels),
        "tracks: {depth: {title: Depth, primary: technical, weights: {technical: 100}}}",
        "levels:",
        *(f"  {one}: {{title: {one.upper()} Engineer, track: depth, band: b{one}, scope: team}}" for one in levels),
        f"paths: [{' > '.join(levels)}]",
        "dimensions:",
        *("  technical:", "    title: Technical", "    kind: technical", "    criteria:"),
        *(f"      c{number}: {{title: Criterion {number}}}" for number in range(100)),
        "expectations:",
    ]
    for number in range(100):
        lines += [f"  c{number}:", *(f"    {level}:\n      - says: {next(texts)!r}" for level in levels)]
    return "\n".join(lines) + "\n"


def copy_library(folder: Path) -> None:
    """The library's documents as they are, into a folder."""
    for key in keys():
        copyfile(file_of(key), folder / f"{key}.yaml")


def write_tree(folder: Path, *, size: int) -> int:
    """Frameworks like those of the library, with spliced sentences, until so many bytes are there; how many are."""
    chance, written = random.Random(SEED), 0
    for number in count(1):
        for key in keys():
            data = write_framework(with_other_words(load(key), chance)).encode()
            (folder / f"{key}-{number}.yaml").write_bytes(data)
            written += len(data)
            if written >= size:
                return written
    raise AssertionError


def with_other_words(framework: Framework, chance: random.Random) -> Framework:
    """The framework with a spliced sentence for each of its own."""

    def other(one: Statement) -> Statement:
        return one.model_copy(update={"says": spliced(chance)})

    return with_cells(
        framework,
        (cell.model_copy(update={"statements": tuple(map(other, cell.statements))}) for cell in framework.expectations),
    )


def with_cells(framework: Framework, cells: Iterator[Expectation]) -> Framework:
    """The framework with these cells for its own."""
    return framework.model_copy(update={"expectations": tuple(cells)})


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.iterdir())
