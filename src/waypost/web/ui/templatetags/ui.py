"""The tags and filters every template may use: icon, mark, button, press, track; prose, when, day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from waypost.report.pictures.coverage import coverage_bar
from waypost.report.pictures.shapes import look_of, shape
from waypost.web.ui.prose import prose as prose_of
from waypost.web.ui.times import NEAR, say_day, say_in_full, say_when

register = template.Library()

MARKS = frozenset({"ok", "wait", "lost", "plain"})
# How every icon of the set is drawn; the style sheet says it once instead of each icon.
LINE = ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
BUTTONS = frozenset({"main", "quiet", "lost"})


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon, as high as its text, silent for screen readers: say in words what it means."""
    return _icon(str(name))


@lru_cache(maxsize=128)
def _icon(name: str) -> SafeString:
    still = {"class": "icon", "aria-hidden": "true", "focusable": "false"}
    drawn = " ".join(lucide(name, size=None, width="1em", height="1em", **still).split())
    return mark_safe(drawn.replace(LINE, "").replace("> <", "><").replace(" />", "/>"))


@register.simple_tag
def mark(text: object, kind: str = "plain") -> SafeString:
    """A small label: ok (holds), wait (waits for somebody), lost (would be lost), plain."""
    return format_html('<span class="mark {}">{}</span>', _one_of(kind, MARKS), text)


@register.simple_tag
def button(label: object, place: str, kind: str = "main", icon: str = "") -> SafeString:
    """A link that looks like a button, for going somewhere to do something. Doing is `press`."""
    return format_html(
        '<a class="button {}" href="{}">{}{}</a>', _one_of(kind, BUTTONS), place, _icon(icon) if icon else "", label
    )


@register.simple_tag(takes_context=True)
def press(
    context: Context,
    label: object,
    url: str,
    *,
    kind: str = "quiet",
    confirm: object = "",
    icon: str = "",
    **fields: object,
) -> str:
    """A form of one button. `confirm` is asked in words first; further names become hidden fields."""
    values = {
        "label": label,
        "url": url,
        "kind": _one_of(kind, BUTTONS),
        "confirm": confirm,
        "icon": icon,
        "once": uuid.uuid4().hex,
        "fields": {name: value for name, value in fields.items() if value is not None},
        "csrf_token": context.get("csrf_token"),
    }
    return get_template("ui/parts/press.html").render(values)


@register.simple_tag
def track(level: Any, title: object = None) -> SafeString:
    """A level with the shape and hue of its track. Takes a level, or a track's key with a `title`."""
    key = getattr(level, "track", None) or str(level)
    words = title if title is not None else getattr(level, "title", key)
    look = look_of(key)
    return format_html(
        '<span class="track track-{}">'
        '<svg class="shape" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        look,
        mark_safe(shape(look, x=10, y=10, size=8)),
        words,
    )


@register.filter
def prose(text: str | None) -> SafeString:
    """Somebody's Markdown as safe HTML in a block of its own."""
    return format_html('<div class="prose">{}</div>', prose_of(text)) if text else mark_safe("")


@register.filter(expects_localtime=False)
def when(moment: date | None) -> SafeString:
    """A moment in relation to now, in the reader's zone."""
    if moment is None or moment == "":
        return mark_safe("")
    now = timezone.localtime(timezone.now())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        say_in_full(moment, now=now),
        say_when(moment, now=now),
    )


@register.filter
def day(moment: date | None) -> SafeString:
    """A day: "12 Dec 2026". A datetime is told by its day in the reader's zone."""
    if moment is None or moment == "":
        return mark_safe("")
    on = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), say_day(on))


@register.filter(expects_localtime=False)
def soon(moment: date | None) -> bool:
    """Whether a due moment is past or so near that it should stand out."""
    if not moment:
        return False
    due = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return (due - timezone.localdate()).days <= NEAR


@register.simple_tag
def bar(have: int | None, full: int) -> SafeString:
    """How much of what is needed is there, as a bar; say the number beside it."""
    return mark_safe(coverage_bar(have or 0, full=full))


@register.simple_tag
def drawn(picture: str) -> SafeString:
    """A picture of `waypost.report.pictures`, which escapes every word it is given."""
    return mark_safe(picture)


@register.filter
def at(values: Mapping[str, Any] | None, key: str) -> Any:
    """The value under a key, or nothing."""
    return values.get(key, "") if isinstance(values, Mapping) else ""


@register.filter
def rows(value: Any) -> Iterable[Any]:
    """What can be looped over: a related manager's rows, a tuple as it is, one value as one row, nothing as none."""
    if value is None or value == "":
        return ()
    if hasattr(value, "all"):
        return value.all()  # type: ignore[no-any-return]
    return (value,) if isinstance(value, str | Mapping) or not isinstance(value, Iterable) else value


@register.filter
def statements(says: Any) -> tuple[Any, ...]:
    """The statements of an expectation, of a list of them, or of plain sentences: each has `says`."""
    found = getattr(says, "statements", says)
    return tuple({"says": one} if isinstance(one, str) else one for one in rows(found))


@register.simple_tag(takes_context=True, name="mends")
def mended_at(context: Context, missing: Any) -> str:
    """Where a missing thing (its `where`, or its `requirement`) is mended, by the page's own `places`."""
    where = getattr(missing, "where", "") or getattr(missing, "requirement", "")
    return mends(where, context.get("places"))


@register.filter
def mends(where: str, places: Mapping[str, str] | None) -> str:
    """Where something is mended: a path as it is, a key through `places`, anything else nowhere."""
    if str(where).startswith(("/", "#")) and not str(where).startswith("//"):
        return str(where)
    return str(places.get(where, "")) if isinstance(places, Mapping) else ""


@register.simple_tag
def hidden(fields: Mapping[str, object]) -> SafeString:
    """Hidden inputs, one for each name."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())


def _one_of(word: str, words: frozenset[str]) -> str:
    if word not in words:
        raise template.TemplateSyntaxError(f"{word!r} is none of {', '.join(sorted(words))}")
    return word
