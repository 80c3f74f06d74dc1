"""Every command that shows a result writes it as a workbook and as a page, typed, safe, and saying where it is from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.functional.cli import DAY, filled_store, run
from tests.functional.cli_help import every_command
from tests.unit.exchange.small_bundle import save
from tests.unit.reports.workbooks import by_calamine, by_openpyxl

ANSWERS: Final[dict[str, Sequence[str]]] = {
    "check": ("{bundle}",),
    "load": ("{bundle}",),
    "dump": ("{folder}/dumped",),
    "status": (),
    "show": ("role", "master"),
    "search": ("charts",),
    "gap": ("ada", "master"),
    "route": ("ada", "--to", "master"),
    "reach": ("ada", "--within", "48"),
    "succession coverage": (),
    "succession bench": ("master",),
    "succession chain": ("master",),
    "succession outlook": (),
    "succession invest": ("--budget", "500"),
    "succession what-if": ("--without", "ben", "--close", "pilot", "master"),
    "succession freeze": ("before",),
    "succession compare": ("before",),
    "succession exclude": ("ben", "master", "--because", "he said so"),
    "succession nominate": ("ada", "master", "--by", "Ben"),
    "report route": ("ada", "--to", "master"),
    "report succession": (),
    "team": ("--family", "deck"),
    "copy": ("{store}", "{folder}/copy.lattice"),
    "export employees": ("{folder}/maps",),
    "forget": ("ben", "--yes"),
}
"""A call of each command; braces are filled in by the test."""

OTHERWISE: Final = {
    "template": "writes a workbook of its own",
    "map": "a group", "map lattice": "a map", "map route": "a map", "map reach": "a map", "map succession": "a map",
    "schema": "a schema is JSON",
    "succession": "a group", "report": "a group", "export": "a group",
}  # fmt: skip
"""The commands that show no result of their own as a table, and why."""

QUESTIONS: Final = sorted(set(ANSWERS) - {"check", "load", "dump", "status", "copy", "forget", "export employees"})
"""The commands that ask the data something, and say of which data."""

PLANNERS: Final = sorted({*(name for name in ANSWERS if name.startswith("succession ")), "report succession", "team"})

MARKED: Final = sorted(set(PLANNERS) - {f"succession {word}" for word in ("freeze", "exclude", "nominate")})
"""Those that tell of the data; the others tell what was written down."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store to ask and to change, with a coverage that was frozen."""
    place = filled_store(tmp_path / "harbour.lattice")
    assert run("succession", "freeze", "before", "--as-of", DAY, store=place).exit_code == 0
    return place


def written(name: str, suffix: str, store: Path) -> bytes:
    """What a command writes to a file of this suffix."""
    folder = store.parent
    bundle = save(folder / "bundle") if "{bundle}" in ANSWERS[name] else folder
    words = [word.format(bundle=bundle, folder=folder, store=store) for word in ANSWERS[name]]
    if name == "succession freeze":
        words = ["now"]
    if name == "load":
        store = folder / "other.lattice"
    file = folder / f"answer.{suffix}"
    result = run(*name.split(), *words, "--as-of", DAY, "-q", "-o", str(file), store=store)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", ""), result.stderr
    return file.read_bytes()


def test_no_command_is_forgotten() -> None:
    """Each command is called here, or it says why not."""
    assert set(ANSWERS) | set(OTHERWISE) >= set(every_command())


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_a_workbook(name: str, store: Path) -> None:
    """Two libraries read it; no cell is a formula, each sheet has a header that stays in sight, and no two a title."""
    data = written(name, "xlsx", store)
    cells = by_calamine(data)
    book = by_openpyxl(data)
    assert list(cells) == book.sheetnames
    assert len(cells) > 1
    for page in list(book)[1:]:
        heads = [cell.value for cell in page[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads), (page.title, heads)
        assert page.freeze_panes == "A2"
        assert not any(cell.data_type in {"f", "e"} for row in page.iter_rows() for cell in row)
    said = {row[0]: row[1] for row in cells["About"] if row[0]}
    assert str(said["Asked"]).startswith(f"lattice {name}")
    assert said["As of"] == DAY


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_names_its_data(name: str, store: Path) -> None:
    """The lattice and the digest of the data that was asked stand on the first sheet."""
    said = {row[0]: row[1] for row in by_calamine(written(name, "xlsx", store))["About"] if row[0]}
    assert said["Data"] == "Harbour"
    assert len(str(said["Digest"])) == 12


@pytest.mark.parametrize("name", PLANNERS)
def test_a_planners_answer_is_confidential(name: str, store: Path) -> None:
    """Workbook and page say so first."""
    assert "Confidential" in str(by_calamine(written(name, "xlsx", store))["About"][1][0])


@pytest.mark.parametrize("name", MARKED)
def test_every_row_of_a_planners_answer_is_confidential(name: str, store: Path) -> None:
    """A form without a heading says it in each row, with the day and the digest of the data."""
    rows = csv.DictReader(io.StringIO(written(name, "csv", store).decode("utf-8-sig")))
    assert list(rows.fieldnames or ())[-3:] == ["as_of", "data", "confidential"]
    for row in rows:
        assert (row["as_of"], len(row["data"]), row["confidential"]) == (DAY, 64, "true")


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_a_page(name: str, store: Path) -> None:
    """One file that names what was asked, and runs nothing."""
    page = written(name, "html", store).decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page
    assert f"lattice {name}" in page
    assert ("Confidential: for those who plan, not for those named" in page) == (name in PLANNERS)


def test_what_was_asked_is_told_as_it_was_typed(store: Path) -> None:
    """Options with two values, and lists of numbers, can be typed again as they are told."""
    said = {row[0]: row[1] for row in by_calamine(written("succession what-if", "xlsx", store))["About"] if row[0]}
    assert said["Asked"] == f"lattice succession what-if --without ben --close pilot master --as-of {DAY}"
    file = store.parent / "c.xlsx"
    run("succession", "coverage", "--horizons", "0,6,18", "--as-of", DAY, "-o", str(file), store=store)
    said = {row[0]: row[1] for row in by_calamine(file.read_bytes())["About"] if row[0]}
    assert said["Asked"] == f"lattice succession coverage --horizons 0,6,18 --as-of {DAY}"


def test_a_schema_goes_to_a_file_too(tmp_path: Path) -> None:
    """As JSON, and as nothing else; a template takes no second file."""
    file = tmp_path / "route.json"
    assert run("schema", "route", "-o", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == run("schema", "route").stdout
    assert run("schema", "route", "-o", str(tmp_path / "route.csv")).exit_code == 2
    assert run("template", str(tmp_path / "t.xlsx"), "-o", str(file)).exit_code == 2


def test_only_the_screen_advises_commands(store: Path) -> None:
    """Whoever reads a file or a mail has no command line: what to ask next isn't said there."""
    words = ["succession", "coverage", "--as-of", DAY]
    assert "Next: lattice" in run(*words, store=store).stdout
    assert "Next: lattice" not in run(*words, "--format", "markdown", store=store).stdout
    assert "Next: lattice" not in written("succession coverage", "html", store).decode("utf-8")
