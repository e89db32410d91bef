"""While the mail server is away, asking for a new password says no more about who is on the list than otherwise."""

from __future__ import annotations

import logging

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from tests.web.cast import Cast


def away(self: EmailBackend, messages: object) -> int:
    """A mail server that lets nobody in, and names whom it refuses."""
    raise ConnectionRefusedError("refused: ada@example.org")


def test_an_address_on_the_list_is_answered_like_any_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", away)
    with caplog.at_level(logging.WARNING):
        known, other = (
            Client(raise_request_exception=False).post("/account/password/reset/", {"email": email})
            for email in (cast.ada.email, "nobody@example.org")
        )
    assert (known.status_code, known.headers["Location"]) == (other.status_code, other.headers["Location"])
    assert known.status_code == 302
    assert "ada@example.org" not in caplog.text
