"""What happens in the room: a rating is changed and the old one kept, a note is taken, a case gets its outcome."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.calibration.session import Doing
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.calibration.models import Entry, RoomNote, RoomOutcome
from waypost.web.calibration.places import entry_place
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.services.entries import WORDS_MOST, open_entry, touch
from waypost.web.calibration.services.sessions import measure_soon
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.acts import Act, content_digest, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.promotion.models import Rating, RatingChange
from waypost.web.promotion.selectors.ratings import GivenRating, GivenReview


@dataclass(frozen=True, slots=True)
class NewRating:
    """What a rating becomes: a point of the scale, or "" for *cannot judge*, and why."""

    point: str
    why: str


@service
def change_rating(act: Act, entry: Entry, *, rating: int, seen: int, new: NewRating) -> RatingChange:
    """Change a rating; the old one stays, with who, when and why. `seen` is how often it had been changed before.

    Raises NotVisible for a rating of another case or somebody not in the room for it, NotAllowed for anybody but the
    facilitator and the rater, NotNow outside the open room, Malformed without a reason, Conflict with both when
    somebody else changed the same rating since.
    """
    room, fresh = open_entry(act, entry, Doing.CHANGE_RATING)
    review, given = _given(room, fresh, rating)
    if review.person != room.person.pk and not room.leads(fresh):
        raise NotAllowed("session.rating.not_yours", _("The facilitator or whoever gave it changes a rating."))
    titles = {point.key: point.title for point in framework_of(fresh.case.framework).scale} | {"": _("cannot judge")}
    if new.point not in titles:
        raise Malformed("session.rating.point", _("Choose a point of the scale."))
    if not new.why.strip() or len(new.why) > WORDS_MOST:
        raise Malformed("session.rating.why", _("Say why it changes; the old rating and your reason are kept."))
    if seen != len(given.changes):
        raise Conflict(
            "session.rating.conflict",
            _("Somebody changed this rating while you had it open. Yours was not recorded; both are below."),
            theirs=((_("Rating"), titles[given.point]), (_("Why"), given.changes[-1].why if given.changes else "")),
            mine=((_("Rating"), titles[new.point]), (_("Why"), new.why)),
        )
    if new.point == given.point:
        raise NotNow("session.rating.same", _("That is the rating already."))
    Rating.objects.select_for_update(of=("self",)).get(pk=rating)
    change = RatingChange.objects.create(
        rating_id=rating, old=given.point, new=new.point, by=room.person, at=act.at, why=new.why.strip()
    )
    touch(fresh)
    measure_soon(room.session)
    record(
        act,
        Kind.RATING_CHANGED,
        subject=fresh,
        place=entry_place(fresh),
        about=fresh.case.candidate,
        facts={"criterion": given.criterion, "content": content_digest(change.old, change.new, change.why)},
    )
    return change


@service
def note(act: Act, entry: Entry, *, words: str) -> RoomNote:
    """Take a note on a case, which everybody in the room for it reads. Raises Malformed without words."""
    room, fresh = open_entry(act, entry, Doing.NOTE)
    if room.person not in room.attendees and not room.leads(fresh):
        raise NotAllowed("session.note.not_yours", _("Who is in the room takes notes."))
    if not words.strip() or len(words) > WORDS_MOST:
        raise Malformed("session.note.words", _("Write the note, in at most 2,000 characters."))
    row = RoomNote.objects.create(entry=fresh, by=room.person, at=act.at, words=words.strip())
    touch(fresh)
    record(
        act,
        Kind.ROOM_NOTED,
        subject=fresh,
        place=entry_place(fresh),
        about=fresh.case.candidate,
        facts={"content": content_digest(row.words)},
    )
    return row


@service
def set_outcome(act: Act, entry: Entry, *, outcome: RoomOutcome, was: str) -> Entry:
    """Set what the room makes of a case; `was` is the outcome the facilitator saw.

    Raises NotAllowed for anybody but who leads the room, Conflict when it was set to something else since.
    """
    room, fresh = open_entry(act, entry, Doing.OUTCOME)
    if not room.leads(fresh):
        raise NotAllowed("session.outcome.not_yours", _("The facilitator sets what the room makes of a case."))
    if fresh.outcome not in {was, outcome.value}:
        label = _("Outcome")
        raise Conflict(
            "session.outcome.conflict",
            _("Somebody set another outcome while you had this open. Yours was not recorded."),
            theirs=((label, str(RoomOutcome(fresh.outcome).label)),),
            mine=((label, str(outcome.label)),),
        )
    Entry.objects.filter(pk=fresh.pk).update(outcome=outcome.value)
    touch(fresh)
    fresh.outcome = outcome.value
    record(act, Kind.ROOM_OUTCOME, subject=fresh, place=entry_place(fresh), about=fresh.case.candidate)
    return fresh


def _given(room: Room, entry: Entry, rating: int) -> tuple[GivenReview, GivenRating]:
    for review in room.reviews_on(entry):
        for given in review.ratings:
            if given.key == rating:
                return review, given
    raise NotVisible("session.rating", _("There is no such rating."))
