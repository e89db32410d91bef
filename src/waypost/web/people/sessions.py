"""Signed-in browsers of somebody, and how they are ended."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from waypost.web.people.models import Person


def end_sessions_of(people: Collection[Person]) -> int:
    """End every session of these people; returns how many. A leaver who comes back must sign in anew."""
    if not people:
        return 0
    keys = {str(person.pk) for person in people}
    current = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [session.pk for session in current.iterator() if session.get_decoded().get(SESSION_KEY) in keys]
    return Session.objects.filter(pk__in=theirs).delete()[0] if theirs else 0
