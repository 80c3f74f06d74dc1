"""What isn't safe and goes on, as a line on standard error."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lattice.errors import StoreWarning


@contextmanager
def warning_lines() -> Iterator[None]:
    """Print each ``StoreWarning`` of the block as one readable line, once; every other warning as Python does."""
    before = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:  # noqa: ANN401 - as Python has it
        if not issubclass(category, StoreWarning):
            before(message, category, *where, **more)
            return
        from lattice.cli.output import tell

        tell(f"lattice: warning: {message}")

    with warnings.catch_warnings():
        warnings.showwarning = show
        yield
