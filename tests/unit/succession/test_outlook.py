"""The outlook: totals, intervals, whose risk counts, and that it never depends on how it is computed."""

from __future__ import annotations

import datetime
import math

import pytest

from lattice.domain.policy import Policy
from lattice.errors import WrongCall
from lattice.reports.outlook import outlook_report
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from lattice.succession import outlook as module
from lattice.succession.outlook import OutlookResult, outlook
from tests.unit.reports.sample import row
from tests.unit.succession.steps import Steps
from tests.unit.succession.works import DAY, tables, works


def only(role: str, **replaced: list[object]) -> dict[str, list[object]]:
    """The works with one critical role."""
    roles = [each if each[0] == role else (*each[:6], None, *each[7:]) for each in tables()["roles"]]
    return {"roles": roles, **replaced}  # type: ignore[dict-item]


def test_a_seat_by_its_closed_form() -> None:
    """A holder who leaves at random and nobody behind: the interval holds T − (1 − exp(−λT)) ÷ λ."""
    people = [row("people", id="ann", role="lead", leaving_risk=0.2)]
    graph = works(**only("lead", people=people, levels=[], nominations=[]))  # type: ignore[arg-type]
    found = outlook(graph, years=5, runs=20_000, as_of=DAY)
    rate = -math.log1p(-0.2) / 12
    expected = 60 - (1 - math.exp(-rate * 60)) / rate
    spread = found.without.high - found.without.mean
    assert abs(found.without.mean - expected) < 2 * spread
    assert found.with_ == found.without
    assert found.saved.mean == 0
    assert abs(found.roles[0].vacancies - (1 - math.exp(-rate * 60))) < 0.02


def test_a_retirement_has_no_doubt() -> None:
    """Bob retires in a year; nobody follows without development, Eve after it when she is ready."""
    people = [each for each in tables()["people"] if each[0] in {"bob", "eve"}]
    people = [(*each[:9], 0.0, *each[10:]) for each in people]
    graph = works(**only("head", people=people, levels=[]))  # type: ignore[arg-type]
    found = outlook(graph, years=2, runs=4, as_of=DAY)
    assert found.without.mean == found.without.low == found.without.high
    assert found.without.mean == pytest.approx(12.0)
    # The class is 26 hours at 4 a week: a month and a half, but Eve stays a clerk for six.
    assert found.with_.mean == 0.0
    assert found.saved.mean == pytest.approx(12.0)


def test_roles_add_up() -> None:
    """The totals are the sums of the roles, and each saving is the difference."""
    found = outlook(works(), runs=500, as_of=DAY)
    for kind in ("without", "with_", "saved"):
        assert getattr(found, kind).mean == pytest.approx(sum(getattr(one, kind).mean for one in found.roles))
    for one in found.roles:
        assert one.saved.mean == pytest.approx(one.without.mean - one.with_.mean)
        assert one.with_.low <= one.with_.mean <= one.with_.high


def test_open_seats_are_uncovered_from_the_start() -> None:
    """The buyers have a seat that nobody holds; without development nobody ever does."""
    found = {one.role: one for one in outlook(works(), years=1, runs=100, as_of=DAY).roles}
    assert found["buyer"].without.mean >= 12
    assert (found["buyer"].seats, found["buyer"].incumbents) == (2, 1)


def test_a_holder_too_many_steps_in() -> None:
    """Two leads for one seat: the seat is uncovered only once both have left."""
    people = [row("people", id=id_, role="lead", leaving_risk=0.3) for id_ in ("a", "b")]
    graph = works(**only("lead", people=people, levels=[], nominations=[]))  # type: ignore[arg-type]
    found = outlook(graph, runs=20_000, as_of=DAY).without
    rate = -math.log1p(-0.3) / 12
    left = [(1 - math.exp(-each * 60)) / each for each in (rate, 2 * rate)]
    assert abs(found.mean - (60 - 2 * left[0] + left[1])) < 2 * (found.high - found.mean)


