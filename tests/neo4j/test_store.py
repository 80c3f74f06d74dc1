"""What is particular to a lattice in Neo4j: how it looks to an analyst, and what else is in the database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import neo4j.time
import pytest
from hypothesis import HealthCheck, given, settings

from lattice.domain.bundle import Bundle
from lattice.errors import InvalidBundle, NewerStore, NoStore, NotAStore, StoreError
from lattice.stores.neo4j import pages, read
from lattice.stores.neo4j.journal import Moved
from lattice.stores.neo4j.migrate import VERSION, Step, bring_forward
from lattice.stores.neo4j.queries import constraints
from lattice.stores.neo4j.shape import RELATIONSHIPS
from lattice.stores.neo4j.store import Neo4jStore
from lattice.stores.sqlite.store import SqliteStore
from lattice.stores.store import Change
from tests.contract.test_stores import DAY, HEADER, bundle, bundles, role, row, tables
from tests.neo4j.loads import open_neo4j, small_pages, watch
from tests.neo4j.server import Server

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture
def server(neo4j_environment: Server) -> Server:
    """The server, with an empty database."""
    neo4j_environment.run("MATCH (n) DETACH DELETE n")
    return neo4j_environment


def opened(server: Server, *, create: bool = True) -> Neo4jStore:
    """The store in the server's database."""
    return open_neo4j(f"{server.uri}/{server.database}", create=create)


def test_an_analyst_finds_what_the_interfaces_say(server: Server) -> None:
    """Labels, relationships and properties are named as the model's, values have types of their own."""
    with opened(server) as store:
        store.load(bundle())
    (maya,) = server.run(
        "MATCH (p:Person {id: 'maya'})-[:HOLDS]->(r:Role) "
        "RETURN r.id AS role, properties(p) AS said, p.`group:unit` AS unit"
    )
    assert maya["role"] == "clerk"
    assert maya["unit"] == "north"
    said = maya["said"]
    assert isinstance(said, dict)
    assert said["in_role_since"] == neo4j.time.Date(DAY.year, DAY.month, DAY.day)
    assert (said["name"], said["manager"], said["budget"]) == ("Maya Chen", "bo", 1e-9)
    assert "location" not in said
    (clerk,) = server.run("MATCH (r:Role {id: 'clerk'}) RETURN r.aliases AS aliases, r.critical AS critical")
    assert clerk == {"aliases": ["Büro", "C#", "a|b"], "critical": True}
    kinds = server.run(
        "MATCH (:Role)-[m:LADDER|LATTICE]->(:Role) RETURN type(m) AS type, m.kind AS kind ORDER BY type, kind"
    )
    assert kinds == [
        {"type": "LADDER", "kind": None},
        {"type": "LATTICE", "kind": "lattice"},
        {"type": "LATTICE", "kind": "lattice"},
    ]
    counted = server.run("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS many ORDER BY type")
    assert {record["type"]: record["many"] for record in counted} == {
        "ASPIRES_TO": 2, "COMPLETED": 1, "EXCLUDED_FROM": 2, "HAS": 2, "HOLDS": 3, "LADDER": 1, "LATTICE": 2,
        "NEEDS": 1, "NOMINATED_FOR": 3, "REQUIRES": 2, "TEACHES": 1,
    }  # fmt: skip


def test_a_role_that_rises_makes_its_moves_ladders(server: Server) -> None:
    """Which type a move without a kind has follows from the roles, when only those change too."""
    only = [row("moves", **{"from": "clerk", "to": "lead"}, months=1.5)]
    with opened(server) as store:
        store.load(bundle(moves=only))
        assert server.run("MATCH (:Role)-[m]->(:Role) RETURN type(m) AS type") == [{"type": "LADDER"}]
        level = [tables()["roles"][0], role("lead", 1, critical=False)]
        assert set(store.load(bundle(HEADER, roles=level, moves=None)).changes) == {"roles"}
        assert server.run("MATCH (:Role)-[m]->(:Role) RETURN type(m) AS type") == [{"type": "LATTICE"}]
        assert store.read() == bundle(roles=level, moves=only)
        # The other way the moves are brought, and their rows are the same.
        assert set(store.load(bundle(moves=only)).changes) == {"roles"}
        assert server.run("MATCH (:Role)-[m]->(:Role) RETURN type(m) AS type") == [{"type": "LADDER"}]


