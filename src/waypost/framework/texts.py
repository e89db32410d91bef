"""What a line, a paragraph and a name may hold, and what is made of them when they are read.

Apart from the schema, so that who needs only this does not wait for it to be built.
"""

from __future__ import annotations

import re
from typing import Any

MAX_LEVELS = 200
LINE_LENGTH = 2_000
PROSE_LENGTH = 20_000
KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DURATION_PATTERN = r"^[1-9][0-9]{0,3} (day|days|week|weeks)$"

# Signs that turn the direction of the text around them: with one, a statement reads as what it does not say. The marks
# that single letters of right-to-left languages need (U+200E, U+200F, U+061C) turn nothing and stay.
TURNING = r"\u202a-\u202e\u2066-\u2069"
CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{TURNING}]")


def one_line(raw: Any) -> Any:
    """A text with one space for each run of white space; what is no text, or holds control characters, as it is."""
    return " ".join(raw.split()) if isinstance(raw, str) and not CONTROL.search(raw) else raw


def paragraphs(raw: Any) -> Any:
    """Line ends without trailing spaces, at most one empty line in a row, none at either end."""
    if not isinstance(raw, str):
        return raw
    lines = "\n".join(line.rstrip() for line in raw.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
