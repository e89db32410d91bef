"""The texts of a framework one after the other, for whatever goes over all of them at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from waypost.lint.wording import Words, set_apart, words_of

if TYPE_CHECKING:
    from waypost.lint.subject import Said


class Joined:
    """Texts one after the other, a line end between them: as `written`, and as `text` in small letters, as long.

    `met` holds, for parts of words that were looked for, the places at which they begin.
    """

    def __init__(self, said: tuple[Said, ...]) -> None:
        self._said = said
        texts = [one.text for one in said]
        self._starts = list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1]
        self.written = "\n".join(texts)
        if self.written.count("\n") >= len(texts):
            self.written = "\n".join([text.replace("\n", " ") for text in texts])
        self.text = _small(self.written)
        self.met: dict[str, list[int]] = {}

    def words(self, number: int) -> Words:
        """The words of a text."""
        text = self._said[number].text
        if "-" in text or "'" in text or not text.isascii():
            return words_of(text)
        return tuple(self.apart[number].split())

    @cached_property
    def _apart(self) -> str:
        return set_apart(self.text)

    @cached_property
    def apart(self) -> list[str]:
        """What is in ASCII of each text, with spaces between the words."""
        return self._apart.split("\n")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every run of letters and digits of ASCII, once: of `self-made` and `café` the parts `self`, `made`, `caf`."""
        return frozenset(self._apart.split())

    @cached_property
    def spelt(self) -> frozenset[str]:
        """Every word of letters A to Z as it is written somewhere, parts of names and addresses among them."""
        words = set(self.written.encode("ascii", "replace").translate(_LETTERS).decode().split())
        return frozenset([word for word in words if len(word) >= _SHORTEST])

    def holding(self, part: str) -> set[int]:
        """The numbers of the texts in which a part of a word in small letters stands."""
        if part not in self.met:
            self.met[part] = list(self._find(part))
        return {bisect_right(self._starts, at) - 1 for at in self.met[part]}

    def _find(self, part: str) -> Iterator[int]:
        """One place in each text."""
        at = self.text.find(part)
        while at >= 0:
            yield at
            line_end = self.text.find("\n", at)
            at = self.text.find(part, line_end) if line_end >= 0 else -1

    def at(self, offset: int) -> tuple[Said, int]:
        """The text that this place of the buffer is in, and the place within it."""
        number = bisect_right(self._starts, offset) - 1
        return self._said[number], offset - self._starts[number]


_LETTERS = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))
"""Every byte that is no letter A to Z turned into a space."""
_SHORTEST = 3


def _small(text: str) -> str:
    """In small letters, letter for letter: a few letters have no small form of the same length and stay."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
