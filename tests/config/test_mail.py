"""A mail server's address becomes the settings that reach it; nothing leaves this machine in the clear."""

from __future__ import annotations

import pytest

from waypost.web.config import mail


def test_without_an_address_mail_is_printed() -> None:
    assert mail.from_url("") == {"EMAIL_BACKEND": mail.CONSOLE}


@pytest.mark.parametrize(
    ("url", "port", "starts_with_tls", "turns_to_tls"),
    [
        ("smtp://mail.example.org", 587, False, True),
        ("smtp://user@mail.example.org:2525", 2525, False, True),
        ("smtps://mail.example.org", 465, True, False),
        ("smtp://localhost", 25, False, False),
        ("smtp://[::1]:1025", 1025, False, False),
        ("smtps://localhost", 465, True, False),
    ],
)
def test_only_a_relay_on_this_machine_is_spoken_to_without_tls(
    url: str, port: int, starts_with_tls: bool, turns_to_tls: bool
) -> None:
    settings = mail.from_url(url)
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (
        port,
        starts_with_tls,
        turns_to_tls,
    )


def test_user_and_password_may_hold_any_sign() -> None:
    settings = mail.from_url("smtps://ada%40example.org:p%3A%2Fw@mail.example.org:465")
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("ada@example.org", "p:/w")


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail", "smtp://", "smtp://mail:x", "smtp://mail/inbox"])
def test_what_is_no_mail_server_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(ValueError, match=r"write smtp://"):
        mail.from_url(url)
