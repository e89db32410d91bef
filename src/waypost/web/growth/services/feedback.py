"""Feedback: signed words to a colleague about one criterion."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import in_force
from waypost.web.growth.models import Feedback
from waypost.web.growth.place import growth_place
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person

WORDS_MOST = 4_000  # characters


@service
def give_feedback(act: Act, *, about: uuid.UUID, criterion: str, words: str, to_grow: bool) -> Feedback:
    """Write to somebody who works here about one criterion of the framework in force; only they and the author read it.

    With `to_grow` it raises the criterion with them, at whatever level. Raises Malformed for oneself, for nobody, for
    an unknown criterion or without words.
    """
    if act.by is None or not act.by.is_active:
        raise NotVisible("feedback", _("There is no such page."))
    version = in_force(act.today)
    if version is None:
        raise NotNow("framework.none", _("No framework is in force yet, so there is no criterion to write about."))
    person = Person.objects.present(act.today).filter(pk=about).first()
    if person is None or person.pk == act.by.pk:
        raise Malformed("feedback.about", _("Choose a colleague who works here now."))
    if criterion not in framework_of(version).index.criteria:
        raise Malformed("feedback.criterion", _("The framework has no such criterion."))
    if not words.strip() or len(words) > WORDS_MOST:
        raise Malformed("feedback.words", _("Write what you saw, in at most 4,000 characters."))
    row = Feedback.objects.create(
        about=person,
        author=act.by,
        framework=version,
        criterion=criterion,
        to_grow=to_grow,
        words=words,
        given_at=act.at,
    )
    record(
        act,
        Kind.FEEDBACK_GIVEN,
        subject=row,
        place=growth_place(),
        about=person,
        facts={"criterion": criterion, "to_grow": to_grow},
        tell=[person],
    )
    return row
