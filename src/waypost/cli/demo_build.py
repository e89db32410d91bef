"""`python -m waypost.cli.demo_build FOLDER PEOPLE SEED`: builds the demo into a new folder, for `waypost demo`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from waypost.cli import application


def main(folder: str, people: str, seed: str) -> None:
    """Set up an empty installation in `folder` and fill it."""
    application.start(demo=True, data=Path(folder))
    application.prepare()
    from waypost.demo.build import build
    from waypost.refusal import Refusal

    try:
        built = build(people=int(people), seed=int(seed), today=datetime.now(UTC).date())
    except Refusal as refusal:
        sys.exit("\n".join((f"{refusal.code}: {refusal.sentence}", *(f"  {one.says}" for one in refusal.missing))))
    print(f"{built.people} people, {built.happenings} things that happened")


if __name__ == "__main__":
    main(*sys.argv[1:])
