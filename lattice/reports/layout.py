"""Lines of text on a screen: how wide they are, where they break, how they line up."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from lattice.reports.document import Line, Span

Rows = list[Line]
"""Lines that stand below each other."""


def width_of(row: Line) -> int:
    """How many cells of a screen a line takes; wide characters take two."""
    return sum(cell_len(span.text) for span in row)


def padded(row: Line, width: int, *, right: bool = False) -> Line:
    """A line filled up with blanks to a width, on its left when it belongs to the right."""
    blank = width - width_of(row)
    if blank <= 0:
        return row
    fill = Span(" " * blank)
    return (fill, *row) if right else (*row, fill)


def wrapped(row: Line, width: int) -> Rows:
    """A line broken between words to a width; a word that is too long is broken inside.

    Always gives at least one line, and makes progress however narrow it is.
    """
    rows: Rows = []
    current: list[Span] = []
    used = 0
    for word, gap in _words(row):
        room = width - used - (1 if gap and current else 0)
        length = width_of(word)
        if length <= room:
            current += [*((Span(" "),) if gap and current else ()), *word]
            used = width - room + length
            continue
        if current:
            rows.append(tuple(current))
        *full, rest = _chopped(word, max(2, width))
        rows += full
        current, used = list(rest), width_of(rest)
    return [*rows, tuple(current)]


def beside(left: Rows, right: Rows, *, width: int) -> Rows:
    """Two blocks of lines next to each other, the left one filled up to a width."""
    height = max(len(left), len(right))
    lefts = left + [()] * (height - len(left))
    rights = right + [()] * (height - len(right))
    return [(*padded(one, width), *other) for one, other in zip(lefts, rights, strict=True)]


def indented(rows: Rows, width: int) -> Rows:
    """Lines moved to the right."""
    return [(Span(" " * width), *row) if row else row for row in rows]


def _words(row: Line) -> Iterator[tuple[Line, bool]]:
    """The words of a line, each with whether blanks stand before it; a word may change its style inside."""
    word: list[Span] = []
    gap = False
    for span in row:
        for at, part in enumerate(span.text.split(" ")):
            if at:
                if word:
                    yield tuple(word), gap
                word, gap = [], True
            if part:
                word.append(Span(part, span.style))
    if word:
        yield tuple(word), gap


def _chopped(word: Line, width: int) -> Rows:
    rows: Rows = []
    current: list[Span] = []
    used = 0
    for span in word:
        text = ""
        for sign in span.text:
            size = cell_len(sign)
            if used + size > width and (text or current):
                rows.append((*current, Span(text, span.style)))
                current, text, used = [], "", 0
            text += sign
            used += size
        if text:
            current.append(Span(text, span.style))
    return [*rows, tuple(current)]
