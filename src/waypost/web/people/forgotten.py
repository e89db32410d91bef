"""A forgotten password: the worker looks up the address and writes the letter.

Whoever asks waits for neither, so the answer takes as long for an address that is on the organisation's list as for any
other. What is handed to the worker is the address as it was typed, never the link.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.account.utils import filter_users_by_email
from allauth.core.context import request_context
from django.conf import settings
from django.http import HttpRequest
from django_tasks import task


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """Takes an address and says nothing about it."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def save(self, request: HttpRequest, **options: Any) -> str:
        address: str = self.cleaned_data["email"]
        send_link.enqueue(address)
        return address


@task()  # type: ignore[untyped-decorator]
def send_link(address: str) -> bool:
    """Send the link to set a new password, if somebody who works here has this address; says whether it was sent."""
    people = filter_users_by_email(address, is_active=True, prefer_verified=True)
    if not people:
        return False
    request = _FromTheWorker()
    with request_context(request):
        request_password_reset(request, address, people, default_token_generator)
    return True


class _FromTheWorker(HttpRequest):
    """Stands for a request where there is none: links lead to this installation's own address."""

    def __init__(self) -> None:
        super().__init__()
        self.META["HTTP_HOST"] = urlsplit(settings.BASE_URL).netloc

    def build_absolute_uri(self, location: str | None = None) -> str:
        return urljoin(settings.BASE_URL, location or "/")
