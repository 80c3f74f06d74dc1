"""Where a result comes from: which data, which day, which question."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

CONFIDENTIAL: Final = "Confidential: for those who plan, not for those named"
"""The mark of a document that names people to those who plan."""

_SHOWN: Final = 12
"""As many digits of the fingerprint as `lattice status` prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a document that leaves the house says of its origin, so that it can be made again.

    ``digest`` is the fingerprint of all the data (``lattice status`` prints
    it), ``asked`` the command, ``program`` the version that answered. What is
    empty isn't known and left out.
    """

    as_of: datetime.date
    lattice: str = ""
    version: str = ""
    digest: str = ""
    currency: str = ""
    asked: str = ""
    program: str = ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The origin in names with what they stand for."""
        named = f"{self.lattice}, version {self.version}" if self.version else self.lattice
        said = (
            ("As of", self.as_of.isoformat()),
            ("Data", named),
            ("Digest", self.digest[:_SHOWN]),
            ("Asked", self.asked),
            ("Made by", self.program),
        )
        return tuple((name, text) for name, text in said if text)
