"""After a decision: its letter is written, it is released, and a yes is followed by a new position."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from waypost.promotion.decision import Outcome
from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Role, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.journal.acts import Act, draft, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.stale import refuse_stale
from waypost.web.people.models import Person, Position, Team
from waypost.web.promotion.models import Case, Decision, Letter
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.selectors.further import session_first
from waypost.web.promotion.selectors.people import people_operations
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.services.moves import open_case
from waypost.web.promotion.services.moves import refuse_stale as refuse_stale_case

LETTER_MOST = 20_000
TITLE_MOST = 120
_WRITERS = frozenset({Role.MANAGER, Role.PEOPLE_OPERATIONS})
_RELEASERS = frozenset({Role.FACILITATOR, Role.PEOPLE_OPERATIONS})


@draft
def keep_letter(act: Act, case: Case, *, seen: int, words: str) -> Letter:
    """Keep the letter to the candidate; `seen` is 0 before the first time.

    Raises NotVisible while the decision is not released to the writer, NotAllowed for who only reads it, NotNow once it
    was told, Conflict with both texts when somebody else changed it.
    """
    fresh, sight = open_case(act, case)
    if sight.extent_in(Part.LETTER, fresh.round) is None or Stage(fresh.stage) is not Stage.DECIDED:
        raise NotVisible("letter", _("There is no such page."))
    if not sight.roles & _WRITERS:
        raise NotAllowed("letter.not_yours", _("The manager or people operations write the letter."))
    if len(words) > LETTER_MOST:
        raise Malformed("letter.words", _("Keep the letter under 20,000 characters."))
    words = words if words.strip() else ""
    decision = Decision.objects.get(case=fresh, round=fresh.round, decided_at__isnull=False)
    row = Letter.objects.filter(decision=decision).first()
    if row is None:
        row, seen = Letter.objects.create(decision=decision, by=sight.person), seen or 1
    elif row.version != seen and row.words == words:
        return row  # the same letter, sent twice
    label = _("Letter")
    refuse_stale(version=row.version, seen=seen, theirs=[(label, row.words)], mine=[(label, words)])
    save_current(row, seen=seen, words=words, by=sight.person)
    return row


@service
def release_case(act: Act, case: Case, *, seen: int) -> Case:
    """Release the decision of a case that waits for no session: it is in none, or the room parked it.

    Raises NotAllowed for anybody but people operations and the facilitator, NotNow before the decision, when it is
    released already, and while its session is going to release it.
    """
    fresh, sight = open_case(act, case)
    if not sight.roles & _RELEASERS:
        raise NotAllowed("case.release.not_yours", _("People operations or the facilitator release a decision."))
    refuse_stale_case(fresh, seen=seen)
    if Stage(fresh.stage) is not Stage.DECIDED or fresh.released_at is not None:
        raise NotNow("case.release.stage", _("There is no decision that waits to be released."))
    if waits := session_first(fresh):
        raise NotNow("case.release.session", waits[0].says, missing=waits)
    save_current(fresh, seen=seen, released_at=act.at)
    record(
        act,
        Kind.CASE_RELEASED,
        subject=fresh,
        place=case_place(fresh),
        about=fresh.candidate,
        facts={"round": fresh.round},
        tell=[fresh.manager, *people_operations(act.today, of=fresh)],
    )
    return fresh


@service
def record_position(
    act: Act, case: Case, *, seen: int, from_day: date, team: Team, manager: Person | None, title: str
) -> Case:
    """After a told yes: the open position ends on `from_day`, and one at the target level begins.

    Raises NotAllowed for anybody but people operations, NotNow before a yes was told, when it is recorded already, or
    when the open position began on that day or later; Malformed without a title.
    """
    fresh, sight = open_case(act, case)
    _refuse_position(act, fresh, sight)
    refuse_stale_case(fresh, seen=seen)
    if not title.strip() or len(title) > TITLE_MOST:
        raise Malformed("position.title", _("Give the position a title of at most 120 characters."))
    if manager is not None and manager.pk == fresh.candidate_id:
        raise Malformed("position.manager", _("Nobody is their own manager."))
    old = Position.objects.select_for_update(of=("self",)).filter(person=fresh.candidate, until_day=None).first()
    if old is None:
        raise NotNow("position.none", _("%(name)s has no open position.") % {"name": fresh.candidate.name})
    if old.from_day >= from_day:
        raise NotNow(
            "position.later",
            _("The open position began on %(day)s. The new one has to begin after that day.") % {"day": old.from_day},
        )
    old.until_day = from_day
    old.save(update_fields=["until_day"])
    new = Position.objects.create(
        person=fresh.candidate,
        team=team,
        manager=manager,
        function=old.function,
        level=fresh.target_level,
        title=title.strip(),
        from_day=from_day,
    )
    save_current(fresh, seen=seen, position=new)
    record(
        act,
        Kind.POSITION_RECORDED,
        subject=fresh,
        place=case_place(fresh),
        about=fresh.candidate,
        facts={"level": fresh.target_level, "from": from_day.isoformat()},
        tell=[fresh.candidate, fresh.manager],
    )
    return fresh


def letter_start(answer_label: str, *, name: str, level: str, reasons: list[tuple[str, str]]) -> str:
    """What a letter begins with: the outcome and the reasons, to be put into the writer's own words."""
    lines = [
        _("Dear %(name)s,") % {"name": name.split(" ", maxsplit=1)[0]},
        _("The answer to your case for %(level)s is: %(answer)s.") % {"level": level, "answer": answer_label.lower()},
        *(f"**{title}**: {words}" for title, words in reasons),
    ]
    return "\n\n".join(lines) + "\n"


def _refuse_position(act: Act, case: Case, sight: Sight) -> None:
    if Role.PEOPLE_OPERATIONS not in sight.roles:
        raise NotAllowed("position.not_yours", _("People operations record the new position."))
    if case.position_id is not None:
        raise NotNow("position.recorded", _("The new position is recorded already."))
    told = Stage(case.stage) is Stage.TOLD
    if not told or facts_of(case, now=act.at, seats=sight.seats).outcome is not Outcome.YES:
        raise NotNow("position.stage", _("A new position follows a “yes” that the candidate was told."))
