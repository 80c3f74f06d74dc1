"""What every store of a lattice does, whichever engine keeps it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row, Value
from lattice.domain.policy import Header, Levels, Policy
from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle, NoStore, UnknownName, WrongCall
from lattice.stores.store import Change, Store
from tests.contract.places import Place, Places

DAY = datetime.date(2025, 3, 31)
HEADER = Header(name="Harbour Works", licence="CC0", version="7", levels=Levels(maximum=4, names=("a", "b", "c", "d")))


def role(id_: str, grade: int = 1, **more: Value) -> Row:
    """A role's row with blanks where nothing is said."""
    return row("roles", id=id_, title=id_.title(), family="works", grade=grade, **more)


def row(table: str, **cells: Value) -> Row:
    """A table's row from its cells by column; blank where nothing is said."""
    blank: dict[str, Value] = {"aliases": (), "formats": (), "languages": (), "groups": ()}
    unknown = set(cells) - set(TABLES[table].names)
    assert not unknown, unknown
    return tuple(cells.get(name, blank.get(name)) for name in TABLES[table].names)


def tables() -> dict[str, list[Row]]:
    """A small lattice with every form of cell, blank and filled."""
    return {
        "roles": [
            role("clerk", critical=True, seats=2, dwell_months=10.5, salary=30000.0, aliases=("Büro", "C#", "a|b")),
            role("lead", 2, critical=False, description='Leads "them"\n=1+1\t—\x1b[31m', location=""),
        ],
        "skills": [row("skills", id="sql", name="SQL", aliases=("queries",)), row("skills", id="数", name="数学")],
        "requirements": [
            row("requirements", role="lead", skill="sql", level=3, entry_level=0, importance=0.1, essential=False),
            row("requirements", role="lead", skill="数", level=0),
        ],
        "resources": [
            row(
                "resources",
                id="course",
                title="Course",
                type="course",
                hours=1.0,
                cost=0.0,
                formats=("online",),
                languages=("en", "de"),
                capacity=12,
                available_from=DAY,
                mentor="maya",
            ),
            row("resources", id="talk", title="Talk", type="mentoring", hours=0.1),
        ],
        "teaches": [row("teaches", resource="course", skill="sql", to_level=2, from_level=1)],
        "prerequisites": [row("prerequisites", resource="talk", skill="sql", level=1)],
        "moves": [
            row("moves", **{"from": "clerk", "to": "lead"}, months=1.5, success=1.0, observed=0),
            row("moves", **{"from": "clerk", "to": "lead", "kind": "lattice"}),
            row("moves", **{"from": "lead", "to": "clerk", "kind": "lattice"}),
        ],
        "people": [
            row(
                "people",
                id="maya",
                role="clerk",
                name="Maya Chen",
                in_role_since=DAY,
                hours_per_week=0.0,
                budget=1e-9,
                manager="bo",
                retires_on=datetime.date(9999, 12, 31),
                leaving_risk=1.0,
                groups=(("age", "50+"), ("unit", "north")),
            ),
            row("people", id="bo", role="lead", name="Bo", manager="maya"),
            row("people", id="cy", role="lead", name="maya  CHEN"),
        ],
        "levels": [
            row("levels", person="maya", skill="sql", level=4, evidence="exam", assessed_on=DAY),
            row("levels", person="bo", skill="数", level=0),
        ],
        "completions": [row("completions", person="maya", resource="course", completed_on=DAY, result="90 %")],
        "aspirations": [
            row("aspirations", person="maya", role="lead", by=DAY),
            row("aspirations", person="bo", role="clerk"),
        ],
        "nominations": [
            row("nominations", person="maya", role="lead", by="bo", on=DAY),
            row("nominations", person="bo", role="clerk", by="Maya Chen"),
            row("nominations", person="cy", role="clerk", by="maya"),
        ],
        "exclusions": [
            row("exclusions", person="maya", role="lead", because="moves abroad", by="bo", on=DAY),
            row("exclusions", person="cy", role="clerk", because="Said so", by="maya chen"),
        ],
    }


