"""Checks: what is wrong and what looks wrong, as a result to print."""

from __future__ import annotations

import datetime
from pathlib import Path

import jsonschema
import pytest

from lattice.domain.table import TABLES
from lattice.exchange.check import CheckResult, check_bundle
from tests.unit.exchange.small_bundle import FILES, changed, save

AS_OF = datetime.date(2026, 11, 22)


def test_a_right_bundle(tmp_path: Path) -> None:
    """A right bundle has no errors, no warnings, and all its rows counted."""
    result = check_bundle(save(tmp_path), as_of=AS_OF)
    assert (result.valid, result.errors, result.warnings) == (True, (), ())
    assert {name: result.counts[name] for name in ("roles", "people", "nominations")} == {
        "roles": 3,
        "people": 2,
        "nominations": 1,
    }
    assert set(result.counts) == set(TABLES)


def test_a_wrong_bundle(tmp_path: Path) -> None:
    """An error says file, line, column, found, expected and message; warnings wait until there are none."""
    result = check_bundle(save(tmp_path, changed(levels="person,skill,level\nmaya,c#,7\n")), as_of=AS_OF)
    assert not result.valid
    assert result.warnings == ()
    assert [error.model_dump() for error in result.errors] == [
        {
            "file": "levels.csv",
            "line": 2,
            "column": "level",
            "found": "7",
            "expected": "a level from 0 to 3",
            "message": "level 7 is outside the scale, which goes from 0 to 3",
        }
    ]


def test_no_zip_at_all(tmp_path: Path) -> None:
    """A file that is no zip gives a result, with nothing counted."""
    (tmp_path / "b.zip").write_bytes(b"text")
    result = check_bundle(tmp_path / "b.zip")
    assert not result.valid
    assert [error.file for error in result.errors] == ["b.zip"]
    assert set(result.counts.values()) == {0}


def test_the_json_follows_its_schema(tmp_path: Path) -> None:
    """What is printed as JSON is valid against the schema of the result."""
    result = check_bundle(save(tmp_path, changed(levels="x\n")), as_of=AS_OF)
    schema = CheckResult.model_json_schema(by_alias=True)
    document = result.model_dump(mode="json")
    jsonschema.validate(document, schema)
    assert document["schema"] == "lattice.check/1"


@pytest.mark.parametrize(
    ("table", "text", "line", "column", "advice"),
    [
        ("manifest", FILES["lattice.toml"].replace("Good", "Basic"), 0, "levels.names", "stands for 2 levels"),
        ("manifest", FILES["lattice.toml"] + "entry_slack = 4\n", 0, "policy.entry_slack", "beyond the scale"),
        ("requirements", FILES["requirements.csv"] + "dev,writing,0,,,\n", 6, "level", "asks for nothing"),
        (
            "manifest",
            FILES["lattice.toml"] + "[policy.leaving_rates]\ndata = 0.2\nsoftwar = 0.1\n",
            0,
            "policy.leaving_rates.softwar",
            "the nearest is 'software'",
        ),
        ("nominations", FILES["nominations.csv"] + "ben,lead,Ben\n", 3, "role", "which they hold already"),
        ("exclusions", "person,role,because,on\nben,dev,No,2027-01-01\n", 2, "on", "lies in the future"),
        ("exclusions", "person,role,because\nmaya,dev,No\n", 2, "role", "kept out of the role 'dev'"),
        (
            "requirements",
            FILES["requirements.csv"] + "dev,writing,1,2,,\n",
            6,
            "entry_level",
            "harder than being settled",
        ),
        ("resources", FILES["resources.csv"] + "x,X,course,1,,,\n", 4, "id", "teaches nothing"),
        ("moves", FILES["moves.csv"] + "lead,dev,ladder,,,\n", 4, "kind", "doesn't rise in one family"),
        ("people", FILES["people.csv"] + "new,dev,New,,,,,\n", 4, "id", "has no levels on record"),
        ("people", FILES["people.csv"].replace("500,ben", "500,maya"), 2, "manager", "their own manager"),
        ("people", FILES["people.csv"].replace("2024-02-01", "2027-02-01"), 2, "in_role_since", "lies in the future"),
        ("levels", FILES["levels.csv"].replace("2026-02-01", "2026-11-23"), 2, "assessed_on", "lies in the future"),
    ],
)
def test_warnings(tmp_path: Path, *, table: str, text: str, line: int, column: str, advice: str) -> None:
    """What is allowed and probably not meant is a warning, and the bundle stays valid."""
    result = check_bundle(save(tmp_path, changed(**{table: text})), as_of=AS_OF)
    assert result.valid
    assert [(warning.line, warning.column) for warning in result.warnings] == [(line, column)]
    assert advice in result.warnings[0].message


def test_a_resource_that_ends_before_it_begins(tmp_path: Path) -> None:
    """Availability that ends before it begins is a warning."""
    header = "id,title,type,hours,available_from,available_to\n"
    resources = header + "course-1,A,course,1,2026-05-01,2026-04-01\nbook,B,reading,1,,\n"
    result = check_bundle(save(tmp_path, changed(resources=resources)), as_of=AS_OF)
    assert [(warning.line, warning.column) for warning in result.warnings] == [(2, "available_to")]


def test_the_day_is_today_by_default(tmp_path: Path) -> None:
    """Without a date, what lies in the future is judged by the calendar."""
    people = FILES["people.csv"].replace("2024-02-01", "9999-01-01")
    assert len(check_bundle(save(tmp_path, changed(people=people))).warnings) == 1
