"""The reports of everything but routes."""

from __future__ import annotations

import datetime

import pytest
from rich.cells import cell_len

from lattice.errors import Problem
from lattice.insight.person import show_person
from lattice.insight.resource import show_resource
from lattice.insight.role import show_role
from lattice.insight.search import search
from lattice.insight.skill import show_skill
from lattice.insight.storage import DumpResult, ForgetResult, LoadResult, StatusResult, TableChange
from lattice.reports.check import check_report
from lattice.reports.document import Report
from lattice.reports.gap import gap_report
from lattice.reports.markdown import as_markdown
from lattice.reports.person import person_report
from lattice.reports.reach import reach_report
from lattice.reports.resource import resource_report
from lattice.reports.role import role_report
from lattice.reports.search import search_report
from lattice.reports.skill import skill_report
from lattice.reports.storage import dump_report, forget_report, load_report, status_report
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from tests.unit.reports.sample import DAY, GAP, REACH, row, snapshot, tables, titles


def shown(report: Report, width: int = 80) -> str:
    """The report on a terminal."""
    return as_table(report, Terminal(width=width))


def everything() -> dict[str, Report]:
    """A report of each kind."""
    graph, words = snapshot(), titles()
    problem = Problem("roles.csv", 3, "grade", "x", "a whole number", "'x' is not a whole number")
    change = TableChange(added=2, removed=0, changed=1)
    return {
        "gap": gap_report(GAP, words),
        "reach": reach_report(REACH, words),
        "role": role_report(show_role(graph, "master", as_of=DAY), words, full=True),
        "skill": skill_report(show_skill(graph, "law", as_of=DAY), words),
        "resource": resource_report(show_resource(graph, "moot", as_of=DAY), words),
        "person": person_report(show_person(graph, "ada", as_of=DAY), words),
        "search": search_report(search(graph, "c++")),
        "check": check_report([problem], [problem], counts={"roles": 3}, source="here"),
        "status": status_report(
            StatusResult(
                place="p",
                engine="e",
                schema_version=1,
                name="Harbour",
                version="2",
                counts={"roles": 3},
                digest="ab" * 32,
                loaded_at=datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC),
            )
        ),
        "load": load_report(LoadResult(place="p", name="Harbour", changes={"roles": change}, counts={"roles": 3})),
        "dump": dump_report(DumpResult(folder="f", name="Harbour", counts={"roles": 3})),
        "forget": forget_report(ForgetResult(person="ada", rows={"levels": 3})),
    }


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
@pytest.mark.parametrize("kind", sorted(everything()))
def test_every_report_fits_the_screen(kind: str, width: int) -> None:
    """No line is wider than the terminal, and none ends in blanks."""
    text = shown(everything()[kind], width)
    assert text.endswith("\n")
    for line in text.splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


@pytest.mark.parametrize("kind", sorted(everything()))
def test_every_report_has_rectangular_records(kind: str) -> None:
    """Each row of the records has a value for each column."""
    records = everything()[kind].records
    assert records.rows
    assert {len(values) for values in records.rows} == {len(records.columns)}


@pytest.mark.parametrize("kind", sorted(everything()))
def test_every_report_has_sound_markdown_tables(kind: str) -> None:
    """All rows of a Markdown table have as many cells as its head."""
    cells = 0
    for line in as_markdown(everything()[kind]).splitlines():
        if not line.startswith("|"):
            cells = 0
            continue
        count = line.replace("\\|", "").count("|")
        assert cells in {0, count}, line
        cells = count


def test_a_gap_shows_readiness_and_levels() -> None:
    """Readiness in percent, whether one is qualified, and each level beside the one needed."""
    text = shown(everything()["gap"])
    assert "Ready to 25%" in text
    assert "Not qualified to enter yet: 1 essential skill" in text
    assert "Law of the sea  █▒·    Basic  Good" in text


def test_no_gap_says_so() -> None:
    """Someone who lacks nothing is told so."""
    done = GAP.model_copy(update={"entry": (), "settle": (), "qualified": True, "readiness": 1.0})
    text = shown(gap_report(done, titles()))
    assert "Qualified to enter" in text
    assert text.count("nothing is missing") == 2


def test_reach_lists_roles_with_the_way() -> None:
    """Each role has its months and the roles in between."""
    text = shown(everything()["reach"])
    assert "2 roles within 24 months and £500" in text
    assert "Harbour master    21.0  £250     56      45%  Pilot" in text


