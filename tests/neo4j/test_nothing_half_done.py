"""A load into Neo4j that is stopped anywhere leaves what was there, or what should be."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Final

import pytest

from lattice.domain.bundle import Bundle
from lattice.errors import ReadOnlyStore, StoreBusy, StoreError, StoreWarning
from lattice.stores.neo4j.queries import PART
from tests.functional.loader import bundle
from tests.neo4j import loads
from tests.neo4j.loads import open_neo4j, small_parts, watch
from tests.neo4j.server import Neo4jServer, Server

pytestmark = pytest.mark.xdist_group("neo4j")

NIGHTLY: Final = os.environ.get("LATTICE_CASES") == "nightly"
PEOPLE: Final = 12
FIRST: Final = bundle(0, people=PEOPLE)
SECOND: Final = bundle(1, people=PEOPLE)
ROWS: Final = 25


class Stopped(BaseException):
    """The program ends here, as if it was killed."""


@pytest.fixture
def address(neo4j_environment: Server) -> str:
    """The address of an empty database."""
    neo4j_environment.run("MATCH (n) DETACH DELETE n")
    return f"{neo4j_environment.uri}/{neo4j_environment.database}"


def load(address: str, loaded: Bundle) -> None:
    """Load a bundle, waiting for nobody who is gone."""
    with open_neo4j(address, lease=0.0) as store:
        store.load(loaded)


def found_in(address: str, server: Server) -> Bundle:
    """What whoever opens the store next finds, once nothing of a load is left."""
    with open_neo4j(address, create=False, lease=0.0) as store:
        found = store.read()
        # A change that was never decided goes with the next one that is.
        store.keep("note", "1", replace=True)
    assert server.run(f"MATCH (p:{PART}) RETURN count(p) AS many") == [{"many": 0}]
    return found


def stopped_at(address: str, number: int, when: str, *, rows: int = 0) -> bool:
    """Load the second edition over the first one, stopped at a transaction; whether it came so far."""

    def watcher(current: int, moment: str) -> None:
        if (current, moment) == (number, when):
            raise Stopped

    with open_neo4j(address) as store, small_parts(rows) if rows else nullcontext():
        watch(store, watcher)
        try:
            store.load(SECOND)
        except Stopped:
            return True
    return False


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("rows", [ROWS, 0], ids=["large", "small"])
def test_stopped_at_every_transaction(address: str, neo4j_server: Server, when: str, rows: int) -> None:
    """Up to some transaction a load never was, from there on it is there as a whole; then another one works."""
    outcomes: list[bool] = []
    number = 1
    while True:
        load(address, FIRST)
        if not stopped_at(address, number, when, rows=rows):
            break
        found = found_in(address, neo4j_server)
        assert found in (FIRST, SECOND)
        outcomes.append(found == SECOND)
        number += 1
    assert found_in(address, neo4j_server) == SECOND
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == ({False, True} if when == "before" or rows else {True})
    assert len(outcomes) >= (10 if rows else 2)


def test_whoever_finishes_may_be_stopped_too(address: str, neo4j_server: Server) -> None:
    """A load whose second and third owner end in the middle is finished by the fourth."""
    load(address, FIRST)
    # Decided, and one part carried out.
    decided = next(number for number in range(4, 40) if _decided_after(address, neo4j_server, number))
    for number in (1, 2, 3):

        def watcher(current: int, moment: str, last: int = number) -> None:
            if (current, moment) == (last, "after"):
                raise Stopped

        with open_neo4j(address, lease=0.0) as store, small_parts(ROWS):
            watch(store, watcher)
            with pytest.raises(Stopped):
                store.read()
    assert decided
    assert found_in(address, neo4j_server) == SECOND


def _decided_after(address: str, server: Server, number: int) -> bool:
    """Whether a load that is stopped after a transaction was decided in it; parts of one that wasn't are gone."""
    assert stopped_at(address, number, "after", rows=ROWS)
    (state,) = server.run("MATCH (s:LatticeStore) RETURN s.load IS NOT NULL AS decided")
    return bool(state["decided"])


def test_a_reader_never_sees_between(address: str) -> None:
    """At each transaction of a load another program reads the first edition, the second, or that it has to wait."""
    load(address, FIRST)
    seen: list[Bundle | None] = []

    with open_neo4j(address) as store, open_neo4j(address, wait=0.0) as reader, small_parts(ROWS):

        def watcher(_: int, __: str) -> None:
            try:
                seen.append(reader.read())
            except StoreBusy:
                seen.append(None)

        watch(store, watcher)
        store.load(SECOND)
        assert reader.read() == SECOND
    told = ["busy" if found is None else "first" if found == FIRST else "second" for found in seen]
    assert [found for found in seen if found not in (None, FIRST, SECOND)] == []
    assert told == sorted(told, key=["first", "busy", "second"].index)
    assert set(told) >= {"first", "busy"}


def test_readers_and_loaders_at_once(address: str) -> None:
    """Two programs that load over and over come one after the other; who reads meanwhile sees one of the two."""
    load(address, FIRST)
    strange: list[object] = []
    done = threading.Event()

    def read() -> None:
        with open_neo4j(address) as store:
            while not done.is_set():
                found = store.read()
                if found not in (FIRST, SECOND):
                    strange.append(found)

    def write(order: tuple[Bundle, ...]) -> None:
        try:
            with open_neo4j(address) as store:
                for loaded in order:
                    store.load(loaded)
        except StoreError as error:
            strange.append(error)

    with small_parts(ROWS):
        reader = threading.Thread(target=read)
        writers = [
            threading.Thread(target=write, args=(order,)) for order in ((FIRST, SECOND, FIRST), (SECOND, FIRST, SECOND))
        ]
        reader.start()
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        done.set()
        reader.join()
    assert strange == []
    with open_neo4j(address) as store:
        assert store.read() in (FIRST, SECOND)


