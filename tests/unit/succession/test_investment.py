"""Investment: against every allotment of every plan, tried one by one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.domain.policy import WEEKS_A_MONTH
from lattice.errors import WrongCall
from lattice.graph.snapshot import Snapshot
from lattice.reports.invest import invest_report
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from lattice.succession import investment as module
from lattice.succession.allotment import allotments
from lattice.succession.investment import InvestResult, invest
from tests.unit.reports.sample import row
from tests.unit.succession.works import DAY, works


@st.composite
def markets(draw: st.DrawFn) -> tuple[list[int], list[dict[int, int]]]:
    """Up to four roles and five people, some of whom could take some, at small whole costs."""
    seats = draw(st.lists(st.integers(0, 2), min_size=1, max_size=4))
    costs = st.dictionaries(st.integers(0, 4), st.integers(0, 6), max_size=5)
    return seats, [draw(costs) for _ in seats]


def every_cost(seats: Sequence[int], benches: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """The least cost of each number of seats, from every way to give people roles."""
    people = sorted({person for bench in benches for person in bench})
    choices = [[None, *(role for role, bench in enumerate(benches) if person in bench)] for person in people]
    best: dict[int, int] = {}
    for chosen in itertools.product(*choices):
        given_out = [(person, role) for person, role in zip(people, chosen, strict=True) if role is not None]
        if any(sum(role == other for _, other in given_out) > count for role, count in enumerate(seats)):
            continue
        cost = sum(benches[role][person] for person, role in given_out)
        best[len(given_out)] = min(cost, best.get(len(given_out), cost))
    return best


@given(markets())
def test_every_number_of_seats_at_its_least_cost(market: tuple[list[int], list[dict[int, int]]]) -> None:
    """The curve is that of trying everything; extra seats never get cheaper; each step says who sits where."""
    seats, benches = market
    steps = list(allotments(seats, benches))
    assert {step.seats: step.cost for step in steps} == every_cost(seats, benches)
    extra = [after.cost - before.cost for before, after in itertools.pairwise(steps)]
    assert extra == sorted(extra)
    for step in steps:
        assert step.cost == sum(benches[role][person] for person, role in step.role_of.items())
        assert all(sum(role == at for role in step.role_of.values()) <= count for at, count in enumerate(seats))


SKILLS = ("a", "b")


@st.composite
def organisations(draw: st.DrawFn) -> Snapshot:
    """Two or three critical roles, up to five people in one role below, up to five resources over two skills."""
    roles = [row("roles", id="base", title="B", family="f", grade=1, dwell_months=draw(st.sampled_from([0.0, 9.0])))]
    requirements = []
    for name in ("r1", "r2", "r3")[: draw(st.integers(2, 3))]:
        seats = draw(st.integers(1, 2))
        roles.append(row("roles", id=name, title=name, family="f", grade=2, critical=True, seats=seats))
        for skill in SKILLS:
            level = draw(st.integers(0, 3))
            requirements.append(row("requirements", role=name, skill=skill, level=level, entry_level=level))
    people, levels = [], []
    for number in range(draw(st.integers(1, 5))):
        person = f"p{number}"
        hours = draw(st.sampled_from([0.0, 1.0, 4.0]))
        since = draw(st.sampled_from([None, DAY]))
        people.append(row("people", id=person, role="base", hours_per_week=hours, in_role_since=since))
        levels += [row("levels", person=person, skill=skill, level=draw(st.integers(0, 3))) for skill in SKILLS]
    resources, teaches = [], []
    for number in range(draw(st.integers(0, 5))):
        name = f"c{number}"
        hours, cost = float(draw(st.integers(0, 60))), float(draw(st.integers(0, 3)) * 50)
        resources.append(row("resources", id=name, title=name, type="course", hours=hours, cost=cost))
        for skill in draw(st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True)):
            start = draw(st.integers(0, 2))
            to_level = draw(st.integers(start + 1, 3))
            teaches.append(row("teaches", resource=name, skill=skill, from_level=start, to_level=to_level))
    moves = [row("moves", **{"from": "base"}, to=each[0]) for each in roles[1:] if draw(st.booleans())]
    return works(
        roles=roles,
        skills=[row("skills", id=skill, name=skill) for skill in SKILLS],
        requirements=requirements,
        resources=resources,
        teaches=teaches,
        moves=moves,
        people=people,
        levels=levels,
        nominations=[],
    )


def cheapest(graph: Snapshot, person: str, role: str, horizon: float) -> float:
    """The least money that makes a person ready in time, from every ordered choice of resources."""
    bundle = graph.bundle
    record = {held.skill: held.level for held in bundle.levels if held.person == person}
    entry = {one.skill: one.entry_level or 0 for one in bundle.requirements if one.role == role}
    one = next(each for each in bundle.people if each.id == person)
    dwell = next(each.dwell_months or 0.0 for each in bundle.roles if each.id == "base")
    waiting = 0.0 if one.in_role_since is None else dwell
    pace = (one.hours_per_week or 0.0) * WEEKS_A_MONTH
    teaching = {each.id: [t for t in bundle.teaches if t.resource == each.id] for each in bundle.resources}
    best = math.inf
    for count in range(len(bundle.resources) + 1):
        for order in itertools.permutations(bundle.resources, count):
            have = dict(record)
            for resource in order:
                if any(have.get(t.skill, 0) < (t.from_level or 0) for t in teaching[resource.id]):
                    break
                for t in teaching[resource.id]:
                    have[t.skill] = max(have.get(t.skill, 0), t.to_level)
            else:
                hours = sum(resource.hours for resource in order)
                learning = (hours / pace if pace else math.inf) if hours else 0.0
                ready = all(have.get(skill, 0) >= level for skill, level in entry.items())
                if ready and max(waiting, learning) <= horizon + 1e-9:
                    best = min(best, sum(resource.cost or 0.0 for resource in order))
    return best


@given(organisations(), st.sampled_from([0.0, 60.0, 200.0, 1000.0]), st.sampled_from([0.0, 6.0, 24.0]))
def test_a_budget_against_everything_tried(graph: Snapshot, budget: float, horizon: float) -> None:
    """Seats, cost, the curve and the next seat are those of every plan for every person in every allotment."""
    found = invest(graph, budget=budget, horizon=horizon, as_of=DAY)
    roles = [(role.id, role.seats or 1) for role in graph.bundle.roles if role.critical]
    ways = {(move.from_, move.to) for move in graph.bundle.moves}
    benches: list[dict[int, int]] = []
    for role, _ in roles:
        bench = {}
        for number, person in enumerate(graph.bundle.people):
            price = cheapest(graph, person.id, role, horizon) if (person.role, role) in ways else math.inf
            if price < math.inf:
                bench[number] = round(price)
        benches.append(bench)
    best = every_cost([seats for _, seats in roles], benches)
    affordable = max(seats for seats, cost in best.items() if cost <= budget)
    assert (found.secured, found.cost) == (affordable, best[affordable])
    assert {point.seats: point.cost for point in found.curve} == {
        seats: cost for seats, cost in best.items() if seats >= found.free
    }
    assert found.most == max(best)
    assert found.free == max(seats for seats, cost in best.items() if cost == 0)
    assert len(found.actions) == len({one.person for one in found.actions}) == found.secured
    assert sum(one.cost for one in found.actions) == found.cost
    if affordable == max(best):
        assert found.next_seat is None
    else:
        assert found.next_seat is not None
        assert found.next_seat.cost == best[affordable + 1]
        assert found.next_seat.beyond_budget == best[affordable + 1] - budget


class Until:
    """A clock whose time is up once it has been looked at so often."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    @property
    def is_up(self) -> bool:
        """Whether it has been looked at often enough."""
        self.looks -= 1
        return self.looks < 0

    @property
    def left(self) -> float:
        """All the time there is, as long as there is some."""
        return math.inf


