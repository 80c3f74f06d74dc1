"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its place only when the block ends well.

    Until then it stands beside its place under another name; what was there
    before stays. A link is followed. Raises ``OSError``.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:64]}.")
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - opened already
            yield file
        os.chmod(temporary, usual_mode(0o666))  # noqa: PTH101 - mkstemp gives a text
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def usual_mode(mode: int) -> int:
    """A mode as the user's umask has it for new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mode & ~mask
