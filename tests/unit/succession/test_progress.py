"""How far a planner's question is told to be is how far it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

import lattice
from lattice.graph.snapshot import Snapshot
from lattice.progress import Progress
from lattice.succession.frozen import freeze
from lattice.succession.outlook import outlook
from lattice.succession.workers import Pool
from tests.unit.succession.steps import Steps
from tests.unit.succession.works import DAY

SAMPLE: Final = Path(__file__).parents[3] / "graph_data" / "uk-digital"
ROLE: Final = "chief-data-officer"
GAPS: Final = ("gathering gaps", "closing gaps")
COVERAGE: Final = (*GAPS, "giving seats, horizon by horizon")
QUESTIONS: Final[dict[str, tuple[Callable[[Snapshot, Progress], object], tuple[str, ...]]]] = {
    "coverage": (lambda graph, told: lattice.coverage(graph, as_of=DAY, progress=told), COVERAGE),
    "bench": (
        lambda graph, told: lattice.bench(graph, ROLE, as_of=DAY, progress=told),
        (*GAPS, *GAPS, "planning learning", "listing candidates"),
    ),
    "what-if": (
        lambda graph, told: lattice.what_if(graph, without="maya", as_of=DAY, progress=told),
        (*COVERAGE, *COVERAGE),
    ),
    "freeze": (lambda graph, told: freeze(graph, as_of=DAY, progress=told), (*COVERAGE, "writing down people")),
    "invest": (
        lambda graph, told: lattice.invest(graph, budget=100, as_of=DAY, progress=told),
        (*GAPS, "planning learning"),
    ),
    "outlook": (
        lambda graph, told: outlook(graph, runs=100, as_of=DAY, progress=told),
        (*GAPS, *GAPS, "simulating runs"),
    ),
}


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    """The sample organisation."""
    return lattice.snapshot(lattice.read_bundle(SAMPLE))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_piece_is_done_to_its_end(name: str, sample: Snapshot) -> None:
    """Each piece of work says how many steps it is of, and takes just so many."""
    question, pieces = QUESTIONS[name]
    steps = Steps()
    question(sample, steps)
    assert tuple(what for what, _, _ in steps.pieces) == pieces
    assert [(what, total) for what, total, done in steps.pieces if total != done] == []


def test_workers_tell_it_too(sample: Snapshot) -> None:
    """Gaps that others close are counted as their lots come back."""
    steps = Steps()
    with ThreadPoolExecutor(2) as executor:
        lattice.coverage(sample, as_of=DAY, workers=Pool(executor, lots=4, least=1), progress=steps)
    what, total, done = steps.pieces[1]
    assert what == "closing gaps"
    assert total == done
    assert done > 0
