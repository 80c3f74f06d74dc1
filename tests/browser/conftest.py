"""One Chromium for all tests of pages; a page that asks for anything from anywhere fails the test that opened it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import pytest

from lattice.exchange.folder import read_bundle
from lattice.graph.snapshot import Snapshot
from lattice.routes.ways import find_ways
from tests.browser.chromium import chromium
from tests.browser.hostile import hostile_bundle
from tests.browser.pages import DAY, scenes, written
from tests.browser.watch import AXE, ROOT, Open, View, Watched, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share the browser run in one process."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


def missing(what: str) -> None:
    """Without the parts that it needs a test fails where everything must hold, elsewhere it says what to install."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def tool(name: str) -> str:
    """Where a program is that the tests need; it is installed where that asks nobody."""
    found = subprocess.run([ROOT / "tools" / f"find-{name}"], check=False, capture_output=True, text=True)
    if found.returncode:
        missing(found.stderr.strip())
    return found.stdout.strip()


# For the package, not the session: Playwright keeps an event loop running in this thread as long as it is open.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not AXE.exists():
        missing("axe-core is not there: `make browser` installs it")
    with chromium(tool("chromium")) as started:
        yield started


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens files in the browser; in the end none of them may have asked for anything or complained."""
    pages: list[Watched] = []

    def open_file(path: Path, **view: Unpack[View]) -> Watched:
        pages.append(watched(browser, path, **view))
        return pages[-1]

    yield open_file
    problems = []
    for each in pages:
        problems += each.problems
        problems += [] if each.page.is_closed() else each.violations()
        each.page.context.close()
    assert problems == []


@pytest.fixture(scope="package")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The sample organisation's maps, one of each kind, as files."""
    graph = Snapshot(read_bundle(ROOT / "graph_data" / "uk-digital"))
    return written(tmp_path_factory.mktemp("maps"), scenes(graph, person="maya", target="lead-data-engineer"))


@pytest.fixture(scope="package")
def planner_maps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The same maps as a planner gets them."""
    graph = Snapshot(read_bundle(ROOT / "graph_data" / "uk-digital"))
    made = scenes(graph, person="maya", target="lead-data-engineer", audience="planner")
    return written(tmp_path_factory.mktemp("planner-maps"), made)


@pytest.fixture(scope="package")
def hostile_maps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """One map of each kind of a lattice in which every text is hostile."""
    graph = Snapshot(hostile_bundle())
    person = min(graph.people)
    target = find_ways(graph, person, within_months=24, as_of=DAY).routes[-1].roles[-1]
    return written(tmp_path_factory.mktemp("hostile"), scenes(graph, person=person, target=target))


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Watched], list[str]]:
    """Prints a page on A4 and reads what each sheet says."""
    pdftotext = tool("pdftotext")

    def sheets(page: Watched) -> list[str]:
        paper = tmp_path / "printed.pdf"
        page.page.pdf(path=paper, format="A4", prefer_css_page_size=True)
        read = subprocess.run([pdftotext, "-layout", paper, "-"], check=True, capture_output=True, text=True)
        return read.stdout.removesuffix("\f").split("\f")

    return sheets
