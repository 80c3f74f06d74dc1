"""For whom a map is made, and what each audience may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from lattice.errors import WrongCall

Audience = Literal["employee", "coach", "planner"]
"""An employee sees the lattice and themselves, a coach those they coach, a planner everybody."""

AUDIENCES: Final[tuple[Audience, ...]] = ("employee", "coach", "planner")

USUAL: Final[Mapping[str, Audience]] = {
    "lattice": "employee",
    "reach": "employee",
    "route": "coach",
    "succession": "planner",
}
"""For whom each kind of map is made unless somebody says otherwise."""


_A: Final = {"employee": "an employee", "coach": "a coach", "planner": "a planner"}


def audience_of(kind: str, audience: str | None) -> Audience:
    """The audience of a kind of map.

    Raises ``WrongCall`` for one that isn't there, and for a succession map
    that is to be made for anybody but a planner: a coach may see those whom
    they coach, and it shows everybody.
    """
    for known in AUDIENCES:
        if known == (audience or USUAL[kind]):
            if kind == "succession" and known != "planner":
                message = f"a succession map names who stands behind whom; it is made for planners, not for {_A[known]}"
                raise WrongCall(message)
            return known
    message = f"there is no audience '{audience}'; choose one of {', '.join(AUDIENCES)}"
    raise WrongCall(message)


def countable(number: int, *, audience: Audience, min_group: int) -> int | None:
    """A count of people as an audience may see it: small groups are kept from everyone but planners."""
    return number if audience == "planner" or number >= min_group else None
