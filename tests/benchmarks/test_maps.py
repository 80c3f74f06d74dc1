"""How long maps of large lattices take to make, to open and to answer, and how large their files are."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from pyvis.network import Network

from lattice.exchange.folder import read_bundle
from lattice.graph.snapshot import Snapshot
from lattice.insight.export import ExportResult
from lattice.maps.employees import export_employees
from lattice.maps.lattice import lattice_scene
from lattice.maps.layout import lay_out
from lattice.maps.page import render
from tests.benchmarks.lattices import AS_OF, SIZES, generate
from tests.benchmarks.stopwatch import choices, middle_and_worst, opening, settling
from tests.benchmarks.test_store import measure
from tests.browser.chromium import chromium
from tests.browser.conftest import tool
from tests.browser.watch import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_benchmark.fixture import BenchmarkFixture

CHOICES: Final = 20
PEOPLE: Final = 1000
PROCESSORS: Final = os.cpu_count() or 1
PATIENCE: Final = 60
"""Seconds after which pyvis's own page is given up."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all pages."""
    with chromium(tool("chromium")) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that doesn't stay: a thousand maps are a gigabyte."""
    yield tmp_path / "maps"
    shutil.rmtree(tmp_path / "maps", ignore_errors=True)


def generated(roles: int, people: int = 60) -> Snapshot:
    """A lattice with everything worked out that a snapshot works out when it is first asked."""
    graph = Snapshot(generate(replace(SIZES[roles], people=people)))
    assert graph.requirements is not None
    return graph


def lattice_file(roles: int, folder: Path) -> Path:
    """The map of a generated lattice as a file."""
    path = folder / "lattice.html"
    path.write_text(render(lattice_scene(generated(roles), as_of=AS_OF)), encoding="utf-8", newline="\n")
    return path


@pytest.mark.benchmark(group="map: from a snapshot to the page's text")
@pytest.mark.parametrize("roles", [1000, 3000])
def test_export_of_a_lattice(benchmark: BenchmarkFixture, roles: int) -> None:
    """From a snapshot to the page's text, at twenty moves a role; its bytes stand beside the time."""
    graph = generated(roles)
    page = measure(benchmark, lambda: render(lattice_scene(graph, as_of=AS_OF)))
    benchmark.extra_info["bytes"] = len(page.encode())


@pytest.mark.benchmark(group="map: layout")
@pytest.mark.parametrize("roles", ["sample", 1000, 3000])
def test_layout_alone(benchmark: BenchmarkFixture, roles: int | str) -> None:
    """Where each role stands, without anything drawn; how far moves go sideways beside the order of names."""
    sample = ROOT / "graph_data" / "uk-digital"
    graph = generated(roles) if isinstance(roles, int) else Snapshot(read_bundle(sample))
    layout = measure(benchmark, lambda: lay_out(graph))
    benchmark.extra_info["sideways against the order of names"] = (
        f"{layout.length:,.0f} / {layout.plain_length:,.0f} = {layout.length / layout.plain_length:.2f}"
    )


@pytest.mark.benchmark(group="map: opened in Chromium, words included")
@pytest.mark.parametrize("roles", [1000, 3000])
def test_opening(benchmark: BenchmarkFixture, browser: Browser, tmp_path: Path, roles: int) -> None:
    """From the double click to the first paint, to the script's end and to the drawn map, by the page's own clock."""
    path = lattice_file(roles, tmp_path)
    found: list[dict[str, float]] = []
    measure(benchmark, lambda: found.append(opening(browser, path)))
    for name in found[0]:
        benchmark.extra_info[name] = middle_and_worst([one[name] for one in found])


@pytest.mark.benchmark(group="map: forty choices, rests between included")
@pytest.mark.parametrize("roles", [1000, 3000])
def test_choices(benchmark: BenchmarkFixture, browser: Browser, tmp_path: Path, roles: int) -> None:
    """A role is chosen by a way in the panel: its work alone, then what a real click waits; see ``stopwatch``."""
    path = lattice_file(roles, tmp_path)
    work, seen = measure(benchmark, lambda: choices(browser, path, "r00000", CHOICES), rounds=1)
    benchmark.extra_info["work"] = middle_and_worst(work)
    benchmark.extra_info["click to screen"] = middle_and_worst(seen)


@pytest.mark.benchmark(group="map: pyvis's own page")
def test_own_page_of_pyvis(benchmark: BenchmarkFixture, browser: Browser, tmp_path: Path) -> None:
    """The baseline: the same 1,000 roles and 20,000 moves as pyvis draws them when nothing is set."""
    graph = generated(1000)
    network = Network(directed=True, cdn_resources="in_line")
    for role, name in enumerate(graph.roles):
        network.add_node(role, label=str(name))
    for source, target in zip(graph.moves.source.tolist(), graph.moves.target.tolist(), strict=True):
        network.add_edge(source, target)
    path = tmp_path / "pyvis.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    seconds, told = measure(benchmark, lambda: settling(browser, path, PATIENCE), rounds=1)
    benchmark.extra_info["bytes"] = path.stat().st_size
    benchmark.extra_info["watched"] = f"until settled, {seconds:.1f} s" if seconds else f"for {PATIENCE} s, then {told}"


@pytest.mark.benchmark(group="map: everyone's own, 1,000 people, within 24 months")
@pytest.mark.parametrize(("roles", "workers"), [(200, None), (200, PROCESSORS), (1000, PROCESSORS)])
def test_export_of_employees(benchmark: BenchmarkFixture, folder: Path, roles: int, workers: int | None) -> None:
    """A file each for a thousand people, written to disk, by this process or by one on each processor."""
    graph = generated(roles, PEOPLE)
    seconds: list[float] = []
    busy: list[float] = []

    def export() -> ExportResult:
        begun, worked = time.perf_counter(), sum(os.times()[:4])
        result = export_employees(graph, folder, within_months=24, as_of=AS_OF, workers=workers)
        seconds.append(time.perf_counter() - begun)
        # Of this process and of those that it has started: what else runs on the machine hardly matters to it.
        busy.append(sum(os.times()[:4]) - worked)
        return result

    done = measure(benchmark, export, rounds=1)
    assert done.written == len(list(folder.glob("*.html"))) == PEOPLE
    benchmark.extra_info["each"] = f"{1000 * seconds[-1] / PEOPLE:.0f} ms, {done.bytes / PEOPLE:,.0f} bytes"
    benchmark.extra_info["processor's time"] = f"{1000 * busy[-1] / PEOPLE:.0f} ms each"
    benchmark.extra_info["all"] = f"{seconds[-1]:.0f} s, {done.bytes / 1e9:.2f} GB"
