"""Refusals: the one family of exceptions that says no, and what to do instead.

A rule or a service refuses by raising one of these. Each carries a stable code for programs, a sentence for the
person, and, where something can be mended, what is missing. The web turns the class into a status once, in one place;
the command line prints the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands in the way: what is missing, and a key of the place where it can be mended."""

    says: str
    where: str = ""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Something asked for that will not be done.

    Attributes: `code` is stable and meant for programs ("case.gate"), `sentence` says what is wrong and what to do,
    `missing` lists what would have to be there, `status` is the HTTP status of its class.
    """

    status = 400

    def __init__(self, code: str, sentence: str, *, missing: tuple[Missing, ...] = ()) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.missing = missing


class NotVisible(Refusal):
    """What was asked for does not exist for this person; a stranger cannot tell it from what never was."""

    status = 404


class NotAllowed(Refusal):
    """The person sees the thing, but this act belongs to somebody else."""

    status = 403


class NotNow(Refusal):
    """The act is allowed, but not in this state or before something else is done."""

    status = 409


class Conflict(Refusal):
    """Somebody else changed the same thing in the meantime; nothing was written, both texts are kept.

    `theirs` and `mine` are (label, text) pairs for the page that shows both.
    """

    status = 409

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        theirs: tuple[tuple[str, str], ...] = (),
        mine: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(code, sentence)
        self.theirs = theirs
        self.mine = mine


class Malformed(Refusal):
    """What was sent cannot be understood or breaks a bound; `missing` names each field."""

    status = 422