def test_whose_risk_counts() -> None:
    """One's own, else the family's rate, else the policy's; the result counts them."""
    policy = Policy(leaving_rate=0.25, leaving_rates={"shop": 0.05})
    rates = outlook(works(policy), runs=2, as_of=DAY).rates
    assert (rates.own, rates.family, rates.policy, rates.policy_rate) == (3, 1, 2, 0.25)
    calm = outlook(works(Policy(leaving_rate=0.0)), runs=100, as_of=DAY)
    wild = outlook(works(Policy(leaving_rate=0.9)), runs=100, as_of=DAY)
    assert calm.with_.mean < wild.with_.mean


def test_everyone_leaves() -> None:
    """With a risk of 1 everybody goes within the year, and every seat stands empty from then on."""
    people = [(*each[:8], None, 1.0, *each[10:]) for each in tables()["people"]]
    found = outlook(works(people=people), years=2, runs=200, as_of=DAY)
    assert found.with_.mean > found.seats * 12
    assert found.with_.high <= found.seats * 24


def test_chunks_and_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same bytes however many runs go at once; another seed other figures."""
    whole = outlook(works(), runs=60, seed=3, as_of=DAY)
    monkeypatch.setattr(module, "_CELLS", 1)
    pieces = outlook(works(), runs=60, seed=3, as_of=DAY)
    assert pieces.with_.mean == pytest.approx(whole.with_.mean)
    assert outlook(works(), runs=60, seed=3, as_of=DAY) == pieces
    assert outlook(works(), runs=60, seed=4, as_of=DAY).without != whole.without


def test_progress_is_told() -> None:
    """Whoever wants to know hears of every run."""
    told = Steps()
    outlook(works(), runs=30, as_of=DAY, progress=told)
    assert told.pieces[-1] == ("simulating runs", 30, 30)


def test_nobody_critical() -> None:
    """Nothing is foreseen for nobody, and the report says so."""
    roles = [(*each[:6], None, *each[7:]) for each in tables()["roles"]]
    graph = works(roles=roles)
    found = outlook(graph, runs=4, as_of=DAY)
    assert (found.seats, found.roles, found.without.mean) == (0, (), 0.0)
    assert "No role is critical" in as_table(outlook_report(found, Titles(graph)), Terminal())


@pytest.mark.parametrize(
    "asked",
    [
        {"years": 0},
        {"years": -1},
        {"years": 31},
        {"years": math.nan},
        {"years": True},
        {"runs": 3},
        {"runs": 0},
        {"runs": 10**7},
        {"runs": 2.0},
        {"seed": -1},
        {"seed": 1.5},
    ],
)
def test_what_makes_no_sense(asked: dict[str, float]) -> None:
    """Years, runs and seeds out of range are wrong calls."""
    with pytest.raises(WrongCall, match=next(iter(asked))):
        outlook(works(), as_of=DAY, **asked)  # type: ignore[arg-type]


def test_whoever_is_gone_by_now() -> None:
    """A day to retire in the past frees the seat at once and is said."""
    people = [
        (*each[:8], datetime.date(2026, 1, 1), *each[9:]) if each[0] == "bob" else each for each in tables()["people"]
    ]
    found = outlook(works(people=people), years=1, runs=10, as_of=DAY)
    assert found.departed == ("bob",)
    assert next(one for one in found.roles if one.role == "head").incumbents == 0


def test_the_report_fits_80_columns() -> None:
    """Marked confidential, with day, data, seed and interval; the JSON can be read back."""
    graph = works()
    found = outlook(graph, runs=100, as_of=DAY)
    text = as_table(outlook_report(found, Titles(graph)), Terminal(width=80))
    assert max(map(len, text.splitlines())) <= 80
    for said in ("Confidential", "As of 22 Nov 2026", "seed 1", "95% confidence", "3 by their own risk"):
        assert said in " ".join(text.split())
    assert OutlookResult.model_validate_json(found.model_dump_json(by_alias=True)) == found
