"""The numbers that the program ends with; 0 is done, an honest "there is none" included."""

from __future__ import annotations

from typing import Final

DATA: Final = 1
"""The data, the store or the machine is at fault."""

CALL: Final = 2
"""The call is at fault."""

INTERRUPTED: Final = 130
NOBODY_READS: Final = 141
"""As a shell reports a program that a signal ended: 128 and the signal's number."""
