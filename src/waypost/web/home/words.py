"""Numbers, lists and days as a sentence says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

NUMBERS: tuple[str | Promise, ...] = (
    gettext_lazy("none"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def number(count: int) -> str:
    """A count as a word up to twelve, in digits beyond."""
    return str(NUMBERS[count]) if 0 <= count < len(NUMBERS) else str(count)


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; empty for nothing."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s and %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def sentence(text: str) -> str:
    """`text` beginning with a capital."""
    return text[:1].upper() + text[1:]


def on_day(day: date) -> str:
    """ "1 April 2026"."""
    return date_format(day, "j F Y")


def days(length: timedelta) -> str:
    """A length in whole days: "14 days"."""
    return ngettext("%(n)d day", "%(n)d days", length.days) % {"n": length.days}
