"""Single rows and kept documents: what every store does with a planner's own words, whichever engine keeps it."""

from __future__ import annotations

import json
from typing import Final

import pytest

from lattice.domain.column import Row, Value
from lattice.errors import InvalidBundle, NoStore, UnknownName, WrongCall
from lattice.stores.store import Change, Store
from tests.contract.places import Place
from tests.contract.test_stores import DAY, HEADER, bundle, row, tables

ADDED: Final = Change(added=1, removed=0, changed=0)
REPLACED: Final = Change(added=0, removed=0, changed=1)
NOTHING: Final = Change(added=0, removed=0, changed=0)


def exclusion(person: str = "bo", role: str = "clerk", **more: Value) -> Row:
    """An exclusion's row."""
    return row("exclusions", **{"person": person, "role": role, "because": "wants to stay", **more})


def test_a_row_is_added(store: Store) -> None:
    """It stands among the others, and everything else is as it was."""
    store.load(bundle())
    assert store.record("exclusions", exclusion(by="Bo", on=DAY)) == ADDED
    expected = bundle(exclusions=[*tables()["exclusions"], exclusion(by="Bo", on=DAY)])
    assert store.read() == expected
    assert store.status().digest == expected.digest


def test_a_row_takes_the_place_of_the_one_with_its_key(store: Store) -> None:
    """The same person and role again is a change of what was said, or none."""
    store.load(bundle())
    later = row("nominations", person="maya", role="lead", by="cy")
    assert store.record("nominations", later) == REPLACED
    assert store.record("nominations", later) == NOTHING
    assert store.read() == bundle(nominations=[later, *tables()["nominations"][1:]])


@pytest.mark.parametrize("table", ["nominations", "exclusions"])
def test_a_table_that_was_not_brought_is_there_from_then_on(store: Store, table: str) -> None:
    """It stays when its last row is withdrawn, as an empty table does."""
    store.load(bundle(HEADER, **{table: None}))
    made = tables()[table][0]
    assert store.record(table, made) == ADDED
    assert store.read() == bundle(HEADER, **{table: [made]})
    assert store.withdraw(table, ["maya", "lead"]) == made
    assert store.read() == bundle(HEADER, **{table: []})


def test_a_row_is_withdrawn(store: Store) -> None:
    """It comes back as it was; a second time there is none."""
    store.load(bundle())
    assert store.withdraw("exclusions", ["cy", "clerk"]) == tables()["exclusions"][1]
    assert store.withdraw("exclusions", ["cy", "clerk"]) is None
    assert store.read() == bundle(exclusions=tables()["exclusions"][:1])


def test_a_load_without_the_table_leaves_recorded_rows(store: Store) -> None:
    """A bundle from the personnel system doesn't know what planners said; one that does replaces it."""
    store.load(bundle(exclusions=None))
    store.record("exclusions", exclusion())
    assert not store.load(bundle(exclusions=None)).changes
    assert store.read() == bundle(exclusions=[exclusion()])
    store.load(bundle())
    assert store.read() == bundle()


def test_what_recorded_rows_point_to_must_stay(store: Store) -> None:
    """A bundle that takes the person of an exclusion away is refused, as with every table it leaves alone."""
    store.load(bundle())
    store.record("exclusions", exclusion("bo"))
    gone = ("levels", "completions", "aspirations", "nominations", "resources", "teaches", "prerequisites")
    with pytest.raises(InvalidBundle) as caught:
        store.load(bundle(HEADER, people=[tables()["people"][2]], exclusions=None, **dict.fromkeys(gone, ())))
    texts = [str(problem) for problem in caught.value.problems]
    assert any("exclusions [person]: person 'bo', role 'clerk': 'bo' is not in people" in text for text in texts)
    assert any(exclusion("bo") == found for found in store.read().rows("exclusions"))


@pytest.mark.parametrize(
    ("made", "kind"), [(exclusion("nobody"), "person"), (exclusion(role="Clerk"), "role")], ids=["person", "role"]
)
def test_an_unknown_name_is_refused(store: Store, made: Row, kind: str) -> None:
    """The error says which one, and nothing is stored."""
    store.load(bundle())
    with pytest.raises(UnknownName, match=f"no {kind} has the id '(nobody|Clerk)'") as caught:
        store.record("exclusions", made)
    assert caught.value.kind == kind
    assert store.read() == bundle()


@pytest.mark.parametrize("because", ["", None, 3, "\ud800"])
def test_a_cell_that_breaks_a_rule_is_refused(store: Store, because: Value) -> None:
    """A reason must be a text that can be stored."""
    store.load(bundle())
    with pytest.raises(InvalidBundle) as caught:
        store.record("exclusions", exclusion(because=because))
    assert {problem.column for problem in caught.value.problems} == {"because"}
    assert store.read() == bundle()


