"""People of one gap share what they should learn, as far as it is the same for them."""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING, Final

from hypothesis import settings

from lattice.graph.snapshot import Snapshot
from lattice.succession import soonest
from lattice.succession.development import develop
from lattice.succession.options import ask
from lattice.succession.soonest import Soonest
from tests.oracle.question import AS_OF
from tests.oracle.strategies import seeded_organisation
from tests.unit.reports.sample import row
from tests.unit.routes.made import snapshot_of
from tests.unit.succession.steps import Steps
from tests.unit.succession.works import DAY, works

if TYPE_CHECKING:
    import pytest

SEEDS: Final = range(settings().max_examples)
WAYS: Final = ((26.0, 900.0), (39.0, 500.0), (52.0, 400.0), (78.0, 120.0), (130.0, 0.0), (130.0, 0.0))
HOURS: Final = (0.0, 1.0, 4.0, 4.0, 7.5)


def crowd(size: int, *, seed: int = 3) -> Snapshot:
    """Hands who may become lead and lack the same, since when and with how many hours a week each has drawn.

    What they lack is taught in more hours or for more money, twice over.
    """
    draw = random.Random(seed)
    people = [
        row(
            "people",
            id=f"p{number:03}",
            role="hand",
            in_role_since=DAY - datetime.timedelta(days=draw.randrange(0, 1100, 7)),
            hours_per_week=draw.choice(HOURS),
        )
        for number in range(size)
    ]
    resources = [
        row("resources", id=f"{skill}{number}", title="A way", type="course", hours=hours, cost=cost)
        for skill in ("law", "tin")
        for number, (hours, cost) in enumerate(WAYS)
    ]
    return works(
        roles=[
            row("roles", id="hand", title="Hand", family="shop", grade=1, dwell_months=36.0),
            row("roles", id="lead", title="Lead", family="shop", grade=2, critical=True, dwell_months=0.0),
        ],
        requirements=[row("requirements", role="lead", skill=skill, level=3) for skill in ("law", "tin")],
        resources=resources,
        teaches=[row("teaches", resource=str(one[0]), skill=str(one[0])[:-1], to_level=3) for one in resources],
        moves=[row("moves", **{"from": "hand"}, to="lead")],
        people=people,
        levels=[row("levels", person=str(person[0]), skill="law", level=1) for person in people[::2]],
        nominations=[],
    )


def test_what_is_shared_is_what_each_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred people, of all hours and times in their role, get what a search of their own finds, after a few."""
    graph = crowd(200)
    searches = 0

    def counted(*args: object, **kwargs: object) -> object:
        nonlocal searches
        searches += 1
        return develop(*args, **kwargs)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(soonest, "develop", counted)
    question, lead = ask(graph, as_of=DAY), graph.roles["lead"]
    steps = Steps()
    shared = Soonest(question).of(range(200), lead, progress=steps)
    alone = {number: develop(graph, person, lead, as_of=DAY) for person, number in graph.people.items()}
    assert shared == alone
    assert {number: one.steps() for number, one in shared.items() if one} == {
        number: one.steps() for number, one in alone.items() if one
    }
    assert len({one.resources for one in alone.values() if one}) > len(WAYS)
    assert searches < 2 * len({one and (one.levels, one.resources) for one in alone.values()}) < len(alone) / 4
    assert steps.pieces == [("planning learning", 200, 200)]


def test_in_any_order_too() -> None:
    """Who is asked about first changes how many searches there are, and nothing else."""
    graph = crowd(60)
    question, lead = ask(graph, as_of=DAY), graph.roles["lead"]
    people = list(range(60))
    first = Soonest(question).of(people, lead)
    for seed in range(3):
        random.Random(seed).shuffle(people)
        one_by_one = Soonest(question)
        assert {person: one_by_one.development(person, lead) for person in people} == first


def test_in_organisations_that_are_drawn() -> None:
    """Everyone for every role, in small organisations with gifts, twins and circles."""
    for seed in SEEDS[: len(SEEDS) // 4]:
        graph = snapshot_of(seeded_organisation(seed))
        everyone = Soonest(ask(graph, as_of=AS_OF))
        for role in graph.roles.values():
            found = everyone.of(graph.people.values(), role)
            assert found == {at: develop(graph, who, role, as_of=AS_OF) for who, at in graph.people.items()}
