"""The planner's commands about today: every form, 80 columns, confidential, hostile names, calls at fault."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header, Levels
from lattice.domain.table import TABLES
from lattice.stores.sqlite.store import SqliteStore
from tests.functional.cli import DAY, run
from tests.functional.test_cli_commands import valid_json
from tests.unit.reports.sample import row
from tests.unit.reports.test_hostile import HOSTILE
from tests.unit.succession.works import tables

COMMANDS = {
    "coverage": ("coverage",),
    "bench": ("bench", "head"),
    "bench-nobody": ("bench", "clerk"),
    "chain": ("chain", "head"),
    "chain-broken": ("chain", "buyer"),
}

every_command = pytest.mark.parametrize("name", sorted(COMMANDS))


def _store(path: Path, **replaced: list[Row]) -> Path:
    with SqliteStore(path) as store:
        store.load(
            Bundle.assemble(Header(name="Works", currency="EUR", levels=Levels(maximum=3)), {**tables(), **replaced})
        )
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    return _store(tmp_path_factory.mktemp("store") / "works.lattice")


@every_command
def test_a_table_is_confidential_says_its_source_and_fits(name: str, store: Path) -> None:
    """80 columns, the mark, the day, and the data's name."""
    result = run("succession", *COMMANDS[name], "--as-of", DAY, "-v", store=store)
    assert result.exit_code == 0, result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "Confidential. For those who plan, not for those named." in result.stdout
    assert "As of 22 Nov 2026, from Works (" in result.stdout


@every_command
@pytest.mark.parametrize("form", ["json", "markdown", "csv"])
def test_every_form_is_the_same_twice(name: str, form: str, store: Path) -> None:
    """Each form is printed, and the same bytes again; CSV has one width."""
    words = ("succession", *COMMANDS[name], "--as-of", DAY, "--format", form)
    first, again = run(*words, store=store), run(*words, store=store)
    assert first.exit_code == 0, first.stderr
    assert first.stdout == again.stdout
    if form == "csv":
        head, *rows = csv.reader(io.StringIO(first.stdout))
        assert head[-3:] == ["as_of", "data", "confidential"]
        assert {tuple(line[-3::2]) for line in rows} <= {(DAY, "true")}
        assert bool(rows) != bool(first.stderr)
    elif form == "json":
        valid_json(name.partition("-")[0], first.stdout)
    else:
        assert "onfidential" in first.stdout


@every_command
def test_a_workbook_is_marked(name: str, store: Path, tmp_path: Path) -> None:
    """The first sheet of the workbook says that it is confidential."""
    book = tmp_path / "result.xlsx"
    result = run("succession", *COMMANDS[name], "--as-of", DAY, "-o", str(book), store=store)
    assert result.exit_code == 0, result.stderr
    cells = [cell for line in load_workbook(book).worksheets[0].iter_rows(values_only=True) for cell in line]
    assert any("onfidential" in str(cell) for cell in cells)


def test_the_summary_says_what_is_secured_and_where_the_difference_comes_from(store: Path) -> None:
    """The first sentence answers; with one person behind two seats it says so."""
    text = " ".join(run("succession", "coverage", "--as-of", DAY, store=store).stdout.split())
    assert "3 of 4 critical seats have a successor of their own in 12 months (2 now, 3 in 24 months)." in text
    assert "nobody stands behind a seat who is needed for another" in text
    assert "Next: lattice succession bench buyer" in text


@every_command
def test_what_people_typed_stays_text(name: str, tmp_path: Path) -> None:
    """Names, titles and reasons that would steer a terminal are shown, never obeyed."""
    people = [row("people", id=str(each[0]), name=HOSTILE, role=each[1]) for each in tables()["people"]]
    reason = [row("exclusions", person="ann", role="head", because=HOSTILE, by="bob")]
    hostile = _store(tmp_path / "hostile.lattice", people=people, exclusions=reason)
    for form in ("table", "markdown", "csv"):
        text = run("succession", *COMMANDS[name], "--as-of", DAY, "--format", form, store=hostile).stdout
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_an_exclusion_that_acts_is_shown(tmp_path: Path) -> None:
    """Who is kept off which bench, why, by whom and since when."""
    reason = [row("exclusions", person="ann", role="head", because="moves abroad", by="bob")]
    path = _store(tmp_path / "works.lattice", exclusions=reason)
    for words in (("coverage",), ("bench", "head"), ("chain", "head")):
        text = " ".join(run("succession", *words, "--as-of", DAY, store=path).stdout.split())
        assert "Excluded: Ann Ash (ann) from Head, because moves abroad (by Bob)." in text


