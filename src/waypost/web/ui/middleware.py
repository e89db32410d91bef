"""What holds for every answer: nobody unsigned, nothing cached, and every refusal told in one way."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from waypost.refusal import Refusal
from waypost.web.journal.acts import AlreadyDone
from waypost.web.ui.errors import not_found, refused

Handler = Callable[[HttpRequest], HttpResponseBase]

# Where somebody who is not signed in may go; everything else sends them to sign in.
OPEN_NAMES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "demo_sign_in",
        "health",
    }
)


def private_pages(get_response: Handler) -> Handler:
    """No page with people in it is kept by a browser or a proxy."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return handle


def zone_of_the_person(get_response: Handler) -> Handler:
    """Times are told in the zone the person chose."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        zone = getattr(request.user, "time_zone", "") or settings.TIME_ZONE
        with timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return handle


def sign_in_first(get_response: Handler) -> Handler:
    """Deny by default: a view is open only when its name is listed above."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        match = request.resolver_match or resolve(request.path_info)
        if request.user.is_authenticated or match.url_name in OPEN_NAMES:
            return None
        return redirect_to_login(request.get_full_path())

    handle.process_view = process_view  # type: ignore[attr-defined]
    return handle


def storable_addresses(get_response: Handler) -> Handler:
    """An address with a NUL in it leads nowhere: nothing stored has one, and PostgreSQL cannot even be asked."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return not_found(request)
        return get_response(request)

    return handle


def refusals(get_response: Handler) -> Handler:
    """A refusal raised anywhere becomes its status and its page; a repeated act leads to what it did before."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, AlreadyDone):
            messages.info(request, _("That was done already; it was not done twice."))
            return redirect(exception.place)
        if isinstance(exception, Refusal):
            return refused(request, exception)
        return None

    handle.process_exception = process_exception  # type: ignore[attr-defined]
    return handle
