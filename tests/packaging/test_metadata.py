"""What the distribution says about itself."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(lock: str) -> dict[str, str]:
    """The versions in a lock, by the name of the package."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE))


def test_the_version_stands_in_one_place() -> None:
    """The installed distribution has the version of pyproject.toml, and no module repeats it."""
    version = PROJECT["version"]
    assert importlib.metadata.version("career-lattice") == version
    assert [path for path in ROOT.glob("lattice/**/*.py") if f'"{version}"' in path.read_text(encoding="utf-8")] == []


def test_the_changelog_knows_the_version() -> None:
    """Each version has its part in the changelog, the current one too."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(PROJECT['version'])}\]?", changelog, flags=re.MULTILINE)


@pytest.mark.parametrize("dependency", PROJECT["dependencies"])
def test_the_lowest_versions_are_those_that_are_tried(dependency: str) -> None:
    """`make lowest` runs with exactly the lower bounds that pyproject.toml states."""
    name, bound = dependency.split(">=")
    tried = [int(part) for part in pins("lowest.txt")[name].split(".")]
    stated = [int(part) for part in bound.split(".")]
    assert tried == stated + [0] * (len(tried) - len(stated))


def test_the_test_tools_are_the_same_in_both_locks() -> None:
    """A difference between the two runs comes from the program's dependencies, not from the tools."""
    tools = ["hypothesis", "jsonschema", "pytest", "pytest-randomly", "pytest-xdist", "hatchling", "editables"]
    lowest, newest = pins("lowest.txt"), pins("dev.txt")
    assert {tool: lowest[tool] for tool in tools} == {tool: newest[tool] for tool in tools}
