"""A progress bar on a terminal, for whatever lasts over a second and knows how far it is."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lattice.cli.options import Settings
from lattice.cli.waiting import PATIENCE
from lattice.progress import SILENT, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def progress(settings: Settings, *, patience: float = PATIENCE) -> Iterator[Progress]:
    """Show how far the block's work is, on standard error, once it has lasted for a while.

    The work tells what it does and how far it is to the progress that it gets;
    nothing is shown when standard error is no terminal, or with ``-q``.
    """
    if settings.quiet or sys.stderr is None or not sys.stderr.isatty():
        yield SILENT
        return
    shown = _Shown(color=not settings.no_color)
    timer = threading.Timer(patience, shown.appear)
    timer.daemon = True
    timer.start()
    try:
        yield shown
    finally:
        timer.cancel()
        shown.vanish()


class _Shown:
    """Keeps count, and draws a bar from when it appears until it vanishes."""

    def __init__(self, *, color: bool) -> None:
        self._color = color
        self._lock = threading.Lock()
        self._what = ""
        self._total: int | None = None
        self._done = 0
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        self._over = False

    def begin(self, what: str, *, total: int | None = None) -> None:
        """Count afresh."""
        with self._lock:
            self._what, self._total, self._done = what, total, 0
            if self._bars is not None and self._task is not None:
                self._bars.remove_task(self._task)
                self._task = self._bars.add_task(what, total=total)

    def advance(self, steps: int = 1) -> None:
        """Count on."""
        with self._lock:
            self._done += steps
            if self._bars is not None and self._task is not None:
                self._bars.update(self._task, completed=self._done)

    def appear(self) -> None:
        """Draw the bar as far as it has come."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        console = Console(stderr=True, no_color=not self._color or None)
        with self._lock:
            if self._over:
                return
            self._bars = Bars(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=console,
                transient=True,
            )
            self._task = self._bars.add_task(self._what, total=self._total, completed=self._done)
            self._bars.start()

    def vanish(self) -> None:
        """Take the bar away; it doesn't come back."""
        with self._lock:
            self._over = True
            if self._bars is not None:
                self._bars.stop()
