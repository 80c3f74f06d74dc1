"""Printing: results to standard output, everything else to standard error."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TextIO

from lattice.cli.options import Settings

if TYPE_CHECKING:
    from pydantic import BaseModel

    from lattice.reports.document import Report
    from lattice.reports.table import Terminal

_WIDTH: Final = 80


class OutputGone(Exception):
    """Whoever read the output has stopped reading; nothing is wrong."""


class OutputFault(Exception):
    """The result can't be written."""


def show(settings: Settings, result: BaseModel, report: Callable[[], Report]) -> None:
    """Print a result in the form that was asked for; ``report`` makes it ready when the form needs it."""
    form = settings.format or "table"
    if form == "json":
        from lattice.reports.visible import safe_json

        write(safe_json(result.model_dump_json(indent=2)) + "\n")
        return
    made = report()
    if form == "csv":
        from lattice.reports.delimited import as_csv

        write(as_csv(made.records))
        for remark in made.remarks:
            note(settings, remark)
    elif form == "markdown":
        from lattice.reports.markdown import as_markdown

        write(as_markdown(made))
    else:
        from lattice.reports.table import as_table

        write(as_table(made, terminal(settings)))


def terminal(settings: Settings) -> Terminal:
    """What standard output is: its width, whether it takes colours, its encoding."""
    from lattice.reports.table import Terminal

    stream = _stdout()
    return Terminal(
        width=shutil.get_terminal_size((_WIDTH, 24)).columns,
        color=wants_color(settings, stream),
        encoding=stream.encoding or "utf-8",
    )


def wants_color(settings: Settings, stream: TextIO) -> bool:
    """Whether to print in colour: on a terminal that can, unless somebody objects."""
    if settings.no_color or os.environ.get("NO_COLOR"):
        return False
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str) -> None:
    """Write to standard output, all of it now; what its encoding lacks is escaped.

    Raises ``OutputGone`` when nobody reads any more, ``OutputFault`` when it
    can't be written.
    """
    stream = _stdout()
    encoding = stream.encoding or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        let_go(stream)
        if error.errno == errno.EPIPE:
            raise OutputGone from error
        raise OutputFault(f"the result can't be written: {error.strerror}") from error


def note(settings: Settings, text: str) -> None:
    """Say something beside the result, on standard error, unless it should be quiet."""
    if not settings.quiet:
        tell(text)


def tell(text: str) -> None:
    """Write a line to standard error, whatever is in it; when that is gone too, be silent."""
    from lattice.reports.visible import visible

    stream = sys.stderr
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(visible(text).encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except (OSError, ValueError):
        return


def _stdout() -> TextIO:
    stream: TextIO | None = sys.stdout
    if stream is None or stream.closed:
        raise OutputFault("the result can't be written: standard output is closed")
    return stream


def let_go(stream: TextIO) -> None:
    """Send what is left nowhere, so that Python doesn't try again when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
