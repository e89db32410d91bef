"""Calibration sessions of the demo: one that is over, and one whose previews have begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Step
from waypost.demo.company import Company, current
from waypost.demo.judging import Judging, decide
from waypost.demo.nominating import CasePlan
from waypost.demo.timeline import act
from waypost.web.calibration.models import Entry, RoomOutcome, Session
from waypost.web.calibration.services.measuring import bring_up_to_date
from waypost.web.calibration.services.previews import give_preview
from waypost.web.calibration.services.rooms import NewRating, change_rating, note, set_outcome
from waypost.web.calibration.services.sessions import move_session, open_session
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Rating

ATTENDEES = ("chen", "kofi", "rosa", "petra", "samir", "ivo")
QUESTION = "I would like to hear what the strategic panel saw before the summer; the packet is thin there."


class Rooms:
    """Plays the sessions of the cases that go to one."""

    def __init__(self, company: Company, judging: Judging, plans: Mapping[str, CasePlan]) -> None:
        self.company = company
        self.judging = judging
        self.plans = plans
        self.session: Session | None = None

    def over(self, *, opens: date, cycle: date) -> None:
        """A session that was opened, held, locked, decided and released."""
        at = self.company.timeline.at
        at(opens, lambda moment: self._open(moment, "Staff and managers, first round", cycle))
        at(opens + timedelta(days=1), lambda moment: self._preview(moment, share=1.0))
        at(opens + timedelta(days=2), self._hold)
        at(opens + timedelta(days=3), self._decide)
        at(opens + timedelta(days=4), self._release)

    def begun(self, *, opens: date, cycle: date) -> None:
        """A session that is open for previews, some of which are in."""
        at = self.company.timeline.at
        at(opens, lambda moment: self._open(moment, "Staff and managers, second round", cycle))
        at(opens + timedelta(days=1), lambda moment: self._preview(moment, share=0.5))

    def _open(self, moment: datetime, name: str, cycle: date) -> None:
        hana, dana = self.company["hana"], self.company["dana"]
        attendees = [self.company[key].pk for key in ATTENDEES]
        self.session = open_session(
            act(hana, moment), name=name, band="B4", cycle_on=cycle, facilitator=dana.pk, attendees=attendees
        )
        bring_up_to_date(self.session.pk, at=moment)

    def _entries(self) -> list[Entry]:
        return list(Entry.objects.filter(session=self.session).select_related("case__candidate", "session"))

    def _voters(self, entry: Entry) -> list[Person]:
        seats = entry.case.seats.filter(panel="calibrator", left_at=None).select_related("person")
        return [seat.person for seat in seats]

    def _preview(self, moment: datetime, *, share: float) -> None:
        for entry in self._entries():
            disputed = bool(self._plan(entry.case).low)
            for person in self._voters(entry):
                if self.company.random.random() > share:
                    continue
                question = disputed and self.company.random.random() < 0.5
                vote = Vote.QUESTION if question else Vote.AGREE
                give_preview(act(person, moment), entry, vote=vote, words=QUESTION if question else "")

    def _hold(self, moment: datetime) -> None:
        """The room: notes, one changed rating, an outcome for each case; then it is locked."""
        dana = self.company["dana"]
        self._step(moment, Step.OPEN_ROOM)
        changed = False
        for entry in self._entries():
            outcome = RoomOutcome.CONFIRM
            note(act(dana, moment), entry, words="Read against the expectation of Staff, sentence by sentence.")
            if not changed and self._plan(entry.case).low:
                changed = self._change(entry, moment)
                outcome = RoomOutcome.CHANGE
            set_outcome(act(dana, moment), entry, outcome=outcome, was="")
        if self.session is not None:
            bring_up_to_date(self.session.pk, at=moment)
        self._step(moment, Step.LOCK)

    def _change(self, entry: Entry, moment: datetime) -> bool:
        low = self._plan(entry.case).low[0]
        ratings = Rating.objects.filter(review__seat__case=entry.case, criterion=low, point="meets")
        rating = ratings.first()
        if rating is None:
            return False
        why = "The example was from the level before; the room read it together and the rater agrees."
        new = NewRating(point="partly", why=why)
        change_rating(act(self.company["dana"], moment), entry, rating=rating.pk, seen=0, new=new)
        return True

    def _decide(self, moment: datetime) -> None:
        for entry in self._entries():
            case = current(entry.case)
            decide(self.company, case, self._plan(case), moment)

    def _release(self, moment: datetime) -> None:
        self._step(moment, Step.RELEASE)
        for entry in self._entries():
            self.judging.after_release(current(entry.case), self._plan(entry.case), moment.date())

    def _step(self, moment: datetime, step: Step) -> None:
        session = Session.objects.get(pk=self.session.pk) if self.session else None
        if session is not None:
            leader = self.company["hana"] if step is Step.RELEASE else self.company["dana"]
            move_session(act(leader, moment), session, step, seen=session.version)

    def _plan(self, case: Case) -> CasePlan:
        return self.plans[self.company.keys[case.candidate_id]]
