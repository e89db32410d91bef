"""The app's name and label; and how those who import people learn which levels there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "waypost.web.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        """The people app stands below this one, so it is told rather than asks."""
        from waypost.web.people.levels import provide_levels

        provide_levels(_levels_on)


def _levels_on(day: date) -> Mapping[str, str]:
    from waypost.web.frameworks.selectors import framework_in_force

    framework = framework_in_force(day)
    return {level.key: level.title for level in framework.levels} if framework else {}
