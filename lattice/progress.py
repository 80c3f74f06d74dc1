"""Progress: how far a long piece of work has come, told to whoever wants to know."""

from __future__ import annotations

from typing import Final, Protocol


class Progress(Protocol):
    """Is told what is being done and how far it is; what it does with that is its own affair."""

    def begin(self, what: str, *, total: int | None = None) -> None:
        """A piece of work begins, of ``total`` steps when that is known; the one before is over."""

    def advance(self, steps: int = 1) -> None:
        """So many more steps are done."""


class _Silent:
    """Tells nobody."""

    def begin(self, what: str, *, total: int | None = None) -> None:
        """Do nothing."""

    def advance(self, steps: int = 1) -> None:
        """Do nothing."""


SILENT: Final[Progress] = _Silent()
"""Progress that nobody wants to know of."""
