"""A bar comes after a while, on a terminal only, and goes on from where the work is."""

from __future__ import annotations

import io
import sys

import pytest

from lattice.cli.options import Settings
from lattice.cli.progress import progress
from lattice.progress import SILENT, Progress
from tests.unit.cli.test_waiting import Screen, until, watched


def test_what_lasts_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar has what was done before it appeared, and what is done after."""
    screen = watched(monkeypatch)
    with progress(Settings(), patience=0.2) as bar:
        bar.begin("writing", total=40)
        bar.advance(7)
        assert until(screen, "7/40")
        bar.advance()
        assert until(screen, "8/40")
        bar.begin("[b]reading[/b]", total=3)
        assert until(screen, "[b]reading[/b]")
        assert until(screen, "0/3")


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the patience nothing is written."""
    screen = watched(monkeypatch)
    with progress(Settings(), patience=60.0) as bar:
        bar.begin("writing", total=2)
        bar.advance()
    assert screen.getvalue() == ""


def test_nobody_is_told_who_does_not_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """With -q, or where standard error is no terminal or isn't there, the progress is silent."""
    watched(monkeypatch)
    with progress(Settings(quiet=True), patience=0.0) as bar:
        assert bar is SILENT
    for stream in (io.StringIO(), None):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress(Settings(), patience=0.0) as bar:
            assert bar is SILENT
            bar.begin("writing")
            bar.advance()


def test_a_bar_that_is_over_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong inside comes through, and the cursor is shown again."""
    screen = watched(monkeypatch)

    with pytest.raises(ZeroDivisionError), progress(Settings(), patience=0.0) as bar:
        fail_once(bar, screen)
    assert "\x1b[?25h" in screen.getvalue()


def fail_once(bar: Progress, screen: Screen) -> None:
    """Go wrong as soon as the bar stands on the screen."""
    bar.begin("writing", total=2)
    assert until(screen, "writing")
    raise ZeroDivisionError
