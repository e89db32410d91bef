"""What the linter prints, as a terminal and the log of a build can have it: much of it was written by strangers."""

from __future__ import annotations

import os
import sys

import click

from waypost.framework.faults import printable


def no_commands(text: str) -> str:
    """The text as a runner of GitHub can have it in its log: it takes commands from whatever a program prints, behind
    `::` where a line begins (white space counts for nothing) and behind `##[` anywhere."""
    if not os.environ.get("GITHUB_ACTIONS"):
        return text
    lines = text.replace("##[", "## [").split("\n")
    return "\n".join(line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line for line in lines)


def say(sentence: str) -> None:
    """Say one line about the run, to who reads and not to a program. Names in it are a stranger's."""
    click.echo(no_commands(printable(sentence)), err=True)


def shown(lines: list[str]) -> str:
    """Lines of a difference: as they are where a program reads them, and without what could steer a terminal or a
    build where they are shown. Tabs stay."""
    ended = [line if line.endswith("\n") else f"{line}\n" for line in lines]
    if not sys.stdout.isatty() and not os.environ.get("GITHUB_ACTIONS"):
        return "".join(ended)
    plain = ["\t".join(map(printable, line.rstrip("\r\n").split("\t"))) for line in ended]
    return no_commands("".join(f"{line}\n" for line in plain))
