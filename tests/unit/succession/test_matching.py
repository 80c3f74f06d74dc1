"""Matching against scipy, and what must not depend on the matching chosen."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from lattice.succession.matching import Benches, match

Case = tuple[list[int], list[tuple[int, int, float]]]
EMPTY = 1e6


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    """Roles with seats, and pairs of a role and a person with months that often tie."""
    roles, people = draw(st.integers(1, 6)), draw(st.integers(0, 9))
    seats = [draw(st.integers(0, 3)) for _ in range(roles)]
    pairs = [(role, person) for role in range(roles) for person in range(people)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return seats, [(*pair, draw(st.sampled_from([0.0, 0.0, 1.0, 2.5, 7.1, 12.3]))) for pair in sorted(chosen)]


def _benches(seats: list[int], edges: list[tuple[int, int, float]]) -> Benches:
    return Benches.of(
        seats,
        np.array([edge[0] for edge in edges], dtype=np.int64),
        np.array([edge[1] for edge in edges], dtype=np.int64),
        np.array([edge[2] for edge in edges]),
    )


@given(_cases())
@settings(max_examples=3 * settings().max_examples)
def test_as_many_seats_and_as_few_months_as_scipy(case: Case) -> None:
    """The size and the cost of an assignment in which an empty seat costs more than anybody."""
    seats, edges = case
    found = match(_benches(seats, edges))
    owner = [role for role, count in enumerate(seats) for _ in range(count)]
    months = {(role, person): span for role, person, span in edges}
    costs = np.full((len(owner), 9 + len(owner)), EMPTY)
    for seat, role in enumerate(owner):
        for person in range(9):
            costs[seat, person] = months.get((role, person), 2 * EMPTY)
    best = costs[linear_sum_assignment(costs)].sum()
    filled = sum(months[role, person] for person, role in found.role_of.items())
    assert abs(filled + EMPTY * (len(owner) - found.size) - best) < 1e-6
    assert all(len(taken) <= count for taken, count in zip(found.taken, seats, strict=True))
    assert {person: role for role, taken in enumerate(found.taken) for person in taken} == found.role_of


@given(_cases(), st.randoms(use_true_random=False))
def test_groups_and_key_people_do_not_depend_on_the_matching(case: Case, chance: random.Random) -> None:
    """With roles and people in any other order, who is short and who is key stays the same."""
    seats, edges = case
    roles, people = list(range(len(seats))), list(range(9))
    chance.shuffle(roles)
    chance.shuffle(people)
    other_seats = [0] * len(seats)
    for role, count in enumerate(seats):
        other_seats[roles[role]] = count
    one = match(_benches(seats, edges))
    # The pairs come in no order at all, which is allowed.
    other = match(_benches(other_seats, [(roles[role], people[person], span) for role, person, span in edges]))
    assert one.size == other.size
    assert sorted(people[person] for person in one.key_people()) == other.key_people()
    assert {roles[role] for role in one.spare()} == other.spare()
    groups = sorted(
        (sorted(roles[role] for role in group), sorted(people[person] for person in who))
        for group, who in one.short_groups()
    )
    assert groups == other.short_groups()


def test_ties_fall_by_number() -> None:
    """Of equal successors the first by number is assigned, of equal roles the first is served."""
    found = match(_benches([1, 1], [(0, 3, 1.0), (0, 5, 1.0), (1, 3, 1.0)]))
    assert found.role_of == {3: 1, 5: 0}
    assert match(_benches([1], [(0, 4, 1.0), (0, 7, 1.0)])).role_of == {4: 0}
    assert match(_benches([1, 1], [(0, 2, 1.0), (1, 2, 1.0)])).role_of == {2: 0}
