"""What a mapping or list of a tree is by its form: a record, a row, a list of sentences, a setting."""

from __future__ import annotations

from collections.abc import Iterable

from waypost.framework.importers.level_words import is_code, looks_like_level, looks_like_step
from waypost.framework.importers.trees.texts import is_blank, is_prose, is_reference, is_text
from waypost.framework.importers.trees.words import AXES, Role, axis, known, readable, role, words
from waypost.framework.nodes import Node

SAYING = frozenset({Role.STATEMENT, Role.EXAMPLE, Role.SIGNAL, Role.ABOUT, Role.SHOWN_BY})


def is_record(value: dict[str, tuple[Node, Node]]) -> bool:
    """Whether the names are those of fields: at least half are, and they are not the rungs of a ladder."""
    names = list(value)[:60]
    fields = sum(known(name) for name in names)
    if not fields:
        return False
    if any(role(name) in {Role.TITLE, Role.ID} and is_text(value[name][1]) for name in names):
        return True
    if any(axis(name) in AXES and is_text(value[name][1]) and not is_long(value[name][1]) for name in names):
        return True
    if len(names) > 1 and sum(looks_like_step(readable(name)) for name in names) * 2 > len(names):
        return False
    return fields * 2 >= len(names)


def has_name(value: dict[str, tuple[Node, Node]]) -> bool:
    return any(role(name) in {Role.TITLE, Role.ID} and is_text(one) for name, (_, one) in value.items())


def sums_up(name: str) -> bool:
    """Whether the field says in a few words what a thing is: a statement where there is no other."""
    return words(name).rpartition(" ")[2] in {"description", "summary", "standard"} and axis(name) is None


def row_kind(value: dict[str, tuple[Node, Node]]) -> str:
    """`placed` for a record that names its level, `said` for one that only says something, else nothing."""
    level = any(axis(name) is Role.LEVEL and is_text(one) and not is_blank(one) for name, (_, one) in value.items())
    says = any(
        role(name) in SAYING or (axis(name) is Role.CRITERION and is_text(one)) for name, (_, one) in value.items()
    )
    deep = any(isinstance(one.value, (dict, list)) and not is_text_list(one) for _, one in value.values())
    if level and says and not deep:
        return "placed"
    named = any(role(name) in {Role.TITLE, Role.ID} for name in value)
    return "said" if says and not named and not deep else ""


def is_text_list(node: Node) -> bool:
    return isinstance(node.value, list) and all(map(is_text, node.value))


def is_prose_list(node: Node) -> bool:
    items = node.value if isinstance(node.value, list) else []
    texts = [one for one in items if is_text(one) and not is_blank(one)]
    if not texts or len(texts) != len([one for one in items if not is_blank(one)]):
        return False
    return sum(map(is_prose, texts)) * 2 > len(texts) and not all(is_reference(str(one.value)) for one in texts)


def is_plain(node: Node) -> bool:
    return is_text(node) or node.value is None or is_text_list(node)


def is_long(node: Node) -> bool:
    text = node.value if isinstance(node.value, str) else ""
    return len(text) > 80 or "\n" in text or len(text.split()) > 8


def speaks(node: Node) -> bool:
    """Whether a list says something in more words than one."""
    return isinstance(node.value, list) and any(" " in str(one.value).strip() for one in node.value)


def with_rungs(value: dict[str, tuple[Node, Node]]) -> dict[str, tuple[Node, Node]]:
    """The same things, where the one list of sentences that is equally long in all of them is called that of levels:
    under a name that says nothing, its places are the levels."""
    inner = [node.value for _, node in value.values() if isinstance(node.value, dict)]
    steps = sum(looks_like_step(readable(name)) for name in value)
    if len(inner) < 3 or len(inner) < len(value) or steps * 2 > len(value):
        return value
    lists = [name for name, (_, node) in inner[0].items() if is_prose_list(node)]
    if len(lists) != 1 or known(lists[0]) or not _as_long(lists[0], inner):
        return value
    if any(axis(name) is Role.LEVEL for one in inner for name in one):
        return value
    return {name: (key, _renamed(node, lists[0])) for name, (key, node) in value.items()}


def _as_long(name: str, things: list[dict[str, tuple[Node, Node]]]) -> bool:
    found = [one[name][1] for one in things if name in one]
    lengths = {len(one.value) for one in found if isinstance(one.value, list) and is_prose_list(one)}
    return len(found) == len(things) and len(lengths) == 1 and min(lengths) >= 3 and all(map(is_prose_list, found))


def _renamed(node: Node, name: str) -> Node:
    fields = node.value if isinstance(node.value, dict) else {}
    return Node(node.file, node.line, node.column, {"levels" if one == name else one: at for one, at in fields.items()})


def are_titles(value: dict[str, tuple[Node, Node]]) -> bool:
    """Whether codes of levels are given titles: `L1: Analyst, L2: Senior Analyst`."""
    codes = all(is_code(name) or (name.isdecimal() and int(name[:4]) <= 12) for name in value)
    texts = [str(node.value) for _, node in value.values() if is_text(node)]
    return codes and len(texts) == len(value) > 1 and all(map(looks_like_level, texts))


def texts_in(node: Node) -> Iterable[tuple[str, Node]]:
    """Every text in a tree, with the name of the field that it stands in."""
    waiting = [("", node)]
    while waiting:
        name, one = waiting.pop()
        if isinstance(one.value, dict):
            waiting.extend(reversed([(key, inner) for key, (_, inner) in one.value.items()]))
        elif isinstance(one.value, list):
            waiting.extend((name, inner) for inner in reversed(one.value))
        elif one.value is not None:
            yield name, one