def bundle(header: Header = HEADER, **changed: Sequence[Row] | None) -> Bundle:
    """The small lattice with some tables replaced, or taken out where None is given."""
    merged = {name: rows for name, rows in {**tables(), **changed}.items() if rows is not None}
    return Bundle.assemble(header, merged)


def test_a_bundle_comes_back_equal(store: Store) -> None:
    """Every cell of every form comes back with its value and type."""
    given_bundle = bundle()
    store.load(given_bundle)
    found = store.read()
    assert found == given_bundle
    assert found.digest == given_bundle.digest
    assert [[[type(cell) for cell in row_] for row_ in rows] for rows in found.tables.values()] == [
        [[type(cell) for cell in row_] for row_ in rows] for rows in given_bundle.tables.values()
    ]


def test_it_is_there_after_closing(place: Place) -> None:
    """What one program loads another one reads."""
    with place.open() as store:
        store.load(bundle())
    with place.open(create=False) as store:
        assert store.read() == bundle()


def test_its_place_is_known_without_looking(store: Store) -> None:
    """Before and after a load it is the place that the status tells."""
    assert store.place == store.status().place
    store.load(bundle())
    assert store.place == store.status().place


def test_the_header_comes_back(store: Store) -> None:
    """Every default of the policy and every text of the header is kept."""
    policy = Policy(
        hours_per_week=2.5, dwell_months=0.1, entry_slack=2, review_months=18.0, essential=False,
        leaving_rate=0.125, leaving_rates={"Works (heavy)": 0.3, 'a "b"': 0},
    )  # fmt: skip
    header = Header(name="ü", attribution="x\ny", currency="£", levels=Levels(maximum=4), policy=policy)
    store.load(bundle(header))
    assert store.read().header == header


def test_a_first_load_says_what_came(store: Store) -> None:
    """All rows are new, and the header with them."""
    changes = store.load(bundle()).changes
    assert changes["people"] == Change(added=3, removed=0, changed=0)
    assert set(changes) == {"lattice", *TABLES}


def test_loading_the_same_again_changes_nothing(store: Store) -> None:
    """The second load reports no change and leaves the time of the first."""
    store.load(bundle())
    before = store.status()
    assert not store.load(bundle()).changes
    assert store.status() == before


def test_a_changed_bundle_makes_the_store_equal(store: Store) -> None:
    """Rows come, go and change under their key; nothing else does."""
    store.load(bundle())
    levels = [
        row("levels", person="maya", skill="sql", level=3, evidence="exam", assessed_on=DAY),
        row("levels", person="cy", skill="sql", level=1),
    ]
    changed = bundle(levels=levels)
    assert store.load(changed).changes == {"levels": Change(added=1, removed=1, changed=1)}
    assert store.read() == changed


def test_a_change_of_the_header_alone_is_a_change(store: Store) -> None:
    """A new version of the same rows is stored and reported."""
    store.load(bundle())
    renamed = bundle(HEADER.model_copy(update={"version": "8"}))
    assert store.load(renamed).changes == {"lattice": Change(added=0, removed=0, changed=1)}
    assert store.read() == renamed


def test_everything_can_be_replaced_at_once(store: Store) -> None:
    """A lattice that shares no id with the old one takes its place."""
    store.load(bundle())
    other = Bundle.assemble(
        HEADER,
        {name: [] for name in TABLES}
        | {"roles": [role("pilot")], "people": [row("people", id="di", role="pilot", manager="di")]},
    )
    store.load(other)
    assert store.read() == other


def test_an_absent_table_stays(store: Store) -> None:
    """Tables that the bundle doesn't bring keep their rows."""
    store.load(bundle())
    catalogue = bundle(
        HEADER.model_copy(update={"version": "8"}),
        **dict.fromkeys(("people", "levels", "completions", "aspirations", "nominations", "resources", "teaches")),
        prerequisites=None,
        exclusions=None,
    )
    store.load(catalogue)
    assert store.read().tables == bundle().tables
    assert store.read().header == catalogue.header


