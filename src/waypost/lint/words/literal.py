"""What a text quotes letter for letter, where no word is one of a sentence: code between backticks, and addresses."""

from __future__ import annotations


def is_literal(text: str, start: int) -> bool:
    """Whether what begins here lies between backticks of a line, or in an address."""
    begun, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    end = len(text) if end < 0 else end
    if text.count("`", begun, start) % 2 and text.find("`", start, end) >= 0:
        return True
    begun, after = max(begun, text.rfind(" ", 0, start) + 1), text.find(" ", start, end)
    return is_address(text[begun : end if after < 0 else after])


def is_address(run: str) -> bool:
    """Whether a run of signs without a space is a place of the web, or a mailbox."""
    return "://" in run or run.startswith("www.") or "@" in run[1:-1]
