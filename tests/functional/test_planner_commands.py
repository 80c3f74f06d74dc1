"""The planner's commands that look ahead, invest, suppose, freeze and record, on a store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Final

import pytest

from lattice.cli.schema import schema_of
from lattice.stores.sqlite.store import SqliteStore
from tests.functional.cli import DAY, run
from tests.unit.reports.test_hostile import HOSTILE
from tests.unit.succession.works import tables, works

_AS_OF: Final = ("--as-of", DAY)
QUESTIONS: Final = {
    "outlook": ("succession", "outlook", "--runs", "20", *_AS_OF),
    "invest": ("succession", "invest", "--budget", "400", *_AS_OF),
    "what-if": ("succession", "what-if", "--without", "Cem", "--critical", "clerk", *_AS_OF),
    "team": ("team", "--family", "shop", *_AS_OF),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the works."""
    path = tmp_path / "works.lattice"
    with SqliteStore(path) as opened:
        opened.load(works().bundle)
    return path


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_form(store: Path, name: str) -> None:
    """Each question prints a table of 80 columns, JSON by its schema, CSV and Markdown, all marked confidential."""
    words = QUESTIONS[name]
    table = run(*words, store=store)
    assert table.exit_code == 0, table.stderr
    assert max(map(len, table.stdout.splitlines())) <= 80
    assert "Confidential" in table.stdout
    found = json.loads(run(*words, "--json", store=store).stdout)
    assert found["schema"] == schema_of(name)["title"] == f"lattice.{name}/1"
    assert found["confidential"] is True
    assert found["as_of"] == DAY
    assert set(found) <= set(schema_of(name)["properties"])
    rows = list(csv.reader(io.StringIO(run(*words, "--format", "csv", store=store).stdout)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert "**Confidential.**" in run(*words, "--format", "markdown", store=store).stdout


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "team"])
def test_it_goes_into_a_workbook(store: Path, tmp_path: Path, name: str) -> None:
    """The suffix of the file decides; nothing but a note goes to the terminal."""
    result = run(*QUESTIONS[name], "-o", str(tmp_path / "out.xlsx"), store=store)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "out.xlsx").read_bytes()[:2] == b"PK"


def test_the_same_again_is_the_same(store: Path) -> None:
    """The outlook's draws begin at its seed."""
    first, again = (run(*QUESTIONS["outlook"], "--json", store=store).stdout for _ in range(2))
    assert first == again
    assert run(*QUESTIONS["outlook"], "--seed", "2", "--json", store=store).stdout != first


def test_a_time_limit_is_kept_and_told(store: Path) -> None:
    """Without any time the answer says that it isn't proven, and the most that there could be."""
    asked = (*QUESTIONS["invest"], "--time-limit")
    found = json.loads(run(*asked, "0", "--json", store=store).stdout)
    whole = json.loads(run(*asked, "1000", "--json", store=store).stdout)
    assert (found["optimal"], whole["optimal"]) == (False, True)
    assert found["secured"] < whole["secured"] <= found["bound"]
    assert "Not proven, the time was up" in run(*asked, "0", store=store).stdout


def test_an_exclusion_from_its_recording_to_its_withdrawal(store: Path) -> None:
    """It takes the person off the bench, is told wherever it acts, and can be taken back."""
    said = run(
        "succession", "exclude", "Cem", "lead", "--because", "moves away", "--by", "Ann Ash", *_AS_OF, store=store
    )
    assert said.exit_code == 0, said.stderr
    assert "because moves away (by Ann Ash 22 Nov 2026)" in " ".join(said.stdout.split())
    for words in (("coverage",), ("bench", "lead"), ("outlook", "--runs", "2"), ("invest", "--budget", "1")):
        shown = run("succession", *words, *_AS_OF, store=store).stdout
        assert "moves away" in shown, words
    back = run("succession", "exclude", "cem", "lead", "--withdraw", store=store)
    assert "Withdrawn" in back.stdout
    assert "moves away" not in run("succession", "coverage", *_AS_OF, store=store).stdout
    assert "Nothing to withdraw" in run("succession", "exclude", "cem", "lead", "--withdraw", store=store).stdout


def test_a_nomination_makes_a_candidate(store: Path) -> None:
    """Dot has no move to buyer; once nominated she is on its bench."""
    bench = ("succession", "bench", "buyer", "--json", *_AS_OF)
    assert '"dot"' not in run(*bench, store=store).stdout
    said = json.loads(
        run("succession", "nominate", "dot", "buyer", "--by", "Fay", "--json", *_AS_OF, store=store).stdout
    )
    assert said["now"] == {"by": "Fay", "on": DAY, "because": None}
    assert (said["before"], said["acts"]) == (None, True)
    assert '"dot"' in run(*bench, store=store).stdout


