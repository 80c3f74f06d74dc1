"""A small works with critical roles, to be changed by tests."""

from __future__ import annotations

import datetime
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header, Levels, Policy
from lattice.graph.snapshot import Snapshot
from tests.unit.reports.sample import row

DAY: Final = datetime.date(2026, 11, 22)


def tables() -> dict[str, list[Row]]:
    """Two critical roles that share their bench, and one person who is the only one for a third."""
    return {
        "roles": [
            row("roles", id="hand", title="Hand", family="shop", grade=1, dwell_months=0.0),
            row("roles", id="lead", title="Lead", family="shop", grade=2, critical=True, seats=1, dwell_months=0.0),
            row("roles", id="head", title="Head", family="shop", grade=3, critical=True, seats=1, dwell_months=0.0),
            row("roles", id="buyer", title="Buyer", family="desk", grade=2, critical=True, seats=2, dwell_months=0.0),
            row("roles", id="clerk", title="Clerk", family="desk", grade=1, dwell_months=6.0),
        ],
        "skills": [row("skills", id="law", name="Law"), row("skills", id="tin", name="Tin")],
        "requirements": [
            row("requirements", role="lead", skill="tin", level=2),
            row("requirements", role="head", skill="law", level=2),
            row("requirements", role="buyer", skill="law", level=3),
        ],
        "resources": [
            row("resources", id="book", title="Book", type="reading", hours=52.0, cost=0.0),
            row("resources", id="class", title="Class", type="course", hours=26.0, cost=300.0, capacity=1),
            row("resources", id="talk", title="Talk", type="workshop", hours=10.0, cost=40.0),
        ],
        "teaches": [
            row("teaches", resource="book", skill="law", to_level=1),
            row("teaches", resource="class", skill="law", to_level=2),
            row("teaches", resource="talk", skill="tin", to_level=2),
        ],
        "moves": [
            row("moves", **{"from": "hand"}, to="lead"),
            row("moves", **{"from": "lead"}, to="head"),
            row("moves", **{"from": "clerk"}, to="buyer"),
        ],
        "people": [
            row("people", id="ann", name="Ann Ash", role="lead", leaving_risk=0.2),
            row("people", id="bob", name="Bob", role="head", retires_on=datetime.date(2027, 11, 21), leaving_risk=0.0),
            row("people", id="cem", name="Cem", role="hand", leaving_risk=0.1),
            row("people", id="dot", name="Dot", role="hand"),
            row("people", id="eve", name="Eve", role="clerk", in_role_since=DAY),
            row("people", id="fay", name="Fay", role="buyer"),
        ],
        "levels": [
            row("levels", person="cem", skill="tin", level=1),
            row("levels", person="ann", skill="law", level=1),
            row("levels", person="fay", skill="law", level=3),
        ],
        "nominations": [row("nominations", person="eve", role="head", by="bob", on=DAY)],
    }


def works(policy: Policy | None = None, **replaced: list[Row]) -> Snapshot:
    """The works as a snapshot, some of its tables replaced."""
    header = Header(name="Works", currency="EUR", levels=Levels(maximum=3), policy=policy or Policy())
    return Snapshot(Bundle.assemble(header, {**tables(), **replaced}))
