"""Every command that the page for framework owners shows is run as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.web.cast import Cast
from tests.web.frameworks.documents import raised, second_owner

from waypost.cli.main import main

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs" / "for-framework-owners.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMANDS = [
    line.removeprefix("$ ")
    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    for line in block.replace("\\\n", " ").splitlines()
    if line.startswith("$ waypost ")
]


def test_the_page_shows_each_command() -> None:
    shown = {command.split()[1] for command in COMMANDS}
    assert {"diff", "impact", "publish"} <= shown


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.split()[1] in {"diff", "impact", "publish"}])
def test_a_command_of_the_page_ends_well(
    command: str, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    second_owner(cast)
    (tmp_path / "main.yaml").write_text(cast.framework.document, encoding="utf-8")
    (tmp_path / "framework.yaml").write_text(raised(cast), encoding="utf-8")
    said = command.split(" > ", maxsplit=1)[0].replace("$(git rev-parse HEAD)", "0123456789abcdef")
    done = CliRunner().invoke(main, shlex.split(said)[1:])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout
