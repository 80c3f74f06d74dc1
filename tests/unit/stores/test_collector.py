"""The garbage collector."""

from __future__ import annotations

import contextlib
import gc

import pytest

from lattice.stores.collector import uncollected


@pytest.mark.parametrize("active", [True, False])
def test_the_collector_is_left_as_it_was(*, active: bool) -> None:
    """Whether it ran or not before, it does afterwards, errors included."""
    before = gc.isenabled()
    try:
        (gc.enable if active else gc.disable)()
        with contextlib.suppress(ZeroDivisionError), uncollected():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() == active
    finally:
        (gc.enable if before else gc.disable)()
