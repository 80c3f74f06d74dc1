"""What people do on a map: search, filter, choose, slide, go by keyboard, follow a link."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from lattice.domain.bundle import Bundle
from lattice.graph.snapshot import snapshot
from lattice.maps.lattice import lattice_scene
from lattice.maps.reach import reach_scene
from lattice.maps.route import route_scene
from lattice.maps.succession import succession_scene
from lattice.routes.find import find_routes
from lattice.routes.ways import find_ways
from tests.browser.pages import DAY, written
from tests.browser.watch import Open
from tests.unit.reports.sample import HEADER, row
from tests.unit.reports.sample import snapshot as harbour

EDGES: Final = """
() => [...document.querySelectorAll("#panel .axis span"), document.querySelector("#panel .timeline")]
  .map((element) => element.getBoundingClientRect()).filter(({ width }) => width)
  .map(({ left, right }, at, all) => at < all.length - 1 ? [left, right] : [right, right])
"""
"""The left and right of each date on the timeline that is shown, and in the end the timeline's own right."""


def test_search_finds_and_chooses_by_keyboard_alone(opened: Open, maps: Mapping[str, Path]) -> None:
    """Typing the beginnings of words lists roles; Enter takes the first, the panel shows it, the address remembers."""
    page = opened(maps["lattice"]).ready().page
    page.focus("#search")
    page.keyboard.type("lead data eng")
    assert page.locator("#hits [role=option]").first.inner_text().startswith("Lead data engineer")
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "Lead data engineer"
    assert page.url.endswith("#role=lead-data-engineer")


def test_filters_count_what_they_show_and_let_go(opened: Open, maps: Mapping[str, Path]) -> None:
    """An area leaves its own roles only, and one button shows all again."""
    page = opened(maps["lattice"]).ready().page
    page.select_option("#filter-area", label="Data")
    assert page.locator(".filters .shown").inner_text().startswith("36 of ")
    page.click(".filters .clear")
    assert page.locator(".filters .shown").inner_text() == ""


def test_a_link_opens_what_was_chosen(opened: Open, maps: Mapping[str, Path]) -> None:
    """The part after # chooses the role; one that nobody knows changes nothing."""
    page = opened(maps["lattice"], fragment="role=data-analyst").ready().page
    assert page.locator("#panel-title").inner_text() == "Data analyst"
    page = opened(maps["lattice"], fragment="role=%E0%A4%A").ready().page
    assert page.locator("#panel-title").inner_text() == "How to read this map"


def test_sliders_answer_in_the_page(opened: Open, maps: Mapping[str, Path]) -> None:
    """Fewer months leave fewer roles within reach, none at zero, and the months are said in words."""
    page = opened(maps["reach"]).ready().page
    before = page.locator("#panel .reached li").count()
    page.locator("#slider-months").fill("7")
    fewer = page.locator("#panel .reached li").count()
    assert 0 < fewer < before
    assert page.locator("#slider-months").get_attribute("aria-valuetext") == "7 months"
    page.locator("#slider-months").fill("0")
    assert page.locator("#panel .reached li").count() == 0


def test_the_horizon_changes_what_is_secured(opened: Open, maps: Mapping[str, Path]) -> None:
    """A planner chooses by when; seats secured change with it, and a role opens its bench."""
    page = opened(maps["succession"]).ready().page
    before = page.locator("#panel-title").inner_text()
    page.locator("input[name=horizon]").first.check(force=True)
    assert page.locator("#panel-title").inner_text() != before
    page.locator("#panel .seat").first.click()
    assert page.locator("#panel .status").count() == 1
    assert page.locator(".confidential").inner_text().casefold() == "confidential"
    shortages = page.locator("#words strong").all_inner_texts()
    assert any(text.startswith("1 seat, ") for text in shortages)
    assert not any(text.startswith("1 seats") for text in shortages)


def test_a_lattice_without_roles_says_so(opened: Open, tmp_path: Path) -> None:
    """Instead of an empty drawing with tools that do nothing, a page says that there are no roles yet."""
    graph = snapshot(Bundle.assemble(HEADER, {}))
    made = {"lattice": lattice_scene(graph, as_of=DAY), "succession": succession_scene(graph, as_of=DAY)}
    for path in written(tmp_path, made).values():
        page = opened(path).ready().page
        assert page.locator("#panel-title").inner_text() == "No roles yet"
        assert page.locator("#tools input").count() == 0


