"""The reports of what was done with a store, and of what it holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from lattice.insight.storage import CopyResult, DumpResult, ForgetResult, LoadResult, StatusResult
from lattice.reports.document import Block, Column, Facts, Heading, Paragraph, Records, Report, Table, line
from lattice.reports.figures import counted, day


def status_report(result: StatusResult) -> Report:
    """What a store holds, a row a table."""
    loaded = "" if result.loaded_at is None else _moment(result.loaded_at.astimezone(datetime.UTC))
    facts = (
        ("store", result.place),
        ("engine", result.engine),
        ("database", result.database or ""),
        ("schema", str(result.schema_version)),
        ("version", result.version or ""),
        ("loaded", loaded),
        ("digest", (result.digest or "")[:12]),
        ("frozen", counted(result.kept, "result") if result.kept else ""),
    )
    blocks: list[Block] = [Heading(result.name or "An empty store", level=1), Facts(facts)]
    if result.name is None:
        blocks.append(Paragraph((line("Fill it with: lattice load BUNDLE"),)))
    else:
        blocks.append(_counts(result.counts))
    return Report(tuple(blocks), Records(("table", "rows"), tuple(result.counts.items())))


def _moment(time: datetime.datetime) -> str:
    return f"{day(time)}, {time:%H:%M} UTC"


def load_report(result: LoadResult) -> Report:
    """What a load changed, a row a table."""
    head = Heading(f"Loaded {result.name}", level=1)
    where = Paragraph((line(f"into {result.place}"),))
    return Report((head, where, _changes(result)), _changed(result))


def copy_report(result: CopyResult) -> Report:
    """What a copy changed where it went to, a row a table."""
    head = Heading(f"Copied {result.name}", level=1)
    where = Facts((("from", result.source), ("to", result.target), ("frozen", ", ".join(result.kept))))
    return Report((head, where, _changes(result)), _changed(result))


def _changes(result: LoadResult | CopyResult) -> Table:
    columns = (
        Column("Table"),
        Column("Added", numeric=True),
        Column("Removed", numeric=True),
        Column("Changed", numeric=True),
        Column("Rows now", numeric=True),
    )
    rows = [
        (name, f"{change.added:,}", f"{change.removed:,}", f"{change.changed:,}", _rows(result.counts.get(name)))
        for name, change in result.changes.items()
    ]
    return Table(columns, tuple(rows), empty="Nothing changed: the store said all of it already.")


def _changed(result: LoadResult | CopyResult) -> Records:
    rows = (
        (name, change.added, change.removed, change.changed, result.counts.get(name))
        for name, change in result.changes.items()
    )
    return Records(("table", "added", "removed", "changed", "rows"), tuple(rows))


def dump_report(result: DumpResult) -> Report:
    """What was written, a row a table."""
    blocks = (
        Heading(f"Wrote {result.name}", level=1),
        Paragraph((line(f"to {result.folder}"),)),
        _counts(result.counts),
    )
    return Report(blocks, Records(("table", "rows"), tuple(result.counts.items())))


def forget_report(result: ForgetResult) -> Report:
    """What went or was blanked, a row a table."""
    total = counted(sum(result.rows.values()), "row")
    blocks = (
        Heading(f"Forgot {result.person}", level=1),
        Paragraph((line(f"{total} went or were blanked; bundles and backups elsewhere keep what they have."),)),
        _counts({"frozen results" if name == "kept" else name: rows for name, rows in result.rows.items()}),
    )
    return Report(blocks, Records(("table", "rows"), tuple(result.rows.items())))


def _rows(count: int | None) -> str:
    # The header is no table: it has no rows.
    return "" if count is None else f"{count:,}"


def _counts(counts: Mapping[str, int]) -> Table:
    rows = tuple((name, f"{count:,}") for name, count in counts.items() if count)
    return Table((Column("Table"), Column("Rows", numeric=True)), rows, empty="no rows")
