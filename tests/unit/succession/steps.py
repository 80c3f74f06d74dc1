"""A progress that keeps what it is told."""

from __future__ import annotations


class Steps:
    """Pieces of work in their order: what each is called, of how many steps it is, and how many were done."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, int | None, int]] = []

    def begin(self, what: str, *, total: int | None = None) -> None:
        """A piece of work begins."""
        self.pieces.append((what, total, 0))

    def advance(self, steps: int = 1) -> None:
        """Steps are done."""
        what, total, done = self.pieces.pop()
        self.pieces.append((what, total, done + steps))