def test_whatever_else_is_there_stays(server: Server) -> None:
    """Nodes, relationships and properties of others survive loads, and a person's erasure takes none of them."""
    with opened(server) as store:
        store.load(bundle())
        server.run(
            "MATCH (p:Person {id: 'maya'}), (b:Person {id: 'bo'}) SET p.score = 7 "
            "CREATE (c:Car {id: 'maya'})<-[:DRIVES]-(p) CREATE (c)<-[:HAS]-(b)"
        )
        people = [row("people", id="maya", role="lead", name="Maya Otto"), *tables()["people"][1:]]
        store.load(bundle(people=people))
        assert store.read() == bundle(people=people)
        assert server.run("MATCH (p:Person)-[:DRIVES]->(:Car) RETURN p.score AS score") == [{"score": 7}]
        store.forget("maya")
        assert server.run("MATCH (c:Car)<-[:HAS]-(p) RETURN p.id AS id") == [{"id": "bo"}]


def test_a_database_of_others_is_refused(server: Server) -> None:
    """Nodes with our labels that no lattice made are left as they are; other labels don't matter."""
    server.run("CREATE (:Person:Actor {name: 'Keanu'})")
    with pytest.raises(NotAStore, match="another program"):
        opened(server)
    server.run("MATCH (n) DETACH DELETE n")
    server.run("CREATE (:Movie)")
    with opened(server) as store:
        store.load(bundle())
        assert store.read() == bundle()


def test_an_empty_database_is_no_store_until_one_is_made(server: Server) -> None:
    """Reading makes nothing."""
    with pytest.raises(NoStore, match="lattice load"):
        opened(server, create=False)
    assert server.run("MATCH (n) RETURN count(n) AS many") == [{"many": 0}]


def test_a_newer_store_is_refused(server: Server) -> None:
    """One line says which versions; a program that has it open already says so too."""
    with opened(server) as store:
        store.load(bundle())
        server.run("MATCH (s:LatticeStore) SET s.schema_version = 99")
        with pytest.raises(NewerStore, match="its schema is 99"):
            opened(server)
        with pytest.raises(NewerStore):
            store.load(bundle(nominations=[]))


def test_an_older_store_is_brought_forward(server: Server) -> None:
    """Each step runs once, in order, and the version is that of the last."""
    with opened(server) as store:
        store.load(bundle())
        done: list[int] = []
        steps: Sequence[Step] = [lambda _, number=number: done.append(number) for number in (1, 2)]  # type: ignore[misc]  # its number
        connection = store._connection  # noqa: SLF001 - the same way to the server
        assert bring_forward(connection, create=False, steps=steps) == VERSION + 2
        assert bring_forward(connection, create=False, steps=steps) == VERSION + 2
        assert done == [1, 2]


def test_constraints_are_made_on_first_use(server: Server) -> None:
    """Every id is unique, and what is looked up has an index; a second store finds them there."""
    server.wipe()
    with opened(server):
        pass
    names = {record["name"] for record in server.run("SHOW INDEXES YIELD name")}
    assert {name for name, _ in constraints()} <= names
    server.run("MATCH (n) DETACH DELETE n")
    with opened(server) as store:
        store.load(bundle())


def test_loading_the_same_again_writes_nothing(server: Server) -> None:
    """Not a single writing transaction."""
    written: list[int] = []
    with opened(server) as store:
        store.load(bundle())
        watch(store, lambda number, _: written.append(number))
        assert not store.load(bundle()).changes
    assert written == []


SEPARATED: Final = "x\x1fy\x1ez"


