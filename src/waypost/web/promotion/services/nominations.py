"""Nominating: a manager opens a case for somebody who reports to them."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from waypost.framework.schema import Framework
from waypost.promotion.stages import Action, Facts, Role, Stage, check
from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.nominating import Nominee, nominee
from waypost.web.promotion.services.moves import WORDS_MOST


@service
def nominate(act: Act, candidate: Person, *, target_level: str, why: str = "") -> Case:
    """Open a case for `candidate` and ask them whether they accept.

    It is judged by the version of the framework that their goal for this level is pinned to, or by the one in force.
    Raises NotAllowed for anybody but their present manager, NotNow without a path or beside an open case, Malformed
    for a level that does not exist.
    """
    if act.by is None or not Person.objects.visible_to(act.by).present(act.today).filter(pk=candidate.pk).exists():
        raise NotVisible("person", _("There is nobody of that name here."))
    about = nominee(candidate, day=act.today)
    refuse_stranger(act, about)
    version = about.version_for(target_level)
    if version is None:
        raise NotNow("case.nominate.framework", _("There is no framework in force yet; it has to be published first."))
    framework = framework_of(version)
    _refuse_words(framework, target_level, why)
    facts = Facts(
        now=act.at,
        path_allowed=about.may_go_to(framework, target_level),
        has_open_case=about.has_open_case,
    )
    check(Action.NOMINATE, None, _roles(act, about), facts)
    case = _opened(act.by, act, about, version, target_level, why.strip())
    record(
        act,
        Kind.CASE_NOMINATED,
        subject=case,
        place=case_place(case),
        about=candidate,
        facts={"level": target_level, "from": case.from_level, "framework": version.version},
        tell=[candidate],
    )
    return case


def cycle_of(framework: Framework, day: date) -> date:
    """The cycle a case opened on `day` belongs to: the last that has begun, else the next, else that very day."""
    begun = [start for start in framework.process.cycles if start <= day]
    to_come = [start for start in framework.process.cycles if start > day]
    return max(begun, default=min(to_come, default=day))


def refuse_stranger(act: Act, about: Nominee) -> None:
    """NotAllowed for anybody but the manager, before anything is said about cases there may be."""
    roles = _roles(act, about)
    if Role.MANAGER not in roles:
        check(Action.NOMINATE, None, roles, Facts(now=act.at))


def _roles(act: Act, about: Nominee) -> frozenset[Role]:
    if act.by is None or act.by.pk == about.person.pk:
        return frozenset({Role.CANDIDATE})
    return frozenset({Role.MANAGER}) if about.manager_id == act.by.pk else frozenset()


def _refuse_words(framework: Framework, level: str, why: str) -> None:
    if level not in {one.key for one in framework.levels}:
        raise Malformed("case.nominate.level", _("Choose one of the levels the framework has."))
    if len(why) > WORDS_MOST:
        raise Malformed("case.words", _("Keep it under %(most)s characters.") % {"most": WORDS_MOST})


def _opened(by: Person, act: Act, about: Nominee, version: FrameworkVersion, level: str, why: str) -> Case:
    framework = framework_of(version)
    try:
        with transaction.atomic():
            return Case.objects.create(
                candidate=about.person,
                manager=by,
                nominated_by=by,
                framework=version,
                from_level=about.level,
                target_level=level,
                target_band=framework.level(level).band,
                cycle_on=cycle_of(framework, act.today),
                why=why,
                stage=Stage.NOMINATED.value,
                stage_since=act.at,
                nominated_at=act.at,
            )
    except IntegrityError as twice:
        # Somebody else nominated the same person between our look and our write.
        raise NotNow("case.nominate.missing", _("The person already has an open case; it has to end first.")) from twice
