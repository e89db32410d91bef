"""Choosing what goes into the packet."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from waypost.promotion.stages import Role, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow
from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.journal.acts import Act, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.promotion.models import Case, CaseClaim
from waypost.web.promotion.packets import OPEN
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.services.moves import open_case, refuse_stale

CLAIMS_MOST = 40  # a panellist reads all of them


@service
def choose_claims(act: Act, case: Case, *, claims: Collection[UUID], seen: int) -> Case:
    """Put exactly these recorded claims of the candidate into the packet.

    Raises NotAllowed for anybody but the candidate, NotNow while nothing is gathered, Malformed for claims that are not
    theirs or not recorded.
    """
    fresh, sight = open_case(act, case)
    refuse_choosing(sight)
    refuse_stale(fresh, seen=seen)
    wanted = set(claims)
    if len(wanted) > CLAIMS_MOST:
        raise Malformed("case.claims.many", _("Choose the %(most)s that say most.") % {"most": CLAIMS_MOST})
    own = Claim.objects.filter(person=fresh.candidate, state=ClaimState.RECORDED, pk__in=wanted)
    if set(own.values_list("pk", flat=True)) != wanted:
        raise Malformed("case.claims.unknown", _("One of these claims is not recorded any more. Choose again."))
    CaseClaim.objects.filter(case=fresh).exclude(claim__in=wanted).delete()
    there = set(CaseClaim.objects.filter(case=fresh).values_list("claim_id", flat=True))
    CaseClaim.objects.bulk_create(CaseClaim(case=fresh, claim_id=key) for key in wanted - there)
    save_current(fresh, seen=seen)
    record(
        act,
        Kind.CASE_CLAIMS_CHOSEN,
        subject=fresh,
        place=case_place(fresh),
        about=fresh.candidate,
        facts={"claims": len(wanted)},
    )
    return fresh


def refuse_choosing(sight: Sight) -> None:
    """NotAllowed for anybody but the candidate, NotNow while nothing is gathered."""
    if Role.CANDIDATE not in sight.roles:
        raise NotAllowed("case.claims.not_yours", _("The candidate chooses what goes into the packet."))
    if Stage(sight.case.stage) not in OPEN:
        raise NotNow("case.claims.stage", _("The packet can be changed while evidence is gathered, and not now."))
