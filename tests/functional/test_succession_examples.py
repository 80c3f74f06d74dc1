"""The worked examples of succession: what the program says and what two independent calculations say."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

import lattice

EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/succession-*"))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_coverage_agrees_with_the_worked_example(folder: Path) -> None:
    """Every figure that an example states is the program's too."""
    stated = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    result = lattice.coverage(
        lattice.snapshot(lattice.read_bundle(folder)),
        horizons=[float(name) for name in stated["horizons"]],
        as_of=datetime.date.fromisoformat(stated["as_of"]),
    )
    assert result.seats == stated["seats"]
    for name, figures in stated["horizons"].items():
        assert result.secured[name] == figures["secured"]
        assert result.naive[name] == figures["naive"]
        assert list(result.key_people[name]) == figures["key_people"]
        groups = [group.model_dump(mode="json") for group in result.shortfalls[name]]
        assert groups == figures["shortfalls"]
        months = sum(given.months for given in result.assignment[name])
        assert months == pytest.approx(figures["assignment_months"], abs=1e-8)
        benches = {
            role.role: sorted(
                one.person for span, bench in role.bench.items() if float(span) <= float(name) for one in bench
            )
            for role in result.roles
        }
        assert benches == figures["bench"]


def test_there_are_worked_examples() -> None:
    """The examples are found, so that the test above can't pass for want of any."""
    assert len(EXAMPLES) >= 6
