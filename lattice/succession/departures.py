"""Departures: how long people stay, by their own risk, their family's rate, or the policy's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from lattice.domain.table import TABLES
from lattice.graph.arrays import Floats
from lattice.graph.snapshot import Snapshot

_RISK: Final = TABLES["people"].position("leaving_risk")
_ROLE: Final = TABLES["people"].position("role")
_FAMILY: Final = TABLES["roles"].position("family")
_YEAR: Final = 12.0

OWN: Final = 0
FAMILY: Final = 1
POLICY: Final = 2


@dataclass(frozen=True, slots=True)
class Leaving:
    """The share of people like each person who leave within a year, and where that figure comes from."""

    risk: Floats
    origin: npt.NDArray[np.int8]

    @classmethod
    def of(cls, graph: Snapshot) -> Leaving:
        """Everyone's risk: their own, else the rate of their role's family, else the policy's."""
        policy, family = graph.policy, {str(row[0]): str(row[_FAMILY]) for row in graph.bundle.rows("roles")}
        risk, origin = [], []
        for row in graph.bundle.rows("people"):
            if row[_RISK] is not None:
                risk.append(float(str(row[_RISK])))
                origin.append(OWN)
                continue
            track = family[str(row[_ROLE])]
            risk.append(policy.rate_of(track))
            origin.append(FAMILY if track in policy.leaving_rates else POLICY)
        return cls(np.array(risk, dtype=np.float64), np.array(origin, dtype=np.int8))


def months_until_leaving(risk: Floats, shares: Floats) -> Floats:
    """The months after which people leave, runs × people, from draws that are uniform in (0, 1).

    Leaving is exponential such that the share ``risk`` leaves within twelve
    months; a risk of 1 means some day of the first year, each as likely, and
    one of 0 never. Larger draws leave later.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        months = np.log1p(-shares) / np.log1p(-risk) * _YEAR
    months[:, risk <= 0] = np.inf
    certain = risk >= 1
    months[:, certain] = shares[:, certain] * _YEAR
    return months
