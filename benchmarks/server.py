"""A real server asked for every page: what its processes weigh then, and how much a first visit sends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import Request, urlopen

TURNS = 5
STARTS_WITHIN = 30.0  # seconds
# What a page brings with it: its styles, its scripts, and what these styles name.
BROUGHT = re.compile(r"""<(?:link[^>]*?rel="(?:stylesheet|icon|preload)"[^>]*?href|script[^>]*?src)="([^"]+)\"""")
NAMED = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def visit(waypost: str, data: Path, pages: Iterable[tuple[str, str]]) -> str:
    """Serve `data`, ask each page as somebody with that cookie several times, and say what was found."""
    listed = list(pages)
    port = _free_port()
    environment = os.environ | {"WAYPOST_DEMO": "1", "WAYPOST_DATA": str(data)}
    server = subprocess.Popen([waypost, "serve", "--port", str(port)], env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/health/")
        for _ in range(TURNS):
            for path, cookie in listed:
                _get(f"{base}{path}", cookie)
        workers = _children(server.pid)
        weights = ", ".join(f"{_resident(pid):.0f} MB" for pid in workers)
        whole = _first_visit(base, *listed[0])
        return (
            f"web process {weights}, the one that started it {_resident(server.pid):.0f} MB;"
            f" first visit {whole / 1024:.0f} KB with assets as sent"
        )
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _first_visit(base: str, path: str, cookie: str) -> int:
    """Bytes of a page and of all it brings with it, compressed as the server sends them."""
    page = _get(f"{base}{path}", cookie)
    html = page.decode()
    sizes = {path: len(page)}
    ahead = [urljoin(base + path, place) for place in BROUGHT.findall(html)]
    while ahead:
        place = ahead.pop()
        if place in sizes or place.startswith("data:"):
            continue
        assert place.startswith(base), f"asks a third party: {place}"
        sizes[place] = len(_get(place, cookie, compressed=True))
        if place.partition("?")[0].endswith(".css"):
            ahead += [urljoin(place, named) for named in NAMED.findall(_get(place, cookie).decode())]
    return sum(sizes.values())


def _get(url: str, cookie: str = "", *, compressed: bool = False) -> bytes:
    headers = {"Cookie": cookie} | ({"Accept-Encoding": "gzip, br"} if compressed else {})
    with urlopen(Request(url, headers=headers), timeout=30) as answer:  # noqa: S310 - our own server
        body: bytes = answer.read()
    return body


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            _get(url)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _children(parent: int) -> list[int]:
    """The web processes: whatever the server started."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in listed if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()]


def _resident(pid: int) -> float:
    """Resident memory of a process in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS in /proc")
