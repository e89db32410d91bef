"""The one case on the table of the one session: its page, its ratings, and a change of one of them."""

from __future__ import annotations

import re

from django.urls import reverse
from tests.web.cast import Cast

from waypost.web.calibration.models import Entry, Session
from waypost.web.calibration.selectors.entries import EntryPage
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.services.rooms import NewRating, change_rating
from waypost.web.people.models import Person
from waypost.web.promotion.models import Rating, RatingChange

WHY = "The memo of March shows it; it was read as the work of another."
QUESTION = "Is the ledger hers or the team's?"


def entry() -> Entry:
    return Entry.objects.select_related("session").get()


def found(person: Person) -> EntryPage:
    room = Room(Session.objects.get(), person)
    return EntryPage(room, room.seen[0])


def place(name: str = "entry") -> str:
    row = entry()
    return reverse(f"calibration:{name}", args=[row.session_id, row.pk])


def rating_of(cast: Cast, who: str, criterion: str) -> Rating:
    return Rating.objects.get(review__seat__person=cast.people[who], criterion=criterion)


def change(
    cast: Cast, who: str = "dana", *, of: str = "eli", seen: int = 0, to: str = "meets", why: str = WHY
) -> RatingChange:
    row = rating_of(cast, of, "communication")
    new = NewRating(point=to, why=why)
    return change_rating(cast.act(cast.people[who]), entry(), rating=row.pk, seen=seen, new=new)


def bare(page: str) -> str:
    """A page without what differs with every request."""
    return re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"|since=[\d-]+', "", page)
