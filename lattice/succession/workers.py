"""Who does the work that comes by the gap: this process, several, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lattice.succession.learning import Catalogue, Gap


class Workers(Protocol):
    """Solves gaps, in the order that they were given."""

    def solve(self, catalogue: Catalogue, gaps: Sequence[Gap]) -> list[float | None]:
        """The least hours of each gap; None for one that takes too long to branch."""
