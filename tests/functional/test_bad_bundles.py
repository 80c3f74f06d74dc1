"""Bad bundles: every problem at once, each where it stands and with what to do."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from lattice.errors import DataError, InvalidBundle, Problem
from lattice.exchange.check import check_bundle
from lattice.exchange.folder import read_bundle
from lattice.exchange.limits import Limits
from tests.unit.exchange.small_bundle import FILES, changed, save


def problems(folder: Path, files: dict[str, str], limits: Limits | None = None) -> list[Problem]:
    """Everything wrong with these files."""
    with pytest.raises(InvalidBundle) as caught:
        read_bundle(save(folder, files), limits=limits or Limits())
    return list(caught.value.problems)


def only(folder: Path, files: dict[str, str]) -> tuple[str, int, str, str, str]:
    """The place, find and message of the one thing wrong with these files."""
    found = problems(folder, files)
    assert len(found) == 1, list(map(str, found))
    return found[0].file, found[0].line, found[0].column, found[0].found, found[0].message


def test_the_small_bundle_is_right(tmp_path: Path) -> None:
    """What the tests change is valid to begin with."""
    assert read_bundle(save(tmp_path)).counts["people"] == 2


LEVELS = FILES["levels.csv"]
ROLES = FILES["roles.csv"]
PEOPLE = FILES["people.csv"]
MOVES = FILES["moves.csv"]


@pytest.mark.parametrize(
    ("table", "text", "line", "column", "found", "advice"),
    [
        ("levels", LEVELS + "maya,writng,1,,\n", 4, "skill", "writng", "the nearest is 'writing'"),
        ("levels", LEVELS + "maja,writing,1,,\n", 4, "person", "maja", "the nearest is 'maya'"),
        ("levels", LEVELS + "zzzzzz,writing,1,,\n", 4, "person", "zzzzzz", "'zzzzzz' is not in people"),
        ("levels", LEVELS + "maya,writing,4,,\n", 4, "level", "4", "the scale, which goes from 0 to 3"),
        ("levels", LEVELS + "maya,writing,-1,,\n", 4, "level", "-1", "is not a level of at least 0"),
        ("levels", LEVELS + "maya,writing,two,,\n", 4, "level", "two", "is not a number"),
        ("levels", LEVELS + "maya,writing,,,\n", 4, "level", "", "level is required in every row"),
        ("levels", LEVELS + "maya,c#,1,,\n", 4, "", "maya, c#", "stands in line 2 already"),
        ("levels", LEVELS + "maya,writing\n", 4, "", "2 cells", "the header has 5: a comma is missing"),
        ("levels", LEVELS + "maya,writing,1,,,x\n", 4, "", "6 cells", "'x' stands beyond the last named column"),
        ("levels", LEVELS.replace("level,", "lvl,", 1), 1, "lvl", "lvl", "the nearest is 'level'"),
        ("levels", LEVELS.replace("person,", "Person,", 1), 1, "Person", "Person", "the nearest is 'person'"),
        ("levels", LEVELS.replace("evidence", "skill"), 1, "skill", "skill", "is column 2 already"),
        (
            "levels",
            LEVELS.replace("evidence", "favourite colour"),
            1,
            "favourite colour",
            None,
            "there are person, skill",
        ),
        ("levels", LEVELS.replace("evidence", "group:site"), 1, "group:site", None, "is no column of levels"),
        ("levels", LEVELS.replace("evidence", ""), 1, "", "", "column 4 has no name"),
        ("levels", "person,skill\nmaya,c#\n", 1, "level", "", "the required column 'level' is missing"),
        ("levels", "", 0, "", "an empty file", "the file is empty"),
        ("levels", LEVELS + 'maya,"writing,1,,\n', 4, "", '"', "is never closed"),
        ("levels", LEVELS.replace(",", ";"), 1, "", None, "separated by semicolons"),
        ("people", PEOPLE.replace("Group", "g").replace("group:site", "Group: site"), 1, None, None, "'group:site'"),
        ("people", PEOPLE.replace("group:site", "group:"), 1, "group:", None, "names no group"),
        ("people", PEOPLE.replace(",500,", ',"1,5",'), 2, "budget", "1,5", "write 1.5, with a decimal point"),
        (
            "people",
            PEOPLE.replace("2024-02-01", "01/02/2024"),
            2,
            "in_role_since",
            "01/02/2024",
            "write the year first",
        ),
        ("people", PEOPLE + "maya,dev,Twin,,,,,\n", 4, "id", "maya", "stands in line 2 already"),
        ("people", PEOPLE.replace(",ben,Leeds", ",bea,Leeds"), 2, "manager", "bea", "the nearest is 'ben'"),
        ("moves", MOVES + "lead,lead,,,,\n", 4, "to", "lead", "goes from 'lead' to itself"),
        ("moves", MOVES + "dev,analyst,upward,,,\n", 4, "kind", "upward", "not one of the choices"),
        ("moves", MOVES + "dev,lead,ladder,,,\n", 4, "", "dev, lead, ladder", "stands in line 2 already"),
        ("moves", MOVES + "dev,analyst,,,0,\n", 4, "success", "0", "is not a number above 0 and at most 1"),
        ("moves", MOVES + "dev,analyst,,inf,1,\n", 4, "months", "inf", "must be finite"),
        ("teaches", FILES["teaches.csv"] + "book,c#,0,\n", 4, "to_level", "0", "is not above from_level 0"),
        ("teaches", FILES["teaches.csv"] + "book,c#,2,2\n", 4, "to_level", "2", "is not above from_level 2"),
        ("roles", ROLES + "x,X,f,#REF!,,,,,\n", 6, "grade", "#REF!", "a spreadsheet's error value"),
        ("roles", ROLES + 'x,"X\ny",f,1.5,,,,,\n', 6, "grade", "1.5", "is not a whole number"),
        ("roles", ROLES + "x|y,X,f,1,,,,,\n", 6, "id", "x|y", "can't hold '|'"),
        ("roles", ROLES + "x,\x1b]0;X\x07,f,1,,,,,\n", 6, "title", None, "U+001B"),
        ("roles", None, 0, "", "", "the required file roles.csv is missing"),
        ("manifest", None, 0, "", "", "the required file lattice.toml is missing"),
        ("people", None, 2, "person", "maya", "2 rows point to people here, and the bundle has no table people"),
    ],
)
def test_one_problem(
    tmp_path: Path, *, table: str, text: str | None, line: int, column: str | None, found: str | None, advice: str
) -> None:
    """One slip gives one problem, at its file, line and column, with what to do."""
    files = changed(**{table: text})
    if text is None and table == "people":
        files = changed(people=None, completions=None, aspirations=None, nominations=None)
    at = only(tmp_path, files)
    if table == "people" and text is None:
        table = "levels"
    assert at[0] == ("lattice.toml" if table == "manifest" else f"{table}.csv")
    assert at[1] == line
    assert column is None or at[2] == column
    assert found is None or at[3] == found
    assert advice in at[4]


def test_everything_at_once(tmp_path: Path) -> None:
    """Problems of all files and of every kind come together, in order of place."""
    files = changed(
        manifest='name = "N"\nnote = 1\n[levels]\nmaximum = 3\n',
        roles=ROLES + "x,,f,one,,,,,\n",
        moves=MOVES + "dev,x,,,2,\ndev,y,,,,\nx,x,,,,\n",
        levels="person,skill,level\nmaya,c#,9\nnobody,c#,1\nmaya,c#,1\n",
    )
    files["people.csv"] = PEOPLE.replace("500", '"1,5"')
    files["role.csv"] = "id\n"
    assert [(problem.file, problem.line, problem.column) for problem in problems(tmp_path, files)] == [
        ("role.csv", 0, ""),
        ("lattice.toml", 2, "note"),
        ("roles.csv", 6, "title"),
        ("roles.csv", 6, "grade"),
        ("moves.csv", 4, "success"),
        ("moves.csv", 5, "to"),
        ("moves.csv", 6, "to"),
        ("people.csv", 2, "budget"),
        ("levels.csv", 2, "level"),
        ("levels.csv", 3, "person"),
        ("levels.csv", 4, ""),
    ]


def test_no_follow_up_noise(tmp_path: Path) -> None:
    """What can't be read is reported once, and not again by whatever points to it."""
    thousand = "".join(f"p{number},c#,1\n" for number in range(1000))
    levels = "person,skill,level\n" + thousand
    people = "id,role\n" + "".join(f"p{number},dev\n" for number in range(1000))
    rest = {"completions": None, "aspirations": None, "nominations": None}
    broken = people + 'ben,lead\n"maya,dev\n'
    assert [each.file for each in problems(tmp_path / "1", changed(people=broken, levels=levels, **rest))] == [
        "people.csv"
    ]
    renamed = people.replace("id,", "ID,", 1)
    assert [each.file for each in problems(tmp_path / "2", changed(people=renamed, levels=levels, **rest))] == [
        "people.csv"
    ]
    missing = changed(people=None, levels=levels, **rest)
    assert [each.line for each in problems(tmp_path / "3", missing)] == [2]
    bad_cell = changed(people=people.replace("p7,dev", "p7,nowhere"), levels=levels, **rest)
    assert [each.found for each in problems(tmp_path / "4", bad_cell)] == ["nowhere"]


