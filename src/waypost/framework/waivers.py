"""What is known to be wrong with a statement and stays so for a while: which findings, why, and until when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from waypost.framework.words import Day, Line, Value

CODE_PATTERN = r"^[A-Z]{2,6}[0-9]{1,4}$"

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
"""What the linter calls a rule: letters and a number."""


class Waiver(Value):
    """Findings about one statement that are accepted until a day."""

    ignore: tuple[Code, ...] = Field(min_length=1, max_length=50, description="The codes of the findings: `VAG101`.")
    says: Line = Field(description="The statement, word for word.")
    because: Line = Field(description="Why it stays as it is for now.")
    until: Day = Field(description="The last day on which this holds; after it, the waiver itself is a finding.")
