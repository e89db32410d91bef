"""A session is measured: the fit outside of any transaction, its result kept in one, as a row that stays.

Nobody waits for it. The acts that change ratings leave a job behind, and the worker does it; see
docs/decisions/measuring.md for why.
"""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from waypost.calibration.measured import Measured
from waypost.calibration.measuring import ENGINE, Found, measure, ratings_hash
from waypost.calibration.sheets import Sheet
from waypost.web.calibration.models import Measurement, Session
from waypost.web.calibration.places import measured_place
from waypost.web.calibration.selectors.sheets import sheet_of
from waypost.web.journal.acts import Act, AlreadyDone, record, service
from waypost.web.journal.kinds import Kind

log = logging.getLogger(__name__)

_NOT_MEASURED = (
    "These ratings could not be measured: the computation went wrong, and the server's log says how. The ratings and "
    "the scorecards stand as they are."
)


def bring_up_to_date(session: UUID, *, at: datetime, just_locked: bool = False) -> Measurement | None:
    """The measurement of the ratings as they count now, made if there is none yet; in words where there is no number.
    None only where the journal knows of one and somebody took it away.

    Not to be called inside a service: the fit takes a moment, and nobody else could write meanwhile. Once a session is
    locked the one the room saw stays its last; whoever has `just_locked` it looks whether a rating changed meanwhile.
    """
    row = Session.objects.get(pk=session)
    latest = latest_of(session)
    if latest is not None and row.locked_at is not None and not just_locked:
        return latest
    sheet = sheet_of(row)
    ratings = ratings_hash(sheet)
    if latest is not None and (latest.ratings, latest.engine) == (ratings, ENGINE):
        return latest
    number = latest.number + 1 if latest is not None else 1
    once = Act(by=None, at=at, once=f"{session}:{number}", made_by="measuring")
    try:
        return _keep(once, row, number=number, sheet=sheet, ratings=ratings, found=_measured(sheet))
    except AlreadyDone:  # another worker was quicker, perhaps with ratings that were read before the last change
        there = latest_of(session)
        if there is None or there.number < number:
            return there
        return bring_up_to_date(session, at=at, just_locked=just_locked)


def _measured(sheet: Sheet) -> Found:
    """What the engine finds. A fault of it is told in words: a room waits for no number, and can be locked."""
    try:
        return measure(sheet)
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
        log.exception("The ratings of session %s could not be measured.", sheet.session)
        return Found(Measured(withheld=_NOT_MEASURED))


def latest_of(session: UUID) -> Measurement | None:
    """The last measurement of a session, without what pages do not show."""
    return Measurement.objects.filter(session=session).defer("sheet", "tables").order_by("-number").first()


@service
def _keep(act: Act, session: Session, *, number: int, sheet: Sheet, ratings: str, found: Found) -> Measurement:
    row = Measurement(
        session=session,
        number=number,
        made_at=act.at,
        ratings=ratings,
        engine=ENGINE,
        sheet=sheet.to_document(),
        result=found.measured.model_dump(mode="json"),
        tables=found.tables,
    )
    row.hash = hash_of(row)
    row.save(force_insert=True)
    facts = {"number": number, "ratings": ratings, "engine": ENGINE, "content": row.hash}
    record(act, Kind.SESSION_MEASURED, subject=session, place=measured_place(session), facts=facts)
    return row


def hash_of(row: Measurement) -> str:
    """The digest of everything a measurement says and was made from; journal and decisions name it."""
    said: dict[str, Any] = {
        "session": str(row.session_id),
        "number": row.number,
        "ratings": row.ratings,
        "engine": row.engine,
        "sheet": row.sheet,
        "result": row.result,
        "tables": row.tables,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