def test_nothing_critical_is_said_in_a_line(tmp_path: Path) -> None:
    """An organisation without critical roles gets an answer and a hint, no table."""
    roles = [row("roles", id=str(each[0]), title=each[1], family=each[2], grade=each[3]) for each in tables()["roles"]]
    result = run("succession", "coverage", store=_store(tmp_path / "calm.lattice", roles=roles))
    assert result.exit_code == 0
    assert "No role is critical: there is nothing to cover. Set 'critical'" in result.stdout
    assert "Key people" not in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("coverage", "--horizons", "soon"), "is not a number of months; write horizons as 0,12,24"),
        (("coverage", "--horizons", "0,-1"), "is not a number of months from 0 to 1,200"),
        (("coverage", "--horizons", "1,2,3,4,5,6,7,8,9,10,11,12,13"), "there are 13 horizons; give at most 12"),
        (("bench", "haed"), "no role is called 'haed'; the nearest: hand (Hand), head (Head)"),
        (("chain", "haed"), "no role is called 'haed'; the nearest: hand (Hand), head (Head)"),
        (("bench",), "Missing argument 'ROLE'"),
    ],
)
def test_a_call_at_fault_is_one_clear_line(words: tuple[str, ...], message: str, store: Path) -> None:
    """Exit status 2, and what to do."""
    result = run("succession", *words, store=store)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_broken_chain_says_why_and_who_would_close_it(tmp_path: Path) -> None:
    """Nobody to come, nothing that teaches, a circle: each in its own words."""
    nobody = _store(tmp_path / "nobody.lattice", moves=[], nominations=[])
    text = " ".join(run("succession", "chain", "lead", "--as-of", DAY, store=nobody).stdout.split())
    assert "Somebody has to be hired as Lead. Nobody has a move to Lead or is nominated for it." in text
    assert "Would close it, if nominated for Lead" in text
    untaught = _store(tmp_path / "untaught.lattice", resources=[], teaches=[])
    text = " ".join(run("succession", "chain", "buyer", "--as-of", DAY, store=untaught).stdout.split())
    assert "lack what nothing teaches, or leave before they are ready. Nothing teaches Law." in text
    circle = [row("nominations", person=one, role=role) for one, role in (("ann", "buyer"), ("fay", "lead"))]
    circular = _store(tmp_path / "circle.lattice", moves=[], nominations=circle)
    text = " ".join(run("succession", "chain", "lead", "--as-of", DAY, store=circular).stdout.split())
    assert "Every chain comes back to a seat that it has freed before." in text


def test_whoever_left_and_idle_nominations_are_told(tmp_path: Path) -> None:
    """A day to retire that has passed, and a nomination for the own role, are a line each."""
    own = [row("nominations", person="ann", role="lead")]
    path = _store(tmp_path / "works.lattice", nominations=own)
    text = " ".join(run("succession", "coverage", "--as-of", "2028-01-01", store=path).stdout.split())
    assert "1 person on record should have left by now, and nobody counts on them: Bob (bob)." in text
    assert "Ann Ash (ann) is nominated for Lead and holds it already: that changes nothing." in text


def test_a_document_has_no_commands_in_it(store: Path) -> None:
    """Whoever reads the document has no command line: none is advised, and no option."""
    for words in (("report", "succession"), ("report", "succession", "-v")):
        text = run(*words, "--as-of", DAY, store=store).stdout
        assert "Next:" not in text
        assert "lattice succession" not in text
        assert " -v" not in text


def test_a_documents_workbook_has_each_sheet_once(store: Path, tmp_path: Path) -> None:
    """Benches stand there once, with everyone on them, and each row says by id which critical role it is about."""
    book = tmp_path / "board.xlsx"
    assert run("report", "succession", "--as-of", DAY, "-o", str(book), store=store).exit_code == 0
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(book).worksheets}
    assert list(sheets) == [
        "About", "Coverage", "Roles", "Shortfalls", "Key people", "Assignment", "Benches", "Chains",
    ]  # fmt: skip
    for name in ("Benches", "Chains"):
        place = sheets[name][0].index("Critical role id")
        assert {line[place] for line in sheets[name][1:]} <= {str(each[0]) for each in tables()["roles"]}


def test_one_key_person_is_told_of_as_one(tmp_path: Path) -> None:
    """Nobody is 'each of these 1'."""
    two = {name: [each for each in tables()[name] if each[0] in {"ann", "bob"}] for name in ("people", "levels")}
    few = _store(tmp_path / "few.lattice", nominations=[], **two)
    text = " ".join(run("succession", "coverage", "--as-of", DAY, store=few).stdout.split())
    assert "Key people in 12 months: one, whose leaving costs a seat: " in text


def test_without_critical_roles_a_document_ends_there(tmp_path: Path) -> None:
    """No heading stands over nothing."""
    at = TABLES["roles"].position("critical")
    plain = [(*each[:at], None, *each[at + 1 :]) for each in tables()["roles"]]
    text = run("report", "succession", "--as-of", DAY, store=_store(tmp_path / "plain.lattice", roles=plain)).stdout
    assert "No role is critical" in text
    assert "The critical roles" not in text
