"""How long a map of a large lattice takes, and how large its file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lattice.graph.snapshot import Snapshot
from lattice.maps.lattice import lattice_scene
from lattice.maps.layout import lay_out
from lattice.maps.page import render
from tests.benchmarks.lattices import AS_OF, SIZES, Size, generate

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize("roles", [1000, 3000])
def test_export_of_a_lattice(benchmark: BenchmarkFixture, roles: int) -> None:
    """From a snapshot to the page's text, at twenty moves a role; its bytes stand beside the time."""
    graph = Snapshot(generate(SIZES.get(roles, Size(roles=roles))))
    assert graph.requirements is not None
    page = benchmark.pedantic(lambda: render(lattice_scene(graph, as_of=AS_OF)), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call] # pytest-benchmark has no types there
    benchmark.extra_info["bytes"] = len(page.encode())


@pytest.mark.parametrize("roles", [1000, 3000])
def test_layout_alone(benchmark: BenchmarkFixture, roles: int) -> None:
    """Where each role stands, without anything drawn."""
    graph = Snapshot(generate(SIZES.get(roles, Size(roles=roles))))
    benchmark.pedantic(lambda: lay_out(graph), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call] # pytest-benchmark has no types there
