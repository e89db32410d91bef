"""Publishing a framework: what two people agree on is published once and for good."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import Conflict, Malformed, Missing, NotAllowed, NotNow
from waypost.web.frameworks.checking import Before, Check, check
from waypost.web.frameworks.models import Draft, DraftState, FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.reviewing import hindrance
from waypost.web.frameworks.selectors import held_levels, last_published, may_publish, owners
from waypost.web.frameworks.services.owning import lock_draft, owner_of
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Duty, DutyKind, Person


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What the person had before them: the draft's digest, the document's hash, that of the version it follows.

    The hash alone would let another day or other words on what changed slip in.
    """

    digest: str
    hash: str
    follows: str  # empty for the first version


@service
def publish_draft(act: Act, draft: uuid.UUID, *, looked_at: LookedAt) -> FrameworkVersion:
    """Publish a draft that somebody else approved, if it still is what the person looked at.

    The first version of an installation needs no approval: nobody is judged by one yet. Raises NotAllowed; NotVisible;
    NotNow when the draft is not open, an approval is missing or something else stands in the way; Conflict when the
    draft or the framework changed since. The draft is kept in every one of these.
    """
    owner = owner_of(act)
    _one_at_a_time()
    kept = lock_draft(owner, draft)
    last = last_published()
    found = _checked(kept.text, in_force_on=kept.in_force_on, today=act.today, last=last)
    _still_the_same(kept, found, last, looked_at)
    _ready(found)
    reviews = list(kept.reviews.select_related("reviewer"))
    current = {one.pk for one in owners(day=act.today)}
    wrong = hindrance(kept, reviews, publisher=owner, follows=looked_at.follows, owners=current)
    if wrong.says:
        raise NotNow("framework.two_people", wrong.says)
    row = _written(act, kept.text, found, in_force_on=kept.in_force_on, notes=kept.notes, reviewed_by=wrong.approved_by)
    kept.state, kept.published_as = DraftState.PUBLISHED, row
    kept.save(update_fields=["state", "published_as"])
    return row


@service
def publish_document(
    act: Act, text: str, in_force_on: date, notes: str = "", *, reviewed_by: Person | None = None, revision: str = ""
) -> FrameworkVersion:
    """Publish a document at once: for the command line, and whoever else has checked it already.

    `reviewed_by` is the owner who looked at it and is not who publishes; only the first version goes without. The
    `revision` of the repository that the document comes from is kept in the journal. Raises
    NotAllowed for who does not own the framework, or without a second person; Malformed with every error of an
    unreadable document; NotNow when its number, name or day does not follow the version before it.
    """
    if act.by is not None:
        owner_of(act)
    _one_at_a_time()
    last = last_published()
    if last is not None or reviewed_by is not None:
        _two_people(act, reviewed_by)
    found = _checked(text, in_force_on=in_force_on, today=act.today, last=last)
    _ready(found)
    return _written(act, text, found, in_force_on=in_force_on, notes=notes, reviewed_by=reviewed_by, revision=revision)


def check_next(text: str, *, in_force_on: date, today: date) -> tuple[Check, FrameworkVersion | None]:
    """What publishing this document next would do, and the version it would follow."""
    last = last_published()
    return _checked(text, in_force_on=in_force_on, today=today, last=last), last


def _checked(text: str, *, in_force_on: date, today: date, last: FrameworkVersion | None) -> Check:
    before = Before(framework_of(last), last.in_force_on) if last is not None else None
    return check(text, before=before, in_force_on=in_force_on, today=today, held=held_levels(day=today))


def _two_people(act: Act, reviewed_by: Person | None) -> None:
    if act.by is None:
        raise NotAllowed("framework.publisher", _("Say which owner of the framework publishes this."))
    if reviewed_by is None:
        raise NotAllowed(
            "framework.two_people", _("Publishing takes two owners of the framework. Say who reviewed this document.")
        )
    if reviewed_by == act.by:
        raise NotAllowed(
            "framework.two_people", _("Who publishes cannot be who reviewed. Name another owner of the framework.")
        )
    if not may_publish(reviewed_by):
        raise NotAllowed("framework.reviewer", _("%s is not an owner of the framework.") % reviewed_by.name)


def _ready(found: Check) -> None:
    if found.framework is None:
        raise Malformed(
            "framework.unreadable",
            _("The document cannot be read. Mend the errors and check it again."),
            missing=tuple(Missing(f"{error} {error.hint}".strip()) for error in found.errors),
        )
    if not found.ready:
        raise NotNow(
            "framework.does_not_follow",
            _("The document cannot be published as it is."),
            missing=found.stands_in_the_way,
        )


def _written(
    act: Act,
    text: str,
    found: Check,
    *,
    in_force_on: date,
    notes: str,
    reviewed_by: Person | None,
    revision: str = "",
) -> FrameworkVersion:
    if found.framework is None:
        raise ValueError("only a document that can be read is published")
    row = FrameworkVersion.objects.create(
        name=found.framework.name,
        title=found.framework.title,
        version=found.framework.version,
        document=text,
        hash=found.framework.hash,
        change_class=found.change_class,
        notes=notes,
        published_by=act.by,
        reviewed_by=reviewed_by,
        published_at=act.at,
        in_force_on=in_force_on,
    )
    _tell(act, row, found, revision=revision)
    return row


def _one_at_a_time() -> None:
    # Held to the end of the transaction: whoever comes second finds the first's version below. SQLite lets in one
    # writer anyway; the rows of the owners' duties are there whether or not a version is.
    list(Duty.objects.select_for_update().filter(kind=DutyKind.FRAMEWORK_OWNER).order_by("pk"))


def _still_the_same(kept: Draft, found: Check, last: FrameworkVersion | None, looked_at: LookedAt) -> None:
    if (last.hash if last is not None else "") != looked_at.follows:
        raise Conflict(
            "framework.overtaken",
            _("Version %s was published while you were looking at this draft. The draft is kept: check it again.")
            % (last.version if last is not None else ""),
        )
    changed = kept.digest != looked_at.digest
    if changed or found.framework is None or found.framework.hash != looked_at.hash:
        raise Conflict(
            "framework.draft_changed",
            _("The draft changed after you looked at it, perhaps in another window. Look at it again, then publish."),
        )


def _tell(act: Act, row: FrameworkVersion, found: Check, *, revision: str) -> None:
    # Better wording concerns nobody's goal; anything else does.
    asked = found.changes is None or found.change_class != "patch"
    levelled = Person.objects.present(act.today).filter(positions__until_day=None).exclude(positions__level="")
    record(
        act,
        Kind.FRAMEWORK_PUBLISHED,
        subject=row,
        place=reverse("frameworks:version", args=[row.pk]),
        facts={
            "version": row.version,
            "hash": row.hash,
            "change_class": row.change_class,
            "changes": len(found.changes.changes) if found.changes else 0,
            "in_force_on": row.in_force_on.isoformat(),
            "reviewed_by": str(row.reviewed_by_id or ""),
            **({"revision": revision} if revision else {}),
        },
        tell=levelled.distinct() if asked else (),
    )
