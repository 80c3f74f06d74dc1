"""The time that a search may take."""

from __future__ import annotations

import math
import time


class Clock:
    """Says how much time is left; without a limit it never runs out."""

    def __init__(self, limit: float | None) -> None:
        self._end = math.inf if limit is None else time.monotonic() + limit

    @property
    def left(self) -> float:
        """The seconds that are left, infinite without a limit."""
        return self._end - time.monotonic()

    @property
    def is_up(self) -> bool:
        """Whether the time is up."""
        return self.left <= 0