def test_nothing_within_reach_is_said() -> None:
    """An empty answer gives advice, and an unproven one a remark."""
    report = reach_report(REACH.model_copy(update={"roles": (), "optimal": False, "budget": 0.0}), titles())
    assert "No role can be reached" in shown(report)
    assert "and for free" in shown(report)
    assert report.remarks


def test_reach_says_what_the_money_on_record_is_not_enough_for() -> None:
    """Without a budget in the question the person's own is no limit, and said to be none."""
    said = "Ada Byron has no money on record for learning; not every way keeps within it"
    free = REACH.model_copy(update={"budget": None})
    assert f"{said} (see --budget 0)." in " ".join(shown(reach_report(free, titles())).split())
    assert "on record" not in shown(reach_report(REACH, titles()))


def test_nothing_within_reach_of_a_role_that_leads_nowhere() -> None:
    """More months or money are no advice where no move leads on."""
    top = row("people", id="ada", name="Ada Byron", role="master")
    words = Titles(snapshot(people=[top, *tables()["people"][1:]]))
    text = shown(reach_report(REACH.model_copy(update={"roles": ()}), words))
    assert "No move leads on from Harbour master." in text
    assert "larger budget" not in text


def test_a_role_shows_people_and_teaching() -> None:
    """Who wants it and is nominated, and what nothing teaches."""
    text = shown(everything()["role"])
    assert "in the role  nobody" in text
    assert "want it      Ada Byron" in text
    assert "nominated    Ben" in text
    assert "nothing" in next(line for line in text.splitlines() if "C++" in line)


def test_few_people_are_not_counted() -> None:
    """A level that fewer than the smallest group have shows no number."""
    assert "Basic fewer than 2" in " ".join(shown(everything()["skill"]).split())


def test_a_person_shows_evidence() -> None:
    """Levels come with their evidence and day; a budget of nothing is not free."""
    text = shown(everything()["person"])
    assert "exam      2 Jan 2026" in text
    assert "budget  nothing" in text
    assert "by 1 Jan 2030" in text


def test_problems_are_lines() -> None:
    """A problem stands with its place, as editors know it."""
    assert "roles.csv:3 [grade]: 'x' is not a whole number" in shown(everything()["check"])


def test_a_valid_bundle_is_counted() -> None:
    """A check without errors says what it read."""
    text = shown(check_report([], [], counts={"roles": 3, "moves": 0}, source="here"))
    assert "here is a valid bundle" in text
    assert "3 roles" in text
    assert "moves" not in text


def test_an_empty_store_says_how_to_fill_it() -> None:
    """The status of an empty store names the command that fills it."""
    empty = StatusResult(
        place="p", engine="e", schema_version=1, name=None, version=None, counts={}, digest=None, loaded_at=None
    )
    assert "lattice load BUNDLE" in shown(status_report(empty))


def test_when_a_store_was_loaded_is_told_as_other_days_are() -> None:
    """The day in words, the time of day in UTC."""
    late = datetime.datetime(2026, 11, 22, 1, 5, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    status = StatusResult(
        place="p", engine="e", schema_version=1, name="n", version=None, counts={}, digest=None, loaded_at=late
    )
    assert "21 Nov 2026, 23:05 UTC" in shown(status_report(status))


def test_a_load_without_changes_says_so() -> None:
    """Loading the same again is told as such."""
    text = shown(load_report(LoadResult(place="p", name="n", changes={}, counts={"roles": 1})))
    assert "Nothing changed" in text


def test_nothing_found_gives_advice() -> None:
    """A search without hits says what to try."""
    report = search_report(search(snapshot(), "zzz"))
    assert "shorter part" in shown(report)
    assert report.remarks


def test_an_empty_bundle_is_said_to_be_empty() -> None:
    """A valid bundle without rows is not answered with a blank line; one row is one."""
    assert "no rows yet" in shown(check_report([], [], counts={"roles": 0}, source="here"))
    text = shown(check_report([], [], counts={"people": 1, "completions": 1, "moves": 2, "teaches": 1}, source="here"))
    assert "1 person, 1 completion, 2 moves, 1 teaches" in text


def test_what_was_frozen_is_called_so_when_somebody_is_forgotten() -> None:
    """Kept documents are frozen results to whoever reads of them."""
    text = shown(forget_report(ForgetResult(person="ada", rows={"people": 1, "kept": 2})))
    assert "frozen results" in text
    assert "kept" not in text
