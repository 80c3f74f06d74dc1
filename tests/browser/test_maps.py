"""Every kind of map as people look at it: on a screen, in the dark, on a phone, in words, on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.browser.pages import KINDS
from tests.browser.watch import Open, View, Watched

LOOKS: Mapping[str, View] = {
    "screen": {},
    "dark": {"scheme": "dark"},
    "phone": {"width": 320, "height": 640},
}
"""How people look at a page."""

# The words of a whole lattice take axe long: its tables are all of one making, one stands for them.
PARTS = [
    "#top",
    "#tools",
    "#stage",
    "#foot",
    "#words > h2",
    "#words > p",
    "#words .area .family:nth-of-type(1):first-of-type",
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_map_keeps_to_wcag_and_to_the_window(opened: Open, maps: Mapping[str, Path], kind: str, look: str) -> None:
    """axe-core finds nothing, with something chosen or not, and nothing reaches out of the window."""
    page = opened(maps[kind], **LOOKS[look]).ready()
    assert page.clipped() == []
    assert page.axe(within=PARTS if kind == "lattice" else ()) == []
    role = page.page.evaluate("JSON.parse(document.getElementById('scene').textContent).roles[0].id")
    page.page.evaluate(f"location.hash = 'role={role}'")
    page.page.wait_for_timeout(50)
    assert page.axe(within=["#stage"]) == []
    assert page.clipped() == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_says_everything_in_words(opened: Open, maps: Mapping[str, Path], kind: str) -> None:
    """The page's language, its one heading of the first level, and headings and tables of everything below the map."""
    page = opened(maps[kind]).ready().page
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == 1
    assert page.locator("#words h2, #words h3").count() >= 2
    assert page.locator("#words table").count() >= 1
    missing = page.evaluate(
        """() => {
            const scene = JSON.parse(document.getElementById("scene").textContent);
            for (const details of document.querySelectorAll("#words details")) details.open = true;
            return new Promise((resolve) => setTimeout(() => {
                const words = document.getElementById("words").textContent;
                resolve(scene.roles.filter(({ title }) => !words.includes(title)).map(({ title }) => title));
            }, 600));
        }"""
    )
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_prints_its_words(
    opened: Open, maps: Mapping[str, Path], kind: str, printed: Callable[[Watched], list[str]]
) -> None:
    """On paper stand the title, the day and the words, not the search field."""
    page = opened(maps[kind])
    page.page.wait_for_selector("html[data-ready]", state="attached")
    sheets = printed(page)
    text = " ".join(" ".join(sheets).split())
    title = page.page.locator("h1").inner_text()
    assert title in " ".join(sheets[0].split())
    assert "22 Nov 2026" in sheets[0]
    headings = page.page.locator("#words h3").all_inner_texts()
    assert [heading for heading in headings if " ".join(heading.split()) not in text] == []
    assert "Zoom in" not in text


def test_motion_stops_for_those_whom_it_hurts(opened: Open, maps: Mapping[str, Path]) -> None:
    """With reduced motion nothing on the page moves by itself."""
    page = opened(maps["lattice"], reduced=True).ready().page
    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((element) => {
            const { animationDuration, transitionDuration } = getComputedStyle(element);
            return [animationDuration, transitionDuration].join(",").split(",").some((time) => parseFloat(time) > 0.01);
        }).length"""
    )
    assert moving == 0


def test_without_its_script_a_page_says_why_it_is_empty(opened: Open, maps: Mapping[str, Path]) -> None:
    """Where scripts are off the page tells what it would do, and that it sends nothing."""
    context = opened(maps["lattice"], scripted=False)
    assert "script" in context.page.locator("noscript").inner_text()