def test_an_empty_table_is_not_an_absent_one(store: Store) -> None:
    """A table brought without rows comes back as brought, an absent one as absent."""
    some = bundle(completions=[], aspirations=None)
    store.load(some)
    found = store.read()
    assert found == some
    assert "completions" in found.tables
    assert "aspirations" not in found.tables


def test_an_empty_table_empties(store: Store) -> None:
    """Bringing a table without rows takes its rows away."""
    store.load(bundle())
    assert store.load(bundle(nominations=[])).changes == {"nominations": Change(added=0, removed=3, changed=0)}


def test_an_empty_table_that_is_new_is_a_change(store: Store) -> None:
    """The store then remembers that there is such a table."""
    store.load(bundle(completions=None))
    assert store.load(bundle(completions=[])).changes == {"completions": Change(added=0, removed=0, changed=0)}
    assert store.read() == bundle(completions=[])


def test_what_stays_must_not_point_to_what_goes(store: Store) -> None:
    """A bundle that takes a role away from under retained people is refused, and nothing is stored."""
    store.load(bundle())
    alone = Bundle.assemble(HEADER, {"roles": [role("clerk")], "skills": [], "requirements": []})
    with pytest.raises(InvalidBundle) as caught:
        store.load(alone)
    texts = [str(problem) for problem in caught.value.problems]
    assert any("people [role]: id 'bo': 'lead' is not in roles" in text for text in texts)
    assert any("levels [skill]: person 'maya', skill 'sql': 'sql' is not in skills" in text for text in texts)
    assert any("moves [to]" in text for text in texts)
    assert store.read() == bundle()


def test_what_stays_must_fit_the_new_scale(store: Store) -> None:
    """A lower maximum is refused while retained levels lie above it."""
    store.load(bundle())
    header = HEADER.model_copy(update={"levels": Levels(maximum=3)})
    with pytest.raises(InvalidBundle) as caught:
        store.load(bundle(header, people=None, levels=None, completions=None, aspirations=None, nominations=None,
                          exclusions=None, resources=None, teaches=None, prerequisites=None))  # fmt: skip
    (problem,) = caught.value.problems
    assert problem.column == "level"
    assert "person 'maya', skill 'sql': level 4 is outside the scale" in problem.message
    assert store.read() == bundle()


def test_hostile_texts_are_only_texts(store: Store) -> None:
    """Quotes, statements and comments in ids and names are kept as they are, and do nothing."""
    evil = "'; DROP TABLE people; --"
    others = ['"] MATCH (n) DETACH DELETE n //', "\\", "%_*", "NULL", "0", "\x00nul", "${jndi}", "a" * 10_000]
    ids = [evil, *others]
    hostile = Bundle.assemble(
        HEADER,
        {
            "roles": [role(text, aliases=(text,)) for text in ids],
            "skills": [],
            "requirements": [],
            "people": [row("people", id=text, role=text, name=text, groups=((text, text),)) for text in ids],
        },
    )
    store.load(hostile)
    assert store.read() == hostile
    for text in ids:
        assert [found[0] for found in store.read(person=text).rows("people")] == [text]
    store.forget(evil)
    assert {found[0] for found in store.read().rows("people")} == set(others)


@pytest.mark.parametrize("called", ["maya", " maya "])
def test_one_person_is_read_by_id(store: Store, called: str) -> None:
    """Only that person's rows come, beside everything that isn't about people."""
    store.load(bundle())
    found = store.read(person=called)
    assert [person[0] for person in found.rows("people")] == ["maya"]
    for name in ("levels", "completions", "aspirations", "nominations", "exclusions"):
        assert {of[0] for of in found.rows(name)} == {"maya"}
    assert found.rows("moves") == bundle().rows("moves")
    assert found.header == HEADER
    assert found.tables.keys() == bundle().tables.keys()


def test_a_name_brings_everyone_so_called(store: Store) -> None:
    """Names are compared as everywhere: case and spaces don't matter."""
    store.load(bundle())
    assert [person[0] for person in store.read(person="MAYA CHEN").rows("people")] == ["cy", "maya"]


