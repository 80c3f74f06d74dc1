"""A sign of life on a terminal, for whatever lasts over a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from lattice.cli.options import Settings

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE: Final = 1.0
"""Seconds that nobody minds."""


@contextmanager
def waiting(settings: Settings, what: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Show a spinner on standard error while the block runs, once it has lasted for a while.

    Nothing is shown when standard error is no terminal, or with ``-q``.
    """
    if settings.quiet or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    import threading

    shown: list[Status] = []
    lock = threading.Lock()
    over = False

    def begin() -> None:
        from rich.console import Console

        spinner = Console(stderr=True, no_color=settings.no_color).status(what)
        with lock:
            if not over:
                spinner.start()
                shown.append(spinner)

    timer = threading.Timer(patience, begin)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            over = True
            for spinner in shown:
                spinner.stop()
