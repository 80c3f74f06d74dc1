"""Every question has the same answer, byte for byte, whichever store keeps the lattice."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lattice
from lattice.errors import LatticeError
from tests.contract.places import Places
from tests.oracle.strategies import seeded_case

if TYPE_CHECKING:
    import pytest

DAY: Final = datetime.date(2026, 11, 22)
SAMPLE: Final = Path(__file__).parents[2] / "graph_data" / "uk-digital"


def answers(graph: lattice.Snapshot) -> Iterator[str]:
    """The JSON of every question, for some people and all critical roles; an error's text where that is the answer."""
    people = [person.id for person in graph.bundle.people][:4]
    roles = [role.id for role in graph.bundle.roles]
    targets = [role.id for role in graph.bundle.roles if role.critical][:4] or roles[:2]
    yield graph.bundle.digest
    for person in people:
        yield said(lambda person=person: lattice.reach(graph, person, within_months=18, as_of=DAY))
        yield said(lambda person=person: lattice.show_person(graph, person))
        for role in targets[:2]:
            yield said(lambda person=person, role=role: lattice.find_gap(graph, person, role=role))
            yield said(lambda person=person, role=role: lattice.find_routes(graph, person, to=role, as_of=DAY))
    for role in targets:
        yield said(lambda role=role: lattice.show_role(graph, role))
        yield said(lambda role=role: lattice.bench(graph, role, as_of=DAY))
        yield said(lambda role=role: lattice.chain(graph, role, as_of=DAY))
    for skill in [skill.id for skill in graph.bundle.skills][:3]:
        yield said(lambda skill=skill: lattice.show_skill(graph, skill))
    for resource in [resource.id for resource in graph.bundle.resources][:3]:
        yield said(lambda resource=resource: lattice.show_resource(graph, resource))
    for family in sorted({role.family for role in graph.bundle.roles})[:3]:
        yield said(lambda family=family: lattice.team(graph, family=family, as_of=DAY))
    yield said(lambda: lattice.search(graph, "data"))
    yield said(lambda: lattice.coverage(graph, as_of=DAY))
    yield said(lambda: lattice.outlook(graph, as_of=DAY))


def said(ask: object) -> str:
    """What a question answers, as JSON."""
    assert callable(ask)
    try:
        result = ask()
    except LatticeError as error:
        return f"{type(error).__name__}: {error}"
    text: str = result.model_dump_json()
    return text


@cache
def sample() -> tuple[lattice.Bundle, tuple[str, ...]]:
    """The sample and the answers to every question of it, straight from its files."""
    bundle = lattice.read_bundle(SAMPLE)
    return bundle, tuple(answers(lattice.snapshot(bundle)))


def test_the_sample_has_the_same_answers(places: Places) -> None:
    """Loaded into a store and taken out again, the sample answers as its files do."""
    bundle, expected = sample()
    with places.fresh().open() as store:
        store.load(bundle)
        assert tuple(answers(store.snapshot())) == expected
        assert not store.load(bundle).changes


def test_one_persons_snapshot_answers_alike(places: Places) -> None:
    """What is read for one person's question alone gives the answer that the whole gives."""
    bundle, _ = sample()
    person, role = bundle.people[3].id, next(role.id for role in bundle.roles if role.critical)
    whole = lattice.find_routes(lattice.snapshot(bundle), person, to=role, as_of=DAY)
    with places.fresh().open() as store:
        store.load(bundle)
        graph = store.snapshot(person=person)
        assert lattice.find_routes(graph, person, to=role, as_of=DAY).model_dump_json() == whole.model_dump_json()


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=max(5, settings().max_examples // 5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_lattice_has_the_same_answers(places: Places, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """So does any made-up lattice."""
    folder = seeded_case(seed)[0].write_folder(tmp_path_factory.mktemp("case") / "case")
    bundle = lattice.read_bundle(folder)
    with places.fresh().open() as store:
        store.load(bundle)
        assert tuple(answers(store.snapshot())) == tuple(answers(lattice.snapshot(bundle)))
