"""The header of a bundle: its name, the scale of levels, the policy's defaults."""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

HIGHEST_SCALE: Final = 10
WEEKS_A_MONTH: Final = 52 / 12
DAYS_A_MONTH: Final = 364 / 12

_FROZEN = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
_Amount = Annotated[float, Field(ge=0, strict=False)]
_Share = Annotated[float, Field(gt=0, le=1, strict=False)]
_Rate = Annotated[float, Field(ge=0, le=1, strict=False)]


def _by_name(rates: dict[str, float]) -> dict[str, float]:
    """Rates in the order of their names, so that the same ones are always written the same."""
    return dict(sorted(rates.items()))


class Levels(BaseModel):
    """The scale of proficiency: whole numbers from 0 (none) to ``maximum``.

    ``names`` is empty, or names the levels 1 … maximum, or 0 … maximum.
    """

    model_config = _FROZEN

    maximum: Annotated[int, Field(ge=1, le=HIGHEST_SCALE)]
    names: Annotated[tuple[str, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _names_fit(self) -> Self:
        if self.names and len(self.names) not in {self.maximum, self.maximum + 1}:
            message = (
                f"names has {len(self.names)} entries; a scale up to {self.maximum} takes "
                f"{self.maximum} (from level 1) or {self.maximum + 1} (from level 0)"
            )
            raise ValueError(message)
        return self

    def name(self, level: int) -> str:
        """The level's name, its number where the bundle names none."""
        offset = len(self.names) - self.maximum
        if not self.names:
            return str(level)
        if level == 0 and offset == 0:
            return "None"
        return self.names[level - 1 + offset]


class Policy(BaseModel):
    """The organisation's defaults for cells that are left blank."""

    model_config = _FROZEN

    hours_per_week: Annotated[float, Field(ge=0, le=168, strict=False)] = 4.0
    dwell_months: _Amount = 12.0
    entry_slack: Annotated[int, Field(ge=0, le=HIGHEST_SCALE)] = 1
    importance: _Share = 1.0
    essential: bool = True
    months: _Amount = 0.0
    success: _Share = 1.0
    seats: Annotated[int, Field(ge=0)] = 1
    cost: _Amount = 0.0
    from_level: Annotated[int, Field(ge=0, le=HIGHEST_SCALE)] = 0
    review_months: Annotated[float, Field(gt=0, strict=False)] | None = None
    min_group: Annotated[int, Field(ge=1)] = 5
    leaving_rate: _Rate = 0.1
    leaving_rates: Annotated[dict[str, _Rate], AfterValidator(_by_name)] = {}

    def __hash__(self) -> int:
        """A hash by what the policy says: it holds a mapping, which has none."""
        return hash(self.model_dump_json())

    def rate_of(self, family: str) -> float:
        """The share of those in a family of roles who leave within a year, where a person's own risk isn't known."""
        return self.leaving_rates.get(family, self.leaving_rate)


class Header(BaseModel):
    """What a bundle says of itself in ``lattice.toml``."""

    model_config = _FROZEN

    name: Annotated[str, Field(min_length=1)]
    licence: str | None = None
    attribution: str | None = None
    version: str | None = None
    currency: str | None = None
    levels: Levels
    policy: Policy = Policy()