@given(organisations(), st.sampled_from([0.0, 60.0, 200.0, 1000.0]), st.integers(0, 6))
def test_what_is_found_in_time_and_the_bound_hold_the_best_between_them(
    graph: Snapshot, budget: float, looks: int
) -> None:
    """However early the time is up: no more is claimed than there is, no less promised, and proven is only the best."""
    whole = invest(graph, budget=budget, horizon=24.0, as_of=DAY)
    assert whole.optimal
    assert whole.bound == whole.secured
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "Clock", lambda _: Until(looks))
        found = invest(graph, budget=budget, horizon=24.0, as_of=DAY, time_limit=1.0)
    assert found.today <= found.secured <= whole.secured <= found.bound <= found.most
    assert whole.most <= found.most
    assert found.today == whole.today
    best = {point.seats: point.cost for point in whole.curve}
    assert all(point.cost >= best.get(point.seats, 0.0) for point in found.curve)
    assert len(found.actions) == found.secured
    assert sum(one.cost for one in found.actions) == found.cost <= budget
    if found.optimal:
        assert (found.secured, found.cost) == (whole.secured, whole.cost)


def test_without_time_only_those_who_need_no_learning() -> None:
    """What nobody had the time to find out is said, with what could still be."""
    graph = works()
    found = invest(graph, budget=400, horizon=12, as_of=DAY, time_limit=0)
    assert (found.secured, found.bound, found.optimal, found.cost) == (2, 3, False, 0.0)
    assert [(one.person, one.learning) for one in found.actions] == [("ann", ()), ("cem", ())]
    shown = " ".join(as_table(invest_report(found, Titles(graph)), Terminal()).split())
    assert (
        "Not proven, the time was up: no more than 3 seats can be had for the money; the best found secures 2." in shown
    )
    assert "No learning was found in time." in shown
    assert "No money secures more" not in shown
    assert "One more" not in shown
    assert dict(invest_report(found, Titles(graph)).about)["Proven"].startswith("no, the time was up")


