"""What was done with a store, and what it holds, as results that can be printed."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from lattice.routes.result import Result

Count = Annotated[int, Field(ge=0)]


class StatusResult(Result):
    """What a store holds and where; name, version, digest and time are null in an empty store.

    ``kept`` counts the results that were frozen in it, ``database`` is the one
    on a server, null for a store that is a file.
    """

    schema_: Annotated[Literal["lattice.status/1"], Field(alias="schema")] = "lattice.status/1"
    place: str
    engine: str
    schema_version: Count
    name: str | None
    version: str | None
    counts: dict[str, Count]
    digest: str | None
    loaded_at: datetime.datetime | None
    kept: Count = 0
    database: str | None = None


class TableChange(Result):
    """Rows added, removed, and changed under the same key."""

    added: Count
    removed: Count
    changed: Count


class LoadResult(Result):
    """What a load did to the store: the tables that changed, none when it said all of it already."""

    schema_: Annotated[Literal["lattice.load/1"], Field(alias="schema")] = "lattice.load/1"
    place: str
    name: str
    changes: dict[str, TableChange]
    counts: dict[str, Count]


class CopyResult(Result):
    """What a copy did to the store that it went to, ``target``: the tables that changed, the frozen results that came.

    Both are empty when it held all of it already.
    """

    schema_: Annotated[Literal["lattice.copy/1"], Field(alias="schema")] = "lattice.copy/1"
    source: str
    target: str
    name: str
    changes: dict[str, TableChange]
    counts: dict[str, Count]
    kept: list[str]


class DumpResult(Result):
    """What was written from a store to a bundle."""

    schema_: Annotated[Literal["lattice.dump/1"], Field(alias="schema")] = "lattice.dump/1"
    folder: str
    name: str
    counts: dict[str, Count]


class ForgetResult(Result):
    """Who was forgotten, and how many rows went or changed, by table."""

    schema_: Annotated[Literal["lattice.forget/1"], Field(alias="schema")] = "lattice.forget/1"
    person: str
    rows: dict[str, Count]
