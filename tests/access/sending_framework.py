"""What is sent around the framework: drafts, their reviews, comments and suggested words. Kofi and Ola own it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.access.sent import NEW, Body, Sending
from tests.access.world import World

from waypost.framework.reading import read_text

CELL = ("staff", "design")
NOWHERE = "nowhere"


def _of(name: str, *more: str) -> Callable[[World], tuple[Any, ...]]:
    """The arguments of an address: the key of one of the framework's objects, and what follows it."""
    return lambda world: (_key(world, name), *more)


def _key(world: World, name: str) -> Any:
    premises = world.premises
    return premises.other[NOWHERE] if name == NOWHERE else premises.of_framework[name].pk


def _written(world: World) -> Body:
    row = world.premises.of_framework["shown"]
    row.refresh_from_db()
    return {
        "seen": row.version,
        "name": NEW,
        "text": f"{row.text}# {NEW}\n",
        "in_force_on": row.in_force_on.isoformat(),
        "notes": NEW,
    }


def _begun(world: World) -> Body:
    return {"name": NEW, "text": f"# {NEW}", "in_force_on": world.premises.now.date().isoformat(), "notes": NEW}


def _cell(world: World) -> Body:
    row = world.premises.of_framework["shown"]
    row.refresh_from_db()
    return {"seen": row.version, "statements": NEW}


def _looked(world: World) -> Body:
    row = world.premises.of_framework["draft"]
    follows = world.premises.cast.framework.hash
    return {"digest": row.digest, "hash": "", "follows": follows, "words": NEW, "then": "changes"}


def _publish(world: World) -> Body:
    row = world.premises.of_framework["ready"]
    framework = read_text(row.text).framework
    assert framework is not None
    return {"digest": row.digest, "hash": framework.hash, "follows": world.premises.cast.framework.hash}


def _words(_world: World) -> Body:
    return {"words": NEW}


def _row(
    route: str,
    may: str,
    args: Callable[[World], tuple[Any, ...]],
    body: Callable[[World], Body],
    foreign: Callable[[World], tuple[Any, ...]] | None = None,
    named: str = "",
) -> Sending:
    return Sending(f"frameworks:{route}", "told", (may,), args, body, foreign, named)


OF_THE_FRAMEWORK: tuple[Sending, ...] = (
    _row("draft_new", "kofi", lambda world: (), _begun),
    _row("draft_edit", "kofi", _of("shown"), _written, _of(NOWHERE)),
    _row("draft_autosave", "kofi", _of("shown"), _written, _of(NOWHERE)),
    _row("draft_typed", "kofi", _of("shown"), _written, _of(NOWHERE)),
    _row("draft_cell", "kofi", _of("shown", *CELL), _cell, _of(NOWHERE, *CELL)),
    _row("draft_do", "kofi", _of("shown", "hide"), lambda world: {}, _of(NOWHERE, "hide"), "hide"),
    _row("draft_do", "kofi", _of("draft", "drop"), lambda world: {}, _of(NOWHERE, "drop"), "drop"),
    _row("draft_comment", "kofi", _of("draft", *CELL), _words, _of(NOWHERE, *CELL)),
    _row(
        "review_ask",
        "kofi",
        _of("draft"),
        lambda world: {"reviewer": str(world.premises.people["ola"].pk)},
        _of(NOWHERE),
    ),
    _row("review_answer", "kofi", _of("review"), _looked, _of(NOWHERE)),
    _row("publish", "kofi", _of("ready"), _publish, _of(NOWHERE)),
    _row("comment", "kofi", _of("comment.version"), _words, _of(NOWHERE)),
    _row("comment_take_back", "ada", _of("comment.version"), lambda world: {}, _of(NOWHERE)),
    _row("proposal", "kofi", _of("proposal.ada"), lambda world: {"then": "decline", "words": NEW}, _of(NOWHERE)),
    _row("proposal_withdraw", "ada", _of("proposal.ada"), lambda world: {}, _of("proposal.jun")),
)
