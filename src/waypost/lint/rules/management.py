"""TRK501 and TRK502: what managers answer for, asked of those who are none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from waypost.framework.kinds import Kind
from waypost.lint.findings import Finding, Related, Severity
from waypost.lint.rule import Example, PhraseRule, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late

if TYPE_CHECKING:
    from waypost.framework.schema import Level

_DUTIES = (
    "direct reports",
    "direct report",
    "reporting to them",
    "who report to you",
    "who report to them",
    "reporting to me",
    "their reports",
    "your reports",
    "my reports",
    "skip-level reports",
    "line management",
    "line manages",
    "line-manages",
    "line manager of",
    "line manager for",
    "people management",
    "manages people",
    "manages managers",
    "manages a team of engineers",
    "performance concerns",
    "performance management",
    "performance improvement plan",
    "performance improvement plans",
    "manages performance",
    "manages the performance",
    "manages underperformance",
    "underperformance",
    "underperformers",
    "underperforming engineers",
    "low performers",
    "writes performance reviews",
    "runs performance reviews",
    "conducts performance reviews",
    "delivers performance reviews",
    "gives performance reviews",
    "performance ratings",
    "performance appraisals",
    "hiring decisions",
    "hiring decision",
    "decides whom to hire",
    "decides who is hired",
    "makes hires",
    "hires and fires",
    "hire and fire",
    "fires people",
    "fires engineers",
    "hires and dismisses",
    "dismisses engineers",
    "dismisses people",
    "dismissals",
    "lets people go",
    "terminations",
    "disciplinary",
    "succession",
    "succession planning",
    "succession plan",
    "succession plans",
    "salary decisions",
    "salary reviews",
    "salaries of",
    "pay decisions",
    "compensation decisions",
    "sets pay",
    "sets salaries",
    "decides on promotions",
    "promotion decisions",
    "decides promotions",
    "approves promotions",
    "headcount",
    "headcount planning",
    "approves leave",
    "approves holidays",
    "staffing decisions",
)

_NO_DUTY = Late(
    r"(?:\bwithout|\bwith no|\bhas no|\bhave no|\bno|\bnot|\bnor|\bnever|\bor|\brather than|\binstead of|\btheir own|"
    r"\bown)(?: any| having| having any| need(?:ing)?)?$|\b(?:feedback|input|evidence|notes|(?:an? )?"
    r"recommendations?) (?:for|to|into|on)(?: \w+){0,3}$"
    r"|\b(?:helps?|supports?|contributes? to|takes? part in|participates? in)(?: (?!leads?|owns)\w+){0,5}$"
    r"|\b(?:code|test|bug|incident|error|crash|their|your|my) (?:and )?reports?$|\bsecrets?\b.*$",
    re.I,
)
"""What stands before a duty and takes it away."""

_NO_PEOPLE = Late(
    r"^ (?:of|on|about|from) (?:\w+ ){0,2}(?:bugs?|faults?|errors?|issues?|incidents?|problems?|defects?|outages?|"
    r"customers?|users?|versions?|releases?|databases?|systems?|services?|keys?|tokens?|certificates?|steps?|changes?|"
    r"events?|migrations?|schemas?)\b",
    re.I,
)
"""What stands behind a duty that is then about things: `direct reports of bugs`."""

_MANY = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|several)"
    r"(?: ?(?:-|–|to) ?\w+)?\+?(?: or more)?"
)
_WHOM = r"(?:(?:software|junior|senior|other) )?(?:people|engineers|developers|employees|managers)"
_IN_WORDS = Late(
    rf"\bmanages an? (?!project|virtual)(?:\w+ )?team of (?:up to )?(?:{_MANY} )?{_WHOM}\b"
    rf"|\b(?:leads|heads) an? team of (?:up to )?{_MANY} {_WHOM}\b"
    r"(?!.*\b(?:projects?|through|migrat\w+|initiatives?)\b)"
    rf"|\b(?:responsible|accountable|answers) for (?:up to )?{_MANY} {_WHOM}\b"
    r"|\b(?:writes|runs|conducts|delivers|gives|holds) (?:the|all|their|yearly|annual|regular) performance "
    r"(?:reviews|appraisals)\b"
)
"""Duties that are said with an article or a number in between."""

_BEGUN = (
    "team of",
    "responsible for",
    "accountable for",
    "answers for",
    "performance reviews",
    "performance appraisals",
)
"""What stands in each of these."""


class PeopleDuty(PhraseRule):
    """One finding for each text, at its first duty."""

    code = "TRK502"
    name = "people-duty-on-an-engineers-track"
    scope = Scope.TRACK
    says = "A level of a track that is not about people asks for what managers answer for."
    why = (
        "It can only be shown by somebody who has reports. Engineers who stay engineers are then passed over, or "
        "become managers in order to be promoted."
    )
    decides = (
        "Reports, teams of so many people, performance of others, hiring decisions, pay, dismissal, headcount and "
        "succession, on a track whose primary kind is not people. Silent: mentoring, interviewing, leading or managing "
        "a project, one's own manager, feedback for reviews, helping with it, what is said of things (direct reports "
        "of bugs), and what is said not to be needed."
    )
    example = Example(
        bad="Makes the hiring decisions of the team and plans succession.",
        good="Interviews candidates, mentors two engineers and leads a project with the manager's support.",
    )
    phrases = {**dict.fromkeys(_BEGUN, "in words"), **dict.fromkeys(_DUTIES, "")}

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS or not said.level or not is_engineers(subject, said.level):
            return None
        if self.phrases[phrase]:
            found = next((at for at in _IN_WORDS.finditer(said.text.lower()) if at.start() <= start < at.end()), None)
            if found is None or found.group() in _DUTIES:
                return None
            start, end = found.span()
        if _takes_away(said, start, end) or self._told_before(said, start):
            return None
        words = said.text[start:end]
        track = subject.framework.track(subject.framework.level(said.level).track)
        message = (
            f"“{words}” is what a manager answers for, and {track.title} is no track of managers. Ask for what an "
            "engineer can show"
        )
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))

    @staticmethod
    def _told_before(said: Said, start: int) -> bool:
        small = said.text.lower()
        before = small[:start]
        places = [(at, at + len(duty)) for duty in _DUTIES if (at := before.find(duty)) >= 0]
        places += [found.span() for found in _IN_WORDS.finditer(small) if found.start() < start]
        return any(not _takes_away(said, *place) for place in places)


def _takes_away(said: Said, start: int, end: int) -> bool:
    return bool(_NO_DUTY.search(said.text[:start].rstrip()) or _NO_PEOPLE.match(said.text[end:]))


def is_engineers(subject: Subject, level: str) -> bool:
    """Whether the level is on a track of individual contributors: one that is not about people. In a ladder of another
    shape, which may put all levels in a row, it is also no level of managers by its title."""
    found = subject.framework.level(level)
    if subject.framework.track(found.track).primary is Kind.PEOPLE:
        return False
    return subject.ours or not _MANAGER.search(found.title)


_MANAGER = Late(
    r"(?<!product )(?<!program )(?<!programme )(?<!project )(?<!account )\bmanagers?\b"
    r"|\b(?:head of|director|vice president|vp)\b",
    re.I,
)


_PARTS = (
    *("manages", "managing", "line manag", "people manag", "direct report", "hire", "hiring", "recruit", "fires"),
    *("firing", "dismiss", "performance", "underperform", "succession", "headcount", "pay", "salar", "compensation"),
    *("promotion", "one-on-ones", "1:1s", "career", "builds", "team health", "staffing"),
)
"""What stands in every text about managing people, and in few others."""


class ManagementBar(WholeRule):
    """By statements: each is about people one answers for, about technical work, or about neither."""

    code = "TRK501"
    name = "management-is-the-bar"
    scope = Scope.TRACK
    severity = Severity.WARNING
    says = "A level of an engineers' track is mostly judged by management."
    why = "The track is management under another name: who does not want to lead people has nowhere to grow."
    decides = (
        "Of the statements of a level that speak of managing people or of technical work, three in five or more speak "
        "of people; or nearly as many (within .1) as on the management track in the same band. At least five "
        "statements. Mentoring, interviewing and leading projects count for neither."
    )
    parts = _PARTS
    example = Example(
        bad="staff: [Manages a team., Reviews performance., Hires engineers., Sets pay., Designs a service.]",
        good="staff: [Designs a service., Ends incidents., Reviews designs., Mentors engineers., Writes the tests.]",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        people: defaultdict[str, list[Said]] = defaultdict(list)
        for one in subject.saying(self.parts):
            if one.part is Part.SAYS and one.level and _MANAGING.search(one.text.lower()):
                people[one.level].append(one)
        for level in subject.framework.levels:
            share = _share(subject, level, people) if is_engineers(subject, level.key) else None
            if share is None:
                continue
            theirs = _managers(subject, level, people)
            if share >= self.settings.threshold(self.code, _SHARE) or (theirs is not None and share >= theirs - _NEAR):
                yield self._told(subject, level, people[level.key])

    def _told(self, subject: Subject, level: Level, people: list[Said]) -> Finding:
        words = tuple(dict.fromkeys(found.group() for one in people if (found := _MANAGING.search(one.text.lower()))))
        quoted = ", ".join(f"“{word}”" for word in words[:4])
        message = (
            f"{len(people)} statements at {level.title} are about managing people: {quoted}. Ask for more of "
            f"what "
            "an engineer does, or move them to the managers' track"
        )
        related = [Related(subject.span(one), "About managing people") for one in people[:10]]
        return self.finding(message, subject.level_span(level), words=words, level=level.key, related=related)


_LEAST = 5
_FEW = 2
_SHARE = 0.6
_NEAR = 0.1

_MANAGING = Late(
    r"\b(?:manag(?:es?|ing) (?:a |the |their |multiple |several |one or more )?(?:teams?\b|people|engineers|managers|"
    r"individuals|performance|reports|staff|underperform|career)|line manag|people management|direct reports?|(?:hire|"
    r"hires|hiring|recruit|recruits|recruiting|fire|fires|firing|dismiss(?:es)?) (?:and |or )?(?:\w+ )?(?:engineers|"
    r"people|managers|decisions|plans?|team|staff|talent|developers)|performance (?:management|reviews?|concerns|"
    r"ratings?|appraisals?|of (?:people|engineers|the team|others|individuals))|reviews (?:the )?performance|"
    r"underperform|succession|headcount|(?:sets|decides on|reviews) (?:pay|salar|compensation|promotions)|promotion "
    r"decisions|one-on-ones with|1:1s with (?:their|each|all)|team members['’] (?:career|performance)|builds? (?:a |"
    r"high-performing |the )?teams?\b|team health|staffing|career plans? of|careers of (?:their|the|people))"
)
_TECHNICAL = (
    r"\b(?:code|codebase|design(?:s|ed|ing)?|architectur\w+|system|systems|service|services|test|tests|testing|"
    r"deploy\w*|release|releases|bugs?|defects?|incidents?|outages?|debug\w*|apis?|data|databases?|schemas?|"
    r"infrastructure|security|performance of (?:the |a )?(?:system|service|code)|latency|reliab\w+|scal(?:e|es|able|"
    r"ability|ing)|software|features?|technical|technolog\w+|engineering (?:practice|problem|decision)s?|build(?:s)? "
    r"(?:pipeline|system|tool)s?|pipelines?|tools?|tooling|monitoring|alarms?|algorithms?|librar(?:y|ies)|refactor\w*|"
    r"migrat\w+|interfaces?|modules?|components?|prototypes?|queries|servers?|platforms?|domain)\b"
)


def _share(subject: Subject, level: Level, people: Mapping[str, list[Said]]) -> float | None:
    """Of the statements written at a level that are about people or technical work, those about people.

    None where these are too few to say.
    """
    managing = {one.number for one in people.get(level.key, ())}
    if len(managing) < _FEW:
        return None
    rest = (one for one in subject.statements if one.level == level.key and one.number not in managing)
    technical = sum(1 for one in rest if re.search(_TECHNICAL, one.text.lower()))
    return len(managing) / (len(managing) + technical) if len(managing) + technical >= _LEAST else None


def _managers(subject: Subject, level: Level, people: Mapping[str, list[Said]]) -> float | None:
    """The share at the managers' level of the same band; None where there is none to compare with."""
    for other in subject.framework.levels:
        if other.band == level.band and not is_engineers(subject, other.key):
            return _share(subject, other, people)
    return None
