"""Names lead to the one thing that is meant, or to the nearest ones."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.errors import AmbiguousName, UnknownName
from lattice.graph.names import Named, find_person, find_resource, find_role, find_skill, nearest, normalise
from tests.unit.reports.sample import row, snapshot


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Front-end developer", "front END  developer"),
        ("ＡＢＣ", "abc"),
        ("Straße", "STRASSE"),
        ("O'Neil", "O’NEIL"),
        ("a\tb\n", "a b"),
        ("Zoe\u0308", "Zoë"),
        ("a\u200bb", "ab"),
        ("(Lead) engineer, data", "lead engineer data"),
    ],
)
def test_what_does_not_matter(one: str, other: str) -> None:
    """Case, width, composition, spacing and punctuation don't tell names apart."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C#"), ("C", "C++"), (".NET", "net"), ("CI/CD", "CI CD"), ("Zoe", "Zoë")]
)
def test_what_does_matter(one: str, other: str) -> None:
    """The marks in names of tools tell them apart, and so do accents."""
    assert normalise(one) != normalise(other)


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """A normalised text stays as it is."""
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("text", ["pilot", " pilot ", "Pilot", "NAVIGATOR", "  pIlOt"])
def test_a_role_is_found_by_id_title_and_alias(text: str) -> None:
    """Id, title and alias lead to the same role."""
    assert find_role(snapshot(), text) == "pilot"


def test_each_kind_has_its_names() -> None:
    """Skills, resources and people are found by theirs."""
    graph = snapshot()
    assert find_skill(graph, "CPP") == "c++"
    assert find_skill(graph, "C++") == "c++"
    assert find_resource(graph, "Tides and charts") == "tides"
    assert find_person(graph, "ada byron") == "ada"


def test_an_id_wins_over_a_title() -> None:
    """What is one role's id and another's title is the id."""
    roles = [
        row("roles", id="a", title="b", family="f", grade=1),
        row("roles", id="b", title="a", family="f", grade=1),
    ]
    graph = snapshot(roles=roles, requirements=[], moves=[], people=[], resources=[], teaches=[], prerequisites=[],
                     levels=[], completions=[], aspirations=[], nominations=[])  # fmt: skip
    assert find_role(graph, "a") == "a"
    assert find_role(graph, "A") == "b"


def test_two_of_one_name_are_ambiguous() -> None:
    """The error lists the ids that the name could mean."""
    people = [row("people", id=name, name="Kim", role="mate") for name in ("k2", "k1", "ada", "ben")]
    with pytest.raises(AmbiguousName) as caught:
        find_person(snapshot(people=people), "kim")
    assert caught.value.candidates == ("ada", "ben", "k1", "k2")
    assert "'kim' means 4 people" in str(caught.value)
    assert "k1 (Kim)" in str(caught.value)
    assert caught.value.kind == "person"


def test_many_of_one_name_are_counted() -> None:
    """An endless list is cut."""
    people = [row("people", id=f"k{at}", name="Kim", role="mate") for at in range(9)]
    extra = [row("people", id=name, role="mate") for name in ("ada", "ben")]
    with pytest.raises(AmbiguousName, match="and 4 more"):
        find_person(snapshot(people=[*people, *extra]), "kim")


def test_what_is_far_behind_the_nearest_is_left_out() -> None:
    """A slip in one name isn't answered with others that have little to do with it."""
    known = [Named("grainne", "Gráinne Ní Bhriain"), Named("aoife", "Aoife Byrne"), Named("tomas", "Tomás Keane")]
    assert [named.id for named in nearest(known, "grane")] == ["grainne"]
    assert nearest([Named("nurse", "Staff nurse")], "dentist") == []


@pytest.mark.parametrize(("text", "nearest"), [("Harbor master", "master"), ("piolt", "pilot"), ("navigater", "pilot")])
def test_a_slip_gets_the_nearest(text: str, nearest: str) -> None:
    """The nearest candidate comes first, with its title."""
    with pytest.raises(UnknownName) as caught:
        find_role(snapshot(), text)
    assert caught.value.candidates[0] == nearest
    assert f"nearest: {nearest} (" in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00", "x" * 10_000])
def test_senseless_names_are_unknown(text: str) -> None:
    """Nothing is called nothing; a message stays short."""
    with pytest.raises(UnknownName) as caught:
        find_role(snapshot(), text)
    assert len(str(caught.value)) < 300


def test_no_people_at_all_is_said() -> None:
    """In a lattice without people the error says that."""
    gone = ("people", "levels", "completions", "aspirations", "nominations", "resources", "teaches", "prerequisites")
    graph = snapshot(**{table: [] for table in gone})
    with pytest.raises(UnknownName, match="there are no people at all"):
        find_person(graph, "ada")


def test_normalising_loads_little() -> None:
    """The stores normalise names: that brings neither numpy nor rapidfuzz."""
    code = "import sys, lattice.graph.names; print(*sorted({'numpy', 'rapidfuzz', 'networkx'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == ""
