"""The five answers everyone is owed, worded from the framework and the tables that run the process. Pure.

What level am I? What does the next require? How will I be evaluated? When do promotions happen? How do I get feedback?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.framework.schema import Framework, Level
from waypost.web.frameworks.selectors import level_in
from waypost.web.home.cycles import Calendar, Cycle, Phase, calendar
from waypost.web.home.panels import panel_sentences
from waypost.web.home.situation import Aim, OpenQuestion, Situation
from waypost.web.home.words import days, listed, number, on_day, sentence

ASKED_SHOWN = 3  # questions that wait for an answer, the soonest due; all of them stand on the page of growth


@dataclass(frozen=True, slots=True)
class Link:
    """Where to read on."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, its answer in a few sentences, what to know besides, and where to read on."""

    asks: str
    says: tuple[str, ...]
    note: str = ""
    links: tuple[Link, ...] = ()


def five_answers(situation: Situation) -> tuple[Answer, ...]:
    """The five answers for somebody with a level; what cannot be answered says so, and who can change that."""
    return (
        what_level(situation),
        what_next(situation),
        how_evaluated(situation),
        when(situation),
        how_feedback(situation),
    )


def what_level(situation: Situation) -> Answer:
    """Level, band, and since when."""
    asks = _("What level am I?")
    if not situation.level:
        says = _("Your position has no level.") if situation.title else _("You have no position in Waypost yet.")
        return Answer(asks, (says, _("People operations enter it.")))
    framework, here = situation.framework, situation.here
    if framework is None:
        return Answer(asks, (_("You are %s.") % situation.title, *_no_framework(situation)))
    if here is None:
        says = _("Your position names the level “%(level)s”, which version %(version)s of the framework does not have.")
        return Answer(
            asks,
            (says % {"level": situation.level, "version": framework.version}, _("People operations can mend that.")),
        )
    band = framework.band(here.band)
    words = {"level": here.title, "band": band.key, "since": on_day(situation.since) if situation.since else ""}
    says = _("%(level)s, band %(band)s, since %(since)s.") if situation.since else _("%(level)s, band %(band)s.")
    return Answer(asks, (says % words, _("Framework %s.") % framework.version))


def what_next(situation: Situation) -> Answer:
    """What the goal, or the levels within one promotion, ask, and how much of it has evidence."""
    asks = _("What does the next require?")
    if situation.framework is None:
        return Answer(asks, _no_framework(situation))
    if situation.aim is not None and not situation.reached:
        return _towards_goal(situation, asks)
    done = (_("You have reached your goal."),) if situation.reached else ()
    if situation.here is None:
        return Answer(asks, (*done, _("From a level that the framework does not have, no next one can be named.")))
    ahead = situation.ahead
    if not ahead:
        return Answer(asks, (*done, *_at_the_top(situation)), links=_explore())
    choose = Link(_("Choose a goal"), reverse("growth:goal_set"))
    if len(ahead) == 1:
        one = _asked_of(situation.framework, ahead[0], situation.claims)
        return Answer(asks, (*done, *one), links=(*_read(situation, ahead[0].key), choose))
    says_open = _("%(n)s moves up are open: %(levels)s.") % {
        "n": sentence(number(len(ahead))),
        "levels": listed([_with_count(situation.framework, level, situation.claims) for level in ahead]),
    }
    return Answer(
        asks, (*done, says_open), note=_("Choose one as your goal, and its expectations stand here."), links=(choose,)
    )


def how_evaluated(situation: Situation) -> Answer:
    """Who rates what, who leads the room, who decides: the panel policy, counted for the next level."""
    asks = _("How will I be evaluated?")
    step = situation.next_step
    how = Link(_("Who sees what, and when"), reverse("home:how"))
    if situation.framework is None:
        return Answer(asks, _no_framework(situation), links=(how,))
    framework, level = step if step is not None else (situation.framework, situation.here)
    return Answer(asks, panel_sentences(framework, level=level), links=(how,))


