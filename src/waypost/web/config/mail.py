"""A mail address becomes Django's settings for sending; none means the console."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

EXAMPLE = "write smtp://user:password@host:587 or smtps://user:password@host:465, with other signs in them as %xx"
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def from_url(url: str) -> dict[str, Any]:
    """Settings for `smtp://` (STARTTLS) and `smtps://` (TLS from the start); empty prints mail to the console.

    Links to set a password go by mail, so nothing leaves this machine in the clear: only a relay on it is spoken to
    without TLS. Raises ValueError with a sentence that repeats no password.
    """
    if not url:
        return {"EMAIL_BACKEND": CONSOLE}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"the address cannot be read; {EXAMPLE}") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"} or parts.fragment:
        raise ValueError(f"this is no mail server; {EXAMPLE}")
    implicit = parts.scheme == "smtps"
    local = parts.hostname in THIS_MACHINE
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if implicit else 25 if local else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and not local,
        "EMAIL_TIMEOUT": 20,
    }