def test_enough_time_is_as_good_as_no_limit() -> None:
    """A limit that isn't reached changes nothing."""
    assert invest(works(), budget=400, as_of=DAY, time_limit=1e6) == invest(works(), budget=400, as_of=DAY)


def test_what_the_works_can_buy() -> None:
    """By hand: Cem learns tin by a talk, Eve law by a class; Ann has what it takes already."""
    found = invest(works(), budget=400, horizon=12, as_of=DAY)
    assert (found.today, found.free, found.secured, found.most, found.cost) == (2, 2, 3, 3, 300.0)
    assert [(one.person, one.role, one.cost) for one in found.actions] == [
        ("eve", "buyer", 300.0),
        ("ann", "head", 0.0),
        ("cem", "lead", 0.0),
    ]
    assert [step.resource for step in found.actions[0].learning] == ["class"]
    assert found.next_seat is None
    poor = invest(works(), budget=299.99, horizon=12, as_of=DAY)
    assert (poor.secured, poor.cost) == (2, 0.0)
    assert poor.next_seat is not None
    assert (poor.next_seat.cost, poor.next_seat.beyond_budget, poor.next_seat.extra) == (300.0, 0.01, 300.0)


def test_nobody_learns_longer_than_they_stay() -> None:
    """Whoever retires before being ready by the cheapest way takes another one, or none."""
    graph = works()
    people = [(*each[:8], DAY.replace(year=2027, month=1), *each[9:]) if each[0] == "eve" else each
              for each in graph.bundle.rows("people")]  # fmt: skip
    assert not any(one.person == "eve" for one in invest(works(people=people), budget=900, as_of=DAY).actions)


def test_capacity_is_told() -> None:
    """More takers than a class holds at a time: how often it has to be given."""
    people = [row("people", id=f"c{number}", role="clerk") for number in range(3)]
    found = invest(works(people=people, levels=[], nominations=[]), budget=9000, as_of=DAY)
    (rounds,) = found.rounds
    assert (rounds.resource, rounds.people, rounds.capacity, rounds.rounds) == ("class", 2, 1, 2)
    assert "To be given more than once" in as_table(invest_report(found, Titles(works())), Terminal())


@pytest.mark.parametrize(
    "asked",
    [{"budget": -1.0}, {"budget": math.nan}, {"budget": None}, {"budget": 1.0, "horizon": -1.0},
     {"budget": 1.0, "horizon": 9999.0}],
)  # fmt: skip
def test_what_makes_no_sense(asked: dict[str, float]) -> None:
    """Budgets and horizons out of range are wrong calls."""
    with pytest.raises(WrongCall, match=r"budget|horizon"):
        invest(works(), as_of=DAY, **asked)  # type: ignore[arg-type]


def test_nobody_critical() -> None:
    """There is nothing to secure, and the report says so."""
    roles = [(*each[:6], None, *each[7:]) for each in works().bundle.rows("roles")]
    graph = works(roles=roles)
    found = invest(graph, budget=100, as_of=DAY)
    assert (found.seats, found.secured, found.cost, found.next_seat) == (0, 0, 0.0, None)
    assert "No role is critical" in as_table(invest_report(found, Titles(graph)), Terminal())


def test_the_report_fits_80_columns() -> None:
    """Marked confidential, with day and data; the JSON can be read back."""
    graph = works()
    found = invest(graph, budget=100, as_of=DAY)
    text = as_table(invest_report(found, Titles(graph)), Terminal(width=80))
    assert max(map(len, text.splitlines())) <= 80
    for said in ("Confidential", "As of 22 Nov 2026", "this budget", "Proven", "One more would take €300"):
        assert said in " ".join(text.split())
    assert InvestResult.model_validate_json(found.model_dump_json(by_alias=True)) == found
