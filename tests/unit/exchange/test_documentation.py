"""The documentation of the bundle: it says what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Final

import pytest

from lattice.domain.column import Column, Form
from lattice.domain.policy import Header, Levels, Policy
from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle
from lattice.exchange.directory import in_words
from lattice.exchange.folder import read_bundle
from lattice.exchange.limits import LIMITS, Limits
from tests.unit.exchange.small_bundle import save

PAGE: Final = (Path(__file__).parents[3] / "docs" / "bundle.md").read_text(encoding="utf-8")
_FORMS: Final = {
    Form.IDENTIFIER: "id",
    Form.TEXT: "text",
    Form.LEVEL: "level",
    Form.INTEGER: "whole number",
    Form.NUMBER: "number",
    Form.BOOLEAN: "true or false",
    Form.DATE: "date",
    Form.LIST: "list",
    Form.GROUPS: "text",
}


def form_of(column: Column) -> str:
    """A column's form and bounds as the page has them."""
    if column.choices:
        return " or ".join(f"`{choice}`" for choice in column.choices)
    if column.references:
        return f"id in {column.references}"
    text = _FORMS[column.form]
    if column.form is Form.LEVEL or (column.minimum is None and column.maximum is None):
        return text
    least = f"{'>' if column.above else '≥'} {column.minimum:g}" if column.minimum is not None else ""
    most = f"≤ {column.maximum:g}" if column.maximum is not None else ""
    return ", ".join(part for part in (text, least, most) if part)


def section(heading: str) -> str:
    """What stands under a heading, up to the next of its rank or a higher one."""
    rank = heading.index(" ")
    match = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{rank}}} |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert match, heading
    return match.group(1)


def table_of(text: str) -> list[list[str]]:
    """The cells of the first Markdown table in a text, without its head."""
    lines = list(dropwhile(lambda line: not line.startswith("|"), text.splitlines()))
    rows = list(takewhile(lambda line: line.startswith("|"), lines))[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


@pytest.mark.parametrize("name", TABLES)
def test_columns(name: str) -> None:
    """Every column stands on the page, in order, with its form, and ★ when it is required."""
    table = TABLES[name]
    documented = table_of(section(f"### {name}{' ★' if table.required else ''}"))
    expected = [
        [
            f"`{'group:…' if column.form is Form.GROUPS else each}`{' ★' if each in table.required_columns else ''}",
            form_of(column),
        ]
        for each, column in table.columns.items()
    ]
    assert [row[:2] for row in documented] == expected
    assert all(row[2] for row in documented)


def test_policy() -> None:
    """Every default stands on the page, with its value."""
    documented = {row[0].strip("`"): row[1] for row in table_of(section("### `[policy]`"))}
    defaults = {
        name: "" if value is None else str(value).removesuffix(".0").lower()
        for name, value in Policy().model_dump().items()
    }
    assert documented == defaults


def test_header() -> None:
    """Every key of the manifest stands on the page."""
    documented = [row[0].strip("`★ ").strip("`") for row in table_of(section("## lattice.toml"))]
    keys = [name for name in Header.model_fields if name not in {"levels", "policy"}]
    assert documented == [*keys, *(f"levels.{name}" for name in Levels.model_fields)]


def test_limits() -> None:
    """Every limit stands on the page, with its figure."""
    text = section("## Limits")
    for each in fields(Limits):
        value = getattr(LIMITS, each.name)
        figure = in_words(value) if each.name.endswith("_bytes") else f"{value:,.0f}"
        assert figure in text, (each.name, figure)


def examples() -> dict[str, str]:
    """The files of the example on the page, by name."""
    found = re.findall(
        r"^`([a-z]+\.(?:csv|toml))`\n\n```\w+\n(.*?)^```$", section("## An example"), re.MULTILINE | re.DOTALL
    )
    return dict(found)


def test_the_example(tmp_path: Path) -> None:
    """The example is a valid bundle."""
    bundle = read_bundle(save(tmp_path, examples()))
    assert bundle.counts["roles"] == 2
    assert set(bundle.tables) > {"roles", "skills", "requirements", "people"}


def test_the_report(tmp_path: Path) -> None:
    """The mistakes that the page shows are reported as it shows them."""
    files = examples()
    before, after, report = re.findall(r"```(?:csv|text)\n(.*?)```", section("## What a report says"), re.DOTALL)
    name = next(name for name, text in files.items() if before in text)
    with pytest.raises(InvalidBundle) as caught:
        read_bundle(save(tmp_path, {**files, name: files[name].replace(before, after)}))
    assert [str(problem) for problem in caught.value.problems] == report.splitlines()
