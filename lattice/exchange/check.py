"""Checks: everything wrong with a bundle, as a result that can be printed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle, Problem
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.oddities import find_oddities
from lattice.exchange.reading import Reading, read_place

_FROZEN = ConfigDict(
    frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True, allow_inf_nan=False, defer_build=True
)


class CheckProblem(BaseModel):
    """One thing wrong: where it is, what was found, what was expected, what to do.

    ``line`` counts from 1, 0 means the file as a whole; ``column`` is empty
    when it is about the row.
    """

    model_config = _FROZEN

    file: str
    line: Annotated[int, Field(ge=0)]
    column: str
    found: str
    expected: str
    message: str


class CheckResult(BaseModel):
    """What checking a bundle found.

    ``errors`` make it invalid; ``warnings`` are allowed but look like slips,
    and are looked for only in a valid bundle. ``counts`` says how many rows of
    each table could be read.
    """

    model_config = _FROZEN

    schema_: Annotated[Literal["lattice.check/1"], Field(alias="schema")] = "lattice.check/1"
    valid: bool
    errors: tuple[CheckProblem, ...]
    warnings: tuple[CheckProblem, ...]
    counts: dict[str, int]


def check_bundle(path: str | Path, *, as_of: datetime.date | None = None, limits: Limits = LIMITS) -> CheckResult:
    """Everything that is wrong with the bundle in a folder or ``.zip``.

    Dates are judged against ``as_of``, today when it is None. Raises
    ``DataError`` when the path holds nothing that could be a bundle.
    """
    try:
        reading = read_place(path, limits=limits)
    except InvalidBundle as error:
        return CheckResult(valid=False, errors=_listed(error.problems), warnings=(), counts=dict.fromkeys(TABLES, 0))
    valid = not reading.problems and reading.header is not None
    return CheckResult(
        valid=valid,
        errors=_listed(reading.problems),
        warnings=_listed(_oddities(reading, as_of or datetime.date.today())) if valid else (),  # noqa: DTZ011 - the user's day
        counts={name: len(reading.tables.get(name, ())) for name in TABLES},
    )


def _oddities(reading: Reading, as_of: datetime.date) -> Iterable[Problem]:
    if reading.header is None:
        return ()
    return find_oddities(reading.header, reading.tables, locate=reading.locate, as_of=as_of)


def _listed(problems: Iterable[Problem]) -> tuple[CheckProblem, ...]:
    return tuple(
        CheckProblem(
            file=problem.file,
            line=problem.line,
            column=problem.column,
            found=problem.found,
            expected=problem.expected,
            message=problem.message,
        )
        for problem in problems
    )
