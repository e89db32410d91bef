"""How findings are told: for people, for build systems, for programs. One form a module; each takes a report."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

from waypost.lint.formats.report import Report

FORMATS: Mapping[str, str] = {
    "text": "source",
    "concise": "concise",
    "json": "rows",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "markdown",
}
"""Each form with its module, which is imported when it is asked for."""


def told(report: Report, form: str) -> str:
    """The report in this form, ready to print. KeyError for a form that there is not."""
    write: Callable[[Report], str] = importlib.import_module(f"waypost.lint.formats.{FORMATS[form]}").told
    return write(report)
