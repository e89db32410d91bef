"""One's own account: where the password, the second factor and the time zone are."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from waypost.web.people.forms import zone_in_words
from waypost.web.ui.views import page, person_of


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What protects this account, and where each part is changed."""
    person = person_of(request)
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {
        "has_password": person.has_usable_password(),
        "app": Authenticator.Type.TOTP in kinds,
        "keys": Authenticator.Type.WEBAUTHN in kinds,
        "codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "zone": zone_in_words(person.time_zone),
    }
    return page(request, "people/account.html", context)
