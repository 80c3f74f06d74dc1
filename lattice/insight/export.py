"""What an export of many maps has done."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from lattice.routes.result import Result


class ExportResult(Result):
    """The maps that an export has written, one a person.

    ``written`` were made now; ``kept`` ones were there already, made from the
    same data; ``removed`` ones belonged to people who are no longer there.
    ``files`` has each person's file by id, ``bytes`` is what all take.
    """

    schema_: Annotated[Literal["lattice.export/1"], Field(alias="schema")] = "lattice.export/1"
    folder: str
    as_of: datetime.date
    within_months: Annotated[float, Field(ge=0)]
    written: Annotated[int, Field(ge=0)]
    kept: Annotated[int, Field(ge=0)]
    removed: Annotated[int, Field(ge=0)]
    bytes: Annotated[int, Field(ge=0)]
    files: dict[str, str]
