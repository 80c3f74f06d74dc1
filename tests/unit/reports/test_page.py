"""Reports as pages: a whole document, nothing that runs or loads, hostile text as text, figures drawn and told."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattice.reports.document import (
    Bar,
    Block,
    Column,
    Dot,
    Facts,
    Gauge,
    Gauges,
    Heading,
    Lane,
    Lanes,
    Meter,
    Paragraph,
    Records,
    Report,
    Span,
    Step,
    Steps,
    Style,
    Table,
    Timeline,
    line,
    strong,
)
from lattice.reports.drawing import gauges_drawing, lanes_drawing, timeline_drawing
from lattice.reports.markdown import as_markdown
from lattice.reports.origin import CONFIDENTIAL, Origin
from lattice.reports.page import as_page
from lattice.reports.route_document import route_document
from lattice.reports.table import Terminal, as_table
from lattice.routes.result import NoRoute
from tests.unit.reports.sample import DAY, GAP, LONG, STRAIGHT, routes, titles

ORIGIN = Origin(as_of=DAY, lattice="Harbour", digest="ab" * 32, asked="lattice gap ada pilot")
HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)> \"'\u202e\x1b[31m\\ } body {"
VOID = {"meta", "br"}


class Read(HTMLParser):
    """The elements of a page, whether they close as they open, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """The element that was opened last ends."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """A text."""
        self.texts.append(data)


def everything(text: str) -> Report:
    """A report with each kind of block, and a text in every place that takes one."""
    blocks: tuple[Block, ...] = (
        Heading(text, level=1),
        Paragraph((line(text, strong(text), Span(text, Style.GOOD)),), indent=1),
        *(Heading(text) for _ in range(5)),
        Heading(text, level=3),
        Facts(((text, text), ("empty", ""))),
        Steps((Step(line(text), (line(text),)),), line(text)),
        Table((Column(text), Column("", numeric=True)), ((text, Meter(1, 2, 3)), (line(text), "2")), title=text),
        Table((Column("a"),), (), title=text, empty=text),
        Timeline(DAY, 9.0, (Bar(stage="1", style=Style.LEARN, begin=0, months=9.0),)),
        Gauges(text, ("Secured", text, "Seats"), (Gauge(label=text, value=1, seeming=2, whole=3),)),
        Lanes(text, 24.0, text, (Lane(text, (Dot(0, text, filled=True), Dot(9, text)), Span(text, Style.POOR)),)),
    )
    return Report(blocks, Records((), ()), about=((text, text),), confidential=True)


def test_hostile_text_stays_text() -> None:
    """Whatever a name holds, it opens no element, ends no style, and steers nothing."""
    origin = replace(ORIGIN, lattice=HOSTILE, asked=HOSTILE)
    page = as_page(everything(HOSTILE), origin)
    plain = Read(as_page(everything("x"), ORIGIN))
    found = Read(page)
    assert shapes(found) == shapes(plain)
    assert "script" not in {tag for tag, _ in found.elements}
    assert not any(name.startswith("on") or name == "style" for _, attributes in found.elements for name in attributes)
    assert "\u202e" not in page
    assert "\x1b" not in page
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(style) == 1
    assert "alert(1)" not in style[0]
    assert style[0].count("{") == style[0].count("}")


@settings(max_examples=settings().max_examples // 2)
@given(st.text(min_size=1, max_size=60))
def test_any_text_is_a_page(text: str) -> None:
    """The page's elements don't depend on what its texts hold."""
    assert shapes(Read(as_page(everything(text), ORIGIN))) == shapes(Read(as_page(everything("x"), ORIGIN)))


def shapes(page: Read) -> list[str]:
    """The elements of a page but the labels of drawings, which are left out where there is no room."""
    return [tag for tag, _ in page.elements if tag != "text"]


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    """The policy names the hash of the style that is there; no script, no request, no address."""
    page = as_page(everything("x"), ORIGIN)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert policy in page
    for tag, attributes in Read(page).elements:
        assert tag not in {"script", "link", "iframe", "object", "img", "form", "base"}
        assert not set(attributes) & {"src", "srcset", "action", "style"}
        assert str(attributes.get("href", "#")).startswith("#")
    assert "url(" not in style.group(1).replace('url("#hatch")', "")


def test_the_page_is_the_same_every_time() -> None:
    """The same report and origin give the same bytes."""
    assert as_page(everything("x"), ORIGIN) == as_page(everything("x"), ORIGIN)


def test_a_page_says_where_it_comes_from() -> None:
    """At its end, and at the foot of each printed page; a confidential one says so first."""
    page = as_page(everything("x"), ORIGIN)
    texts = Read(page).texts
    assert CONFIDENTIAL in texts
    assert texts.index(CONFIDENTIAL) < texts.index("x", texts.index(CONFIDENTIAL))
    assert {"As of", "2026-11-22", "Digest", "ab" * 6, "lattice gap ada pilot"} <= set(texts)
    assert "@bottom-left" in page
    assert CONFIDENTIAL not in as_page(replace(everything("x"), confidential=False), ORIGIN)


def test_a_longer_document_has_contents_after_its_summary() -> None:
    """Links to the parts, each there, after what is said first."""
    found = Read(as_page(everything("x"), ORIGIN))
    links = [attributes["href"] for tag, attributes in found.elements if tag == "a"]
    parts = [f"#{attributes['id']}" for tag, attributes in found.elements if tag == "h2"]
    assert links == parts
    tags = [tag for tag, _ in found.elements]
    assert tags.index("h1") < tags.index("strong") < tags.index("nav") < tags.index("h2")


DRAWINGS = {
    "timeline": timeline_drawing(Timeline(DAY, 0.0, (Bar(stage="1", style=Style.WAIT, begin=0, months=0),))),
    "long timeline": timeline_drawing(Timeline(DAY, 1e6, (Bar(stage="1", style=Style.MOVE, begin=1e5, months=9e5),))),
    "no gauges": gauges_drawing(Gauges("a", ("b", "c", "d"), ())),
    "gauges": gauges_drawing(Gauges("a", ("b", "c", "d"), (Gauge(label="<&>", value=0, seeming=0, whole=0),))),
    "no lanes": lanes_drawing(Lanes("a", 0.0, "b", ())),
    "lanes": lanes_drawing(Lanes("a", 24.0, "b", (Lane("x" * 90, (Dot(3.0, "y" * 90),), Span("thin")),))),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_sound(name: str) -> None:
    """Each is well-formed and lies within its own frame, at the edges of what it may be given too."""
    root = ET.fromstring(DRAWINGS[name])  # noqa: S314 - we drew it
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"]
    for shape in root.iter():
        for key, most in (("x", width), ("cx", width), ("y", height), ("cy", height), ("x2", width)):
            if key in shape.attrib:
                assert 0 <= float(shape.attrib[key]) <= most, (shape.tag, shape.attrib)
    assert len(DRAWINGS[name]) < 20_000


def test_figures_are_told_where_they_cannot_be_drawn() -> None:
    """Terminal and Markdown have the same as tables, every figure and name in them."""
    report = everything("Ada")
    for text in (as_table(report, Terminal(width=100)), as_markdown(report)):
        assert "Ada now" in text
        assert "9.0" in text
        assert "Secured" in text


def test_the_document_of_a_route_begins_with_the_answer() -> None:
    """Who, what, by when, at what cost and chance, in sentences; the rest follows."""
    report = route_document(routes(LONG, STRAIGHT), GAP, titles())
    said = as_markdown(report)
    assert said.startswith(
        "# Ada Byron: the way to Harbour master\n\n**Ada Byron, Mate today, can be Harbour master by "
    )
    assert "by way of Pilot." in said
    assert "21.0 months, 56 h of learning and £250. Someone who is ready gets both moves with a chance of 45%." in said
    assert "ready to 25%, with 1 essential skill below what day one asks." in said
    assert "1 other way to compare below." in said
    assert [sheet.title for sheet in report.sheets][-2:] == ["To enter", "To be settled"]


def test_the_document_without_a_route_says_why() -> None:
    """That there is none is the first sentence, with the reason; what to do follows."""
    none = NoRoute(reason="no_moves", detail="no move leads there", skills=())
    said = as_markdown(route_document(routes(bound=None, no_route=none), GAP, titles()))
    assert "has no route to Harbour master**: no move leads there." in said
    there = NoRoute(reason="already_there", detail="", skills=())
    said = as_markdown(route_document(routes(bound=None, no_route=there), GAP, titles()))
    assert "has no route to Harbour master**: Ada Byron holds it already." in said
    said = as_markdown(route_document(routes(optimal=False, bound=None), GAP, titles()))
    assert "has no route yet to Harbour master**: the time was up before one was found; there may be one." in said


def test_colours_are_those_of_the_maps() -> None:
    """Documents and maps show one thing in one colour: the values of the names that both have are equal."""

    def values(text: str) -> list[dict[str, str]]:
        blocks = re.findall(r":root \{(.*?)\}", text, re.DOTALL)[:2]
        return [dict(re.findall(r"(--[a-z-]+):\s*([^;]+);", block)) for block in blocks]

    ours = values((files("lattice.reports") / "assets" / "document.css").read_text("utf-8"))
    maps = values((Path(__file__).parents[3] / "web" / "src" / "page.css").read_text("utf-8"))
    for own, theirs in zip(ours, maps, strict=True):
        assert {name: theirs.get(name) for name in own} == own
