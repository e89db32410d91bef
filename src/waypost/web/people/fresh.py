"""What cannot be taken back asks for the password or passkey again, however long somebody is signed in already."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest


def signed_in_freshly(request: HttpRequest) -> None:
    """Lead whoever has not proved lately who they are to the page where they do; then what they sent goes on.

    Who has neither a password nor a passkey, and signs in elsewhere, is not asked.
    """
    raise_if_reauthentication_required(request, app="account")