def test_a_load_that_was_slow_finds_that_another_finished_it(address: str, neo4j_server: Server) -> None:
    """Who is taken for gone and isn't writes nothing any more, and is told that all is done."""
    load(address, FIRST)
    with open_neo4j(address) as store, small_parts(ROWS):

        def watcher(number: int, moment: str) -> None:
            (state,) = neo4j_server.run("MATCH (s:LatticeStore) RETURN s.load IS NOT NULL AS decided")
            if state["decided"] and moment == "before" and not finished:
                finished.append(number)
                assert found_in(address, neo4j_server) == SECOND
                load(address, FIRST)

        finished: list[int] = []
        watch(store, watcher)
        changes = store.load(SECOND).changes
        assert changes["people"].added == PEOPLE
    assert finished
    # What came after it stays.
    assert found_in(address, neo4j_server) == FIRST


def test_who_may_only_read_says_so(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that can't finish what was left says who can; one that was never decided doesn't matter."""
    load(address, FIRST)
    assert stopped_at(address, 1, "after")
    with open_neo4j(address, lease=0.0) as store:

        def refuse(*_: object, **__: object) -> None:
            message = "no"
            raise ReadOnlyStore(message)

        monkeypatch.setattr("lattice.stores.neo4j.connect.Connection.write", refuse)
        with pytest.raises(ReadOnlyStore, match=r"left unfinished.*`lattice status`"):
            store.read()


def test_who_is_alive_is_waited_for(address: str) -> None:
    """A change whose owner was heard of lately is left to them, for so long and no longer."""
    load(address, FIRST)
    assert stopped_at(address, 1, "after")
    with open_neo4j(address, wait=0.3, lease=3600.0) as store, pytest.raises(StoreBusy, match="another program"):
        store.read()


# --- Killed for real --------------------------------------------------------


def start(address: str, edition: int, people: int, fate: str = "never", number: int = 0) -> subprocess.Popen[str]:
    """Another program that loads an edition."""
    command = [sys.executable, loads.__file__, address, str(edition), str(people), fate, str(number)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment["PYTHONPATH"] = str(Path(loads.__file__).parents[2])
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def _line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline()


@pytest.mark.parametrize("people", [PEOPLE, 150], ids=["small", "large"])
def test_the_loader_is_killed(address: str, neo4j_server: Server, people: int) -> None:
    """SIGKILL at any moment, in the middle of a transaction too: the first edition or the second one is there."""
    dice = random.Random(people if not NIGHTLY else None)
    first, second = bundle(0, people=people), bundle(1, people=people)
    load(address, first)
    with start(address, 1, people) as program:
        assert _line(program) == "ready\n"
        began = time.monotonic()
        assert program.wait(timeout=120) == 0
        length = time.monotonic() - began
    for _ in range(40 if NIGHTLY else 4):
        load(address, first)
        with start(address, 1, people) as program:
            _line(program)
            time.sleep(dice.uniform(0, length))
            program.send_signal(signal.SIGKILL)
        found = found_in(address, neo4j_server)
        assert found in (first, second)
        load(address, second)
        assert found_in(address, neo4j_server) == second


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server that may be killed."""
    with Neo4jServer(tmp_path_factory.mktemp("killed")) as server:
        yield server


# Together with the mark of all tests here this is another group: beside those that share a server.
@pytest.mark.xdist_group("killed")
@pytest.mark.parametrize("people", [PEOPLE, 150], ids=["small", "large"])
def test_the_server_is_killed(own_server: Neo4jServer, people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGKILL of the server in the middle of a transaction; when it is back, one edition or the other is there."""
    for name, value in {**own_server.environment, "LATTICE_NEO4J_TIMEOUT": "0.5"}.items():
        monkeypatch.setenv(name, value)
    dice = random.Random(people if not NIGHTLY else None)
    address = f"{own_server.uri}/neo4j"
    first, second = bundle(0, people=people), bundle(1, people=people)
    for _ in range(10 if NIGHTLY else 1):
        load(address, first)
        began = time.monotonic()
        load(address, second)
        length = time.monotonic() - began
        load(address, first)
        killer = threading.Timer(dice.uniform(0, length), own_server.kill)
        with open_neo4j(address) as store, small_parts(loads.PART):
            killer.start()
            try:
                store.load(second)
                done = True
            except StoreError:
                done = False
        killer.join()
        own_server.start()
        found = found_in(address, own_server)
        assert found in ((second,) if done else (first, second))
        load(address, second)
        assert found_in(address, own_server) == second


def test_ctrl_c_after_the_decision_is_told_that_the_load_holds(address: str, neo4j_environment: Server) -> None:
    """Whoever stops a load that is decided already hears so, and whoever comes next finds all of it."""

    def watcher(_: int, moment: str) -> None:
        decided = neo4j_environment.run("MATCH (s:LatticeStore) WHERE s.load IS NOT NULL RETURN s.load")
        if moment == "before" and decided:
            raise KeyboardInterrupt

    load(address, FIRST)
    with open_neo4j(address) as store, small_parts(ROWS):
        watch(store, watcher)
        with pytest.warns(StoreWarning, match="whoever uses it next finishes"), pytest.raises(KeyboardInterrupt):
            store.load(SECOND)
    assert found_in(address, neo4j_environment) == SECOND
