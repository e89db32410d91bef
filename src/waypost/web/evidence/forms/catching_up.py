"""After a conflict: the form learns the version it now stands beside, so that sending it again is a decision."""

from __future__ import annotations

from waypost.refusal import Conflict
from waypost.web.ui.forms import ActForm


def catch_up(form: ActForm, version: int) -> None:
    """If the form was refused for a conflict, its `seen` becomes `version`: both texts are on the page by then."""
    if isinstance(form.refusal, Conflict):
        data = form.data.copy()
        data["seen"] = str(version)
        form.data = data
