"""One Chromium for all tests of pages; a page that asks for anything from anywhere fails the test that opened it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Unpack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.watch import AXE, ROOT, Open, View, Watched, watched

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
]


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


# For the package, not the session: Playwright keeps an event loop running in this thread as long as it is open.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not AXE.exists():
        missing("axe-core is not there: `make browser` installs it")
    found = subprocess.run([ROOT / "tools" / "find-chromium"], check=False, capture_output=True, text=True)
    if found.returncode:
        missing(found.stderr.strip())
    # Chromium's own sandbox doesn't work for root, as whom containers run.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found.stdout.strip(), args=ARGUMENTS + root)
        yield chromium
        chromium.close()


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
