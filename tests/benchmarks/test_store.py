"""How fast the embedded store loads and reads a million levels, beside SQLite without anything around it."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from lattice.domain.bundle import Bundle
from lattice.domain.policy import Header, Levels
from lattice.stores.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

_T = TypeVar("_T")

EACH = 10
SKILLS = 300
ROUNDS = 3


@lru_cache(maxsize=1)
def organisation(people: int) -> Bundle:
    """So many people in a hundred roles, each with ten levels."""
    days = [datetime.date(2022, 1, 1) + datetime.timedelta(days=number) for number in range(1_000)]
    persons = [f"p{number:06d}" for number in range(people)]
    skills = [f"skill-{number:03d}" for number in range(SKILLS)]
    return Bundle.of_checked(
        Header(name="large", levels=Levels(maximum=5)),
        {
            "roles": [(f"role-{number}", f"Role {number}", "works", 1, *(None,) * 7, ()) for number in range(100)],
            "skills": [(skill, skill.title(), None, None, None, ()) for skill in skills],
            "requirements": [],
            "people": [
                (
                    *(person, f"role-{at % 100}", f"Person {at}", days[at % 1_000], 4.0, None, persons[at // 10]),
                    *(None, None, 0.1, (("unit", str(at % 30)),)),
                )
                for at, person in enumerate(persons)
            ],
            "levels": [
                (person, skills[(at * 7 + turn * 29) % SKILLS], turn % 6, "review", days[(at + turn) % 1_000])
                for at, person in enumerate(persons)
                for turn in range(EACH)
            ],
        },
    )


def measure(benchmark: BenchmarkFixture, what: Callable[[], _T], *, rounds: int = ROUNDS) -> _T:
    """Time a call so many times; what the last one answered."""
    answer: _T = benchmark.pedantic(what, rounds=rounds)  # type: ignore[no-untyped-call]  # typed in part only
    return answer


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Path]:
    """Paths of files that aren't there yet."""
    return (tmp_path / f"{number}.lattice" for number in itertools.count())


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """A store with 100,000 people and a million levels."""
    with SqliteStore(tmp_path_factory.mktemp("large") / "people.lattice") as store:
        store.load(organisation(100_000))
        yield store


@pytest.mark.benchmark(group="load 1,000,000 levels")
def test_bare_sqlite(benchmark: BenchmarkFixture, paths: Iterator[Path]) -> None:
    """The baseline: the same rows of levels into one table without keys, already encoded."""
    rows = [(*row[:4], str(row[4])) for row in organisation(100_000).rows("levels")]

    def load() -> None:
        with contextlib.closing(sqlite3.connect(next(paths), isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE levels (person, skill, level, evidence, assessed_on)")
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO levels VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

    measure(benchmark, load)
    benchmark.extra_info["rows"] = len(rows)


@pytest.mark.benchmark(group="load 1,000,000 levels")
def test_load(benchmark: BenchmarkFixture, paths: Iterator[Path]) -> None:
    """A first load: the levels with their people, roles and skills, keys, references and lookups kept."""
    bundle = organisation(100_000)

    def load() -> None:
        with SqliteStore(next(paths)) as store:
            store.load(bundle)

    measure(benchmark, load)
    benchmark.extra_info["rows"] = sum(bundle.counts.values())


@pytest.mark.benchmark(group="load 1,000,000 levels")
def test_load_again(benchmark: BenchmarkFixture, large: SqliteStore) -> None:
    """A load of what the store holds already."""
    bundle = organisation(100_000)
    assert not measure(benchmark, lambda: large.load(bundle)).changes
    benchmark.extra_info["rows"] = sum(bundle.counts.values())


@pytest.mark.benchmark(group="read 1,000,000 levels")
def test_bare_select(benchmark: BenchmarkFixture, large: SqliteStore) -> None:
    """The baseline: the levels as SQLite returns them."""
    connection = large._connection  # noqa: SLF001 - the same file and cache
    measure(benchmark, lambda: connection.execute("SELECT * FROM levels").fetchall())


@pytest.mark.benchmark(group="read 1,000,000 levels")
def test_read(benchmark: BenchmarkFixture, large: SqliteStore) -> None:
    """Everything, as a bundle."""
    measure(benchmark, large.read)


@pytest.mark.benchmark(group="open the store and read one person")
@pytest.mark.parametrize("people", [1_000, 10_000, 100_000])
@pytest.mark.parametrize("by", ["id", "name"])
def test_read_one_person(benchmark: BenchmarkFixture, paths: Iterator[Path], people: int, by: str) -> None:
    """One person of many, by id or name: flat in how many there are."""
    path = next(paths)
    with SqliteStore(path) as store:
        store.load(organisation(people))
    called = f"p{people // 2:06d}" if by == "id" else f"PERSON {people // 2}"

    def read() -> Bundle:
        with SqliteStore(path, create=False) as store:
            return store.read(person=called)

    found = measure(benchmark, read, rounds=50)
    assert found.counts["people"] == 1
    assert found.counts["levels"] == EACH


@pytest.mark.benchmark(group="forget one of 100,000 people")
def test_forget(benchmark: BenchmarkFixture, large: SqliteStore) -> None:
    """A person taken out and the file written afresh."""
    numbers = itertools.count(500)
    measure(benchmark, lambda: large.forget(f"p{next(numbers):06d}"))
