"""Drawing everyone's own map: here, or in several processes of this machine.

Maps of two people have nothing to do with each other, so that processes draw
them side by side, each whole and the same byte for byte. Whoever's data a
process needs never leaves the machine.
"""

from __future__ import annotations

import datetime
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from lattice.errors import WrongCall
from lattice.exchange.whole_file import whole_file
from lattice.graph.snapshot import Snapshot
from lattice.maps.page import Press
from lattice.maps.reach import reach_part, reach_title
from lattice.routes.reach import ReachOptions
from lattice.routes.ways import find_ways

MOST_PROCESSES: Final = 256
_LOT: Final = 16
"""So many maps at most are given to a process at once."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that it takes to draw anyone's map of one lattice."""

    graph: Snapshot
    press: Press
    language: str
    within_months: float
    time_limit: float | None
    as_of: datetime.date
    options: ReachOptions

    def draw(self, person: str, path: Path) -> None:
        """Write a person's map to a file, whole or not at all. Raises ``OSError``."""
        found = find_ways(
            self.graph,
            person,
            within_months=self.within_months,
            time_limit=self.time_limit,
            as_of=self.as_of,
            **self.options,
        )
        part = reach_part(self.graph, found)
        page = self.press.page(reach_title(part, self.language), part)
        with whole_file(path) as file:
            file.write(page)


def draw_all(drawing: Drawing, files: Mapping[str, Path], *, workers: int | None, drawn: Callable[[int], None]) -> None:
    """Draw each person's map into its file, in so many processes; ``drawn`` hears of each that is there.

    Without ``workers`` it is done here, and so is what processes leave undone
    that die. Raises ``OSError`` as soon as a file can't be written.
    """
    left = dict(files)
    if workers is not None and len(left) > 1:
        _side_by_side(drawing, left, processes=workers, drawn=drawn)
    for person, path in left.items():
        drawing.draw(person, path)
        drawn(1)


def count_of(workers: int | None) -> int | None:
    """A number of processes as it was asked for. Raises ``WrongCall`` when it is out of range."""
    if workers is not None and not 1 <= workers <= MOST_PROCESSES:
        message = f"workers is {workers}; it must be a number of processes from 1 to {MOST_PROCESSES}"
        raise WrongCall(message)
    return workers


def _side_by_side(drawing: Drawing, left: dict[str, Path], *, processes: int, drawn: Callable[[int], None]) -> None:
    """Draw in other processes, and take out of what is left each map that is there."""
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415 - who works alone needn't load it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above
    from multiprocessing import active_children, get_context  # noqa: PLC0415 - as above

    # What all need goes with each lot: a process that dies before it has read what it is started with is waited for.
    packed = pickle.dumps(drawing)
    people = list(left.items())
    size = min(_LOT, -(-len(people) // (4 * processes)))
    lots = [dict(people[start : start + size]) for start in range(0, len(people), size)]
    others = {*active_children()}
    # Spawned, since a fork would copy threads' locks in whatever state they are.
    with ProcessPoolExecutor(
        min(processes, len(lots)), mp_context=get_context("spawn"), initializer=_begin
    ) as executor:
        try:
            with _unheard(signal.SIGINT):
                waiting = {executor.submit(_draw, packed, lot): lot for lot in lots}
            for done in as_completed(waiting):
                done.result()
                for person in waiting[done]:
                    del left[person]
                drawn(len(waiting[done]))
        except BrokenProcessPool:
            return
        except BaseException:
            # Whoever stops the run, or has no more room, waits for no map that is begun.
            for process in {*active_children()} - others:
                process.terminate()
            raise


@contextmanager
def _unheard(number: signal.Signals) -> Iterator[None]:
    """Hear a signal later, and begin processes that never do.

    Ctrl-C reaches all processes of a terminal, those that are still starting
    too; the one that was called ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Get ready to draw, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_caller, daemon=True).start()


def _end_with_the_caller() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    caller = parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)


def _draw(packed: bytes, files: Mapping[str, Path]) -> None:
    drawing = _unpacked(packed)
    for person, path in files.items():
        drawing.draw(person, path)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Drawing:
    drawing: Drawing = pickle.loads(packed)  # noqa: S301 - the process that started this one has packed it
    return drawing
