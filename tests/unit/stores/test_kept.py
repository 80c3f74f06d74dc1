"""What is left of a kept document when a person is forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.stores.kept import without_person


def left(content: object, person: str = "p1", name: str | None = "Ann O'Neil") -> Any:  # noqa: ANN401 - any JSON
    """The content of a document after a person is forgotten."""
    return json.loads(without_person(json.dumps(content), person, name=name))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"people": ["p1", "p2"]}, {"people": ["p2"]}),
        ({"key_people": {"12": ["p1"], "24": ["p2"]}}, {"key_people": {"12": [], "24": ["p2"]}}),
        ([{"person": "p1", "months": 3}, {"person": "p2"}], [{"person": "p2"}]),
        ({"levels": {"p1": {"sql": 2}, "p2": {}}}, {"levels": {"p2": {}}}),
        ({"by": "p1", "person": "p2"}, {"by": None, "person": "p2"}),
        ({"by": "ann  O’NEIL"}, {"by": None}),
        ({"because": "Ann O'Neil asked (p1)"}, {"because": "(forgotten) asked ((forgotten))"}),
        ({"step": {"person": "p1"}}, {"step": None}),
        ({"person": "p1"}, None),
        ("p1", None),
    ],
)
def test_every_mention_goes(before: object, after: object) -> None:
    """Items, entries and objects go; fields that have to stay become null; longer texts keep the rest."""
    assert left(before) == after


@pytest.mark.parametrize(
    "content",
    [
        {"role": "p1", "roles": ["p1"], "skills": {"p1": 2}, "bench": {"12": [{"role": "p1"}]}},
        {"because": "p10 and p1-x and xp1 and Joann O'Neily"},
        {"months": 1, "ready": True, "none": None, "text": ""},
    ],
)
def test_nothing_else_goes(content: object) -> None:
    """Roles that are called so, words that only begin so and figures stay, character for character."""
    text = json.dumps(content, indent=3)
    assert without_person(text, "p1", name="Ann O'Neil") == text


def test_a_number_for_an_id_leaves_horizons() -> None:
    """An entry under a horizon's months is not one about the person whose id is that number."""
    assert left({"secured": {"12": 3}, "people": ["12"]}, person="12") == {"secured": {"12": 3}, "people": []}


def test_a_person_without_a_name() -> None:
    """The id alone is looked for."""
    assert left({"people": ["p1", ""], "by": ""}, name=None) == {"people": [""], "by": ""}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["p1", "p2", "Ann", "to p1", "ANN x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["person", "by", "p1", "12", "people"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_trace_is_left(content: object) -> None:
    """Whatever the shape, neither id nor name stands in it afterwards, and doing it again changes nothing."""
    once = without_person(json.dumps(content), "p1", name="Ann")
    assert "p1" not in once
    assert "ann" not in once.casefold()
    assert without_person(once, "p1", name="Ann") == once
