"""The report of an export of many maps."""

from __future__ import annotations

from typing import Final

from lattice.insight.export import ExportResult
from lattice.reports.document import Facts, Heading, Paragraph, Records, Report, line
from lattice.reports.figures import counted

_MEGABYTE: Final = 1e6


def export_report(result: ExportResult) -> Report:
    """What was written, a row a person."""
    total = len(result.files)
    size, each = (count / _MEGABYTE for count in (result.bytes, result.bytes / max(1, total)))
    facts = (
        ("folder", result.folder),
        ("written", f"{result.written:,}"),
        ("kept", f"{result.kept:,}, made from the same data before" if result.kept else ""),
        ("removed", f"{result.removed:,}, of people who are no longer there" if result.removed else ""),
        ("size", f"{size:,.1f} MB, {each:.2f} MB a file" if total else ""),
    )
    blocks = (
        Heading(f"{counted(total, 'map')} of people's own reach", level=1),
        Facts(facts),
        Paragraph((line("Each holds nobody else's data; the list of who has which file is for you alone."),)),
    )
    return Report(blocks, Records(("person", "file"), tuple(result.files.items())))