def test_large_tables_come_page_by_page(server: Server) -> None:
    """With every sign in their texts, blanks, and ids of any length, in the order of their ids."""
    people = [f"{sign}{'a' * 1_500 if at % 2 else ''}{at}" for at, sign in enumerate("bA\U0001f600\uffffé-0 ")]
    skills = ["s1", "s2", "s" * 2_000]
    evidence = [None, "", "=", SEPARATED, "exam"]
    pairs = [(person, skill) for person in people for skill in skills]
    made = Bundle.assemble(
        HEADER,
        {
            "roles": [role("clerk")],
            "skills": [row("skills", id=skill, name=skill) for skill in skills],
            "requirements": [],
            "people": [row("people", id=person, role="clerk", manager=people[0]) for person in people],
            "levels": [
                row("levels", person=person, skill=skill, level=at % 5, evidence=evidence[at % 5], assessed_on=DAY)
                for at, (person, skill) in enumerate(pairs)
            ],
        },
    )
    with small_pages(2), opened(server) as store:
        store.load(made)
        assert store.read() == made
        assert not store.load(made).changes
        for person in people:
            assert [found[0] for found in store.read(person=person).rows("people")] == [person]
        assert store.ids("people", start="A", limit=3) == (people[1],)


@given(first=bundles(), second=bundles())
@settings(
    max_examples=max(30, settings().max_examples // 6),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_large_tables_change_as_in_a_file(server: Server, tmp_path: Path, first: Bundle, second: Bundle) -> None:
    """What a load changes is the same whether rows are compared one by one or as texts, and so is the outcome."""
    server.run("MATCH (n) DETACH DELETE n")
    path = tmp_path / "reference.lattice"
    path.unlink(missing_ok=True)
    with SqliteStore(path) as reference, opened(server) as store, small_pages(2):
        assert store.load(first).changes == reference.load(first).changes
        outcomes: list[object] = []
        for one in (reference, store):
            try:
                outcomes.append(one.load(second).changes)
            except InvalidBundle as error:
                outcomes.append([problem.message for problem in error.problems])
        assert outcomes[0] == outcomes[1]
        assert store.read() == reference.read()


def test_each_table_is_compared_as_texts(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of each table that is gone or new is found, and an equal one isn't."""
    whole = bundle()
    tables_ = [shape.table.name for shape in RELATIONSHIPS if len(whole.rows(shape.table.name)) > 1]
    assert len(tables_) > 3
    fewer = {name: whole.rows(name)[1:] for name in tables_}
    with small_pages(2), opened(server) as store:
        store.load(whole)
        # Whatever was read in another way would be right too, but slow.
        monkeypatch.setattr(read, "page_by_value", None)
        assert not store.load(whole).changes
        without = Bundle.of_checked(whole.header, {**whole.tables, **fewer})
        assert store.load(without).changes == dict.fromkeys(tables_, Change(added=0, removed=1, changed=0))
        assert store.load(whole).changes == dict.fromkeys(tables_, Change(added=1, removed=0, changed=0))
        assert store.read() == whole


def test_what_somebody_changed_by_hand_is_put_right(server: Server) -> None:
    """A load compares what is there, not what it once wrote."""
    with small_pages(2), opened(server) as store:
        store.load(bundle())
        server.run("MATCH (:Person {id: 'maya'})-[h:HAS]->() SET h.level = 0, h.evidence = 'x\x1ey'")
        server.run("MATCH (p:Person {id: 'bo'}) SET p.name = 'Bob', p.`group:unit` = 'a\x1fb', p.`group:z` = 'c'")
        server.run("MATCH (s:Skill) SET s.aliases = ['a\x1db']")
        changes = store.load(bundle()).changes
        assert set(changes) == {"people", "levels", "skills"}
        assert store.read() == bundle()


@pytest.mark.parametrize("few", [False, True])
def test_what_somebody_made_twice_is_there_once_again(server: Server, few: bool) -> None:  # noqa: FBT001 - a size
    """Taking one of two away takes both: then one is made anew, and told as changed; the same in a small table."""
    with nullcontext() if few else small_pages(2), opened(server) as store:
        store.load(bundle())
        server.run("MATCH (p:Person {id: 'bo'})-[h:HAS]->(s) CREATE (p)-[same:HAS]->(s) SET same = properties(h)")
        server.run("MATCH (p:Person {id: 'maya'})-[h:ASPIRES_TO]->(r) CREATE (p)-[:ASPIRES_TO]->(r)")
        server.run(
            "MATCH (a)-[h:LADDER]->(b) CREATE (a)-[same:LATTICE]->(b) SET same = properties(h), same.success = 1"
        )
        with pytest.raises(StoreError, match="a row of moves is there twice: clerk, lead") as raised:
            store.read()
        assert "put that right" in str(raised.value)
        changes = store.load(bundle()).changes
        assert set(changes) == {"levels", "moves", "aspirations"}
        assert set(changes.values()) == {Change(added=0, removed=0, changed=1)}
        assert store.read() == bundle()
        assert not store.load(bundle()).changes


def test_who_reads_pages_begins_again_when_somebody_loads(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two states never make one answer."""
    other = Bundle.of_checked(HEADER, {**bundle().tables, "levels": bundle().rows("levels")[1:]})
    original = pages.pages
    interfering = iter([True])

    def pages_with_a_change(*arguments: Any, **options: Any) -> Iterator[pages.Page]:  # noqa: ANN401 - passed on
        if next(interfering, False):
            with opened(server) as second:
                second.load(other)
        return original(*arguments, **options)

    with small_pages(2), opened(server) as store:
        store.load(bundle())
        monkeypatch.setattr(pages, "pages", pages_with_a_change)
        assert store.load(bundle()).changes == {"levels": Change(added=1, removed=0, changed=0)}
        assert store.read() == bundle()


def test_pages_of_another_state_are_refused(server: Server) -> None:
    """As a member of a cluster may give that hasn't heard of a change yet."""
    with opened(server) as store:
        store.load(bundle())
        journal = store._journal  # noqa: SLF001 - the one way to ask for a state of one's own
        before = journal.settle()
        assert journal.beside(before)(lambda _: "found") == "found"
        store.load(bundle(levels=bundle().rows("levels")[1:]))
        with pytest.raises(Moved):
            journal.beside(before)(lambda _: "found")


def test_what_others_broke_is_said(server: Server) -> None:
    """A person without a role or an id is no person of ours."""
    with opened(server) as store:
        store.load(bundle())
        server.run("MATCH (:Person {id: 'bo'})-[h:HOLDS]->() DELETE h")
        with pytest.raises(StoreError, match="holds what lattice didn't write"):
            store.read()
        server.run("CREATE (:Person)")
        with pytest.raises(StoreError, match="a Person has no id"):
            store.read()


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (:Person {id: 'maya'})-[h:HAS]->() SET h.level = 'much'", "level is 'much' in a row of levels"),
        ("MATCH (:Person {id: 'maya'})-[h:HAS]->() REMOVE h.level", "level is None in a row of levels"),
        ("MATCH (:Person {id: 'maya'})-[h:HAS]->() SET h.level = true", "level is True in a row of levels"),
        ("MATCH (:Person {id: 'maya'})-[h:HAS]->() SET h.assessed_on = 'May'", "Invalid isoformat string: 'May'"),
        ("MATCH (r:Role {id: 'clerk'}) SET r.critical = 'yes'", "critical is 'yes' in a row of roles"),
    ],
)
def test_what_is_no_value_is_said_and_put_right(server: Server, query: str, said: str, few: bool) -> None:  # noqa: FBT001 - a size
    """Nothing is guessed, and a load makes it what the bundle says."""
    with nullcontext() if few else small_pages(2), opened(server) as store:
        store.load(bundle())
        server.run(query)
        with pytest.raises(StoreError, match=f"holds what lattice didn't write \\(.*{re.escape(said)}"):
            store.read()
        (change,) = store.load(bundle()).changes.values()
        assert change == Change(added=0, removed=0, changed=1)
        assert store.read() == bundle()
