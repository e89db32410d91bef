"""After a conflict: the form learns the version it now stands beside, so that sending it again is a decision."""

from __future__ import annotations

from typing import cast

from django.http import QueryDict

from waypost.refusal import Conflict
from waypost.web.ui.forms import ActForm


def catch_up(form: ActForm, version: int) -> None:
    """If the form was refused for a conflict, its `seen` becomes `version`: both texts are on the page by then."""
    if isinstance(form.refusal, Conflict):
        resend_as(form, seen=version)


def resend_as(form: ActForm, **values: object) -> None:
    """Change what hidden fields of a sent form say when it is sent once more."""
    data = cast("QueryDict", form.data).copy()
    for name, value in values.items():
        data[name] = str(value)
    form.data = data
