"""Names come from people: whatever they hold, they stay text."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.insight.search import SearchResult, search
from lattice.reports.delimited import as_csv
from lattice.reports.document import Column, Heading, Paragraph, Records, Report, Table, line
from lattice.reports.markdown import as_markdown
from lattice.reports.route import route_report
from lattice.reports.search import search_report
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from lattice.reports.visible import safe_json, steers, visible, visible_lines
from tests.unit.reports.sample import LONG, routes, row, snapshot

HOSTILE = "\x1b]0;owned\x07[bold]Ada[/bold]\x9b31m\u202eevil\u2066\r\n\t<script>|*_`"


def report_of(text: str) -> Report:
    """A report with a text in every place that takes one."""
    table = Table((Column("Name", wraps=True), Column("Next")), ((text, text),), title=text)
    return Report(
        (Heading(text, level=1), Paragraph((line(text),)), table), Records(("text", "number"), ((text, -1.5),))
    )


def test_a_name_cannot_steer_a_terminal() -> None:
    """Escape sequences and marks that turn text become visible, markup stays as typed."""
    people = [row("people", id="ada", name=HOSTILE, role="mate")]
    rest = [row("resources", id=name, title=name, type="course", hours=1.0) for name in ("moot", "old", "tides")]
    gone = ("levels", "completions", "aspirations", "nominations")
    words = Titles(snapshot(people=people, resources=rest, **{table: [] for table in gone}))
    text = as_table(route_report(routes(LONG), words), Terminal(width=200))
    assert r"\x1b]0;owned\x07[bold]Ada[/bold]\x9b31m\u202eevil\u2066\r\n\t<script>|*_`" in text
    assert not any(steers(ord(sign)) for sign in text if sign != "\n")


@given(st.text(max_size=200), st.integers(1, 200), st.sampled_from(["utf-8", "ascii", "latin-1", "cp437"]))
def test_any_text_fits_any_terminal(text: str, width: int, encoding: str) -> None:
    """Whatever the text, the width and the encoding: lines of printable text that the encoding has."""
    shown = as_table(report_of(text), Terminal(width=width, encoding=encoding))
    shown.encode(encoding)
    assert not any(steers(ord(sign)) for sign in shown if sign != "\n")


@given(st.text(max_size=60))
def test_any_text_is_one_cell_of_a_spreadsheet(text: str) -> None:
    """A text comes back as one cell, never as a formula; a negative number stays a number."""
    found = list(csv.reader(io.StringIO(as_csv(report_of(text).records))))
    assert found[0] == ["text", "number"]
    assert found[1][1] == "-1.5"
    assert not found[1][0].lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_formulas_are_defused(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe in front."""
    assert as_csv(Records(("a",), ((text,),))).splitlines()[1].strip('"').startswith("'")


@given(st.text(max_size=60))
def test_any_text_is_plain_in_markdown(text: str) -> None:
    """No HTML, no unescaped table bars and no link comes from a text."""
    made = as_markdown(report_of(text))
    assert "<" not in made
    rows = [item for item in made.splitlines() if item.startswith("| ") and "---" not in item]
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", item)) == 3 for item in rows)


def test_markdown_marks_are_escaped() -> None:
    """What could become markup is escaped, at a line's beginning too."""
    text = as_markdown(Report((Paragraph((line("1. <b>*x*</b> & [y](z)"), line("- no list"))),), Records((), ())))
    assert text == "1\\. &lt;b&gt;\\*x\\*&lt;/b&gt; &amp; \\[y\\](z)  \n\\- no list\n"


@given(st.text(max_size=60))
def test_json_says_the_same_and_steers_nothing(text: str) -> None:
    """JSON made safe for a terminal reads as it was."""
    result = SearchResult(text=text, roles=(), skills=(), resources=(), people=(), omitted={})
    safe = safe_json(result.model_dump_json(indent=2))
    assert json.loads(safe)["text"] == text
    assert not any(steers(ord(sign)) for sign in safe if sign != "\n")


def test_visible_lines_keep_lines() -> None:
    """A longer text keeps its lines, each made safe."""
    assert visible_lines("one\n\n two\x07 \r\nthree") == ["one", "two\\x07", "three"]


def test_what_can_be_seen_stays() -> None:
    """Letters of all scripts, accents and emoji stay as they are."""
    text = "Zoë 港務 हिन्दी عربي 👩‍🚀 −–×"
    assert visible(text) == text


def test_a_search_for_escapes_is_shown_safely() -> None:
    """What was searched for is shown as marks as well."""
    assert r"Search: \x1b[2Jmate" in as_table(search_report(search(snapshot(), "\x1b[2Jmate")), Terminal())
