"""Drafts for the tests: begun by Kofi, reviewed by Dana, with whatever text is wanted."""

from __future__ import annotations

from tests.web.cast import Cast
from tests.web.frameworks.documents import second_owner

from waypost.web.frameworks.models import Draft, DraftReview
from waypost.web.frameworks.selectors import last_published
from waypost.web.frameworks.services.drafts import DraftText, begin_draft, change_draft
from waypost.web.frameworks.services.publishing import LookedAt
from waypost.web.frameworks.services.reviews import Looked, answer_review, ask_review
from waypost.web.people.models import Person


def draft(cast: Cast, text: str = "", *, by: Person | None = None, name: str = "Spring", notes: str = "") -> Draft:
    """A draft of `text`, or of the version published last; two people own the framework from then on."""
    second_owner(cast)
    written = DraftText(name, text, cast.now.date(), notes)
    return begin_draft(cast.act(by or cast.kofi), written)


def edited(cast: Cast, row: Draft, text: str, *, by: Person) -> Draft:
    """The draft with another document, saved by `by` with a page that is up to date."""
    seen = Draft.objects.get(pk=row.pk).version
    return change_draft(cast.act(by), row.pk, seen=seen, written=DraftText(row.name, text, row.in_force_on, row.notes))


def looked(row: Draft) -> Looked:
    """What somebody saw who looks at the draft now."""
    last = last_published()
    return Looked(Draft.objects.get(pk=row.pk).digest, last.hash if last is not None else "")


def reviewed(cast: Cast, row: Draft, *, by: Person, approve: bool = True, words: str = "") -> DraftReview:
    """The draft asked for and answered by `by`."""
    asker = cast.kofi if by != cast.kofi else cast.dana
    review = ask_review(cast.act(Person.objects.get(pk=asker.pk)), row.pk, reviewer=by.pk)
    return answer_review(cast.act(by), review.pk, approve=approve, looked=looked(row), words=words)


def looked_at(row: Draft) -> LookedAt:
    """What the publisher saw who looks at the draft now."""
    from waypost.framework.reading import read_text

    kept = Draft.objects.get(pk=row.pk)
    framework = read_text(kept.text).framework
    last = last_published()
    assert framework is not None
    return LookedAt(kept.digest, framework.hash, last.hash if last is not None else "")
