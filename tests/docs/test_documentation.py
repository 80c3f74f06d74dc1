"""The documentation's examples, links and tables against the program."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from lattice.routes.weights import PROFILES
from tests.docs.console import PAGES, ROOT, agrees, examples, run

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample bundle."""
    place = tmp_path_factory.mktemp("docs") / "docs.lattice"
    run("lattice load graph_data/uk-digital", store=place)
    return place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, store: Path) -> None:
    """Each command of a page runs, one after the other, and prints what stands below it."""
    (ROOT / "build").mkdir(exist_ok=True)
    for example in examples():
        if example.page == page:
            printed = run(example.command, store=store)
            assert not example.output or agrees(example.output, printed), "\n".join([example.command, *printed])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_hold(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python session in the documentation goes as it is shown."""
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link in the documentation leads to a file of the project."""
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_profiles_are_those_of_the_program() -> None:
    """The table of profiles has every profile with its weights."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    rows = {
        line.split("|")[1].strip(" `"): line.split("|")[2:7] for line in page.splitlines() if line.startswith("| `")
    }
    for name, weights in PROFILES.items():
        assert [float(cell) for cell in rows[name]] == list(weights.mapping().values())
