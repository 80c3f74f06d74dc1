"""Every error is a line and a status."""

from __future__ import annotations

import sys

import click
import pytest

from lattice import errors
from lattice.cli.faults import report_fault
from lattice.cli.output import OutputFault, OutputGone, tell


def subclasses(kind: type[errors.LatticeError]) -> list[type[errors.LatticeError]]:
    """A kind of error and all below it."""
    return [kind, *(found for below in kind.__subclasses__() for found in subclasses(below))]


def made(kind: type[errors.LatticeError]) -> errors.LatticeError:
    """An error of this kind."""
    if issubclass(kind, errors.NameProblem):
        return kind("no role is called 'x'", kind="role", text="x", candidates=())
    if issubclass(kind, errors.InvalidBundle):
        return kind([errors.Problem("f", 1, "c", "", "", "m")], source="here")
    return kind("something")


@pytest.mark.parametrize("kind", subclasses(errors.LatticeError))
def test_every_error_has_a_status(kind: type[errors.LatticeError], capsys: pytest.CaptureFixture[str]) -> None:
    """Names and wrong calls are the call's fault, all else is the data's or the store's."""
    expected = 2 if issubclass(kind, errors.NameProblem | errors.WrongCall) else 1
    assert report_fault(made(kind), detail=False) == expected
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("lattice: error: ")


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
        (OutputGone(), 141, ""),
        (OutputFault("can't"), 1, "can't"),
        (MemoryError(), 1, "memory"),
        (RecursionError("deep"), 1, "RecursionError: deep"),
        (PermissionError(13, "Permission denied", "/x"), 1, "Permission denied: /x"),
        (click.UsageError("bad"), 2, "bad"),
    ],
)
def test_other_ends(error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Interrupts and readers who go say nothing; the rest is one line."""
    assert report_fault(error, detail=False) == status
    text = capsys.readouterr().err
    assert said in text
    assert text.count("\n") == (1 if said else 0)


def test_detail_tells_the_causes(capsys: pytest.CaptureFixture[str]) -> None:
    """With -v what lies behind an error is told."""
    error = errors.StoreError("broken")
    error.__cause__ = OSError(5, "Input/output error")
    assert report_fault(error, detail=True) == 1
    assert "because: OSError: [Errno 5] Input/output error" in capsys.readouterr().err


def test_without_standard_error_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody can be told of still has its status."""
    monkeypatch.setattr(sys, "stderr", None)
    tell("nobody hears")
    assert report_fault(errors.DataError("x"), detail=True) == 1
