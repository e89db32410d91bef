"""What pydantic found wrong with a document, in the words of somebody who writes frameworks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from waypost.framework.faults import Fault, Path, choices, field_name
from waypost.framework.json_schema import forms, known_words, part_at
from waypost.framework.nodes import Node

_KEY = "[key]"
_SHOWN = 60

Wording = Callable[[Path, Mapping[str, Any], Node], Fault]


def fault(error: Mapping[str, Any], root: Node) -> Fault:
    """The fault that one entry of ``ValidationError.errors()`` speaks of."""
    location = tuple(part for part in error["loc"] if part != "(statements)")
    if location and location[-1] == _KEY:
        return _name(location[:-1], error)
    path = _written_path(location, root)
    return _WORDINGS.get(error["type"], _other)(path, error, root)


def _written_path(location: Path, root: Node) -> Path:
    """The path without places in lists that the document left out by writing the only item itself."""
    path: list[str | int] = []
    for part in location:
        if isinstance(part, int) and not isinstance(root.at(tuple(path)).value, list):
            continue
        path.append(part)
    return tuple(path)


def _name(path: Path, error: Mapping[str, Any]) -> Fault:
    """A name before a colon that cannot be used there."""
    written = str(path[-1]) if path else ""
    if error["type"] == "enum":
        allowed = part_at(path[:-1]).get("propertyNames", {})
        hint = choices(written, _allowed(allowed))
        return Fault(path, f"`{_short(written)}` is not known here", hint, at_key=True)
    hint = "Use letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64."
    return Fault(path, f"`{_short(written)}` cannot be used as a name", hint, at_key=True)


def _missing(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    *above, word = path
    place = tuple(above)
    about = known_words(place).get(str(word), {}).get("description", "")
    where = f" in `{field_name(place)}`" if place else ""
    hint = f"Add `{word}: ...`. {about}".strip()
    return Fault(path, f"`{word}` is missing{where}", hint, at_key=True)


def _unknown(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    *above, word = path
    place = tuple(above)
    parent = root.at(place)
    where = f" in `{field_name(place)}`" if place else ""
    message = f"`{_short(str(word))}` is not known{where}"
    if parent.flow and root.at(path).value is None:
        return Fault(path, message, "A comma ends a text inside { }: put the whole text in quotes.", at_key=True)
    known = [name for name in known_words(place) if isinstance(parent.value, dict) and name not in parent.value]
    hint = choices(str(word), known)
    if place and isinstance(place[-1], int) and not hint.startswith("Did you mean"):
        hint = "If this is one text, put the whole of it in quotes: it holds `: `."
    return Fault(path, message, hint, at_key=True)


def _not_one_of(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    written = _written(path, root)
    return Fault(path, f"{_said(path, written)}, which is not known", choices(written, _allowed(part_at(path))))


def _allowed(part: dict[str, Any]) -> list[str]:
    return [word for form in forms(part) for word in form.get("enum", [form["const"]] if "const" in form else [])]


def _whole_number(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    return Fault(path, f"{_said(path, _written(path, root))}", "Write a whole number.")


def _number(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    return Fault(path, f"{_said(path, _written(path, root))}", "Write a number, like `12` or `1.5`.")


def _bounds(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    context = error.get("ctx", {})
    bound = f"at least {context['ge']:,.15g}" if "ge" in context else f"at most {context.get('le', 0):,.15g}"
    if path == ("waypost",):
        return Fault(path, f"{_said(path, _written(path, root))}; this Waypost reads format 1", "Write `waypost: 1`.")
    return Fault(path, f"{_said(path, _written(path, root))}; it must be {bound}", f"Write a number of {bound}.")


def _truth(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    return Fault(path, _said(path, _written(path, root)), "Write `true` or `false`.")


def _text(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    node = root.at(path)
    if node.value is None or node.value == "":
        return Fault(path, f"`{field_name(path)}` is blank", _about(path), at_key=True)
    kind = "a list" if isinstance(node.value, list) else "a mapping"
    return Fault(
        path,
        f"`{field_name(path)}` holds {kind} where a text belongs",
        "Write one text; quote it if it holds `: `.",
    )


def _too_long(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    most = error.get("ctx", {}).get("max_length")
    if error["type"] == "string_too_long":
        return Fault(
            path,
            f"`{field_name(path)}` is longer than {most:,} characters",
            "Shorten it, or use `about` for the long form.",
        )
    return Fault(path, f"`{field_name(path)}` holds more than {most} entries", "Leave some out.")


def _too_short(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    least = error.get("ctx", {}).get("min_length")
    return Fault(path, f"`{field_name(path)}` needs at least {least}", _about(path))


def _pattern(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    said = _said(path, _written(path, root))
    if path == ("version",):
        return Fault(path, said, "Write three numbers, like `1.0.0`.")
    if path and path[-1] == "currency":
        return Fault(path, said, "Write three capital letters, like `EUR`.")
    return Fault(path, said, "Write a name: letters, digits, `-`, `_` and `.`.")


def _mapping(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    node = root.at(path)
    name = f"`{field_name(path)}`" if path else "the document"
    message = f"{name} is blank" if node.value is None else f"{name} must hold `name: value` lines"
    words = ", ".join(list(known_words(path))[:6])
    return Fault(path, message, f"Known here: {words}." if words else _about(path))


def _list(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    written = root.at(path).value
    message = f"`{field_name(path)}` must be a list"
    if isinstance(written, str):
        return Fault(path, message, f"Write `[{_short(written)}]`.")
    return Fault(path, message, "Begin each entry on its own line with `- `, or write `[]` for none.")


def _day(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    return Fault(path, _said(path, _written(path, root)), "Write a day that exists, as year-month-day: `2026-03-01`.")


def _said(path: Path, written: str) -> str:
    return f"`{field_name(path)}` is `{_short(written)}`"


def _custom(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    """One of our own messages, which read on after the field's name: "is not a path; write ..."."""
    problem, _, hint = str(error["msg"]).partition("; ")
    return Fault(path, f"`{field_name(path)}` {problem}", f"{hint[:1].upper()}{hint[1:]}." if hint else "")


def _other(path: Path, error: Mapping[str, Any], root: Node) -> Fault:
    return Fault(path, f"`{field_name(path)}` cannot be read: {error['msg']}", _about(path))


def _written(path: Path, root: Node) -> str:
    value = root.at(path).value
    return value if isinstance(value, str) else ""


def _about(path: Path) -> str:
    return str(part_at(path).get("description", ""))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


_WORDINGS: Mapping[str, Wording] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _not_one_of,
    "int_parsing": _whole_number,
    "int_from_float": _whole_number,
    "int_parsing_size": _whole_number,
    "int_type": _whole_number,
    "float_parsing": _number,
    "float_type": _number,
    "finite_number": _number,
    "greater_than_equal": _bounds,
    "less_than_equal": _bounds,
    "bool_parsing": _truth,
    "bool_type": _truth,
    "string_type": _text,
    "string_too_short": _text,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _too_short,
    "string_pattern_mismatch": _pattern,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "dict_type": _mapping,
    "tuple_type": _list,
    "list_type": _list,
    "day": _day,
    "duration": _custom,
    "path": _custom,
    "keyed": _custom,
    "control_character": _custom,
}