def when(situation: Situation) -> Answer:
    """Whether a cycle is open, until when its steps last, and when the next one begins."""
    asks = _("When do promotions happen?")
    if situation.framework is None:
        return Answer(asks, _no_framework(situation))
    process = situation.framework.process
    if not process.cycles:
        return Answer(asks, (_("The framework names no dates yet."), _("%s sets them.") % sentence(_owner(situation))))
    around = calendar(process, situation.day)
    appeal = _("After an answer of “not yet” you can ask for another look for %s.") % days(process.windows.appeal)
    return Answer(asks, (*_now(around, situation.day), _next_cycle(around)), note=appeal)


def how_feedback(situation: Situation) -> Answer:
    """Whom to ask, how soon an answer is promised, and which answers are owed already."""
    asks = _("How do I get feedback?")
    asked = situation.questions[:ASKED_SHOWN]
    owed = tuple(_owed(question, situation.day) for question in asked)
    links = tuple(
        Link(_("Your question about %s") % question.about, reverse("growth:question", args=[question.key]))
        for question in asked
    )
    if not situation.manager:
        says = _("You have no manager in Waypost, so “what would it take?” has nobody to answer it.")
        return Answer(asks, (*owed, says, _("People operations enter one.")), links=links)
    if situation.framework is None:
        return Answer(asks, (*owed, _("Ask %s.") % situation.manager, *_no_framework(situation)), links=links)
    says = _("Ask %(manager)s “what would it take?” about any level: the answer is promised within %(days)s.") % {
        "manager": situation.manager,
        "days": days(situation.framework.process.answer_within),
    }
    ask = Link(_("Ask"), reverse("growth:question_ask"))
    note = _("Anyone may write you feedback on one criterion; ask whoever saw your work.")
    return Answer(asks, (*owed, says), note=note, links=(*links, ask))


def evidence_note(framework: Framework, level: Level, claims: Mapping[str, int]) -> str:
    """A few words for the map: how many of the level's expectations have evidence."""
    asked, without = _counts(framework, level, claims)
    return _("%(have)d of %(asked)d shown") % {"have": asked - without, "asked": asked} if asked else ""


def _no_framework(situation: Situation) -> tuple[str, ...]:
    names = listed(situation.owners)
    who = _("%s writes it.") % names if names else _("Nobody owns it yet: people operations name an owner.")
    return (_("No framework is published yet."), who)


def _towards_goal(situation: Situation, asks: str) -> Answer:
    aim = situation.aim
    if aim is None or situation.framework is None:
        raise ValueError("needs a goal and a framework")
    level = level_in(aim.framework, aim.level)
    change = Link(_("Change your goal"), reverse("growth:goal_set"))
    if level is None:
        gone = _("Your goal names the level “%(level)s”, which version %(version)s does not have.")
        return Answer(asks, (gone % {"level": aim.level, "version": aim.framework.version},), links=(change,))
    says = _asked_of(aim.framework, level, situation.claims)
    note = _pin(aim, day=situation.day, in_force=situation.framework.version)
    newer = (Link(_("See what changes for you"), reverse("growth:goal_newer")),) if _followed(situation, aim) else ()
    return Answer(asks, says, note=note, links=(*_read(situation, level.key), *newer, change))


def _followed(situation: Situation, aim: Aim) -> bool:
    """Whether another version than the goal's is in force."""
    return situation.framework is not None and aim.framework.version != situation.framework.version


def _pin(aim: Aim, *, day: date, in_force: str) -> str:
    """Until when the goal keeps the version it was set under."""
    pinned = aim.framework.version
    if aim.pinned_until is None:
        return _("Pinned to version %s until your goal is met or you change it.") % pinned
    last = on_day(aim.pinned_until - timedelta(days=1))
    if day >= aim.pinned_until:
        says = _("The pin to version %(pinned)s ended on %(last)s: set your goal anew, under version %(now)s.")
        return says % {"pinned": pinned, "last": last, "now": in_force}
    says = _("Pinned to version %(pinned)s until your goal is met, at the latest until %(last)s.")
    kept = says % {"pinned": pinned, "last": last}
    if pinned == in_force:
        return kept
    return f"{kept} " + _("Version %s, in force now, does not move your bar before.") % in_force


