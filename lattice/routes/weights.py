"""What makes a route good: weights on months, cost, hours, risk and moves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Final

from lattice.errors import WrongCall

HIGHEST: Final = 1e12
"""The largest weight: past it, scores lose the digits that tell routes apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A route's score is months·a + cost·b + hours·c + risk·d + moves·e; lower is better.

    ``risk`` weighs −ln of the success, so that a sure route costs nothing.
    All are from 0 to ``HIGHEST``.
    """

    months: float = 0.0
    cost: float = 0.0
    hours: float = 0.0
    risk: float = 0.0
    moves: float = 0.0

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not (isinstance(value, int | float) and 0 <= value <= HIGHEST):
                message = f"the weight of {name} is {value!r}; it must be a number from 0 to {HIGHEST:g}"
                raise WrongCall(message)

    def score(self, *, months: float, cost: float, hours: float, success: float, moves: int) -> float:
        """The objective's value."""
        risk = -math.log(success) if success < 1 else 0.0
        return self.months * months + self.cost * cost + self.hours * hours + self.risk * risk + self.moves * moves

    def mapping(self) -> dict[str, float]:
        """The weights by name."""
        return asdict(self)


PROFILES: Final[Mapping[str, Weights]] = MappingProxyType(
    {
        "fastest": Weights(months=1.0, cost=2e-6, hours=2e-5, risk=0.012, moves=5e-4),
        "cheapest": Weights(months=1e-3, cost=1.0, hours=2e-5, risk=0.012, moves=5e-4),
        "surest": Weights(months=1e-5, cost=2e-8, hours=2e-7, risk=1.0, moves=5e-6),
        "least-effort": Weights(months=1e-3, cost=2e-6, hours=1.0, risk=0.012, moves=5e-4),
        "balanced": Weights(months=1.0, cost=0.002, hours=0.02, risk=12.0, moves=0.5),
    }
)
"""Named weight vectors; the reasons for the figures stand in ``docs/model.md``."""


def as_weights(weights: str | Mapping[str, float] | Weights) -> Weights:
    """A profile's name or a mapping as weights.

    Weights that are all 0 leave the order to the ties. Raises ``WrongCall`` for
    an unknown profile or weight, or a weight that is negative or not finite.
    """
    if isinstance(weights, Weights):
        found = weights
    elif isinstance(weights, str):
        if weights not in PROFILES:
            message = f"there is no profile '{weights}'; the profiles are {', '.join(PROFILES)}"
            raise WrongCall(message)
        found = PROFILES[weights]
    else:
        known = [field.name for field in fields(Weights)]
        for name in weights:
            if name not in known:
                message = f"there is no weight '{name}'; the weights are {', '.join(known)}"
                raise WrongCall(message)
        found = Weights(**weights)
    return found