def test_nobody_so_called_is_nobody(store: Store) -> None:
    """An unknown name, or an empty one, brings no people."""
    store.load(bundle())
    for text in ("ma", "", "maya%", "clerk"):
        assert store.read(person=text).rows("people") == ()


def test_a_new_name_is_found_and_the_old_one_not(store: Store) -> None:
    """Names are looked up as they are after the last load."""
    store.load(bundle())
    people = [row("people", id="maya", role="clerk", name="Maya Otto"), *tables()["people"][1:]]
    store.load(bundle(people=people))
    assert [person[0] for person in store.read(person="maya otto").rows("people")] == ["maya"]
    assert [person[0] for person in store.read(person="maya chen").rows("people")] == ["cy"]


def test_the_snapshot_is_of_what_is_read(store: Store) -> None:
    """A snapshot holds the bundle of the store, or of one person."""
    store.load(bundle())
    assert store.snapshot().bundle == bundle()
    assert store.snapshot(person="bo").bundle == store.read(person="bo")


def test_ids_are_listed_by_their_beginning(store: Store) -> None:
    """A shell that completes an id gets those that begin so, in order, no more than it asks for."""
    store.load(bundle())
    every = [str(row[0]) for row in bundle().rows("roles")]
    assert list(store.ids("roles", start="", limit=100)) == every
    assert list(store.ids("roles", start="", limit=1)) == every[:1]
    assert list(store.ids("roles", start=every[-1], limit=100)) == every[-1:]
    assert list(store.ids("people", start="no such", limit=100)) == []


def test_the_status_counts(store: Store) -> None:
    """The status tells the lattice's name, version, rows and fingerprint."""
    store.load(bundle())
    status = store.status()
    assert (status.name, status.version) == ("Harbour Works", "7")
    assert status.counts == bundle().counts
    assert status.digest == bundle().digest
    assert status.loaded_at is not None
    assert status.loaded_at.tzinfo is not None


def test_an_empty_store_says_so(store: Store) -> None:
    """Nothing loaded yet is a status, but nothing to read."""
    status = store.status()
    assert (status.name, status.digest, status.loaded_at) == (None, None, None)
    assert set(status.counts.values()) == {0}
    with pytest.raises(NoStore, match="lattice load"):
        store.read()


def test_no_store_is_not_made_by_reading(place: Place) -> None:
    """Without leave to create one, a place without a store stays so."""
    for _ in range(2):
        with pytest.raises(NoStore, match="lattice load"):
            place.open(create=False)


def test_forgetting_takes_every_trace(store: Store) -> None:
    """Rows of the person go; whoever they managed, mentored or nominated stays without their name."""
    store.load(bundle())
    assert store.forget("maya") == {
        "resources": 1,
        "people": 2,
        "levels": 1,
        "completions": 1,
        "aspirations": 1,
        "nominations": 3,
        "exclusions": 2,
    }
    found = store.read()
    assert [person[0] for person in found.rows("people")] == ["bo", "cy"]
    others = dict(found.tables)
    del others["people"]
    assert "maya" not in repr(others).casefold()
    assert Bundle.assemble(found.header, found.tables) == found


def test_forgetting_someone_unknown_is_an_error(store: Store) -> None:
    """A name is not enough, an id must be right; nothing changes."""
    store.load(bundle())
    with pytest.raises(UnknownName, match="'Maya Chen'"):
        store.forget("Maya Chen")
    assert store.read() == bundle()


def test_a_person_who_was_forgotten_can_come_back(store: Store) -> None:
    """Forgetting is no ban: a bundle that brings the person brings them."""
    store.load(bundle())
    store.forget("maya")
    store.load(bundle())
    assert store.read() == bundle()


def test_two_programs_see_each_others_loads(place: Place) -> None:
    """A store that is open sees what another one loads."""
    with place.open() as first, place.open() as second:
        first.load(bundle())
        assert second.read() == bundle()
        second.load(bundle(levels=[]))
        assert first.read() == bundle(levels=[])


