"""What a case page says in words: where the case stands, to its candidate and to everybody else."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from waypost.promotion.stages import Role, Stage
from waypost.web.promotion.models import Case


def about_the_stage(case: Case, roles: Collection[Role], *, target: str) -> str:
    """One or two sentences on what the present stage means for the reader."""
    texts = _to_the_candidate() if Role.CANDIDATE in roles else _to_others()
    return texts[Stage(case.stage)] % {
        "manager": case.manager.name,
        "candidate": case.candidate.name,
        "level": target,
    }


def _to_the_candidate() -> dict[Stage, str]:
    return {
        Stage.NOMINATED: _(
            "%(manager)s nominated you for %(level)s. Nothing starts before you accept. If this is not the time, you "
            "can withdraw; only you, %(manager)s and people operations see that the case was there."
        ),
        Stage.ACCEPTED: _(
            "You accepted. The time for gathering evidence begins when you or %(manager)s start it, not before."
        ),
        Stage.GATHERING: _(
            "Choose the claims that say most, write your self-assessment, and ask peers by name. The list below says "
            "what is still missing; you can submit as soon as nothing is."
        ),
        Stage.RETURNED: _(
            "Your packet came back. What was missing is written below. Nothing of it was lost: resume, add it, and "
            "submit again."
        ),
        Stage.SUBMITTED: _(
            "Your packet is kept as you submitted it. Next, the panels are seated; you see below who sits, and you can "
            "say if one of them should not judge you."
        ),
        Stage.IN_REVIEW: _(
            "Each panellist reads your packet and writes a review alone. Nobody reads another's review before the last "
            "one is in."
        ),
        Stage.IN_CALIBRATION: _(
            "The reviews are in. Cases of the same band from all teams are now held to the same bar."
        ),
        Stage.DECIDED: _(
            "There is a decision. %(manager)s or people operations will tell you in person, with the reasons and a "
            "letter."
        ),
        Stage.TOLD: _("You were told. The outcome, its reasons and the letter are below, and stay here."),
        Stage.CLOSED: _("This case is closed. The outcome, its reasons and the letter stay here."),
        Stage.APPEALED: _(
            "You appealed. Other panellists will look at the same packet; nobody who judged it before sits again."
        ),
        Stage.WITHDRAWN: _(
            "You withdrew this case. Only you, %(manager)s and people operations see that it was there. Your evidence "
            "stays yours."
        ),
    }


def _to_others() -> dict[Stage, str]:
    return {
        Stage.NOMINATED: _("%(candidate)s was nominated for %(level)s and has not answered yet."),
        Stage.ACCEPTED: _("%(candidate)s accepted. Gathering evidence can begin."),
        Stage.GATHERING: _("The packet is being gathered: claims, and assessments by several people."),
        Stage.RETURNED: _("The packet was given back to %(candidate)s, with what is missing."),
        Stage.SUBMITTED: _("The packet is kept as it was submitted. The panels have to be seated before the review."),
        Stage.IN_REVIEW: _("The panellists write their reviews, each alone; they open together after the last."),
        Stage.IN_CALIBRATION: _("The reviews are in. The case is held to the same bar as others of its band."),
        Stage.DECIDED: _("There is a decision. The candidate has not been told yet."),
        Stage.TOLD: _("The candidate was told."),
        Stage.CLOSED: _("This case is closed."),
        Stage.APPEALED: _("The candidate appealed. Other panellists have to be seated for the second review."),
        Stage.WITHDRAWN: _("%(candidate)s withdrew this case."),
    }
