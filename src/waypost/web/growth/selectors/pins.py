"""Until when the version that a goal is pinned to counts, and which version followed it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from waypost.framework.policy import grace_between
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.grace import pinned_until


def successor(pinned: FrameworkVersion, current: FrameworkVersion) -> FrameworkVersion | None:
    """The version that came into force after the pinned one; None while that is in force. One query at most."""
    if pinned.pk == current.pk:
        return None
    later = FrameworkVersion.objects.filter(
        Q(in_force_on__gt=pinned.in_force_on) | Q(in_force_on=pinned.in_force_on, published_at__gt=pinned.published_at),
        in_force_on__lte=current.in_force_on,
    )
    return later.defer("document").order_by("in_force_on", "published_at").first()


def ends_on(pinned: FrameworkVersion, newer: FrameworkVersion | None) -> date | None:
    """The day from which `pinned` counts for its goals no longer, since `newer` followed; None without a newer one."""
    if newer is None:
        return None
    grace = grace_between(framework_of(pinned).process, framework_of(newer).process)
    return pinned_until(successor_in_force_on=newer.in_force_on, grace=grace)
