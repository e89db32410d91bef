"""A decision: kept as it is written, and recorded once with the case's move; then it stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from waypost.framework.schema import Framework
from waypost.promotion.decision import Outcome
from waypost.promotion.stages import Action, Role, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.acts import Act, draft, save_current, service
from waypost.web.journal.stale import refuse_stale
from waypost.web.promotion.models import Case, Decision, Reason
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.services.moves import make_move, open_case

WORDS_MOST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonText:
    """A reason as it is written; without words it is no reason. The justification counts in the decider's name."""

    criterion: str
    words: str
    justification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionText:
    """A decision as it is written. `in_force_on` counts for a yes alone."""

    outcome: Outcome | None = None
    summary: str = ""
    dissent_answer: str = ""
    in_force_on: date | None = None
    reasons: tuple[ReasonText, ...] = ()

    @property
    def standing(self) -> tuple[ReasonText, ...]:
        """The reasons that say something; clearing the words withdraws a reason."""
        return tuple(reason for reason in self.reasons if reason.words.strip())


@draft
def keep_decision(act: Act, case: Case, *, seen: int, text: DecisionText) -> Decision:
    """Keep the draft of a decision; `seen` is 0 before the first time.

    Raises NotVisible to strangers, NotAllowed for anybody but the decider, NotNow outside calibration, Malformed for
    unknown criteria or too many words, Conflict with both texts when it was changed elsewhere.
    """
    fresh, sight = open_case(act, case)
    return _write(act, fresh, sight, seen=seen, text=text)


@service
def record_decision(act: Act, case: Case, *, seen: int, case_seen: int, text: DecisionText) -> Case:
    """Record the decision as it is written here. What it lacks, and who may, is the transition table's word."""
    fresh, sight = open_case(act, case)
    _write(act, fresh, sight, seen=seen, text=text)
    return make_move(act, fresh, Action.DECIDE, seen=case_seen)


def _write(act: Act, case: Case, sight: Sight, *, seen: int, text: DecisionText) -> Decision:
    if Role.DECIDER not in sight.roles:
        if not any(Role.DECIDER in one.roles for one in sight.rounds):
            raise NotVisible("decision", _("There is no such page."))
        raise NotAllowed("decision.not_yours", _("Whoever has the decider's seat writes the decision."))
    if Stage(case.stage) is not Stage.IN_CALIBRATION:
        raise NotNow("decision.stage", _("A decision is written while the case is in calibration, and not now."))
    _refuse_malformed(case, text)
    row = Decision.objects.filter(case=case, round=case.round).prefetch_related("reasons").first()
    framework = framework_of(case.framework)
    if row is None:
        row = Decision.objects.create(case=case, round=case.round, by=sight.person, version=1)
        seen = 1 if seen == 0 else seen
    elif row.version != seen and _kept(row) == text_of(text):
        return row  # the same draft, sent twice
    refuse_stale(
        version=row.version, seen=seen, theirs=_labelled(framework, _kept(row)), mine=_labelled(framework, text)
    )
    yes = text.outcome is Outcome.YES
    save_current(
        row,
        seen=row.version,
        outcome=text.outcome.value if text.outcome else "",
        summary=text.summary,
        dissent_answer=text.dissent_answer,
        in_force_on=text.in_force_on if yes else None,
        by=sight.person,
    )
    row.reasons.all().delete()
    Reason.objects.bulk_create(_reason(framework, case, row, one) for one in text.standing)
    return row


def text_of(text: DecisionText) -> DecisionText:
    """The text as it is kept: reasons without words are none, a day counts for a yes alone."""
    return DecisionText(
        outcome=text.outcome,
        summary=text.summary,
        dissent_answer=text.dissent_answer,
        in_force_on=text.in_force_on if text.outcome is Outcome.YES else None,
        reasons=tuple(sorted(text.standing, key=lambda one: one.criterion)),
    )


def _kept(row: Decision) -> DecisionText:
    return text_of(
        DecisionText(
            outcome=Outcome(row.outcome) if row.outcome else None,
            summary=row.summary,
            dissent_answer=row.dissent_answer,
            in_force_on=row.in_force_on,
            reasons=tuple(
                ReasonText(criterion=one.criterion, words=one.words, justification=one.justification)
                for one in row.reasons.all()
            ),
        )
    )


def _reason(framework: Framework, case: Case, row: Decision, one: ReasonText) -> Reason:
    asked = framework.expectation(one.criterion, case.target_level)
    assert asked is not None  # noqa: S101 - refused before
    return Reason(
        decision=row,
        criterion=one.criterion,
        level=case.target_level,
        expectation="\n".join(statement.says for statement in asked.statements),
        words=one.words.strip(),
        justification=one.justification.strip(),
    )


def _refuse_malformed(case: Case, text: DecisionText) -> None:
    asked = {one.key for one in framework_of(case.framework).criteria_at(case.target_level)}
    if any(one.criterion not in asked for one in text.reasons):
        raise Malformed("decision.criterion", _("The target level asks nothing of one of these criteria."))
    texts = (text.summary, text.dissent_answer, *(t for one in text.reasons for t in (one.words, one.justification)))
    if any(len(one) > WORDS_MOST for one in texts):
        raise Malformed("decision.words", _("Keep each text under 4,000 characters."))


def _labelled(framework: Framework, text: DecisionText) -> Iterable[tuple[str, str]]:
    yield _("Outcome"), text.outcome.label if text.outcome else ""
    yield _("Summary"), text.summary
    yield _("Answer to dissent"), text.dissent_answer
    yield _("In force from"), str(text.in_force_on or "")
    for one in text.standing:
        said = f"{one.words}\n\n{one.justification}" if one.justification else one.words
        yield framework.criterion(one.criterion).title, said
