"""Days and moments in words, near ones relative to now; everything is said in the zone of `now`."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NEAR = 6  # days; a week away, the weekday of today would be ambiguous


def say_day(day: date) -> str:
    """ "12 Dec 2026"."""
    return date_format(day, "j M Y")


def say_when(moment: date, *, now: datetime) -> str:
    """How far `moment` is from `now`: "today, 17:00", "in 3 days, 17:00", "12 Dec 2026, 17:00".

    Takes a day or an aware datetime; what lies further back than `NEAR` days is told without its hour.
    """
    if not isinstance(moment, datetime):
        return _near(moment, today=now.date()) or say_day(moment)
    local = moment.astimezone(now.tzinfo)
    near = _near(local.date(), today=now.date())
    if near is None and local < now:
        return say_day(local.date())
    return _("%(day)s, %(hour)s") % {"day": near or say_day(local.date()), "hour": date_format(local, "H:i")}


def say_in_full(moment: date, *, now: datetime) -> str:
    """The same moment without relation to now, with its zone, for who wants to be sure."""
    if not isinstance(moment, datetime):
        return date_format(moment, "l, j F Y")
    local = moment.astimezone(now.tzinfo)
    return f"{date_format(local, 'l, j F Y, H:i')} {local.tzname()}"


def _near(day: date, *, today: date) -> str | None:
    away = (day - today).days
    if away == 0:
        return _("today")
    if away == 1:
        return _("tomorrow")
    if away == -1:
        return _("yesterday")
    if abs(away) > NEAR:
        return None
    if away > 0:
        return ngettext("in %(n)d day", "in %(n)d days", away) % {"n": away}
    return ngettext("%(n)d day ago", "%(n)d days ago", -away) % {"n": -away}
