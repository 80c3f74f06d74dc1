"""Pages of a lattice in which every text is hostile: whatever people type stays text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.browser.pages import KINDS
from tests.browser.watch import Open

FOUND = """
() => {
  const attributes = (element) => [...element.attributes].filter(({ name }) => name.startsWith("on"));
  return {
    hacked: window.hacked ?? null,
    strangers: document.querySelectorAll("img, iframe, object, embed, form, base, meta[http-equiv=refresh]").length,
    scripts: [...document.scripts].length,
    handlers: [...document.querySelectorAll("*")].filter((element) => attributes(element).length).length,
    links: [...document.links].map(({ protocol, rel, href }) => [protocol, rel, href])
      .filter(([protocol]) => protocol !== "file:"),
    inside: [...document.links].filter(({ protocol }) => protocol === "file:")
      .filter((link) => !link.getAttribute("href").startsWith("#")).length,
    named: Object.getPrototypeOf({}).hacked ?? null,
  };
}
"""


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_stays_text(opened: Open, hostile_maps: Mapping[str, Path], kind: str) -> None:
    """Nothing runs, loads or appears that the page didn't bring, whatever is searched for, chosen or opened."""
    watched = opened(hostile_maps[kind]).ready()
    page = watched.page
    for role in page.evaluate("JSON.parse(document.getElementById('scene').textContent).roles.map(({ id }) => id)"):
        page.evaluate("(role) => { location.hash = `role=${encodeURIComponent(role)}`; }", role)
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        page.wait_for_timeout(20)
    if page.locator("#search").count():
        for typed in ("<img", "</script>", "__proto__", "constructor", "(", "\\", "W" * 500):
            page.fill("#search", typed)
        page.fill("#search", "role")
        page.keyboard.press("Enter")
    found = page.evaluate(FOUND)
    assert found.pop("links") is not None
    assert found == {"hacked": None, "strangers": 0, "scripts": 3, "handlers": 0, "inside": 0, "named": None}
    words = page.locator("#words").inner_text()
    assert '<img src="x" onerror="window.hacked = 2">' in words
    assert "\u202e" not in words
    assert page.title() != ""


@pytest.mark.parametrize("kind", KINDS)
def test_only_addresses_of_the_web_are_links(opened: Open, hostile_maps: Mapping[str, Path], kind: str) -> None:
    """Every link leads to http or https, opens apart, and tells the other side nothing; the harmless one is there."""
    page = opened(hostile_maps[kind]).ready().page
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.wait_for_timeout(300)
    links = page.evaluate(FOUND)["links"]
    assert [link for link in links if link[0] not in {"http:", "https:"}] == []
    assert [link for link in links if link[1] != "noopener noreferrer"] == []
    assert "https://example.com/fine?a=b&c=d" in {link[2] for link in links}


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_map_is_readable(opened: Open, hostile_maps: Mapping[str, Path], kind: str) -> None:
    """Texts of ten thousand characters break inside a phone's window, and axe-core finds nothing."""
    page = opened(hostile_maps[kind], width=320, height=640).ready()
    assert page.clipped() == []
    assert page.axe() == []
