"""The package holds everything that runs and nothing else, and imports without a warning."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.cli.deployment import Deployment
from tests.needs import ROOT

import waypost

pytestmark = pytest.mark.xdist_group("packaging")  # built once

SOURCES = ROOT / "src" / "waypost"
# What is made by running and never shipped.
MADE = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as `pip install .` builds it but with the locked tools and without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "src", "pyproject.toml"]
    listed = subprocess.run(
        [*command, "LICENSE", "README.md"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*build, "--disable-pip-version-check", "--wheel-dir", str(folder), str(source)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def sources() -> set[str]:
    """Every file under src/waypost, by its path in the package."""
    return {
        f"waypost/{path.relative_to(SOURCES).as_posix()}"
        for path in SOURCES.rglob("*")
        if path.is_file() and not MADE.intersection(path.parts)
    }


def test_every_source_template_and_framework_is_in_the_wheel_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == sources()
    assert "waypost/framework/library/lattice.yaml" in packed
    assert "waypost/web/ui/templates/ui/base.html" in packed


def test_the_wheel_says_who_it_is(wheel: zipfile.ZipFile) -> None:
    info = f"waypost-{waypost.__version__}.dist-info"
    assert "waypost = waypost.cli.main:main" in wheel.read(f"{info}/entry_points.txt").decode()
    metadata = wheel.read(f"{info}/METADATA").decode()
    assert f"\nVersion: {waypost.__version__}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert f"{info}/licenses/LICENSE" in wheel.namelist()


def test_it_stays_small(wheel: zipfile.ZipFile) -> None:
    assert sum(member.compress_size for member in wheel.infolist()) < 2_000_000


def test_every_package_is_a_package() -> None:
    lacking = [
        folder
        for folder in SOURCES.rglob("*")
        if folder.is_dir() and any(folder.glob("*.py")) and not (folder / "__init__.py").is_file()
    ]
    assert lacking == []


def modules() -> list[str]:
    """Every module but those that do something when imported, and migrations."""
    names = [module.name for module in pkgutil.walk_packages([str(SOURCES)], "waypost.")]
    return [name for name in names if not name.endswith("__main__") and ".migrations" not in name]


def test_every_module_imports() -> None:
    for name in modules():
        importlib.import_module(name)


def test_nothing_warns_when_it_is_imported(tmp_path: Path) -> None:
    program = (
        "from waypost.web.config.starting import start\nstart()\n"
        f"import importlib\nfor name in {modules()!r}:\n"
        "    if 'settings_test' not in name:\n        importlib.import_module(name)\n"
    )
    (tmp_path / "data" / "static").mkdir(parents=True)
    environment = Deployment(tmp_path / "data").environment()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
