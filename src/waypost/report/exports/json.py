"""A framework as JSON: the document itself, complete, which every command reads as it reads YAML."""

from __future__ import annotations

from waypost.framework.importers.exported.form import json_text
from waypost.framework.schema import Framework
from waypost.framework.writing import as_document


def to_json(framework: Framework) -> str:
    """The whole document."""
    return json_text(as_document(framework), indent=2) + "\n"
