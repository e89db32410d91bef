"""Every kind of event: what the journal says of it, what its notice says, and whether mail goes out.

No sentence here can carry content: a notice says that something waits, and where, never what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """The kinds of events, `<what>.<happened>`."""

    ORGANISATION_FOUNDED = "organisation.founded"
    PEOPLE_PREVIEWED = "people.previewed"
    PEOPLE_IMPORTED = "people.imported"
    DUTY_GIVEN = "duty.given"
    DUTY_ENDED = "duty.ended"
    PERSON_LEFT = "person.left"
    ZONE_CHOSEN = "person.zone_chosen"
    FRAMEWORK_PUBLISHED = "framework.published"
    DRAFT_BEGUN = "draft.begun"
    DRAFT_CHANGED = "draft.changed"
    DRAFT_SHOWN = "draft.shown"
    DRAFT_DROPPED = "draft.dropped"
    DRAFT_TAKEN_UP = "draft.taken_up"
    DRAFT_REVIEW_ASKED = "draft.review_asked"
    DRAFT_REVIEWED = "draft.reviewed"
    COMMENT_MADE = "comment.made"
    COMMENT_ANSWERED = "comment.answered"
    COMMENT_TAKEN_BACK = "comment.taken_back"
    PROPOSAL_MADE = "proposal.made"
    PROPOSAL_DECIDED = "proposal.decided"
    PROPOSAL_WITHDRAWN = "proposal.withdrawn"
    CLAIM_RECORDED = "claim.recorded"
    CLAIM_CHANGED = "claim.changed"
    CLAIM_WITHDRAWN = "claim.withdrawn"
    CLAIM_TAKEN_BACK = "claim.taken_back"
    ATTESTATION_ASKED = "attestation.asked"
    ATTESTATION_ANSWERED = "attestation.answered"
    SCOPE_DOCUMENT_SAVED = "scope_document.saved"
    GOAL_SET = "goal.set"
    GOAL_GRACE_BEGUN = "goal.grace_begun"
    GOAL_GRACE_NEAR = "goal.grace_near"
    GOAL_GRACE_ENDED = "goal.grace_ended"
    QUESTION_ASKED = "question.asked"
    QUESTION_ANSWERED = "question.answered"
    FEEDBACK_GIVEN = "feedback.given"
    PLAN_CHANGED = "plan.changed"
    PLAN_OPENED = "plan.opened"
    PLAN_CHECKED_IN = "plan.checked_in"
    PLAN_SAID_DONE = "plan.said_done"
    PLAN_DONE = "plan.done"
    PLAN_NOT_DONE = "plan.not_done"
    COMMITMENT_MARKED = "plan.commitment_marked"
    CASE_NOMINATED = "case.nominated"
    CASE_MOVED = "case.moved"
    CASE_HANDED_OVER = "case.handed_over"
    CASE_CLAIMS_CHOSEN = "case.claims_chosen"
    CASE_LOOKED_AT = "case.looked_at"
    ASSESSMENT_ASKED = "assessment.asked"
    ASSESSMENT_GIVEN = "assessment.given"
    ASSESSMENT_DECLINED = "assessment.declined"
    SEAT_TAKEN = "seat.taken"
    SEAT_LEFT = "seat.left"
    CONFLICT_DECLARED = "conflict.declared"
    REVIEW_GIVEN = "review.given"
    RATING_CHANGED = "rating.changed"
    CASE_DECIDED = "case.decided"
    CASE_RELEASED = "case.released"
    CASE_TOLD = "case.told"
    CASE_APPEALED = "case.appealed"
    POSITION_RECORDED = "case.position_recorded"
    SESSION_OPENED = "session.opened"
    SESSION_MOVED = "session.moved"
    SESSION_MEASURED = "session.measured"
    PREVIEW_GIVEN = "session.preview_given"
    ROOM_NOTED = "session.noted"
    ROOM_OUTCOME = "session.outcome"


@dataclass(frozen=True, slots=True)
class Telling:
    """`journal` completes "<actor> ..." in the journal; `notice` is the whole sentence its audience reads.

    A notice may name a day of its event: `%(until)s` is the fact of that name.
    """

    journal: str | Promise
    notice: str | Promise = ""
    mail: bool = True


KINDS: MappingProxyType[Kind, Telling] = MappingProxyType(
    {
        Kind.ORGANISATION_FOUNDED: Telling(_("set up this installation"), mail=False),
        Kind.PEOPLE_PREVIEWED: Telling(_("checked a list of people before importing it"), mail=False),
        Kind.PEOPLE_IMPORTED: Telling(_("imported people"), _("Your entry in the list of people changed."), mail=False),
        Kind.DUTY_GIVEN: Telling(_("gave somebody a duty"), _("You were given a duty.")),
        Kind.DUTY_ENDED: Telling(_("ended somebody's duty"), _("One of your duties ended.")),
        Kind.PERSON_LEFT: Telling(_("recorded that somebody left"), mail=False),
        Kind.ZONE_CHOSEN: Telling(_("chose a time zone"), mail=False),
        Kind.FRAMEWORK_PUBLISHED: Telling(
            _("published a version of the framework"), _("A new version of the framework is published."), mail=False
        ),
        Kind.DRAFT_BEGUN: Telling(_("began a draft of the framework"), mail=False),
        Kind.DRAFT_CHANGED: Telling(
            _("changed a draft of the framework"),
            _("A draft you approved was changed: it needs a new look."),
            mail=False,
        ),
        Kind.DRAFT_SHOWN: Telling(_("chose who reads a draft of the framework"), mail=False),
        Kind.DRAFT_DROPPED: Telling(_("dropped a draft of the framework"), mail=False),
        Kind.DRAFT_TAKEN_UP: Telling(_("took up a dropped draft of the framework"), mail=False),
        Kind.DRAFT_REVIEW_ASKED: Telling(
            _("asked for a review of a draft of the framework"), _("A draft of the framework waits for your review.")
        ),
        Kind.DRAFT_REVIEWED: Telling(
            _("reviewed a draft of the framework"), _("A draft of the framework was reviewed.")
        ),
        Kind.COMMENT_MADE: Telling(
            _("commented on an expectation"), _("Somebody commented on an expectation of the framework."), mail=False
        ),
        Kind.COMMENT_ANSWERED: Telling(
            _("answered a comment on the framework"), _("Your comment on the framework has an answer."), mail=False
        ),
        Kind.COMMENT_TAKEN_BACK: Telling(_("took back a comment on the framework"), mail=False),
        Kind.PROPOSAL_MADE: Telling(
            _("suggested other words for an expectation"), _("Somebody suggests other words for an expectation.")
        ),
        Kind.PROPOSAL_DECIDED: Telling(
            _("decided on suggested words"), _("Words suggested for the framework have an answer.")
        ),
        Kind.PROPOSAL_WITHDRAWN: Telling(_("withdrew suggested words"), mail=False),
        Kind.CLAIM_RECORDED: Telling(_("recorded a claim"), mail=False),
        Kind.CLAIM_CHANGED: Telling(_("changed a claim"), _("A claim you confirmed was changed."), mail=False),
        Kind.CLAIM_WITHDRAWN: Telling(_("withdrew a claim"), mail=False),
        Kind.CLAIM_TAKEN_BACK: Telling(_("took back a withdrawn claim as a draft"), mail=False),
        Kind.ATTESTATION_ASKED: Telling(_("asked for a confirmation"), _("Somebody asks you to confirm one claim.")),
        Kind.ATTESTATION_ANSWERED: Telling(_("answered about a claim"), _("One of your claims has an answer.")),
        Kind.SCOPE_DOCUMENT_SAVED: Telling(_("saved a scope document"), mail=False),
        Kind.GOAL_SET: Telling(_("set a goal"), _("Somebody in your team set a goal."), mail=False),
        Kind.GOAL_GRACE_BEGUN: Telling(
            _("told somebody that a newer version of the framework follows that of their goal"),
            _("A newer version of the framework is in force. Your goal keeps its own until %(until)s."),
        ),
        Kind.GOAL_GRACE_NEAR: Telling(
            _("reminded somebody of the day their goal's version ends"),
            _("The version your goal is pinned to holds until %(until)s. See what the newer one changes for you."),
        ),
        Kind.GOAL_GRACE_ENDED: Telling(
            _("told somebody that their goal's version holds no longer"),
            _("The version your goal is pinned to held until %(until)s. Your goal waits for you to move it."),
        ),
        Kind.QUESTION_ASKED: Telling(_("asked what it would take"), _("A question waits for your answer.")),
        Kind.QUESTION_ANSWERED: Telling(_("answered what it would take"), _("Your question has an answer.")),
        Kind.FEEDBACK_GIVEN: Telling(_("gave feedback"), _("Somebody wrote you feedback.")),
        Kind.PLAN_CHANGED: Telling(_("changed a plan"), _("Your plan changed."), mail=False),
        Kind.PLAN_OPENED: Telling(_("opened a plan"), _("Your plan is open.")),
        Kind.PLAN_CHECKED_IN: Telling(_("checked in on a plan"), _("There is a check-in on your plan.")),
        Kind.PLAN_SAID_DONE: Telling(
            _("said that a plan is done"), _("A plan of yours waits for your word on whether it is done.")
        ),
        Kind.PLAN_DONE: Telling(_("agreed that a plan is done"), _("A plan of yours is done.")),
        Kind.PLAN_NOT_DONE: Telling(_("opened a plan again"), _("A plan of yours is open again.")),
        Kind.COMMITMENT_MARKED: Telling(_("marked a commitment"), _("A commitment of your plan was marked.")),
        Kind.CASE_NOMINATED: Telling(_("nominated somebody"), _("You were nominated.")),
        Kind.CASE_MOVED: Telling(_("moved a case on"), _("A case moved on and concerns you.")),
        Kind.CASE_CLAIMS_CHOSEN: Telling(_("chose the claims of a packet"), mail=False),
        Kind.CASE_LOOKED_AT: Telling(_("looked at a case"), mail=False),
        Kind.ASSESSMENT_ASKED: Telling(_("asked for an assessment"), _("An assessment waits for you.")),
        Kind.ASSESSMENT_GIVEN: Telling(_("gave an assessment"), _("An assessment arrived.")),
        Kind.ASSESSMENT_DECLINED: Telling(_("declined an assessment"), _("Somebody cannot write an assessment.")),
        Kind.SEAT_TAKEN: Telling(_("seated a panellist"), _("You were given a seat on a panel.")),
        Kind.SEAT_LEFT: Telling(_("freed a seat"), _("A seat on a panel is free again.")),
        Kind.CONFLICT_DECLARED: Telling(
            _("declared a conflict of interest"), _("A conflict of interest was declared.")
        ),
        Kind.REVIEW_GIVEN: Telling(_("gave a review"), _("A review of a case was given."), mail=False),
        Kind.RATING_CHANGED: Telling(_("changed a rating in the room"), mail=False),
        Kind.CASE_DECIDED: Telling(_("decided a case"), _("A case was decided."), mail=False),
        Kind.CASE_HANDED_OVER: Telling(
            _("handed a case over to a new manager"), _("A case you are part of has a new manager.")
        ),
        Kind.CASE_RELEASED: Telling(_("released a decision"), _("A decision is released and can be told.")),
        Kind.CASE_TOLD: Telling(_("told a candidate"), _("Your case has an answer.")),
        Kind.CASE_APPEALED: Telling(_("appealed"), _("A case was appealed.")),
        Kind.POSITION_RECORDED: Telling(_("recorded a new position"), _("Your position changes.")),
        Kind.SESSION_OPENED: Telling(
            _("opened a calibration session"), _("A calibration session waits for your preview.")
        ),
        Kind.SESSION_MOVED: Telling(_("moved a calibration session on"), _("A calibration session moved on.")),
        Kind.SESSION_MEASURED: Telling(_("measured the ratings of a calibration session"), mail=False),
        Kind.PREVIEW_GIVEN: Telling(_("gave a preview"), mail=False),
        Kind.ROOM_NOTED: Telling(_("noted something in the room"), mail=False),
        Kind.ROOM_OUTCOME: Telling(_("set what the room makes of a case"), mail=False),
    }
)


def notice_says(kind: str, facts: Mapping[str, Any]) -> str:
    """What the notice of an event says. Of the facts only days are ever told."""
    says = str(KINDS[Kind(kind)].notice)
    return says % {"until": date_format(date.fromisoformat(facts["until"]), "j M Y")} if "%(until)s" in says else says
