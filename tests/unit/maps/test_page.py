"""The page of a map is one closed file, in which text stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest

from lattice.domain.bundle import Bundle
from lattice.graph.snapshot import Snapshot, snapshot
from lattice.maps.base import web_address
from lattice.maps.lattice import lattice_scene
from lattice.maps.network import HUES
from lattice.maps.page import render, scene_json
from lattice.maps.reach import reach_part, reach_press, reach_scene, reach_title
from lattice.maps.scene import Scene
from lattice.routes.ways import find_ways
from tests.unit.reports.sample import DAY, HEADER, row, tables

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "<!--<script>",
    "${script} $data {lattice}",
    "a\u2028b\u2029c",
    "\u202egnissim\u2066",
    "\x1b[31mred\x00",
    "x" * 10_000,
]


def hostile(text: str) -> Snapshot:
    """The small lattice with a text in every place that takes one."""
    given = tables()
    given["roles"] = [
        row(
            "roles",
            id="mate",
            title=text,
            family=text,
            area=text,
            grade=1,
            description=text,
            aliases=(text,),
            location=text,
        ),
        *given["roles"][1:],
    ]
    given["skills"] = [row("skills", id="c++", name=text, aliases=(text,)), *given["skills"][1:]]
    header = HEADER.model_copy(update={"name": text, "licence": text, "attribution": text, "currency": text})
    return snapshot(Bundle.assemble(header, given))


def data_of(page: str) -> dict[str, object]:
    """The data in a page, as a browser reads it."""
    found = re.search(r'<script type="application/json" id="scene">(.*?)</script>', page, flags=re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever a text is, the page has its own four scripts' and styles' elements and no other."""
    page = render(lattice_scene(hostile(text), as_of=DAY))
    plain = render(lattice_scene(snapshot(Bundle.assemble(HEADER, tables())), as_of=DAY))
    body = page[: page.index('<script type="application/json"')]
    assert body.count("<") == plain[: plain.index('<script type="application/json"')].count("<")
    assert page.count("</script>") == 3
    data = page[page.index('id="scene">') + 11 :].partition("</script>")[0]
    assert not set(data) & set("<>&\u2028\u2029")
    assert len(data_of(page)["roles"]) == 4  # type: ignore[arg-type]


def test_what_hides_or_turns_text_becomes_visible() -> None:
    """Marks of direction and control characters are shown as marks, in titles too."""
    scene = lattice_scene(hostile("\u202egnissim\x1b"), as_of=DAY)
    assert r"\u202egnissim\x1b" in {role.title for role in scene.roles}
    assert r"\u202egnissim\x1b" in scene.title


def test_the_policy_allows_what_is_in_the_page_and_nothing_else() -> None:
    """Scripts and style are allowed by their hashes; there is no other source, and no inline handler."""
    page = render(lattice_scene(hostile("Mate"), as_of=DAY))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    elements = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    elements += re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    assert len(elements) == 3
    for text in elements:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy[1]
    assert not re.search(r"<[^>]* (?:src|style|on\w+)=", page.partition("<script>")[0])


def test_the_data_is_the_scene() -> None:
    """What a browser reads from the page is what Python wrote."""
    scene = lattice_scene(hostile("</script>"), as_of=DAY)
    assert Scene.model_validate_json(scene_json(scene)) == scene


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[", False),
        ("https://exa\u202emple.org", False),
        ("ftp://example.org", False),
        (None, False),
        ("https://example.org/" + "x" * 5000, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str | None, kept: bool) -> None:  # noqa: FBT001 - a case's value
    """Addresses of http and https with a host; anything else is left out."""
    assert web_address(url) == (url if kept else None)


@pytest.mark.parametrize("text", ["Mate", *HOSTILE], ids=range(len(HOSTILE) + 1))
def test_a_press_prints_what_a_page_is(text: str) -> None:
    """Page after page from one press is byte for byte the page by itself, however hostile the texts."""
    harmless = hostile(text).bundle
    people = [(*cells[:2], text, *cells[3:]) for cells in harmless.rows("people")]
    graph = snapshot(Bundle.assemble(harmless.header, {**harmless.tables, "people": people}))
    press = reach_press(graph, language="de", as_of=DAY)
    for person in graph.people:
        found = find_ways(graph, person, within_months=24, as_of=DAY)
        part = reach_part(graph, found)
        page = render(reach_scene(graph, found, language="de"))
        assert press.page(reach_title(part, "de"), part) == page.encode()


def test_signs_have_no_area_s_colour() -> None:
    """What stands for a role of any area in the list of signs isn't coloured like the roles of one of them."""
    page = render(lattice_scene(snapshot(Bundle.assemble(HEADER, tables())), as_of=DAY))
    style = page[page.index("<style") : page.index("</style>")]
    assert ".legend" in style
    assert [hue for hue in HUES if hue in style] == []
