"""The manifest: what lattice.toml may say, and the report of what it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.domain.policy import Header, Levels, Policy
from lattice.exchange.manifest import read_manifest, write_manifest

GOOD = 'name = "N"\n[levels]\nmaximum = 3\n'


def test_all_keys() -> None:
    """Every key lands in the header."""
    text = (
        '\ufeffname = "N"\r\nlicence = "CC0"\r\nversion = "1"\r\n[levels]\r\nmaximum = 2\r\nnames = ["a", "b"]\r\n'
        "[policy]\r\nhours_per_week = 3\r\ndwell_months = 1.5\r\nentry_slack = 0\r\nmin_group = 7\r\n"
    )
    header, problems = read_manifest(text.encode())
    assert problems == []
    assert header == Header(
        name="N",
        licence="CC0",
        version="1",
        levels=Levels(maximum=2, names=("a", "b")),
        policy=Policy(hours_per_week=3.0, dwell_months=1.5, entry_slack=0, min_group=7),
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "advice"),
    [
        ("", 0, "name", "the required key 'name' is missing; add a name"),
        ('name = "N"', 0, "levels", "add the section [levels]"),
        ('name = "N"\n[levels]', 2, "levels.maximum", "add the highest level, from 1 to 10"),
        (GOOD.replace("3", "11"), 3, "levels.maximum", "should be less than or equal to 10"),
        (GOOD.replace("3", "0"), 3, "levels.maximum", "should be greater than or equal to 1"),
        (GOOD.replace("3", '"3"'), 3, "levels.maximum", 'is "3", and should be a whole number'),
        (GOOD.replace("3", "2.5"), 3, "levels.maximum", "should be a whole number"),
        (GOOD.replace("3", "true"), 3, "levels.maximum", "should be a whole number"),
        (GOOD.replace('"N"', "7"), 1, "name", "is 7, and should be a text in quotes"),
        (GOOD.replace('"N"', '""'), 1, "name", "fill it in"),
        (GOOD.replace('"N"', '" "'), 1, "name", "fill it in"),
        (GOOD.replace('"N"', '"\\u001b[2J"'), 1, "name", "U+001B"),
        (GOOD + 'names = ["only one"]', 2, "levels", "names has 1 entries"),
        (GOOD + 'names = "Basic"', 4, "levels.names", "a list of texts"),
        (GOOD + 'names = ["a", 2, "c"]', 4, "levels.names.1", "a text in quotes"),
        ('nam = "N"\n' + GOOD, 1, "nam", "the nearest is 'name'"),
        (GOOD + "[policy]\nhour_per_week = 2", 5, "policy.hour_per_week", "the nearest is 'policy.hours_per_week'"),
        (GOOD + "min_group = 3", 4, "levels.min_group", "it belongs where 'policy.min_group' is"),
        ("zzz = 1\n" + GOOD, 1, "zzz", "there are name, licence"),
        (GOOD + "[policy]\nsuccess = 0", 5, "policy.success", "should be greater than 0"),
        (GOOD + "[policy]\nhours_per_week = nan", 5, "policy.hours_per_week", "finite"),
        (GOOD + "[policy]\nhours_per_week = inf", 5, "policy.hours_per_week", "finite"),
        (GOOD + "[policy]\nhours_per_week = 200", 5, "policy.hours_per_week", "168"),
        (GOOD + "[policy]\nleaving_rate = 1.5", 5, "policy.leaving_rate", "less than or equal to 1"),
        (GOOD + '[policy.leaving_rates]\n"a b" = -1', 5, "policy.leaving_rates.a b", "greater than or equal to 0"),
        (GOOD + "[policy]\nleaving_rates = 0.1", 5, "policy.leaving_rates", "each by the name of a family"),
        (GOOD + "[policy]\nessential = 1", 5, "policy.essential", "should be true or false"),
        ('name = "N"\nlevels = 5', 2, "levels", "should be"),
        ("name = N", 1, "", "a text needs quotes"),
        ('name = "N"\nname = "M"', 2, "", "not TOML"),
        ('name = "N', 1, "", "not TOML"),
        ("[[[", 1, "", "not TOML"),
        ("a = " + "[" * 5000, 0, "", "not TOML"),
        ("a = " + "9" * 5000, 0, "", "not TOML"),
        ("name = 'N'\rversion = '1'", 0, "", "not TOML"),
    ],
)
def test_reported(text: str, line: int, column: str, advice: str) -> None:
    """A wrong manifest is reported with the key, mostly its line, and what to do."""
    _, problems = read_manifest(text.encode())
    found = [problem for problem in problems if problem.column == column and advice in problem.message]
    assert found, problems
    assert {problem.file for problem in found} == {"lattice.toml"}
    assert all(problem.line == line for problem in found if line), found


def test_every_problem_at_once() -> None:
    """One reading lists all wrong keys, in order of their lines."""
    text = 'nam = "N"\n[levels]\nmaximum = 0\n[policy]\ncost = -1\nmonts = 2\n'
    _, problems = read_manifest(text.encode())
    assert [(problem.line, problem.column) for problem in problems] == [
        (0, "name"),
        (1, "nam"),
        (3, "levels.maximum"),
        (5, "policy.cost"),
        (6, "policy.monts"),
    ]


def test_the_scale_is_saved_from_a_wrong_manifest() -> None:
    """With a readable scale there is a header to judge levels by, whatever else is wrong."""
    header, problems = read_manifest(b"[levels]\nmaximum = 3\n[policy]\ncost = -1\n")
    assert problems
    assert header is not None
    assert header.levels.maximum == 3


@pytest.mark.parametrize(
    ("data", "line", "found"),
    [
        ('name = "N"\nlicence = "café"'.encode("latin-1"), 2, "0xE9"),
        ('name = "N"'.encode("utf-16"), 0, "UTF-16"),
    ],
)
def test_not_utf_8(data: bytes, line: int, found: str) -> None:
    """A manifest that isn't UTF-8 is reported with the line."""
    header, problems = read_manifest(data)
    assert header is None
    assert [(problem.line, problem.found) for problem in problems] == [(line, found)]


_TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))) | st.text("\t\n\"'\\=#[]é€𝄞")
_HEADERS = st.builds(
    Header,
    name=_TEXTS.filter(str.strip),
    licence=st.none() | _TEXTS,
    attribution=st.none() | _TEXTS,
    version=st.none() | _TEXTS,
    currency=st.none() | _TEXTS,
    levels=st.integers(1, 10).flatmap(
        lambda top: st.builds(
            Levels,
            maximum=st.just(top),
            names=st.just(()) | st.lists(_TEXTS.filter(str.strip), min_size=top, max_size=top + 1).map(tuple),
        )
    ),
    policy=st.builds(
        Policy,
        hours_per_week=st.floats(0, 168),
        dwell_months=st.floats(0, 1e300),
        entry_slack=st.integers(0, 10),
        importance=st.floats(0, 1, exclude_min=True),
        essential=st.booleans(),
        seats=st.integers(0),
        review_months=st.none() | st.floats(0, 1e6, exclude_min=True),
        min_group=st.integers(1),
        leaving_rate=st.floats(0, 1),
        leaving_rates=st.dictionaries(_TEXTS, st.floats(0, 1), max_size=3),
    ),
)


@given(_HEADERS)
def test_written_headers_are_read_the_same(header: Header) -> None:
    """Reading what was written gives an equal header, whatever its texts hold."""
    assert read_manifest(write_manifest(header).encode()) == (header, [])


@given(st.binary() | st.text().map(str.encode) | st.text("name=[]\"'{}.\n#1e", max_size=40).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    """Any bytes whatever give a header or problems, never an exception."""
    header, problems = read_manifest(data)
    assert header is not None or problems
