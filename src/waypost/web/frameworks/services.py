"""Publishing a framework: a draft is kept and checked, then published once and for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import Conflict, Malformed, Missing, NotAllowed, NotNow
from waypost.web.frameworks.checking import Before, Check, check
from waypost.web.frameworks.models import FrameworkDraft, FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import draft_of, held_levels, last_published, may_publish
from waypost.web.journal.acts import Act, draft, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Duty, DutyKind, Person


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What the person had before them when they pressed: the document's hash, and that of the version it follows."""

    hash: str
    follows: str  # empty for the first version


@draft
def keep_draft(act: Act, *, text: str, in_force_on: date, notes: str = "", file_name: str = "") -> FrameworkDraft:
    """Keep the document between checking and publishing; an empty `text` keeps the one that is there.

    Raises NotAllowed for who does not own the framework, Malformed when there is no document at all.
    """
    owner = _owner(act)
    kept = draft_of(owner) or FrameworkDraft(person=owner)
    if text:
        kept.text, kept.file_name = text, file_name
    if not kept.text:
        raise Malformed("framework.no_document", _("Give the document: choose the file or paste its text."))
    kept.in_force_on, kept.notes, kept.saved_at = in_force_on, notes, act.at
    kept.save()
    return kept


@draft
def drop_draft(act: Act) -> None:
    """Take the document off the desk; what is published stays."""
    FrameworkDraft.objects.visible_to(_owner(act)).delete()


@service
def publish_draft(act: Act, *, looked_at: LookedAt) -> FrameworkVersion:
    """Publish the draft, if it still is what the person looked at and still follows the same version.

    Raises NotAllowed; NotNow when there is no draft or something stands in the way; Conflict when the draft or the
    framework changed since. The draft is kept in every one of these.
    """
    kept = draft_of(_owner(act))
    if kept is None:
        raise NotNow("framework.no_draft", _("There is no document to publish. Check one first."))
    row = _publish(act, kept.text, in_force_on=kept.in_force_on, notes=kept.notes, looked_at=looked_at)
    kept.delete()
    return row


@service
def publish_document(act: Act, text: str, in_force_on: date, notes: str = "") -> FrameworkVersion:
    """Publish a document at once: for the command line, and whoever else has checked it already.

    Raises NotAllowed for who does not own the framework; Malformed with every error of an unreadable document; NotNow
    when its number, name or day does not follow the version before it.
    """
    if act.by is not None:
        _owner(act)
    return _publish(act, text, in_force_on=in_force_on, notes=notes)


def check_next(text: str, *, in_force_on: date, today: date) -> tuple[Check, FrameworkVersion | None]:
    """What publishing this document next would do, and the version it would follow."""
    last = last_published()
    before = Before(framework_of(last), last.in_force_on) if last is not None else None
    held = held_levels(day=today)
    return check(text, before=before, in_force_on=in_force_on, today=today, held=held), last


def _publish(
    act: Act, text: str, *, in_force_on: date, notes: str, looked_at: LookedAt | None = None
) -> FrameworkVersion:
    _one_at_a_time()
    found, last = check_next(text, in_force_on=in_force_on, today=act.today)
    if looked_at is not None:
        _still_the_same(found, last, looked_at)
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
    row = FrameworkVersion.objects.create(
        name=found.framework.name,
        title=found.framework.title,
        version=found.framework.version,
        document=text,
        hash=found.framework.hash,
        change_class=found.change_class,
        notes=notes,
        published_by=act.by,
        published_at=act.at,
        in_force_on=in_force_on,
    )
    _tell(act, row, found)
    return row


def _owner(act: Act) -> Person:
    if act.by is None or not may_publish(act.by):
        raise NotAllowed("framework.not_owner", _("Only an owner of the framework publishes it."))
    return act.by


def _one_at_a_time() -> None:
    # Held to the end of the transaction: whoever comes second finds the first's version below. SQLite lets in one
    # writer anyway; the rows of the owners' duties are there whether or not a version is.
    list(Duty.objects.select_for_update().filter(kind=DutyKind.FRAMEWORK_OWNER).order_by("pk"))


def _still_the_same(found: Check, last: FrameworkVersion | None, looked_at: LookedAt) -> None:
    if (last.hash if last is not None else "") != looked_at.follows:
        raise Conflict(
            "framework.overtaken",
            _("Version %s was published while you were looking at yours. Yours is kept: check it against that one.")
            % (last.version if last is not None else ""),
        )
    if found.framework is None or found.framework.hash != looked_at.hash:
        raise Conflict(
            "framework.draft_changed",
            _("Your draft changed after you checked it, perhaps in another window. Look at it again, then publish."),
        )


def _tell(act: Act, row: FrameworkVersion, found: Check) -> None:
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
        },
        tell=levelled.distinct() if asked else (),
    )
