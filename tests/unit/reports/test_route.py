"""The report of routes, as a person and their coach read it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import pytest
from rich.cells import cell_len

from lattice.reports.delimited import as_csv
from lattice.reports.document import Timeline
from lattice.reports.markdown import as_markdown
from lattice.reports.route import route_report
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from lattice.routes.result import Limits, NoRoute, Route
from tests.unit.reports.sample import LONG, PILOT_STAGE, STRAIGHT, routes, row, snapshot, titles

GOLDEN: Final = Path(__file__).parent / "golden"


def table(*found: Route, width: int = 80, **more: str | float | bool | None) -> str:
    """The report of these routes on a terminal of that width."""
    result = routes(*found, **more)  # type: ignore[arg-type]
    return as_table(route_report(result, titles()), Terminal(width=width))


def matches(text: str, name: str) -> None:
    """Compare with a golden file; ``LATTICE_GOLDEN=write`` writes it afresh."""
    path = GOLDEN / name
    if os.environ.get("LATTICE_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80])
def test_the_table_is_as_it_was_made_to_be(width: int) -> None:
    """The table of two routes stands as a golden file, wide and narrow."""
    matches(table(LONG, STRAIGHT, width=width), f"route-{width}.txt")


def test_the_markdown_is_as_it_was_made_to_be() -> None:
    """The Markdown of two routes stands as a golden file."""
    matches(as_markdown(route_report(routes(LONG, STRAIGHT), titles())), "route.md")


def test_the_csv_is_as_it_was_made_to_be() -> None:
    """The CSV has a row for each resource of each stage, and one for a stage without any."""
    matches(as_csv(route_report(routes(LONG, STRAIGHT), titles()).records), "route.csv")


@pytest.mark.parametrize("width", [20, 33, 40, 60, 80, 120, 300])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """Whatever the width, nothing is cut off by the terminal's edge."""
    lines = table(LONG, STRAIGHT, width=width).splitlines()
    assert max(map(cell_len, lines)) <= max(width, 28)


def test_wide_titles_keep_the_columns_in_line() -> None:
    """Characters of two cells count for two: the figures of the comparison end in one column."""
    roles = [
        row("roles", id=name, title="港務長港務長" * 2, family="deck", grade=1) for name in ("clerk", "mate", "pilot")
    ]
    words = Titles(snapshot(roles=[*roles, row("roles", id="master", title="港", family="deck", grade=3)]))
    text = as_table(route_report(routes(LONG, STRAIGHT), words), Terminal(width=80))
    compared = [line for line in text.splitlines() if line.endswith(("21.50", "25.00"))]
    assert len(compared) == 2
    assert len({cell_len(line) for line in compared}) == 1


def test_what_to_do_first_is_learning() -> None:
    """With little to learn the steps are the learning, then the application, with its day."""
    text = table(LONG)
    assert "1. Tides and charts (40 h, £250)" in text
    assert "2. Wait until 23 May 2027" in text
    assert "go for Pilot (success 90%)" in " ".join(text.split())


def test_with_nothing_to_learn_one_waits() -> None:
    """A stage of waiting alone says until when."""
    assert "1. Wait until 21 Jul 2028" in table(STRAIGHT)


def test_with_nothing_to_wait_for_one_goes() -> None:
    """A stage without learning or waiting says: now."""
    stage = STRAIGHT.stages[0].model_copy(update={"dwell_months": 0.0, "months": 4.0})
    text = table(STRAIGHT.model_copy(update={"stages": (stage,)}))
    assert "1. Go for Harbour master now" in text


def test_long_learning_is_summed_up() -> None:
    """Of many resources the first three are steps, the rest is a line with its hours and cost."""
    item = PILOT_STAGE.learning[0]
    stage = PILOT_STAGE.model_copy(update={"learning": (item,) * 5, "learning_months": 9.0, "months": 10.0})
    text = table(LONG.model_copy(update={"stages": (stage, LONG.stages[1])}))
    assert "Then 2 more (80 h, £500); from 22 Aug 2027" in text
    assert "4. Tides" not in text


def test_the_second_route_says_why_it_is_second() -> None:
    """The difference to the first route is told in words, with what counts most."""
    text = " ".join(table(LONG, STRAIGHT).split())
    expected = (
        "Route 2 is 3.0 months longer, £250 cheaper, 56 h less to learn, 15 points surer, 1 move fewer than route 1"
    )
    assert f"{expected}; the months put it behind, by 3.5 in the score." in text


def test_points_are_those_between_the_figures_shown() -> None:
    """45% and 23% are 22 points apart to whoever subtracts them, 22.5 by the exact shares."""
    text = " ".join(table(LONG, STRAIGHT.model_copy(update={"success": 0.225})).split())
    assert "45%" in text
    assert "23%" in text
    assert "22 points less sure" in text


def test_equal_routes_say_so() -> None:
    """Two routes that differ in their roles alone are as good as each other."""
    assert "is as good as route 1" in table(LONG, LONG)


def test_one_route_is_compared_with_none() -> None:
    """A single route has no reasons."""
    text = table(LONG)
    assert "than route 1" not in text
    assert "Proven: no other route is better." in text


def test_what_isnt_proven_says_so() -> None:
    """A search that ran out of time gives its bound."""
    text = " ".join(table(LONG, optimal=False, bound=19.25).split())
    assert "Not proven, the time was up: no route can score below 19.25; the best found scores 21.50." in text


