"""Text that people typed, made safe to print: what would steer a screen becomes a visible mark."""

from __future__ import annotations

import json
from typing import Final

_STEERS_TEXT: Final = frozenset(
    {0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC)}
)
"""Marks that turn the direction of text, break lines or join words without being seen."""

_SHORT: Final = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}


def steers(code: int) -> bool:
    """Whether a character steers a terminal or hides in a text, instead of being seen."""
    control = code < 0x20 or 0x7F <= code < 0xA0  # noqa: PLR2004 - the two blocks of control characters
    surrogate = 0xD800 <= code < 0xE000  # noqa: PLR2004 - halves of characters, which nothing can print
    tag = 0xE0000 <= code < 0xE0080  # noqa: PLR2004 - an invisible copy of ASCII
    return control or surrogate or tag or code in _STEERS_TEXT


def mark(code: int) -> str:
    r"""The mark that stands for a character, ``\x1b`` for an escape."""
    if code in _SHORT:
        return _SHORT[code]
    if code < 0x100:  # noqa: PLR2004 - two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def visible(text: str) -> str:
    r"""A text on one line with nothing in it that could steer a terminal.

    >>> print(visible("Ada\x1b[31m Lovelace"))
    Ada\x1b[31m Lovelace
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark(ord(sign)) if steers(ord(sign)) else sign for sign in text)


def visible_lines(text: str) -> list[str]:
    """The lines of a longer text, each made safe; blank ones are left out."""
    return [visible(line.strip()) for line in text.splitlines() if line.strip()]


def safe_json(text: str) -> str:
    """JSON that says the same with everything escaped that could steer a terminal.

    Outside of strings JSON has no such characters but line breaks, which stay.
    """
    if text.isascii():
        # The serialiser escapes the controls below 0x20 itself; 0x7f is all that is left.
        return text.replace("\x7f", r"\u007f")
    return "".join(json.dumps(sign)[1:-1] if sign != "\n" and steers(ord(sign)) else sign for sign in text)