def test_a_wrong_call_is_refused(store: Store) -> None:
    """Other tables, rows of another width and keys of another shape make no sense."""
    store.load(bundle())
    with pytest.raises(WrongCall, match="load a bundle instead"):
        store.record("people", tables()["people"][0])
    with pytest.raises(WrongCall, match="load a bundle instead"):
        store.withdraw("levels", ["maya", "sql"])
    with pytest.raises(WrongCall, match="has 5 cells"):
        store.record("exclusions", exclusion()[:4])
    with pytest.raises(WrongCall, match="person and role"):
        store.withdraw("exclusions", ["maya"])
    with pytest.raises(WrongCall, match="person and role"):
        store.withdraw("exclusions", "cy")
    assert store.read() == bundle()


def test_an_empty_store_takes_no_row(store: Store) -> None:
    """There is nobody yet whom it could be about."""
    with pytest.raises(NoStore, match="lattice load"):
        store.record("exclusions", exclusion())


def test_two_programs_see_each_others_rows(place: Place) -> None:
    """What one records the other reads, and may withdraw."""
    with place.open() as first, place.open() as second:
        first.load(bundle(exclusions=None))
        second.record("exclusions", exclusion())
        assert first.withdraw("exclusions", ["bo", "clerk"]) == exclusion()
        assert second.read() == bundle(exclusions=[])


def test_hostile_words_are_only_words(store: Store) -> None:
    """Quotes, statements and control characters are kept as they are."""
    store.load(bundle())
    evil = exclusion(because="'; DROP TABLE people; --", by='"] MATCH (n) DETACH DELETE n //\x1b[31m')
    store.record("exclusions", evil)
    assert evil in store.read().rows("exclusions")
    assert store.withdraw("exclusions", ["' OR 1=1 --", "clerk"]) is None


def test_a_document_comes_back(place: Place) -> None:
    """Character for character, also to another program; names come in order."""
    text = '{ "b": [1.50, "ü\\u2028"],\n "a": null}'
    with place.open() as store:
        store.load(bundle())
        store.keep("spring 2026", text)
        store.keep("Autumn", "[]")
        assert store.status().kept == 2
    with place.open() as store:
        assert store.kept("spring 2026") == text
        assert store.kept_names() == ("Autumn", "spring 2026")


def test_documents_need_no_lattice(store: Store) -> None:
    """They can be put into an empty store, and a load leaves them alone."""
    store.keep("x", "1")
    store.load(bundle())
    assert store.kept("x") == "1"
    assert store.read() == bundle()


def test_a_name_is_taken_once(store: Store) -> None:
    """Another document of the name is refused unless it should replace the first."""
    store.keep("x", "1")
    with pytest.raises(WrongCall, match="'x' already"):
        store.keep("x", "2")
    assert store.kept("x") == "1"
    store.keep("x", "2", replace=True)
    assert store.kept("x") == "2"
    assert store.kept_names() == ("x",)


def test_a_name_that_nothing_has_is_an_error(store: Store) -> None:
    """The error says what there is."""
    with pytest.raises(UnknownName, match="nothing is kept yet"):
        store.kept("x")
    store.keep("spring", "1")
    with pytest.raises(UnknownName, match="there are spring"):
        store.kept("x")


@pytest.mark.parametrize("name", ["", " x", "x\n", "x" * 201, "\x1b[2J", "\ud800"])
def test_a_name_that_will_not_do(store: Store, name: str) -> None:
    """Blank, very long or invisible names are refused."""
    with pytest.raises(WrongCall, match="won't do"):
        store.keep(name, "1")
    assert store.kept_names() == ()


@pytest.mark.parametrize("document", ["", "{", "x", '{"a": "\ud800"}'])
def test_what_is_not_json_is_not_kept(store: Store, document: str) -> None:
    """Only a JSON document that can be stored is put aside."""
    with pytest.raises(WrongCall, match="is not JSON"):
        store.keep("x", document)
    assert store.kept_names() == ()


def test_forgetting_cleans_documents(store: Store) -> None:
    """Id and name go from each document that mentions them, and the count says how many did."""
    store.load(bundle())
    untouched = '{"people":  ["bo"]}'
    store.keep("a", json.dumps({"people": ["maya", "bo"], "total": 2, "by": "Maya Chen"}))
    store.keep("b", untouched)
    assert store.forget("maya")["kept"] == 1
    assert json.loads(store.kept("a")) == {"people": ["bo"], "total": 2, "by": None}
    assert store.kept("b") == untouched
