"""What may stand in the tree of files that everyone gets."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOO_LARGE = 5 * 2**20

# What the root holds, and nothing else: whoever opens the project sees what it is.
ROOT_HOLDS = {
    *(".ci", ".gitattributes", ".gitignore"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "README.md", "SECURITY.md"),
    *("Makefile", "compose.yaml", "pyproject.toml", "requirements", "tools"),
    *("docs", "graph_data", "lattice", "tests", "visualizations", "web"),
}

# A folder that exists on one machine only: somebody's home, a scratch folder.
MACHINE_PATH = re.compile(rb"(?<![\w.~$)}>/-])/(?:home|Users|root|work|tmp|scratch)/\w+")


def tracked() -> list[Path]:
    """The files under version control."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout: there is no list of the files that belong to it")
    # Reading the list is safe in a checkout that somebody else owns, as it is in containers.
    command = [git, "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    names = subprocess.run(command, check=True, capture_output=True).stdout
    paths = [ROOT / name for name in names.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_folder_of_one_machine() -> None:
    """Whoever clones the project finds nothing that points into someone else's machine."""
    found = [
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in tracked()
        for match in MACHINE_PATH.finditer(path.read_bytes())
    ]
    assert found == []


def test_the_root_holds_what_it_should() -> None:
    """A file that somebody tried something with doesn't slip in; a new one is added to the list on purpose."""
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} == ROOT_HOLDS


def test_no_file_is_too_large_for_a_repository() -> None:
    """What is larger than a few megabytes is data that a program makes, not source."""
    assert [str(path.relative_to(ROOT)) for path in tracked() if path.stat().st_size > TOO_LARGE] == []


def test_no_store_is_under_version_control() -> None:
    """A store holds people, so none of them may slip into the repository."""
    magic = b"SQLite format 3\0"
    assert [path for path in tracked() if path.read_bytes()[: len(magic)] == magic] == []


@pytest.mark.parametrize("lock", ["dev.txt", "lowest.txt"])
def test_a_lock_says_what_and_not_where_from(lock: str) -> None:
    """A lock holds versions and hashes; where the files come from is the installer's own choice."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_script_s_lock_says_what_and_not_where_from() -> None:
    """What builds the maps' script is known by version and hash; where it comes from is npm's own setting."""
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert [name for name, package in fetched.items() if "resolved" in package] == []
    assert [name for name, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []


@pytest.mark.parametrize("lock", ["dev.txt", "lowest.txt"])
def test_every_locked_version_has_its_hashes(lock: str) -> None:
    """No package can be exchanged on its way without being noticed."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
