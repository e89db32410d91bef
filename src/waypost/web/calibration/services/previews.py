"""Before the room: what each calibrator says of a case, sealed until the room opens."""

from __future__ import annotations

from django.utils.translation import gettext as _

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Doing
from waypost.refusal import Malformed, NotAllowed
from waypost.web.calibration.models import Entry, Preview
from waypost.web.calibration.places import session_place
from waypost.web.calibration.services.entries import WORDS_MOST, open_entry
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind


@service
def give_preview(act: Act, entry: Entry, *, vote: Vote, words: str = "") -> Preview:
    """Say *agree*, *question* or *pass* of a case; saying it again replaces what was said before.

    Raises NotVisible for somebody who is not in the room for the case, NotAllowed without a calibrator's seat on it,
    NotNow once the room is open, Malformed for a question without words or too many of them.
    """
    room, fresh = open_entry(act, entry, Doing.PREVIEW)
    if not room.votes(fresh):
        raise NotAllowed("session.preview.not_yours", _("Calibrators give previews."))
    if vote is Vote.QUESTION and not words.strip():
        raise Malformed("session.preview.words", _("Say in a sentence what you question."))
    if len(words) > WORDS_MOST:
        raise Malformed("session.preview.words", _("Keep it under 2,000 characters."))
    row, _made = Preview.objects.update_or_create(
        entry=fresh, person=room.person, defaults={"vote": vote.value, "words": words.strip(), "at": act.at}
    )
    # Nobody's page changes by it before the room opens: nobody can tell from theirs that somebody said something.
    record(act, Kind.PREVIEW_GIVEN, subject=fresh, place=session_place(room.session), about=fresh.case.candidate)
    return row
