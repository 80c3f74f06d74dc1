"""Everyone's map drawn side by side: the same bytes, nothing lost with a process, none left over."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from lattice.errors import DataError, WrongCall
from lattice.maps.drawing import Drawing, draw_all
from lattice.maps.employees import export_employees
from lattice.maps.page import Press
from lattice.maps.reach import reach_press
from lattice.maps.scene import Part
from tests.unit.reports.sample import DAY, snapshot

NAMES = {"ada.html", "ben.html"}


class Deadly(Press):
    """A press at which every process dies but the one that has made it."""

    def __init__(self, press: Press) -> None:
        self.__dict__.update(vars(press))
        self.maker = os.getpid()

    def page(self, title: str, part: Part) -> bytes:
        """The page, for whoever survives it."""
        if os.getpid() != self.maker:
            os._exit(9)
        return super().page(title, part)


def drawing(*, deadly: bool = False) -> Drawing:
    """What it takes to draw the small lattice's maps."""
    graph = snapshot()
    press = reach_press(graph, language="en", as_of=DAY)
    return Drawing(
        graph=graph,
        press=Deadly(press) if deadly else press,
        language="en",
        within_months=24,
        time_limit=None,
        as_of=DAY,
        options={},
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """A folder that two processes have filled is the one that a single one fills, and is taken for it."""
    alone, together = tmp_path / "alone", tmp_path / "together"
    export_employees(snapshot(), alone, within_months=24, as_of=DAY)
    done = export_employees(snapshot(), together, within_months=24, as_of=DAY, workers=2)
    assert contents(together) == contents(alone)
    assert (done.written, done.bytes) == (2, sum(len(page) for name, page in contents(alone).items() if name in NAMES))
    assert export_employees(snapshot(), together, within_months=24, as_of=DAY).kept == 2


def test_what_a_process_that_dies_had_is_drawn_here(tmp_path: Path) -> None:
    """When every process dies at its first map, all maps are there in the end, each told once."""
    told: list[int] = []
    files = {person: tmp_path / f"{person}.html" for person in ("ada", "ben")}
    draw_all(drawing(deadly=True), files, workers=2, drawn=told.append)
    assert set(contents(tmp_path)) == NAMES
    assert sum(told) == 2


def test_whoever_stops_the_run_leaves_no_process(tmp_path: Path) -> None:
    """Ctrl-C at the first map that is there ends every process that was started, and the run."""

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    before = {*multiprocessing.active_children()}
    with pytest.raises(KeyboardInterrupt):
        draw_all(drawing(), {name: tmp_path / f"{name}.html" for name in ("ada", "ben")}, workers=2, drawn=stop)
    assert {*multiprocessing.active_children()} <= before


def test_a_file_that_cannot_be_written_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process can't write is one clear line here, and the same call goes on from there."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        draw_all(
            drawing(),
            {person: tmp_path / "file" / "in" / f"{person}.html" for person in ("ada", "ben")},
            workers=2,
            drawn=lambda _: None,
        )

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lattice.maps.employees.draw_all", full)
    with pytest.raises(DataError, match=r"No space left on device.*goes on from there"):
        export_employees(snapshot(), tmp_path / "maps", within_months=24, as_of=DAY, workers=2)


@pytest.mark.parametrize("workers", [0, -1, 257])
def test_a_number_of_processes_out_of_range_is_the_call_s_fault(tmp_path: Path, workers: int) -> None:
    """It is said before anything is written."""
    with pytest.raises(WrongCall, match=f"workers is {workers}; it must be a number of processes from 1 to 256"):
        export_employees(snapshot(), tmp_path / "maps", within_months=24, as_of=DAY, workers=workers)
    assert not (tmp_path / "maps").exists()
