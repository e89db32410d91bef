"""What every act on a draft asks first: whether an owner does it, and whether the draft is still open."""

from __future__ import annotations

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import Draft, DraftState
from waypost.web.frameworks.selectors import may_publish, owners
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person


def owner_of(act: Act) -> Person:
    """Who acts, if the framework is theirs to change; NotAllowed with the names of whose it is."""
    if act.by is None or not may_publish(act.by):
        raise not_an_owner(act)
    return act.by


def not_an_owner(act: Act) -> NotAllowed:
    """The refusal that says to whom drafts belong."""
    names = ", ".join(owner.name for owner in owners(day=act.today))
    return NotAllowed(
        "framework.not_owner",
        _("Drafting and publishing belong to the owners of the framework: %s.") % names
        if names
        else _(
            "Drafting and publishing belong to the owners of the framework, and there is none yet. "
            "People operations name one."
        ),
    )


def lock_draft(owner: Person, draft: uuid.UUID) -> Draft:
    """An open draft, held to the end of the transaction. NotVisible; NotNow when it is published or dropped."""
    row = Draft.objects.visible_to(owner).select_for_update().filter(pk=draft).first()
    if row is None:
        raise NotVisible("draft", _("There is no such draft."))
    if row.state == DraftState.PUBLISHED:
        raise NotNow("draft.published", _("This draft is published, and what is published stays as it is."))
    if row.state == DraftState.DROPPED:
        raise NotNow("draft.dropped", _("This draft was dropped. Take it up again to work on it."))
    return row


def draft_place(draft: Draft) -> str:
    """Where a draft is read."""
    return reverse("frameworks:draft", args=[draft.pk])
