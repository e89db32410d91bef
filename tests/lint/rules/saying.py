"""What a family of rules finds in statements that a test chooses."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.lint.cases import checked, framework

from waypost.lint.findings import Finding
from waypost.lint.settings import Settings


def found(*statements: str, select: str, settings: Settings | None = None) -> tuple[Finding, ...]:
    """The findings of these codes in a framework of these statements; rules that are preview or off look too."""
    lines = [f"- {json.dumps(one, ensure_ascii=False)}" for one in statements]
    chosen = replace(settings or Settings(), select=tuple(select.split()), preview=True)
    return checked(framework(*lines), chosen).findings


def codes(*statements: str, select: str, settings: Settings | None = None) -> list[str]:
    """Their codes, each once for each statement it was told of."""
    return [one.code for one in found(*statements, select=select, settings=settings)]


def silent(statement: str, select: str) -> bool:
    """Whether none of these codes is found in a statement."""
    return not found(statement, select=select)
