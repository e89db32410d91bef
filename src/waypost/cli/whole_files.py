"""A file written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """The file with new content, as open to others as it was; a link to it stays one. OSError where that cannot be.

    What is new is written beside it first, under a name that nobody can know before and put a link at.
    """
    real = path.resolve(strict=True)
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
            os.fchmod(written.fileno(), stat.S_IMODE(real.stat().st_mode))
        beside.replace(real)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