@pytest.mark.parametrize("name", ["People.csv", "peopel.csv", "Roles.CSV", "Lattice.toml"])
def test_a_file_of_a_wrong_name_is_one_problem(tmp_path: Path, name: str) -> None:
    """Neither is the file missing besides, nor is anything said of the rows that point to it."""
    meant = {"peopel.csv": "people.csv"}.get(name, name.lower())
    files = {name if file == meant else file: text for file, text in FILES.items()}
    assert only(tmp_path, files)[0] == name


def test_latin_1(tmp_path: Path) -> None:
    """Latin-1 given as UTF-8 is reported for each cell that it spoils, with the character meant."""
    save(tmp_path)
    (tmp_path / "people.csv").write_bytes(PEOPLE.encode("latin-1"))
    with pytest.raises(InvalidBundle) as caught:
        read_bundle(tmp_path)
    assert [(each.line, each.column, each.found) for each in caught.value.problems] == [(2, "name", "Maya Ömer")]
    assert "in Windows-1252 it would be 'Ö'" in caught.value.problems[0].message


def test_read_right_after_a_spreadsheet(tmp_path: Path) -> None:
    """A mark at the start, CRLF, blank rows, blank last columns and TRUE are what spreadsheets write."""
    original = read_bundle(save(tmp_path / "plain"))
    files = {name: text.replace("\n", "\r\n") for name, text in FILES.items()}
    files["levels.csv"] = "\ufeff" + files["levels.csv"].replace("\r\n", ",,\r\n") + ",,,,,,\r\n\r\n"
    files["requirements.csv"] = files["requirements.csv"].replace("true", "TRUE").replace("false", "FALSE")
    files["people.csv"] = files["people.csv"].replace("2024-02-01", "2024-02-01 00:00:00")
    assert read_bundle(save(tmp_path / "sheet", files)) == original


