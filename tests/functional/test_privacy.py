"""What an employee's map holds of anybody else: nothing, neither as it stands in the file nor decoded."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.table import TABLES
from lattice.exchange.folder import read_bundle
from lattice.graph.snapshot import Snapshot
from lattice.maps.employees import LIST, export_employees
from lattice.maps.lattice import lattice_scene
from lattice.maps.page import render
from lattice.maps.reach import reach_scene
from lattice.maps.route import route_scene
from lattice.routes.find import find_routes
from lattice.routes.ways import find_ways

SAMPLE: Final = Path(__file__).parents[2] / "graph_data" / "uk-digital"
DAY: Final = datetime.date(2026, 11, 22)
WITHIN: Final = 12.0

SCENE = re.compile(r'<script type="application/json" id="scene">(.*?)</script>', re.DOTALL)
# Whatever might be something else in disguise: base64 that is longer than the hash of a script.
PACKED = re.compile(r"(?:data:[^\s,]*base64,|[\"'])([A-Za-z0-9+/]{80,}={0,2})")


@cache
def graph() -> Snapshot:
    """The sample organisation."""
    return Snapshot(read_bundle(SAMPLE))


def texts(page: str) -> Iterator[str]:
    """All that a page says: the file as it stands, its markup and its data decoded."""
    yield page
    yield html.unescape(page)
    found = SCENE.search(page)
    assert found is not None
    yield from strings(json.loads(found.group(1)))


def strings(value: object) -> Iterator[str]:
    """Every text in a JSON value, the names of its fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def mentioned(page: str, people: Mapping[str, str]) -> list[str]:
    """The people of whom a page has the id or the name, whatever the case; an id counts when it stands alone."""
    everything = "\n".join(set(texts(page))).casefold()
    words = set(re.findall(r"[\w.@-]+", everything))
    return [person for person, name in people.items() if person.casefold() in words or name.casefold() in everything]


@cache
def names() -> Mapping[str, str]:
    """Everybody's name by id."""
    return {person.id: person.name or person.id for person in graph().bundle.people}


def others(person: str) -> Mapping[str, str]:
    """Everybody but one."""
    return {other: name for other, name in names().items() if other != person}


@cache
def common() -> str:
    """The largest script of every page, vis-network, which has no data in it."""
    page = render(lattice_scene(graph(), as_of=DAY))
    scripts: list[str] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return max(scripts, key=len)


def test_what_all_pages_share_names_nobody() -> None:
    """The library that is the same in every page, searched once for everybody, has no id or name of anyone."""
    everything = common().casefold()
    words = set(re.findall(r"[\w.@-]+", everything))
    assert [person for person, name in names().items() if person in words or name.casefold() in everything] == []
    assert len(common()) > 100_000


def test_no_export_of_anyone_holds_anybody_else(tmp_path: Path) -> None:
    """Every employee's file in the sample has that person's name, and no other person's id or name."""
    result = export_employees(graph(), tmp_path, within_months=WITHIN, as_of=DAY)
    assert set(result.files) == set(names())
    assert {path.name for path in tmp_path.iterdir()} == {*result.files.values(), LIST}
    for person, file in result.files.items():
        page, shared, rest = (tmp_path / file).read_bytes().decode("utf-8").partition(common())
        assert shared
        page += rest
        assert mentioned(page, names()) == [person], file
        assert PACKED.search(page) is None, file


@pytest.mark.parametrize("person", ["maya", "alice-mottram"])
def test_an_employee_s_other_maps_hold_nobody_else_either(person: str) -> None:
    """The whole lattice names nobody, and routes made for the employee name the employee alone."""
    assert mentioned(render(lattice_scene(graph(), as_of=DAY)), names()) == []
    found = find_routes(graph(), person, to="lead-data-engineer", as_of=DAY)
    page = render(route_scene(graph(), found, audience="employee"))
    assert mentioned(page, others(person)) == []


def test_a_coach_s_map_holds_the_one_whom_they_coach() -> None:
    """Routes made for a coach name the person and nobody else."""
    found = find_routes(graph(), "maya", to="lead-data-engineer", as_of=DAY)
    assert mentioned(render(route_scene(graph(), found, audience="coach")), others("maya")) == []


@pytest.mark.parametrize("person", sorted(names())[::16])
def test_a_map_is_the_same_byte_for_byte_when_nobody_else_is_there(person: str) -> None:
    """What others are, hold, learn or want can't show in an employee's file: without them it is the same file."""
    bundle = graph().bundle
    own = ("levels", "completions", "aspirations", "nominations", "exclusions")
    alone = {
        **bundle.tables,
        "people": [blank("people", "manager", cells) for cells in bundle.rows("people") if cells[0] == person],
        "resources": [blank("resources", "mentor", cells) for cells in bundle.rows("resources")],
        **{table: [cells for cells in bundle.rows(table) if cells[0] == person] for table in own},
    }
    lonely = Snapshot(Bundle.assemble(bundle.header, alone))
    pages = [
        render(reach_scene(each, find_ways(each, person, within_months=WITHIN, as_of=DAY)))
        for each in (graph(), lonely)
    ]
    assert pages[0] == pages[1]


def blank(table: str, column: str, cells: Row) -> Row:
    """A row without what it says in a column."""
    at = TABLES[table].position(column)
    return (*cells[:at], None, *cells[at + 1 :])


def test_small_counts_are_kept_back() -> None:
    """No number of people below the smallest group: moves that few made, and how many hold a role, aren't there."""
    bundle = graph().bundle
    smallest, at = bundle.header.policy.min_group, TABLES["moves"].position("observed")
    moves = [(*cells[:at], number % (2 * smallest)) for number, cells in enumerate(bundle.rows("moves"))]
    scene = lattice_scene(Snapshot(Bundle.assemble(bundle.header, {**bundle.tables, "moves": moves})), as_of=DAY)
    assert set(scene.moves.observed) == {-1, *range(smallest, 2 * smallest)}
    assert {(role.seats, role.people, role.holders, role.critical) for role in scene.roles} == {(None, None, (), False)}


def test_the_search_itself_finds_what_is_hidden() -> None:
    """An id in an attribute, a name in escaped JSON or in entities: the search above sees each."""
    shell = '<p title="{}"></p><script type="application/json" id="scene">{}</script>'
    known = {"ada": "Ada Lovelace", "bo": "Bo & Co"}
    assert mentioned(shell.format("x", '{"a": "b"}'), known) == []
    assert mentioned(shell.format("ADA", "{}"), known) == ["ada"]
    assert mentioned(shell.format("", r'{"a": ["\u0041da Lovelace"]}'), known) == ["ada"]
    assert mentioned(shell.format("Bo &amp; Co", "{}"), known) == ["bo"]
    assert mentioned(shell.format("", '{"bo": 1}'), known) == ["bo"]
    assert PACKED.search(f'"{"QUFB" * 30}"')