def _asked_of(framework: Framework, level: Level, claims: Mapping[str, int]) -> tuple[str, ...]:
    asked, without = _counts(framework, level, claims)
    if not asked:
        return (_("%s has no expectation written yet.") % level.title,)
    says = ngettext("%(n)s expectation of %(level)s.", "%(n)s expectations of %(level)s.", asked) % {
        "n": sentence(number(asked)),
        "level": level.title,
    }
    return says, _of_which(asked, without)


def _of_which(asked: int, without: int) -> str:
    if not without:
        return (
            _("You have recorded evidence for it.") if asked == 1 else _("You have recorded evidence for each of them.")
        )
    if without == asked:
        return _("You have recorded no evidence for them yet.") if asked > 1 else _("You have no evidence for it yet.")
    words = ngettext(
        "For %(n)s of them you have no evidence yet.", "For %(n)s of them you have no evidence yet.", without
    )
    return words % {"n": number(without)}


def _with_count(framework: Framework, level: Level, claims: Mapping[str, int]) -> str:
    note = evidence_note(framework, level, claims)
    return f"{level.title} ({note})" if note else level.title


def _counts(framework: Framework, level: Level, claims: Mapping[str, int]) -> tuple[int, int]:
    asked = framework.criteria_at(level.key)
    return len(asked), sum(1 for criterion in asked if not claims.get(criterion.key))


def _read(situation: Situation, target: str) -> tuple[Link, ...]:
    """A link to both levels side by side, in the version the next step is held against."""
    step = situation.next_step
    query = {"from": situation.level, "to": target}
    if step is not None and situation.framework is not None and step[0].version != situation.framework.version:
        query["version"] = step[0].version
    return (Link(_("Read them"), f"{reverse('frameworks:compare')}?{urlencode(query)}"),)


def _explore() -> tuple[Link, ...]:
    return (Link(_("Look at the lattice"), reverse("frameworks:lattice")),)


def _at_the_top(situation: Situation) -> tuple[str, ...]:
    here = situation.here
    title = here.title if here is not None else situation.title
    says = _("From %s no promotion leads on.") % title
    if not situation.beside:
        return (says,)
    beside = listed([level.title for level in situation.beside])
    return says, _("Sideways, in the same band, the way is open to %s.") % beside


def _now(around: Calendar, day: date) -> tuple[str, ...]:
    cycle = around.current
    if cycle is None:
        return (_("No cycle is open now."),)
    told = on_day(cycle.ends)
    match cycle.phase_on(day):
        case Phase.GATHERING:
            says = _("The window is open: packets until %(until)s, answers by %(told)s.")
            return (says % {"until": _last(cycle, Phase.GATHERING), "told": told},)
        case Phase.REVIEW:
            says = _("Packets are in: panels review until %(until)s, answers by %(told)s.")
            return (says % {"until": _last(cycle, Phase.REVIEW), "told": told},)
        case Phase.CALIBRATION:
            says = _("Reviews are in: calibration until %(until)s, answers by %(told)s.")
            return (says % {"until": _last(cycle, Phase.CALIBRATION), "told": told},)
        case _:
            return (_("Cases of this cycle are being decided and told, until %s.") % told,)


def _next_cycle(around: Calendar) -> str:
    if around.next is None:
        return _("The next cycle has no date yet.")
    return _("The next begins on %(begins)s, with packets until %(until)s.") % {
        "begins": on_day(around.next.begins),
        "until": _last(around.next, Phase.GATHERING),
    }


def _last(cycle: Cycle, phase: Phase) -> str:
    return on_day(cycle.last_day_of(phase))


def _owed(question: OpenQuestion, day: date) -> str:
    words = {"who": question.asked, "level": question.about, "due": on_day(question.due_on)}
    if question.due_on < day:
        says = _("%(who)s owed you an answer about %(level)s by %(due)s; people operations see that it is late.")
        return says % words
    return _("%(who)s owes you an answer about %(level)s by %(due)s.") % words


def _owner(situation: Situation) -> str:
    if situation.owners:
        return listed(situation.owners)
    return situation.framework.owner if situation.framework is not None else _("the owner of the framework")
