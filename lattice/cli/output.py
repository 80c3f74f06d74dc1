"""Printing: results to standard output, everything else to standard error."""

from __future__ import annotations

import datetime
import errno
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from lattice.cli.destination import form_of, write_whole
from lattice.cli.options import Settings

if TYPE_CHECKING:
    from pydantic import BaseModel

    from lattice.graph.snapshot import Snapshot
    from lattice.reports.document import Report
    from lattice.reports.origin import Origin
    from lattice.reports.table import Terminal

_WIDTH: Final = 80
_UNSAID: Final = frozenset({"store", "output", "format", "as_json", "as_of", "no_color", "quiet", "verbose"})
"""Parameters that change nothing about the answer, tell where things are on this machine, or are told apart."""


class OutputGone(Exception):
    """Whoever read the output has stopped reading; nothing is wrong."""


class OutputFault(Exception):
    """The result can't be written."""


def show(settings: Settings, result: BaseModel, report: Callable[[], Report], *, graph: Snapshot | None = None) -> None:
    """Print a result in the form that was asked for, or write it to the file that was named.

    ``report`` makes it ready when the form needs it; ``graph`` is what the
    question was asked of, for documents that say what they come from.
    """
    if settings.output is not None:
        _write_file(settings, settings.output, result, report, graph)
        return
    form = settings.format or "table"
    if form == "table":
        from lattice.reports.table import as_table

        write(as_table(report(), terminal(settings)))
        return
    text, remarks = _text(form, result, report)
    write(text)
    for remark in remarks:
        note(settings, remark)


def _text(form: str, result: BaseModel, report: Callable[[], Report]) -> tuple[str, tuple[str, ...]]:
    """A result as text in a form, and what the form has no place for."""
    if form == "json":
        from lattice.reports.visible import safe_json

        return safe_json(result.model_dump_json(indent=2)) + "\n", ()
    made = report()
    if form == "csv":
        from lattice.reports.delimited import as_csv

        return as_csv(made.records), made.remarks
    from lattice.reports.markdown import as_markdown

    return as_markdown(made), ()


def _write_file(
    settings: Settings, path: Path, result: BaseModel, report: Callable[[], Report], graph: Snapshot | None
) -> None:
    """Write a result to a file, in the form that its suffix says."""
    form = form_of(path)
    remarks: tuple[str, ...] = ()
    if form == "xlsx":
        from lattice.reports.workbook import as_workbook

        made = report()
        data, remarks = as_workbook(made, origin_of(settings, result, graph)), made.remarks
    elif form == "html":
        from lattice.reports.page import as_page

        data = as_page(report(), origin_of(settings, result, graph)).encode("utf-8", "backslashreplace")
    else:
        text, remarks = _text(form, result, report)
        data = text.encode("utf-8", "backslashreplace")
    write_whole(path, data)
    for remark in remarks:
        note(settings, remark)
    note(settings, f"wrote {path}")


def origin_of(settings: Settings, result: BaseModel, graph: Snapshot | None) -> Origin:
    """What a document says of its origin: the data, the day, the question as it was asked."""
    from lattice.cli.version import version_text
    from lattice.reports.origin import Origin

    found: object = getattr(result, "as_of", None)
    day = found if isinstance(found, datetime.date) else settings.as_of
    question = asked() if day is None else f"{asked()} --as-of {day.isoformat()}"
    as_of = datetime.date.today() if day is None else day  # noqa: DTZ011 - the user's day
    known = Origin(as_of=as_of, asked=question, program=version_text())
    if graph is None:
        return known
    header = graph.header
    return replace(
        known,
        lattice=header.name,
        version=header.version or "",
        digest=graph.bundle.digest,
        currency=header.currency or "",
    )


def asked() -> str:
    """The command that is running with what was given to it; neither where the store is nor where the result goes."""
    context = click.get_current_context(silent=True)
    if context is None:
        return ""
    words = [context.command_path]
    for param in context.command.params:
        name = param.name or ""
        if name in _UNSAID:
            continue
        if context.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        words += _given(param, context.params.get(name))
    return " ".join(words)


def _given(param: click.Parameter, value: object) -> Iterator[str]:
    """A parameter as it is typed, once for each of its values."""
    name = max(param.opts, key=len)
    several = param.multiple or (param.nargs != 1 and isinstance(param, click.Argument))
    for one in value if several and isinstance(value, tuple) else (value,):
        words = one if param.nargs > 1 and isinstance(one, tuple) else (_plain(one),)
        text = " ".join(shlex.quote(str(word)) for word in words)
        if isinstance(param, click.Argument):
            yield text
        elif isinstance(param, click.Option) and param.is_flag:
            yield name
        else:
            yield f"{name} {text}"


def _plain(value: object) -> str:
    """A value as it was typed: a weight as name=number, several numbers with commas."""
    if isinstance(value, tuple):
        return ("=" if value and isinstance(value[0], str) else ",").join(map(_plain, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


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
