"""The watch itself: what it must see, it sees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<img alt="" src="https://example.com/a.png">', "request: https://example.com/a.png"),
        ('<img alt="" src="neighbour.png">', "request: file:"),
        ('<link rel="stylesheet" href="https://example.com/a.css">', "request: https://example.com/a.css"),
        ("<script>fetch('https://example.com/b').catch(() => 0)</script>", "request: https://example.com/b"),
        ("<script>console.error('broken')</script>", "console: broken"),
        ("<script>throw new Error('thrown')</script>", "error: thrown"),
        ("<script>alert(1)</script>", "dialog: 1"),
    ],
)
def test_what_a_page_mustnt_do_is_kept(browser: Browser, tmp_path: Path, body: str, found: str) -> None:
    """A request to anywhere, an error, a dialog: each is a problem of the page that did it."""
    path = tmp_path / "page.html"
    path.write_text(f"{HEAD}</head><body>{body}</body></html>", encoding="utf-8")
    page = watched(browser, path)
    page.page.wait_for_timeout(50)
    page.page.context.close()
    assert any(problem.startswith(found) for problem in page.problems)


def test_what_the_policy_stops_is_kept(browser: Browser, tmp_path: Path) -> None:
    """A script that a page's policy doesn't know is stopped, and that is a problem too."""
    path = tmp_path / "page.html"
    path.write_text(f"{HEAD}{POLICY}</head><body><script>window.ran = 1</script></body></html>", encoding="utf-8")
    page = watched(browser, path)
    violations, ran = page.violations(), page.page.evaluate("window.ran")
    page.page.context.close()
    assert violations
    assert ran is None


def test_axe_sees_what_few_can_read(browser: Browser, tmp_path: Path) -> None:
    """Grey on grey is a breach, and so is an input without a name."""
    path = tmp_path / "page.html"
    body = '<main><h1>A page</h1><p style="color: #bbb; background: #ccc">hard to read</p><input></main>'
    path.write_text(f"{HEAD}</head><body>{body}</body></html>", encoding="utf-8")
    page = watched(browser, path)
    breaches = page.axe()
    page.page.context.close()
    assert {breach.split(":")[0] for breach in breaches} == {"color-contrast", "label"}