def test_coverage_frozen_and_compared(store: Path) -> None:
    """What was frozen is listed, counted by the status, and compared with now and with another."""
    assert "Frozen as spring" in run("succession", "freeze", "spring", *_AS_OF, store=store).stdout
    assert "1 result" in run("status", store=store).stdout
    run("succession", "exclude", "cem", "lead", "--because", "no", store=store)
    now = run("succession", "compare", "spring", *_AS_OF, store=store)
    assert "From spring to now" in now.stdout
    assert "excluded" in now.stdout
    run("succession", "freeze", "summer", *_AS_OF, store=store)
    both = json.loads(run("succession", "compare", "spring", "summer", "--json", store=store).stdout)
    assert both["schema"] == "lattice.compare/1"
    assert [cause["kind"] for cause in both["causes"]] == ["excluded"]
    assert json.loads(run("succession", "freeze", "--json", store=store).stdout)["kept"] == ["spring", "summer"]
    assert run("succession", "freeze", "spring", "--replace", *_AS_OF, store=store).exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("succession", "what-if"), 2, "suppose something"),
        (("succession", "what-if", "--without", "nobody"), 2, "nobody"),
        (("succession", "what-if", "--close", "clerk", "hand"), 2, "no move"),
        (("succession", "invest"), 2, "--budget"),
        (("succession", "invest", "--budget", "-1"), 2, "'-1' is not a number from 0"),
        (("succession", "invest", "--budget", "1", "--time-limit", "-1"), 2, "'-1' is not a number from 0"),
        (("succession", "outlook", "--years", "0"), 2, "above 0"),
        (("succession", "outlook", "--runs", "3"), 2, "even number"),
        (("succession", "exclude", "cem", "lead"), 2, "say why"),
        (("succession", "exclude", "cem", "lead", "--because", "  "), 2, "say why"),
        (("succession", "exclude", "ann", "lead", "--because", "x"), 2, "holds the role"),
        (("succession", "nominate", "ann", "lead", "--by", "x"), 2, "holds the role"),
        (("succession", "nominate", "cem", "head"), 2, "--by WHO"),
        (("succession", "nominate", "cem", "head", "--withdraw", "--by", "x"), 2, "doesn't take"),
        (("succession", "exclude", "cem", "head", "--withdraw", "--because", "x"), 2, "takes neither"),
        (("succession", "compare", "nope"), 2, "nothing is kept"),
        (("team",), 2, "one of --manager and --family"),
        (("team", "--family", "shoop"), 2, "the nearest is 'shop'"),
    ],
)
def test_a_wrong_call_is_one_line(store: Path, words: tuple[str, ...], status: int, said: str) -> None:
    """The line says what is wrong; nothing goes to standard output."""
    result = run(*words, store=store)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Names and reasons that would steer a terminal are shown as marks."""
    path = tmp_path / "evil.lattice"
    people = [(*each[:2], HOSTILE, *each[3:]) if each[0] == "cem" else each for each in tables()["people"]]
    with SqliteStore(path) as opened:
        opened.load(works(people=people).bundle)
    run("succession", "exclude", "cem", "lead", "--because", f"x{HOSTILE}", store=path)
    for words in (*QUESTIONS.values(), ("succession", "coverage")):
        for form in ("table", "json", "csv", "markdown"):
            shown = run(*(word if word != "Cem" else "cem" for word in words), "--format", form, store=path)
            assert shown.exit_code == 0, shown.stderr
            assert not any(sign in shown.stdout for sign in "\x1b\x07\x9b\u202e")


def test_horizons_are_written_alike_in_every_csv(store: Path) -> None:
    """12 months are 12 in the CSV of each command, so that the rows of two can be joined."""
    for words in (("succession", "coverage"), QUESTIONS["what-if"][:-2]):
        rows = csv.DictReader(io.StringIO(run(*words, *_AS_OF, "--format", "csv", store=store).stdout))
        assert {row["horizon"] for row in rows} <= {"0", "12", "24", ""}
    soon = run(*QUESTIONS["what-if"], "--horizons", "0.00001", "--format", "csv", store=store).stdout
    assert {row["horizon"] for row in csv.DictReader(io.StringIO(soon))} == {"1e-05"}
