"""What differs between two tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lattice.stores.difference import compare

TABLE = st.dictionaries(st.tuples(st.sampled_from("aàz\U0001f600\uffff"), st.sampled_from("xy")), st.integers(0, 2))


@given(before=TABLE, after=TABLE)
def test_the_difference_leads_from_one_table_to_the_other(
    before: dict[tuple[str, str], int], after: dict[tuple[str, str], int]
) -> None:
    """Taking out what is gone and putting in what is new or changed makes the second table of the first."""
    old, new = ([(*key, value) for key, value in sorted(table.items())] for table in (before, after))
    difference = compare(old, new, key_width=2)
    assert {key for key in before if key not in after} == set(difference.gone)
    assert [row for row in new if row[:2] not in before] == difference.new
    assert [row for row in new if before.get(row[:2], row[2]) != row[2]] == difference.changed
