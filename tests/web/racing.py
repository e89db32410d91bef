"""Threads that begin at the same moment, for tests of what happens at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection


def at_once(number: int, do: Callable[[int], object]) -> list[object]:
    """Let threads begin at the same moment; returns what each gave back or raised, in their order."""
    gate = threading.Barrier(number)
    results: list[object] = [None] * number

    def run(mine: int) -> None:
        try:
            gate.wait()
            results[mine] = do(mine)
        except Exception as error:
            results[mine] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(mine,)) for mine in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