def test_columns_in_any_order(tmp_path: Path) -> None:
    """The header says which column is which."""
    original = read_bundle(save(tmp_path / "plain"))
    turned = "".join(",".join(reversed(line.split(","))) + "\n" for line in LEVELS.splitlines())
    assert read_bundle(save(tmp_path / "turned", changed(levels=turned))) == original


def test_limits(tmp_path: Path) -> None:
    """Rows, columns and files beyond the limits are reported, with the limit."""
    assert "more than 2 rows" in problems(tmp_path / "1", changed(), Limits(rows=2))[0].message
    wide = changed(people=PEOPLE.replace("group:team", ",".join(f"group:{number}" for number in range(300)), 1))
    assert problems(tmp_path / "2", wide)[0].expected == "at most 200 columns"
    long = changed(skills="id,name\nc#," + "x" * 40_000 + "\nwriting,W\n")
    assert "at most 32767" in problems(tmp_path / "3", long)[0].message


def test_very_many_problems(tmp_path: Path) -> None:
    """A long list of the same problem is cut, and says how much was left out."""
    rows = "".join(f"u{number},c#,x{number}\n" for number in range(30_000))
    start = time.monotonic()
    found = problems(tmp_path, changed(levels="person,skill,level\n" + rows))
    assert time.monotonic() - start < 60
    assert len(found) == 2 * 10_001
    assert sorted(each.message.split()[0] for each in found if not each.line) == ["20000", "20000"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("nowhere", "doesn't exist; name a folder, a .zip or an .xlsx"),
        ("book.xlsx", "is no zip, or a broken one"),
        ("book.ods", "is a workbook, but no .xlsx by its name; save it as .xlsx"),
        ("roles.csv", "name the folder that it stands in"),
        ("pipe", "is a pipe"),
        ("loop", "can't be read"),
        ("nul\0", "can't be read"),
        ("x" * 5000, "can't be read"),
    ],
)
def test_places_that_hold_no_bundle(tmp_path: Path, name: str, advice: str) -> None:
    """A path that can't hold a bundle is one clear line, from reading and from checking."""
    save(tmp_path, {"book.xlsx": "PK", "book.ods": "PK", "roles.csv": ROLES})
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for ask in (read_bundle, check_bundle):
        with pytest.raises(DataError) as caught:
            ask(tmp_path / name)
        assert not isinstance(caught.value, InvalidBundle)
        assert advice in str(caught.value)


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without a bundle lacks the manifest and the three required tables."""
    found = problems(tmp_path, {"roles.csv.txt": ROLES})
    assert [each.file for each in found] == ["lattice.toml", "roles.csv", "skills.csv", "requirements.csv"]
    assert "is 'roles.csv.txt' meant?" in found[1].message