def test_a_closed_store_answers_nothing(place: Place) -> None:
    """A question after closing is a wrong call, not a crash."""
    store = place.open()
    store.close()
    with pytest.raises(WrongCall, match="closed"):
        store.read()
    store.close()


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"roles": [role("clerk", grade=-(2**63) - 1), role("lead", 2)]}, "grade"),
        ({"skills": [row("skills", id="sql", name="\ud800"), row("skills", id="数", name="x")]}, "name"),
    ],
)
def test_what_no_store_can_hold_is_named(store: Store, changed: dict[str, list[Row]], column: str) -> None:
    """Numbers past 64 bits and texts that aren't Unicode are problems of the bundle; nothing is stored."""
    store.load(bundle())
    with pytest.raises(InvalidBundle) as caught:
        store.load(bundle(HEADER, **changed))
    assert [problem.column for problem in caught.value.problems] == [column]
    assert store.read() == bundle()


def test_many_skills_go_at_once(store: Store) -> None:
    """Taking most of a catalogue away leaves the rest as it was."""
    skills = [row("skills", id=f"s{number}", name="S") for number in range(60)]
    store.load(bundle(skills=[*tables()["skills"], *skills]))
    store.load(bundle())
    assert store.read() == bundle()


SIGNS: Final = st.characters(exclude_categories=["Cs"])
IDS = st.text(SIGNS, min_size=1, max_size=3)
TEXTS = st.none() | st.text(SIGNS, max_size=5)
AMOUNTS = st.none() | st.floats(0, 1e300).map(lambda number: number + 0.0)
DATES = st.none() | st.dates()


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Small lattices of any ids, texts, numbers and dates."""
    roles = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    skills = draw(st.lists(IDS, max_size=3, unique=True))
    people = draw(st.lists(IDS, max_size=4, unique=True))
    pairs = draw(st.lists(st.tuples(st.sampled_from(people), st.sampled_from(skills)), unique=True, max_size=5)
                 if people and skills else st.just([]))  # fmt: skip
    made = {
        "roles": [
            role(
                id_,
                draw(st.integers(-(2**40), 2**40)),
                critical=draw(st.none() | st.booleans()),
                salary=draw(AMOUNTS),
                description=draw(TEXTS),
                aliases=tuple(draw(st.lists(IDS, max_size=2))),
            )
            for id_ in roles
        ],
        "skills": [row("skills", id=id_, name=id_, kind=draw(TEXTS)) for id_ in skills],
        "requirements": [],
        "people": [
            row(
                "people",
                id=id_,
                role=draw(st.sampled_from(roles)),
                name=draw(TEXTS),
                in_role_since=draw(DATES),
                budget=draw(AMOUNTS),
                manager=draw(st.none() | st.sampled_from(people)),
                groups=tuple(sorted(draw(st.dictionaries(IDS, IDS, max_size=2)).items())),
            )
            for id_ in people
        ],
        "levels": [
            row("levels", person=person, skill=skill, level=draw(st.integers(0, 4)), assessed_on=draw(DATES))
            for person, skill in pairs
        ],
    }
    if draw(st.booleans()):
        made["moves"] = [row("moves", **{"from": roles[0], "to": other}, months=draw(AMOUNTS)) for other in roles[1:]]
    return Bundle.assemble(HEADER, made)


@given(first=bundles(), second=bundles())
@settings(
    max_examples=max(60, settings().max_examples // 3),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_bundle_over_any_other(places: Places, first: Bundle, second: Bundle) -> None:
    """The store is what the last bundle says for its tables, however they differ, in any order of ids."""
    with places.fresh().open() as store:
        store.load(first)
        assert store.read() == first
        try:
            changes = store.load(second).changes
        except InvalidBundle:
            # Moves that the second doesn't bring may need roles that it doesn't have.
            assert "moves" in first.tables
            assert "moves" not in second.tables
            assert store.read() == first
            return
        found = store.read()
        assert found == Bundle.of_checked(second.header, {**first.tables, **second.tables})
        assert bool(changes) == (first != found)
        people = TABLES["people"].position("name")
        for person in second.rows("people"):
            assert person in store.read(person=str(person[0])).rows("people")
            if person[people]:
                assert set(store.read(person=str(person[people])).rows("people")) <= set(second.rows("people"))
