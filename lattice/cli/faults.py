"""What goes wrong, as one line and an exit status; never a traceback."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Final

import click

from lattice.cli.exit_status import CALL, DATA, INTERRUPTED, NOBODY_READS
from lattice.cli.output import OutputFault, OutputGone, let_go, tell
from lattice.errors import InvalidBundle, LatticeError, NameProblem, WrongCall

_LISTED: Final = 10


def report_fault(error: BaseException, *, detail: bool) -> int:
    """Say on standard error what went wrong, in one line unless ``detail`` is set; the exit status."""
    match error:
        case OutputGone():
            status = NOBODY_READS
        case KeyboardInterrupt() | click.Abort():
            status = INTERRUPTED
        case click.exceptions.NoArgsIsHelpError():
            tell_lines(error.format_message())
            status = CALL
        case click.ClickException():
            tell(f"lattice: error: {_usage(error)}")
            status = CALL
        case InvalidBundle():
            _problems(error, detail=detail)
            status = DATA
        case LatticeError() | OutputFault():
            tell(f"lattice: error: {error}")
            if detail:
                _causes(error)
            status = CALL if isinstance(error, NameProblem | WrongCall) else DATA
        case MemoryError():
            tell("lattice: error: there is not enough memory for this")
            status = DATA
        case _:
            _unexpected(error, detail=detail)
            status = DATA
    return status


def tell_lines(text: str) -> None:
    """Several lines on standard error."""
    for part in text.splitlines():
        tell(part)


def _usage(error: click.ClickException) -> str:
    text = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    return f"{text} See {context.command_path} --help." if context is not None else text


def _problems(error: InvalidBundle, *, detail: bool) -> None:
    count = len(error.problems)
    shown = error.problems if detail else error.problems[:_LISTED]
    noun = "problem" if count == 1 else "problems"
    tell(f"lattice: error: {error.source} has {count} {noun}; nothing was changed")
    for problem in shown:
        tell(f"  {problem}")
    if len(shown) < count:
        # `check` sees the bundle, and not what a store holds.
        lister = "lattice check lists" if error.alone else "-v lists"
        tell(f"  and {count - len(shown)} more; {lister} them all")


def _causes(error: BaseException) -> None:
    cause = error.__cause__
    while cause is not None:
        tell(f"  because: {type(cause).__name__}: {cause}")
        cause = cause.__cause__


def _unexpected(error: BaseException, *, detail: bool) -> None:
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, OSError):
        if sys.stdout is not None:
            let_go(sys.stdout)
        tell(f"lattice: error: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
    else:
        hint = "" if detail else " (-v says where)"
        tell(f"lattice: error: this should not have happened: {what}{hint}; please report it")
    if detail:
        for frame in traceback.extract_tb(error.__traceback__):
            tell(f"  at {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
        _causes(error)
