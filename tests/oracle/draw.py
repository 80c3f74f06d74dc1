"""Draws: where random cases take their choices from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Draw(Protocol):
    """A source of choices; the first choice and the least number are the simplest."""

    def integer(self, low: int, high: int) -> int:
        """A whole number between two, both included."""

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so many times in a hundred."""


class SeededDraw:
    """Choices from a seed: quick, the same every time."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def integer(self, low: int, high: int) -> int:
        """A whole number between two, both included."""
        return self._random.randint(low, high)

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self._random.choice(options)

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so many times in a hundred."""
        return self._random.randrange(100) < percent


class HypothesisDraw:
    """Choices from hypothesis, which finds the simplest ones that still fail."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        """A whole number between two, both included."""
        return self._draw(st.integers(low, high))

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self._draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so many times in a hundred; shrinks to no."""
        return self._draw(st.integers(0, 99)) >= 100 - percent
