"""A sign of life comes after a while, on a terminal only."""

from __future__ import annotations

import io
import sys
import time

import pytest

from lattice.cli.options import Settings
from lattice.cli.waiting import waiting


class Screen(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal in place of standard error; pytest sets its own again before each test's body."""
    found = Screen()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    return found


def until(screen: Screen, text: str) -> bool:
    """Whether a text comes to stand on the screen."""
    end = time.monotonic() + 20
    while time.monotonic() < end and text not in screen.getvalue():
        time.sleep(0.01)
    return text in screen.getvalue()


def fail_once(screen: Screen, text: str) -> None:
    """Go wrong as soon as a text stands on the screen."""
    assert until(screen, text)
    raise ZeroDivisionError


def test_what_lasts_shows_a_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the patience is over the words stand there, and are gone in the end."""
    screen = watched(monkeypatch)
    with waiting(Settings(), "finding routes", patience=0.0):
        assert until(screen, "finding routes")


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the patience nothing is written."""
    screen = watched(monkeypatch)
    with waiting(Settings(), "finding routes", patience=60.0):
        pass
    assert screen.getvalue() == ""


def test_quiet_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With -q there is no sign at all."""
    screen = watched(monkeypatch)
    with waiting(Settings(quiet=True), "finding routes", patience=0.0):
        time.sleep(0.05)
    assert screen.getvalue() == ""


def test_no_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file gets no spinner, and a program without standard error none either."""
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    with waiting(Settings(), "finding routes", patience=0.0):
        time.sleep(0.05)
    assert file.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", None)
    with waiting(Settings(), "finding routes", patience=0.0):
        pass


def test_an_error_ends_the_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong inside comes through, and the cursor is shown again."""
    screen = watched(monkeypatch)
    with pytest.raises(ZeroDivisionError), waiting(Settings(), "finding routes", patience=0.0):
        fail_once(screen, "finding routes")
    assert "\x1b[?25h" in screen.getvalue()
