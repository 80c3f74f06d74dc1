"""Arrays can't be written, and blanks are filled."""

from __future__ import annotations

import numpy as np
import pytest

from lattice.graph.arrays import filled, frozen, offsets


def test_a_frozen_array_is_a_copy_that_cannot_be_written() -> None:
    """Neither the array nor what it was made of changes the other."""
    source = np.array([1, 2, 3])
    array = frozen(source, "int32")
    source[0] = 9
    assert array.tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 5


def test_blanks_are_filled() -> None:
    """None takes the default, a number stays what it is to the last digit."""
    assert filled([None, 0, 0.1, 1e300], 7.5).tolist() == [7.5, 0.0, 0.1, 1e300]
    assert not filled([1.0], 0.0).flags.writeable


@pytest.mark.parametrize(
    ("owners", "count", "expected"),
    [([], 0, [0]), ([], 2, [0, 0, 0]), ([0, 0, 2], 4, [0, 2, 2, 3, 3]), ([3], 4, [0, 0, 0, 0, 1])],
)
def test_offsets_bound_each_owners_run(owners: list[int], count: int, expected: list[int]) -> None:
    """Owners without anything have an empty run, the last one too."""
    array = offsets(owners, count)
    assert array.tolist() == expected
    assert not array.flags.writeable
