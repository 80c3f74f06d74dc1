"""Tests that share a server or a browser stay in one process, when several run tests side by side."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_the_scheduler_is_told_who_stays_together(request: pytest.FixtureRequest) -> None:
    """Side by side a test's name ends with its group: versions that don't fit lose it, and say nothing."""
    side_by_side = bool(request.config.getoption("loadgroup", default=False))
    assert request.node.nodeid.endswith("@together") == side_by_side, (
        f"pytest {pytest.__version__} and pytest-xdist don't fit: tests of one server run in several processes"
    )
