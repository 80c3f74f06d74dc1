"""Frozen coverages and what changed since: every cause, and nothing of who was forgotten."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from lattice.domain.column import Row, Value
from lattice.domain.table import TABLES
from lattice.errors import DataError
from lattice.graph.snapshot import Snapshot
from lattice.reports.compare import compare_report
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from lattice.stores.sqlite.store import SqliteStore
from lattice.succession.comparison import Cause, CompareResult, compare
from lattice.succession.coverage import coverage
from lattice.succession.frozen import freeze, thaw
from tests.unit.reports.sample import row
from tests.unit.succession.works import DAY, tables, works

LATER = DAY + datetime.timedelta(days=91)


def since(graph: Snapshot) -> CompareResult:
    """What changed from the works to a lattice of later."""
    return compare(freeze(works(), name="then", as_of=DAY), freeze(graph, as_of=LATER))


def told(graph: Snapshot) -> list[tuple[str | None, ...]]:
    """The causes, without what they say nothing about."""
    return [tuple(value for value in cause.model_dump().values() if value is not None) for cause in since(graph).causes]


def changed(table: str, *keys: str, **cells: Value) -> list[Row]:
    """A table of the works, a row of it changed."""
    names = TABLES[table].names
    return [
        tuple((dict(zip(names, each, strict=True)) | cells).values()) if _is(each, keys) else each
        for each in tables()[table]
    ]


def without(table: str, *keys: str) -> list[Row]:
    """A table of the works without a row."""
    return [each for each in tables()[table] if not _is(each, keys)]


def _is(row_: Row, keys: tuple[str, ...]) -> bool:
    return row_[: len(keys)] == keys


def test_nothing_changed() -> None:
    """The same lattice on the same day differs in nothing; on a later day only time has passed."""
    frozen = freeze(works(), name="then", as_of=DAY)
    same = compare(frozen, frozen)
    assert (same.causes, same.roles, same.key_people, same.days) == ((), (), (), 0)
    later = since(works())
    assert (later.causes, later.days) == ((), 91)
    assert later.before.digest == later.after.digest == works().digest


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (works(people=without("people", "dot")), ("left", "dot", "hand")),
        (works(people=[*tables()["people"], row("people", id="gus", role="hand")]), ("joined", "gus", "hand")),
        (works(people=changed("people", "dot", role="clerk")), ("moved", "dot", "hand", "clerk")),
        (works(people=changed("people", "ann", retires_on=LATER)), ("retires", "ann", LATER.isoformat())),
        (works(levels=changed("levels", "cem", "tin", level=2)), ("level_rose", "cem", "tin", "1", "2")),
        (works(levels=without("levels", "ann", "law")), ("level_fell", "ann", "law", "1", "0")),
        (works(roles=changed("roles", "clerk", critical=True)), ("role_added", "clerk", "1")),
        (works(roles=changed("roles", "lead", critical=None)), ("role_dropped", "lead", "1")),
        (works(roles=changed("roles", "buyer", seats=3)), ("seats", "buyer", "2", "3")),
        (works(moves=[*tables()["moves"], row("moves", **{"from": "clerk"}, to="lead")]),
         ("move_opened", "lead", "clerk")),
        (works(moves=without("moves", "hand", "lead")), ("move_closed", "lead", "hand")),
        (works(nominations=[*tables()["nominations"], row("nominations", person="dot", role="head", by="Bob")]),
         ("nominated", "dot", "head", "Bob")),
        (works(nominations=[]), ("nomination_withdrawn", "eve", "head")),
        (works(exclusions=[row("exclusions", person="cem", role="lead", because="no", by="Bob")]),
         ("excluded", "cem", "lead", "Bob", "no")),
    ],
)  # fmt: skip
def test_each_cause(graph: Snapshot, expected: tuple[str, ...]) -> None:
    """What happened is told with whom it is about and both values, and nothing else is."""
    found = told(graph)
    assert expected in found
    others = [cause for cause in found if cause != expected]
    assert not others


def test_an_exclusion_that_was_withdrawn() -> None:
    """It was on record then, and is no longer."""
    excluded = works(exclusions=[row("exclusions", person="cem", role="lead", because="no")])
    found = compare(freeze(excluded, name="then", as_of=DAY), freeze(works(), as_of=DAY))
    assert found.causes == (Cause(kind="exclusion_withdrawn", person="cem", role="lead"),)
    assert found.roles[0].gained == ("cem",)


def test_people_without_a_part_in_it_are_not_mentioned() -> None:
    """Whoever neither holds a critical role nor could take one over is of no interest."""
    idle = row("roles", id="cook", title="Cook", family="k", grade=1)
    roles = [*tables()["roles"], idle]
    before = works(roles=roles, people=[*tables()["people"], row("people", id="zoe", role="cook")])
    frozen = freeze(before, name="then", as_of=DAY)
    assert next(one for one in frozen.people if one.person == "zoe").levels is None
    assert compare(frozen, freeze(works(roles=roles), as_of=DAY)).causes == ()


def test_the_head_is_that_of_the_later_one() -> None:
    """Both sides stand with their day, data and figures."""
    graph = works(people=without("people", "dot"))
    found = since(graph)
    assert (found.as_of, found.source.digest) == (LATER, graph.digest)
    assert (found.before.name, found.after.name) == ("then", "now")
    assert found.before.secured == coverage(works(), as_of=DAY).secured
    assert found.after.secured == coverage(graph, as_of=LATER).secured


def test_only_horizons_of_both_are_compared() -> None:
    """A coverage frozen for other horizons is compared where they meet."""
    before = freeze(works(), name="then", horizons=(0, 6), as_of=DAY)
    assert compare(before, freeze(works(), horizons=(6, 36), as_of=DAY)).horizons == ("6",)
    assert compare(before, freeze(works(), horizons=(36,), as_of=DAY)).roles == ()


def test_a_frozen_coverage_outlives_loads_and_loses_who_is_forgotten(tmp_path: Path) -> None:
    """It comes out of the store as it went in; after forgetting, no trace is in it and it can still be compared."""
    with SqliteStore(tmp_path / "s.lattice") as store:
        store.load(works().bundle)
        frozen = freeze(store.snapshot(), name="then", as_of=DAY)
        store.keep("then", frozen.model_dump_json(by_alias=True))
        store.load(works(people=changed("people", "fay", role="clerk")).bundle)
        assert thaw(store.kept("then")) == frozen
        for person in ("eve", "bob"):
            assert store.forget(person)["kept"] == 1
        text = store.kept("then")
        assert not any(name in text.casefold() for name in ('"eve"', '"bob"'))
        left = compare(thaw(text), freeze(store.snapshot(), as_of=DAY))
        assert not any(cause.person in {"eve", "bob"} for cause in left.causes)


@pytest.mark.parametrize("document", ["1", "{}", '{"schema": "lattice.frozen/9"}'])
def test_something_else_was_kept(document: str) -> None:
    """A document of another kind or version is said to be one."""
    with pytest.raises(DataError, match="freeze it afresh"):
        thaw(document)


def test_the_report_fits_80_columns() -> None:
    """Both sides, the figures, the roles and the reasons; marked confidential. The JSON can be read back."""
    graph = works(
        people=without("people", "dot"),
        levels=changed("levels", "cem", "tin", level=2),
        roles=changed("roles", "clerk", critical=True),
        exclusions=[row("exclusions", person="ann", role="head", because="stays a lead", by="bob", on=DAY)],
    )
    found = since(graph)
    text = as_table(compare_report(found, Titles(graph)), Terminal(width=80))
    assert max(map(len, text.splitlines())) <= 80
    for said in ("Confidential", "then: as of 22 Nov 2026", "Tin: 1 → 2", "left dot Hand", "stays a lead", "91 days",
                 "became critical Clerk"):  # fmt: skip
        assert said in " ".join(text.split()), said
    assert CompareResult.model_validate_json(found.model_dump_json(by_alias=True)) == found


def test_a_comparison_backwards_says_so() -> None:
    """With the later one first nothing 'happened in -91 days'."""
    found = compare(freeze(works(), name="then", as_of=LATER), freeze(works(), as_of=DAY))
    text = as_table(compare_report(found, Titles(works())), Terminal(width=80))
    assert "Why: what is otherwise, 91 days earlier" in text
    assert "only time has passed" not in text
