"""Versions of the framework that name raters to the calibration room, and cases bound to them."""

from __future__ import annotations

from datetime import timedelta

from tests.web.cast import Cast

from waypost.calibration.measured import Measured
from waypost.framework.schema import Raters
from waypost.framework.writing import write_framework
from waypost.web.calibration.selectors.sheets import token_of
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.promotion.models import Case

PANELS = ("technical", "strategic")


def version_with(cast: Cast, raters: Raters, number: str, *, days: int = 700) -> FrameworkVersion:
    """The shipped framework with this word for its raters, in force for so many days."""
    process = cast.lattice.process.model_copy(update={"raters": raters})
    framework = cast.lattice.model_copy(update={"version": number, "process": process})
    return FrameworkVersion.objects.create(
        name=framework.name,
        title=framework.title,
        version=framework.version,
        document=write_framework(framework),
        hash=framework.hash,
        change_class="major",
        published_by=cast.kofi,
        published_at=cast.now - timedelta(days=days),
        in_force_on=cast.now.date() - timedelta(days=days),
    )


def under(version: FrameworkVersion, *cases: Case) -> None:
    """Have these cases begun under this version."""
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(framework=version)


def of_people(cast: Cast, value: Measured, *names: str) -> Measured:
    """The same with these people as the raters of each panel, in turn."""
    tokens = {f"{panel}-{n}": token_of(cast.people[name].pk) for panel in PANELS for n, name in enumerate(names)}
    raters = (one.model_copy(update={"rater": tokens[one.rater]}) for one in value.raters if one.rater in tokens)
    return value.model_copy(update={"raters": tuple(raters)})
