"""Who may sign in: people on the organisation's list who have not left. Nobody signs up or changes their address."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.internal.httpkit import get_client_ip
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from waypost.web.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

BACKEND = "waypost.web.people.signing_in.PresentPeopleBackend"

log = logging.getLogger("waypost.mail")


class PresentPeopleBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by the address of the list. `get_user` knows no leavers, so a leaver is out with the next request.

    An unknown address costs as much time as a wrong password, and a leaver hears what a wrong password hears.
    """

    def get_user(self, user_id: Any) -> Person | None:
        person = Person.objects.with_duties(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

    def _authenticate_by_email(self, email: str, password: str) -> AbstractBaseUser | None:
        person = Person.objects.filter(email__iexact=email).first() if email else None
        return self._check_password(person, password)  # type: ignore[no-any-return]

    @classmethod
    def _stash_user(cls, user: AbstractBaseUser | None) -> AbstractBaseUser | None:
        # allauth would keep a leaver whose password fits, to tell them so; whoever found that password learns nothing.
        return None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes what allauth offers and this organisation does not: accounts and addresses of one's own making."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def can_delete_email(self, email_address: object) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter that cannot be sent changes no page: otherwise the error would say whose address is on the list."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            # The class alone: what a server answers can hold names and addresses, and logs are read by many.
            log.warning("A letter about an account cannot be sent (%s).", type(error).__name__)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """A leaver with a passkey: back to the door, without a word about why."""
        messages.error(
            request, _("That did not work. Sign in with your address and password, or ask people operations.")
        )
        return redirect("account_login")


def origin_of(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy its client, and never what a client merely claims."""
    return str(get_client_ip(request) or "")


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The address somebody tries to sign in with; attempts are counted by it and by where they come from."""
    tried = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(tried).strip().casefold()[:254]
