"""Lines break where they should, whatever they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lattice.reports.document import Bar, Column, Records, Report, Span, Style, Table, Timeline, line, strong
from lattice.reports.layout import beside, padded, width_of, wrapped
from lattice.reports.table import Terminal, as_table
from lattice.reports.timeline import drawn
from tests.unit.reports.sample import DAY

TEXTS = st.text(st.sampled_from("ab 港👩é"), max_size=40)


def text_of(row: tuple[Span, ...]) -> str:
    """A line's text without its styles."""
    return "".join(span.text for span in row)


@given(st.lists(TEXTS, max_size=4), st.integers(2, 30))
def test_wrapping_keeps_every_word_within_the_width(parts: list[str], width: int) -> None:
    """Nothing is lost but blanks, and no line is too wide."""
    row = tuple(Span(part, Style.STRONG if at % 2 else Style.PLAIN) for at, part in enumerate(parts))
    rows = wrapped(row, width)
    assert rows
    assert all(width_of(part) <= width for part in rows)
    assert "".join(map(text_of, rows)).replace(" ", "") == text_of(row).replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    """A line breaks between words; a word may change its style inside."""
    rows = wrapped(line("one ", strong("two"), "-three four"), 9)
    assert [text_of(row) for row in rows] == ["one", "two-three", "four"]


def test_blocks_stand_side_by_side() -> None:
    """The shorter block is filled up."""
    rows = beside([line("a")], [line("b"), line("c")], width=3)
    assert [text_of(row) for row in rows] == ["a  b", "   c"]


def test_padding_counts_cells() -> None:
    """A wide character takes two cells."""
    assert text_of(padded(line("港"), 4)) == "港  "
    assert text_of(padded(line("港"), 4, right=True)) == "  港"
    assert text_of(padded(line("港港港"), 4)) == "港港港"


def test_bars_are_to_scale() -> None:
    """Half of the time takes half of the room, and what lasts at all is seen."""
    bars = (
        Bar(stage="1", style=Style.WAIT, begin=0, months=12),
        Bar(stage="1", style=Style.MOVE, begin=12, months=0.01),
        Bar(stage="2", style=Style.LEARN, begin=12, months=12),
    )
    rows = [text_of(row) for row in drawn(Timeline(DAY, 24, bars), 60)]
    assert rows[1].count("░") * 2 == len("░") * (60 - 8 - 11 - 1)
    assert rows[2].count("▓") == 1
    assert abs(rows[3].count("█") - rows[1].count("░")) <= 1
    assert rows[3].startswith("2 learn")


@given(st.floats(0, 1e7), st.floats(0, 1), st.integers(1, 120))
def test_any_timeline_can_be_drawn(months: float, share: float, width: int) -> None:
    """Nothing, very long and very narrow: a line a bar, all dates readable."""
    bars = (Bar(stage="1", style=Style.WAIT, begin=months * share, months=months * (1 - share)),)
    rows = drawn(Timeline(DAY, months, bars), width)
    assert len(rows) == 2


def test_a_narrow_table_becomes_paragraphs() -> None:
    """Rows that don't fit into columns keep every value with its name."""
    columns = (Column("#"), Column("What", wraps=True), Column("Hours", numeric=True), Column(""))
    table = Table(columns, (("1", "A long title of a thing", "120", "x"), ("2", "Short", "", "")))
    text = as_table(Report((table,), Records((), ())), Terminal(width=22))
    assert text == "  1 A long title of a\n  thing\n    hours 120, x\n  2 Short\n"
    assert max(map(cell_len, text.splitlines())) <= 22


def test_an_empty_table_says_so() -> None:
    """A table without rows prints its word for that."""
    table = Table((Column("A"),), (), title="Things", empty="nothing here")
    assert as_table(Report((table,), Records((), ())), Terminal()) == "Things\n  nothing here\n"
