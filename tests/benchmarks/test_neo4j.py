"""How fast a Neo4j store loads and reads a million levels, beside the bare driver sending and asking the same."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pytest

from lattice.domain.bundle import Bundle
from lattice.stores.neo4j.encode import encode
from lattice.stores.neo4j.parts import Deed, Part, carry_out, parts
from lattice.stores.neo4j.shape import SHAPES
from tests.benchmarks.test_store import EACH, organisation
from tests.neo4j.loads import open_neo4j
from tests.neo4j.server import THOROUGH, Neo4jServer, Server

if TYPE_CHECKING:
    import neo4j
    from pytest_benchmark.fixture import BenchmarkFixture

_T = TypeVar("_T")

PEOPLE: Final = int(os.environ.get("LATTICE_BENCH_PEOPLE", "100000"))
"""Fewer, to see whether the measurements work."""

GROUPED: Final = (
    "MATCH (p:Person) RETURN p.id, [(p)-[h:HAS]->(s:Skill) | [s.id, h.level, h.evidence, h.assessed_on]] AS levels"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is run as one that has something to do."""
    settings = {"server.memory.pagecache.size": "512m"}
    home = tmp_path_factory.mktemp("neo4j")
    with (
        Neo4jServer(home, options=THOROUGH, settings=settings) as made,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in made.environment.items():
            patch.setenv(name, value)
        # The constraints, and a first load that warms the server up.
        load(made, organisation(2_000))
        empty(made)
        yield made


def address(server: Server) -> str:
    """The address of the server's database."""
    return f"{server.uri}/{server.database}"


def load(server: Server, bundle: Bundle) -> object:
    """Load a bundle."""
    with open_neo4j(address(server)) as store:
        return store.load(bundle).changes


def empty(server: Server) -> None:
    """Take all nodes out; constraints stay."""
    with server.driver() as driver, driver.session(database=server.database) as session:
        # People first: a skill has more relationships than a transaction holds.
        session.run("MATCH (n:Person) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()


def measure(
    benchmark: BenchmarkFixture, what: Callable[[], _T], *, rounds: int = 1, before: Callable[[], object] | None = None
) -> _T:
    """Time a call so many times, each after what has to come before; what the last one answered."""
    setup = None if before is None else lambda: before() and None
    answer: _T = benchmark.pedantic(what, setup=setup, rounds=rounds)  # type: ignore[no-untyped-call]  # typed in part
    return answer


def peak(start: bool) -> int:  # noqa: FBT001 - whether to count from now on
    """The most memory that this process had at once since the last start, in MiB."""
    if start:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024


def batches(bundle: Bundle) -> list[Part]:
    """The parts of a first load, as the store makes them."""
    roles = {str(row[0]): row for row in bundle.rows("roles")}
    return [
        part
        for name, rows in bundle.tables.items()
        for part in parts(name, Deed.MAKE, encode(SHAPES[name], rows, roles=roles))
    ]


def changed(bundle: Bundle, edition: int) -> Bundle:
    """The bundle with one level in a hundred another one."""
    levels: list[Any] = list(bundle.rows("levels"))
    for at in range(edition, len(levels), 100):
        levels[at] = (*levels[at][:2], (levels[at][2] + 1) % 6, *levels[at][3:])
    return Bundle.of_checked(bundle.header, {**bundle.tables, "levels": levels})


@pytest.mark.benchmark(group="Neo4j: load 1,000,000 levels")
def test_bare_driver(benchmark: BenchmarkFixture, server: Server) -> None:
    """The baseline: the same batches, made before, each in a transaction of its own."""
    made = batches(organisation(PEOPLE))

    def send() -> None:
        with server.driver() as driver, driver.session(database=server.database) as session:
            for part in made:
                session.execute_write(carry_out, part)

    measure(benchmark, send, before=lambda: empty(server))


@pytest.mark.benchmark(group="Neo4j: load 1,000,000 levels")
def test_load(benchmark: BenchmarkFixture, server: Server) -> None:
    """A first load, written down, decided and carried out; how much memory it takes beside the bundle."""
    bundle = organisation(PEOPLE)
    resting = peak(start=True)
    measure(benchmark, lambda: load(server, bundle), before=lambda: empty(server))
    benchmark.extra_info["MiB beside the bundle"] = peak(start=False) - resting


@pytest.mark.benchmark(group="Neo4j: load 1,000,000 levels")
def test_load_again(benchmark: BenchmarkFixture, server: Server) -> None:
    """A load of what the store holds already, which writes nothing."""
    bundle = organisation(PEOPLE)
    load(server, bundle)
    assert measure(benchmark, lambda: load(server, bundle), rounds=3) == {}


@pytest.mark.benchmark(group="Neo4j: load 1,000,000 levels")
def test_load_after_a_change(benchmark: BenchmarkFixture, server: Server) -> None:
    """A load after one level in a hundred changed."""
    bundle = organisation(PEOPLE)
    load(server, bundle)
    editions = iter(list(itertools.accumulate(range(3), changed, initial=bundle))[1:])
    measure(benchmark, lambda: load(server, next(editions)), rounds=3)


@pytest.mark.benchmark(group="Neo4j: read 1,000,000 levels")
def test_bare_read(benchmark: BenchmarkFixture, server: Server) -> None:
    """The baseline: the levels alone, grouped by person on the server, as the driver streams them."""
    load(server, organisation(PEOPLE))

    def stream(tx: neo4j.ManagedTransaction) -> int:
        return sum(len(record["levels"]) for record in tx.run(GROUPED))

    def ask() -> int:
        with server.driver() as driver, driver.session(database=server.database, fetch_size=1_000) as session:
            return session.execute_read(stream)

    assert measure(benchmark, ask, rounds=3) == PEOPLE * EACH


@pytest.mark.benchmark(group="Neo4j: read 1,000,000 levels")
def test_snapshot(benchmark: BenchmarkFixture, server: Server) -> None:
    """Everything, people and all, as a snapshot."""
    load(server, organisation(PEOPLE))
    with open_neo4j(address(server)) as store:
        graph = measure(benchmark, store.snapshot, rounds=3)
    assert graph.bundle.counts["levels"] == PEOPLE * EACH


@pytest.mark.benchmark(group="Neo4j: open the store and read one person")
@pytest.mark.parametrize("share", [100, 10, 1])
@pytest.mark.parametrize("by", ["id", "name"])
def test_read_one_person(benchmark: BenchmarkFixture, server: Server, share: int, by: str) -> None:
    """One person of many, as a route reads them: flat in how many there are."""
    people = PEOPLE // share
    load(server, organisation(people))
    numbers = itertools.cycle(range(0, people, max(1, people // 50)))

    def read() -> Bundle:
        number = next(numbers)
        with open_neo4j(address(server), create=False) as store:
            return store.read(person=f"p{number:06d}" if by == "id" else f"PERSON {number}")

    read()
    assert measure(benchmark, read, rounds=50).counts["levels"] == EACH
    benchmark.extra_info["people"] = people