def test_where_no_move_leads_on_the_page_says_so(opened: Open, tmp_path: Path) -> None:
    """At the top of the lattice more time and money change nothing: no sliders, no signs of months, and why."""
    graph = harbour(people=[row("people", id="ada", name="Ada", role="master")], levels=[], completions=[],
                    aspirations=[], nominations=[], resources=[], teaches=[], prerequisites=[])  # fmt: skip
    ways = find_ways(graph, "ada", within_months=24, as_of=DAY)
    page = opened(written(tmp_path, {"reach": reach_scene(graph, ways)})["reach"]).ready().page
    assert page.locator("#panel-title").inner_text() == "0 roles within reach"
    assert "No move leads on from Harbour master." in page.locator("#panel").inner_text()
    assert "No move leads on from Harbour master." in page.locator("#words").inner_text()
    assert page.locator("#tools input").count() == page.locator(".legend").count() == 0


def test_one_slider_is_called_one(opened: Open, tmp_path: Path) -> None:
    """Where every way is free there are months to choose alone, and the words speak of one slider and of time."""
    graph = harbour(requirements=[])
    ways = find_ways(graph, "ada", within_months=24, as_of=DAY)
    page = opened(written(tmp_path, {"reach": reach_scene(graph, ways)})["reach"]).ready().page
    assert page.locator("#tools input").count() == 1
    assert "The slider chooses" in page.locator("#panel").inner_text()
    page.locator("#slider-months").fill("0")
    assert "No role is within reach in so little time." in page.locator("#panel").inner_text()


def test_a_timeline_has_every_date_that_has_room(opened: Open, tmp_path: Path) -> None:
    """21 months have a mark each half year to the end of the bars; dates stand apart and inside on a phone too."""
    graph = harbour(requirements=[])
    ways = find_ways(graph, "ada", within_months=24, as_of=DAY)
    path = written(tmp_path, {"reach": reach_scene(graph, ways)})["reach"]
    page = opened(path, fragment="role=master").ready().page
    dates = page.locator("#panel .axis span:visible")
    first, track = dates.first.bounding_box(), page.locator("#panel .track").first.bounding_box()
    assert first
    assert track
    assert first["x"] == pytest.approx(track["x"], abs=0.5)
    assert dates.all_inner_texts() == ["Nov 2026", "May 2027", "Nov 2027", "May 2028"]
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        edges: list[list[float]] = page.evaluate(EDGES)
        assert len(edges) >= 2
        assert all(left[1] < right[0] for left, right in pairwise(edges))


def test_why_there_is_no_route_is_said_once(opened: Open, tmp_path: Path) -> None:
    """In English the reason's own words are enough; a German page says it in German before them."""
    found = find_routes(harbour(), "ada", to="clerk", as_of=DAY)
    made = {language: route_scene(harbour(), found, language=language) for language in ("en", "de")}
    said = {
        language: opened(path).ready().page.locator("#panel > p").all_inner_texts()
        for language, path in written(tmp_path, made).items()
    }
    assert said == {
        "en": ["No moves lead from Mate to Clerk."],
        "de": ["Keine Kette von höchstens 4 Wechseln führt dorthin.", "No moves lead from Mate to Clerk."],
    }


def test_what_costs_more_than_there_is_on_record_is_said(opened: Open, tmp_path: Path) -> None:
    """A person's own money is no limit, but the pages of ways and of routes say when it doesn't reach."""
    graph = harbour()
    ways = find_ways(graph, "ada", within_months=24, as_of=DAY)
    made = {
        "reach": reach_scene(graph, ways),
        "route": route_scene(graph, find_routes(graph, "ada", to="pilot", as_of=DAY)),
    }
    pages = {kind: opened(path).ready().page for kind, path in written(tmp_path, made).items()}
    said = "Ada Byron has £0 on record for learning; not every {} keeps within it."
    for kind, what in (("reach", "way"), ("route", "route")):
        assert pages[kind].locator("#panel .note").inner_text() == said.format(what)
        assert said.format(what) in pages[kind].locator("#words").inner_text()
    pages["reach"].locator("#slider-budget").fill("0")
    assert pages["reach"].locator("#panel .note").count() == 0


def test_a_small_lattice_opens_whole(opened: Open, tmp_path: Path) -> None:
    """What can be read at a glance isn't cut at the edges: to show all, which 0 does, changes nothing."""
    ways = find_ways(harbour(), "ada", within_months=24, as_of=DAY)
    page = opened(written(tmp_path, {"reach": reach_scene(harbour(), ways)})["reach"], reduced=True).ready().page
    page.focus(".canvas")
    first = page.locator(".canvas").screenshot()
    page.keyboard.press("0")
    assert page.locator(".canvas").screenshot() == first
