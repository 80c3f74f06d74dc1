"""Succession against the brute force, on thousands of small random organisations.

The two share no code. Months to ready, secured seats, key people, shortfall
groups, the total months of the assignment, and chains must agree within 1e-9.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings

import lattice
from lattice.succession.ready import Readying
from tests.oracle.case import Case
from tests.oracle.pipeline import NEVER, Pipeline, in_time
from tests.oracle.plan import near, within
from tests.oracle.question import AS_OF
from tests.oracle.strategies import organisations, seeded_organisation

HORIZONS: Final = (0, 6, 12.5)
BLOCKS: Final = range(20)
SEEDS_A_BLOCK: Final = settings().max_examples // 3


def _snapshot(case: Case) -> lattice.Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        return lattice.snapshot(lattice.read_bundle(case.write_folder(Path(folder) / "case")))


def _check_months(pipeline: Pipeline, graph: lattice.Snapshot) -> None:
    pairs = [(person, role) for person in graph.people for role in graph.role_ids]
    people = np.array([graph.people[person] for person, _ in pairs], dtype=np.int64)
    roles = np.array([graph.roles[role] for _, role in pairs], dtype=np.int64)
    found = Readying(graph, AS_OF).months(people, roles).tolist()
    for (person, role), months in zip(pairs, found, strict=True):
        expected = pipeline.months(person, role)
        assert months == expected or near(months, expected), (person, role, months, expected)


def _check_coverage(pipeline: Pipeline, graph: lattice.Snapshot) -> None:
    result = lattice.coverage(graph, horizons=HORIZONS, as_of=AS_OF)
    assert result.seats == sum(pipeline.seats.values())
    assert [role.role for role in result.roles] == sorted(pipeline.seats)
    for horizon in HORIZONS:
        name, benches = str(horizon), pipeline.benches(horizon)
        most, months = pipeline.best(horizon)
        assert result.secured[name] == most
        assert result.naive[name] == pipeline.naive(horizon)
        assert list(result.key_people[name]) == pipeline.key_people(horizon)
        groups = [(list(group.roles), group.seats, list(group.people)) for group in result.shortfalls[name]]
        assert groups == pipeline.shortfalls(horizon)
        given = result.assignment[name]
        assert len(given) == most == len({one.person for one in given})
        assert within(abs(sum(one.months for one in given) - months), 1e-8)
        assert all(near(one.months, benches[one.role][one.person]) for one in given)
        assert Counter(one.role for one in given) == Counter(
            {role.role: role.secured[name] for role in result.roles if role.secured[name]}
        )
        for role in result.roles:
            assert role.secured[name] <= role.seats
            soon = {one.person for span in HORIZONS if span <= horizon for one in role.bench[str(span)]}
            assert soon == set(benches[role.role])
    _check_status(pipeline, result)


def _check_status(pipeline: Pipeline, result: lattice.CoverageResult) -> None:
    key = set(pipeline.key_people(HORIZONS[1]))
    given: dict[str, set[str]] = {role.role: set() for role in result.roles}
    for one in result.assignment["6"]:
        given[one.role].add(one.person)
    for role in result.roles:
        if len(given[role.role]) < role.seats:
            assert role.status == "exposed"
        else:
            assert role.status == ("thin" if given[role.role] & key else "covered")


def _check_bench(pipeline: Pipeline, graph: lattice.Snapshot) -> None:
    for role in graph.role_ids:
        result = lattice.bench(graph, role, horizons=HORIZONS, as_of=AS_OF)
        expected = pipeline.candidates[role]
        assert {one.person for one in result.candidates} == set(expected)
        for one in result.candidates:
            months = expected[one.person]
            assert (one.months is None) == (months == NEVER)
            assert one.months is None or near(one.months, months)
            assert one.readiness == lattice.find_gap(graph, one.person, role=role).readiness
            assert (one.best_step is None) == (one.months is None or not one.missing)
            others = {
                other
                for other in pipeline.seats
                if other != role and in_time(pipeline.candidates[other].get(one.person, NEVER), HORIZONS[-1])
            }
            assert set(one.also) == others
        figures = [NEVER if one.months is None else one.months for one in result.candidates]
        assert figures == sorted(figures)


def _check_chains(pipeline: Pipeline, graph: lattice.Snapshot) -> None:
    for role in graph.role_ids:
        result = lattice.chain(graph, role, as_of=AS_OF)
        expected = pipeline.chain(role)
        seat = role
        for step in result.steps:
            assert step.seat == seat
            assert near(step.months, pipeline.candidates[seat][step.person])
            assert step.from_ == pipeline.reading.people[step.person].role
            seat = step.from_
        assert result.months == sum(step.months for step in result.steps)
        if expected < NEVER:
            assert result.breaks is None
            assert near(result.months, expected)
            assert result.ends_in == seat
            assert seat not in pipeline.critical
            continue
        dead = pipeline.dead_ends(role)
        assert result.ends_in == "external"
        assert result.breaks is not None
        assert result.breaks.role == seat
        assert seat in dead or (not dead and seat == role)
        assert (result.breaks.reason == "circle") == (not dead)


def _check_all(case: Case) -> None:
    pipeline, graph = Pipeline(case), _snapshot(case)
    _check_months(pipeline, graph)
    _check_coverage(pipeline, graph)
    _check_bench(pipeline, graph)
    _check_chains(pipeline, graph)


@pytest.mark.parametrize(
    "block", [BLOCKS[0], *(pytest.param(block, marks=pytest.mark.unmeasured) for block in BLOCKS[1:])]
)
def test_equals_the_brute_force(block: int) -> None:
    """On every seeded organisation the program says what the brute force says."""
    for seed in range(block * SEEDS_A_BLOCK, (block + 1) * SEEDS_A_BLOCK):
        try:
            _check_all(seeded_organisation(seed))
        except Exception as error:
            error.add_note(f"the organisation of seed {seed}: tests.oracle.strategies.seeded_organisation({seed})")
            raise


@given(organisations())
def test_equals_the_brute_force_on_the_simplest_organisation(case: Case) -> None:
    """The same on hypothesis's organisations, which it makes as simple as it can when one fails."""
    _check_all(case)
