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

# The words of a whole lattice take axe long. Its tables are all of one making: in every look one stands for them, and a
# test of its own has axe look at all of them.
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


def test_the_whole_lattice_in_words_keeps_to_wcag(opened: Open, maps: Mapping[str, Path]) -> None:
    """axe-core judges every element that has words, and of 6,000 finds two faults alone: those planted far down."""
    page = opened(maps["lattice"]).ready()
    page.page.evaluate(
        """() => {
            const cells = document.querySelectorAll("#words td");
            cells[Math.floor(cells.length / 2)].append(document.createElement("img"));
            const faint = document.createElement("i");
            faint.textContent = "hardly to be seen";
            faint.style.color = "#ccc";
            cells[cells.length - 1].append(faint);
        }"""
    )
    found = page.axe_of_all("#words")
    assert sorted(found["breaches"]) == [
        'color-contrast: <i style="color: rgb(204, 204, 204);">hardly to be seen</i>',
        "image-alt: <img>",
    ]
    assert found["unjudged"] == []
    texts = page.page.locator("#words td, #words th, #words h3, #words h4").count()
    assert found["judged"] > 0.9 * texts > 4000


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
            const until = performance.now() + 20_000;
            return new Promise((resolve) => {
                const look = () => {
                    const words = document.getElementById("words").textContent;
                    const missing = scene.roles.filter(({ title }) => !words.includes(title)).map(({ title }) => title);
                    if (missing.length === 0 || performance.now() > until) resolve(missing);
                    else setTimeout(look, 50);
                };
                look();
            });
        }"""
    )
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_prints_its_words(
    opened: Open, maps: Mapping[str, Path], kind: str, printed: Callable[[Watched], list[str]]
) -> None:
    """On paper stand the title, the day and the words, not the search field; only a planner's is confidential."""
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
    told = [number for number, sheet in enumerate(sheets) if "confidential" in sheet.casefold() or "· data" in sheet]
    assert told == ([*range(len(sheets))] if kind == "succession" else [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_printed_sheet_of_a_planner_s_map_says_whose_it_is(
    opened: Open, planner_maps: Mapping[str, Path], kind: str, printed: Callable[[Watched], list[str]]
) -> None:
    """Confidential, as of when, from what data, which sheet of how many, at the foot of each, the last one too."""
    page = opened(planner_maps[kind])
    page.page.wait_for_selector("html[data-ready]", state="attached")
    digest = page.page.evaluate("JSON.parse(document.getElementById('scene').textContent).digest")
    sheets = printed(page)
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, start=1):
        # Names that stand on end make pdftotext spread what else is on the sheet, its foot included.
        text = "".join(sheet.split())
        assert f"Confidential·asof22Nov2026·data{digest[:12]}" in text
        assert text.endswith(f"{number}/{len(sheets)}")


def test_paper_holds_what_is_filtered_or_chosen(
    opened: Open, maps: Mapping[str, Path], printed: Callable[[Watched], list[str]]
) -> None:
    """An area's roles alone, or the chosen one, with what teaches their skills; that it is a part is said, and ends."""
    page = opened(maps["lattice"]).ready()

    def paper() -> tuple[int, int, int, str]:
        """How many sheets are printed, with how many roles and resources, and what is said of it."""
        sheets = len(printed(page))
        rows = [page.page.locator(f"#words [data-{what}]:not(.left-out)").count() for what in ("role", "resource")]
        return sheets, rows[0], rows[1], page.page.locator("#words .on-paper").text_content() or ""

    page.page.select_option("#filter-area", label="Data")
    area = paper()
    page.page.evaluate("location.hash = 'role=data-analyst'")
    page.page.wait_for_selector("#panel .close")
    role = paper()
    page.page.click("#panel .close")
    page.page.click(".filters .clear")
    everything = paper()
    assert 2 * role[0] < area[0] < everything[0] / 2
    assert (role[1], area[1], everything[1]) == (1, 36, 205)
    assert 0 < role[2] < area[2] < everything[2]
    assert role[3].startswith("On paper: 1 of 205 roles, as they are chosen or filtered")
    assert (area[3][:24], everything[3]) == ("On paper: 36 of 205 role", "")


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