@pytest.mark.parametrize(
    ("reason", "said", "advice"),
    [
        ("no_moves", "No moves lead there", "lattice show role master"),
        ("no_resource", "In the way: Law of the sea", "lattice gap ada master"),
        ("constraints", "No moves lead there", "Ease the options"),
        ("already_there", "Ada Byron holds Harbour master already", "lattice reach ada"),
    ],
)
def test_no_route_is_explained(reason: str, said: str, advice: str) -> None:
    """Each reason comes with its words and with something to try."""
    skills = ("law",) if reason == "no_resource" else ()
    result = routes(no_route=NoRoute(reason=reason, detail="no moves lead there", skills=skills), bound=None)  # type: ignore[arg-type]
    report = route_report(result, titles())
    text = " ".join(as_table(report, Terminal()).split())
    assert said in text
    assert advice in text
    assert report.records.rows == ()
    assert report.remarks == (f"no route ({reason}): no moves lead there",)


def test_a_search_without_time_knows_nothing() -> None:
    """Time that ran out before any route was found is no proof that there is none."""
    report = route_report(routes(optimal=False, bound=None), titles())
    text = as_table(report, Terminal())
    assert "there may be one" in text
    assert "Proven" not in text


def test_an_ids_quoting_is_the_shells() -> None:
    """An id with blanks is quoted in the commands that are advised."""
    result = routes(no_route=NoRoute(reason="already_there", detail="", skills=()), bound=None)
    text = as_table(route_report(result.model_copy(update={"person": "a b"}), titles()), Terminal())
    assert "lattice reach 'a b' --within 24" in text


def test_ascii_terminals_get_ascii() -> None:
    """What the encoding can't show is drawn with plain characters, and currencies get their code."""
    text = as_table(route_report(routes(LONG, STRAIGHT), titles()), Terminal(encoding="ascii"))
    assert text.isascii()
    assert "Ada Byron -> Harbour master" in text
    assert "GBP 250" in text


def test_colour_adds_nothing_but_colour() -> None:
    """Without its colours a coloured report is the plain one."""
    report = route_report(routes(LONG, STRAIGHT), titles())
    coloured = as_table(report, Terminal(color=True))
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == as_table(report, Terminal())


def test_all_routes_can_be_told_in_full() -> None:
    """With ``full`` the second route says what it closes too."""
    item = LONG.model_copy(update={"score": 22.0})
    short = as_table(route_report(routes(LONG, item), titles()), Terminal())
    full = as_table(route_report(routes(LONG, item), titles(), full=True), Terminal())
    assert short.count("To close") == 2
    assert full.count("To close") == 4
    assert "-v" in short.splitlines()[-1]


def test_the_option_for_more_is_named_on_a_screen_only() -> None:
    """In a file or a mail nobody can give an option."""
    result = routes(LONG, STRAIGHT)
    assert "-v tells" in as_table(route_report(result, titles()), Terminal())
    assert "-v tells" not in as_table(route_report(result, titles(), hint=False), Terminal())


def test_money_on_record_that_does_not_suffice_is_told_of() -> None:
    """Ada has no money to learn with, so that a route of £250 says so; with a limit, or when it is free, nothing."""
    said = "Ada Byron has no money on record for learning; not every route keeps within it"
    assert f"{said} (see --budget 0)." in " ".join(table(LONG, STRAIGHT).split())
    assert said not in " ".join(table(STRAIGHT).split())
    asked = routes(LONG).model_copy(update={"limits": Limits(budget=300.0)})
    assert said not in as_markdown(route_report(asked, titles()))
    assert f"{said}." in as_markdown(route_report(routes(LONG), titles(), hint=False))


def test_own_weights_are_named() -> None:
    """Weights that are no profile are listed."""
    result = routes(LONG).model_copy(update={"weights": {**routes().weights, "months": 2.0, "cost": 0.0}})
    assert "weighing months 2, hours 0.02, risk 12, moves 0.5" in as_table(route_report(result, titles()), Terminal())


def test_endless_months_stay_a_text() -> None:
    """A route that ends beyond the calendar has no date, and no error."""
    stage = STRAIGHT.stages[0].model_copy(update={"dwell_months": 1e6, "months": 1e6 + 4})
    text = table(STRAIGHT.model_copy(update={"stages": (stage,), "months": 1e6 + 4}))
    assert "in 83,334 years" in text


def test_the_limits_are_told() -> None:
    """Every limit that was set is said in words, each once."""
    limits = Limits(
        deadline=1200.0,
        budget=0.0,
        hours_per_week=2.5,
        via=("pilot",),
        avoid=("clerk",),
        kinds=("ladder",),
        no_pay_cut=True,
        resource_types=("course", "project"),
        resource_formats=("online",),
        languages=("en",),
        include_inactive=True,
    )
    result = routes(STRAIGHT).model_copy(update={"limits": limits})
    text = " ".join(as_table(route_report(result, titles()), Terminal(width=80)).split())
    assert (
        "Asked for: within 1,200 months, at no cost, with 2.5 h a week to learn, by way of Pilot, not by way of Clerk, "
        "ladder moves only, no pay cut, learning of type course or project, learning in the format online, "
        "learning in the language en, resources that aren't offered now included."
    ) in text
    assert "Asked for" not in table(STRAIGHT)


def test_nothing_is_drawn_of_a_way_that_takes_no_time() -> None:
    """A route of 0 months has no timeline, nor a date that stands alone."""
    none = dict.fromkeys(("months", "dwell_months", "learning_months", "move_months"), 0.0)
    route = LONG.model_copy(update={"months": 0.0, "stages": (PILOT_STAGE.model_copy(update=none),)})
    report = route_report(routes(route), titles())
    assert not any(isinstance(block, Timeline) for block in report.blocks)
