"""Read-only arrays: how a snapshot holds what algorithms walk over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lattice.domain.column import Value

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
LevelArray = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]


def frozen(values: npt.ArrayLike, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """The values as an array that can't be written."""
    array = np.array(values, dtype=kind)
    array.setflags(write=False)
    return array


def filled(values: Iterable[Value], default: float) -> Floats:
    """Numbers as a read-only array, blanks (None) filled with the default."""
    array: Floats = frozen([default if value is None else float(str(value)) for value in values], np.float64)
    return array


def offsets(owners: Sequence[int], count: int) -> Ints:
    """Where each owner's run begins in a list that is sorted by owner; shape ``count + 1``."""
    sizes = np.bincount(np.asarray(owners, dtype=np.int64), minlength=count)
    array: Ints = frozen(np.concatenate(([0], np.cumsum(sizes))), np.int32)
    return array
