"""Search finds what is called nearly so, the best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.errors import WrongCall
from lattice.insight.search import search
from tests.unit.reports.sample import row, snapshot

GRAPH = snapshot()


def test_every_kind_is_searched() -> None:
    """Roles, skills, resources and people are found by what they are called."""
    assert search(GRAPH, "pilot").roles[0].id == "pilot"
    assert search(GRAPH, "charts").skills[0].id == "charts"
    assert search(GRAPH, "charts").resources[0].id == "tides"
    assert search(GRAPH, "byron").people[0].id == "ada"


def test_the_same_name_scores_most() -> None:
    """The same name has 100, a part of a name less, a word of the description least."""
    found = search(GRAPH, "c++")
    assert (found.skills[0].id, found.skills[0].score) == ("c++", 100)
    assert 90 <= search(GRAPH, "harbour").roles[0].score < 100
    assert 80 <= search(GRAPH, "sea law").skills[0].score < 90
    assert search(GRAPH, "controllers").skills[0].score == 60


def test_a_slip_is_forgiven() -> None:
    """A word with a slip leads there, with a lower score."""
    found = search(GRAPH, "harbuor master").roles
    assert found[0].id == "master"
    assert found[0].score < 80


def test_c_is_not_cpp() -> None:
    """A mark that tells names apart does so here."""
    assert search(GRAPH, "c#").skills == ()


def test_the_limit_leaves_the_rest_counted() -> None:
    """What is beyond the limit is counted; ties go by id."""
    people = [row("people", id=f"k{at}", name="Kim", role="mate") for at in range(5)]
    extra = [row("people", id=name, role="mate") for name in ("ada", "ben")]
    found = search(snapshot(people=[*people, *extra]), "kim", limit=2)
    assert [hit.id for hit in found.people] == ["k0", "k1"]
    assert found.omitted == {"roles": 0, "skills": 0, "resources": 0, "people": 3}


@pytest.mark.parametrize("text", ["", " ", "--", "x" * 201])
def test_a_senseless_text_is_a_wrong_call(text: str) -> None:
    """Nothing, and endless texts, are no search."""
    with pytest.raises(WrongCall):
        search(GRAPH, text)


def test_a_limit_below_one_is_a_wrong_call() -> None:
    """One can't ask for nothing."""
    with pytest.raises(WrongCall, match="limit is 0"):
        search(GRAPH, "x", limit=0)


@given(st.text(max_size=40))
def test_any_text_gives_sorted_hits(text: str) -> None:
    """Whatever the text: scores fall, and every hit is in the lattice."""
    try:
        found = search(GRAPH, text)
    except WrongCall:
        return
    for hits in (found.roles, found.skills, found.resources, found.people):
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(0 < hit.score <= 100 for hit in hits)
