"""Each command does what its help says, and ends with the status that it should."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lattice.cli.schema import MODELS, schema_of
from lattice.domain.bundle import Bundle
from lattice.exchange.folder import read_bundle
from lattice.stores.sqlite.store import SqliteStore
from tests.functional.cli import DAY, filled_store, run
from tests.unit.exchange.small_bundle import FILES, changed, save


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    return filled_store(tmp_path_factory.mktemp("store") / "harbour.lattice")


@pytest.fixture
def own_store(tmp_path: Path) -> Path:
    """A store to change."""
    return filled_store(tmp_path / "own.lattice")


QUESTIONS = {
    "status": ["status"],
    "show-role": ["show", "role", "master"],
    "show-skill": ["show", "skill", "law"],
    "show-person": ["show", "person", "Ada Byron"],
    "show-resource": ["show", "resource", "moot"],
    "search": ["search", "charts"],
    "gap": ["gap", "ada", "harbour master"],
    "route": ["route", "ada", "--to", "pilot"],
    "reach": ["reach", "ada", "--within", "24"],
    "coverage": ["succession", "coverage"],
    "bench": ["succession", "bench", "master"],
}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_json_is_valid_against_its_schema(name: str, store: Path) -> None:
    """What a command prints with --json keeps the schema that the program gives for it."""
    result = run(*QUESTIONS[name], "--json", "--as-of", DAY, store=store)
    assert result.exit_code == 0, result.stderr
    valid_json(name, result.stdout)


def valid_json(name: str, text: str) -> None:
    """Check a JSON document against the schema with this name."""
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    document = json.loads(text)
    Draft202012Validator(schema).validate(document)
    assert document["schema"] == schema["title"] == f"lattice.{name}/1"
    assert text.endswith("}\n")


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_form_of_every_answer(name: str, form: str, store: Path) -> None:
    """Each answer has each form, the same every time, and nothing on standard error."""
    first = run(*QUESTIONS[name], "--format", form, "--as-of", DAY, store=store)
    again = run("--format", form, *QUESTIONS[name], "--as-of", DAY, store=store)
    assert first.exit_code == 0, first.stderr
    assert first.stdout == again.stdout
    assert first.stderr == ""
    assert "\x1b" not in first.stdout
    if form == "csv":
        rows = list(csv.reader(io.StringIO(first.stdout)))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_result_has_a_schema(name: str) -> None:
    """The schema is one of draft 2020-12 and says whose it is."""
    result = run("schema", name)
    schema = json.loads(result.stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:lattice:{name}:1"


def test_the_schemas_are_listed() -> None:
    """Without a name the names are printed, a line each."""
    assert run("schema").stdout.split() == sorted(MODELS)


def test_check_lists_every_problem(tmp_path: Path) -> None:
    """A broken bundle ends with status 1 and all that is wrong, on standard output."""
    folder = save(tmp_path / "b", changed(levels="person,skill,level\nmaya,c#,9\nnobody,c#,1\n"))
    result = run("check", str(folder))
    assert result.exit_code == 1
    assert "levels.csv:2 [level]" in result.stdout
    assert "levels.csv:3 [person]" in result.stdout
    listed = run("check", str(folder), "--json")
    assert listed.exit_code == 1
    valid_json("check", listed.stdout)


def test_check_of_a_valid_bundle(tmp_path: Path) -> None:
    """A valid bundle ends with status 0, in JSON too."""
    folder = save(tmp_path / "b")
    result = run("check", str(folder), "--as-of", DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "is a valid bundle" in " ".join(result.stdout.split())
    valid_json("check", run("check", str(folder), "--json").stdout)


def test_load_makes_a_store_and_says_what_changed(tmp_path: Path) -> None:
    """The first load adds, the second changes nothing, a changed bundle changes."""
    store, folder = tmp_path / "new.lattice", save(tmp_path / "b")
    first = run("load", str(folder), "--json", store=store)
    valid_json("load", first.stdout)
    assert json.loads(first.stdout)["place"] == json.loads(run("status", "--json", store=store).stdout)["place"]
    assert json.loads(first.stdout)["changes"]["people"] == {"added": 2, "removed": 0, "changed": 0}
    assert "Nothing changed" in run("load", str(folder), store=store).stdout
    save(folder, {"levels.csv": "person,skill,level\nmaya,c#,3\n"})
    third = json.loads(run("load", str(folder), "--json", "--store", f"sqlite:///{store}").stdout)
    assert third["place"] == str(store)
    assert third["changes"] == {"levels": {"added": 0, "removed": 1, "changed": 1}}


def test_an_invalid_bundle_is_not_loaded(tmp_path: Path) -> None:
    """The problems stand on standard error, and no store is made."""
    store, folder = tmp_path / "new.lattice", save(tmp_path / "b", changed(moves="from,to\ndev,dev\nx,dev\n"))
    result = run("load", str(folder), store=store)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"lattice: error: {folder}")
    assert "moves.csv:2" in result.stderr
    assert not store.exists()


def test_many_problems_are_cut_and_counted(tmp_path: Path) -> None:
    """A load shows the first ten; -v shows all."""
    rows = "".join(f"dev,r{at}\n" for at in range(30))
    folder = save(tmp_path / "b", changed(moves=f"from,to\n{rows}"))
    short = run("load", str(folder), store=tmp_path / "s")
    assert "and 20 more; lattice check lists them all" in short.stderr
    assert "moves.csv:31" in run("load", str(folder), "-v", store=tmp_path / "s").stderr


def test_many_problems_beside_the_store_are_not_for_check_to_list(tmp_path: Path) -> None:
    """A bundle that is valid by itself, and not beside what the store holds: check would find nothing."""
    store, folder = tmp_path / "s.lattice", tmp_path / "b"
    few = FILES["people.csv"]
    people = few + "".join(f"p{at},dev,P{at},,,,,\n" for at in range(30))
    levels = "person,skill,level\n" + "".join(f"p{at},c#,1\n" for at in range(30))
    assert run("load", str(save(folder, changed(people=people, levels=levels))), store=store).exit_code == 0
    fewer = save(tmp_path / "fewer", changed(levels=None))
    assert run("check", str(fewer)).exit_code == 0
    short = run("load", str(fewer), store=store)
    assert "; -v lists them all" in short.stderr
    assert "'p29' is not in people" in run("load", str(fewer), "-v", store=store).stderr


@pytest.mark.parametrize("place", ["out", "out.zip"])
def test_dump_writes_an_equal_bundle(place: str, own_store: Path, tmp_path: Path) -> None:
    """What was dumped loads as the same."""
    result = run("dump", str(tmp_path / place), "--json", store=own_store)
    valid_json("dump", result.stdout)
    assert read_bundle(tmp_path / place).counts["roles"] == 4
    assert "Nothing changed" in run("load", str(tmp_path / place), store=own_store).stdout


def test_forget_asks_for_a_yes_where_nobody_can_be_asked(own_store: Path) -> None:
    """Without a terminal and without --yes nothing happens."""
    result = run("forget", "ada", store=own_store)
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert run("show", "person", "ada", store=own_store).exit_code == 0


def test_forget_takes_every_trace(own_store: Path) -> None:
    """With --yes the person is gone, by name as well."""
    result = run("forget", "Ada Byron", "--yes", "--json", store=own_store)
    assert result.exit_code == 0, result.stderr
    valid_json("forget", result.stdout)
    assert run("show", "person", "ada", store=own_store).exit_code == 2
    assert b"Byron" not in own_store.read_bytes()


def test_forgetting_nobody_is_the_calls_fault(own_store: Path) -> None:
    """An unknown person gets the nearest names."""
    result = run("forget", "Ada Biron", "--yes", store=own_store)
    assert result.exit_code == 2
    assert "ada (Ada Byron)" in result.stderr


def test_no_route_is_an_answer(store: Path) -> None:
    """That there is none ends with status 0, and in CSV a note says why."""
    result = run("route", "ada", "--to", "clerk", store=store)
    assert result.exit_code == 0
    assert "No route" in result.stdout
    listed = run("route", "ada", "--to", "clerk", "--format", "csv", store=store)
    assert listed.stdout.count("\n") == 1
    assert "no route (no_moves)" in listed.stderr
    assert run("route", "ada", "--to", "clerk", "--format", "csv", "-q", store=store).stderr == ""


@pytest.mark.parametrize(
    "options",
    [
        ["--optimise", "fastest"],
        ["--weight", "months=1", "--weight", "cost=0.5"],
        ["--alternatives", "2", "--max-moves", "1", "--deadline", "100", "--budget", "1e4"],
        ["--pareto", "--hours-per-week", "10", "--no-pay-cut"],
        ["--kind", "ladder", "--kind", "lattice", "--avoid", "clerk"],
        ["--resource-type", "course", "--resource-format", "online", "--language", "en", "--include-inactive"],
        ["--time-limit", "5"],
    ],
)
def test_every_option_of_route(options: Sequence[str], store: Path) -> None:
    """Each option is taken, and the answer stays one."""
    result = run("route", "ada", "--to", "Pilot", *options, "--json", "--as-of", DAY, store=store)
    assert result.exit_code == 0, result.stderr
    valid_json("route", result.stdout)


def test_via_leads_through(store: Path) -> None:
    """A role to pass through is in every route."""
    found = run("route", "ada", "--to", "master", "--via", "navigator", "--json", "--as-of", DAY, store=store)
    assert found.exit_code == 0
    document = json.loads(found.stdout)
    assert all("pilot" in route["roles"] for route in document["routes"])


WRONG = {
    "unknown command": (["nonsense"], "There is no command 'nonsense'"),
    "near command": (["rout"], "Did you mean route?"),
    "unknown option": (["status", "--nope"], "--nope"),
    "no argument": (["route"], "Missing argument 'PERSON'"),
    "no target": (["route", "ada"], "Missing option '--to'"),
    "unknown person": (["gap", "adda", "pilot"], "ada (Ada Byron)"),
    "unknown role": (["gap", "ada", "piolt"], "pilot (Pilot)"),
    "unknown via": (["route", "ada", "--to", "pilot", "--via", "piolt"], "pilot (Pilot)"),
    "negative": (["reach", "ada", "--within", "-1"], "not a number from 0"),
    "not a number": (["reach", "ada", "--within", "nan"], "not a number from 0"),
    "endless": (["route", "ada", "--to", "pilot", "--budget", "inf"], "not a number from 0"),
    "huge": (["route", "ada", "--to", "pilot", "--deadline", "1e300"], "not a number from 0"),
    "a word": (["route", "ada", "--to", "pilot", "--deadline", "soon"], "'soon' is not a number"),
    "too many hours": (["route", "ada", "--to", "pilot", "--hours-per-week", "169"], "0 to 168"),
    "no moves": (["route", "ada", "--to", "pilot", "--max-moves", "0"], "--max-moves"),
    "endless moves": (["route", "ada", "--to", "pilot", "--max-moves", "9" * 30], "--max-moves"),
    "no alternatives": (["route", "ada", "--to", "pilot", "--alternatives", "0"], "--alternatives"),
    "unknown profile": (["route", "ada", "--to", "pilot", "--optimise", "best"], "fastest"),
    "two aims": (
        ["route", "ada", "--to", "pilot", "--optimise", "fastest", "--weight", "months=1"],
        "--optimise and --weight exclude each other",
    ),
    "pareto takes no number": (["route", "ada", "--to", "pilot", "--pareto", "--alternatives", "2"], "--pareto"),
    "unknown weight": (["route", "ada", "--to", "pilot", "--weight", "fun=1"], "'fun=1' is no weight"),
    "weight without number": (["route", "ada", "--to", "pilot", "--weight", "months"], "is no weight"),
    "negative weight": (["route", "ada", "--to", "pilot", "--weight", "months=-1"], "not a number from 0"),
    "weight twice": (["route", "ada", "--to", "pilot", "--weight", "cost=1", "--weight", "cost=2"], "given twice"),
    "wrong date": (["status", "--as-of", "2026-02-30"], "is not a date"),
    "short date": (["status", "--as-of", "20260230"], "is not a date"),
    "two forms": (["status", "--json", "--format", "csv"], "exclude each other"),
    "unknown form": (["status", "--format", "xml"], "xml"),
    "unknown kind": (["show", "planet", "mars"], "planet"),
    "unknown schema": (["schema", "nope"], "nope"),
    "empty search": (["search", "  "], "at least one letter"),
    "no such store": (["status", "--store", "ftp://x/y"], "ftp://"),
}


@pytest.mark.parametrize("case", sorted(WRONG))
def test_a_wrong_call_is_one_line(case: str, store: Path) -> None:
    """Status 2, nothing on standard output, one line that says what is wrong."""
    words, said = WRONG[case]
    result = run(*words, store=store)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("lattice: error: ")
    assert result.stderr.count("\n") == 1
    assert said in result.stderr


def test_no_store_is_the_stores_fault(tmp_path: Path) -> None:
    """A store that isn't there is status 1, and isn't made by asking."""
    result = run("status", store=tmp_path / "none")
    assert result.exit_code == 1
    assert "lattice load BUNDLE" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_bundle_is_the_datas_fault(tmp_path: Path) -> None:
    """A path without anything is status 1, in one line."""
    result = run("check", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_the_program_alone_shows_its_help() -> None:
    """Without a command the help stands on standard error, with status 2."""
    result = run()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr
    assert result.stdout == ""


def test_shared_options_may_stand_before_the_command(store: Path, tmp_path: Path) -> None:
    """What is given before holds; what is given again after wins."""
    before = run("--store", str(store), "--json", "status")
    assert json.loads(before.stdout)["name"] == "Harbour"
    after = run("--store", str(tmp_path / "none"), "status", "--store", str(store))
    assert after.exit_code == 0


def test_a_name_cannot_steer_the_terminal_through_an_error(store: Path) -> None:
    """What was typed comes back with marks in place of escapes."""
    result = run("show", "role", "\x1b[2Jx", store=store)
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert r"\x1b[2Jx" in result.stderr


def test_only_one_person_is_read(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question about one person reads everybody only to list the nearest names."""
    asked: list[str | None] = []
    read = SqliteStore.read

    def noted(self: SqliteStore, *, person: str | None = None) -> Bundle:
        asked.append(person)
        return read(self, person=person)

    monkeypatch.setattr(SqliteStore, "read", noted)
    assert run("gap", "ada", "pilot", store=store).exit_code == 0
    assert run("gap", "ada", "piolt", store=store).exit_code == 2
    assert asked == ["ada", "ada"]
    assert run("gap", "adda", "pilot", store=store).exit_code == 2
    assert asked == ["ada", "ada", "adda", None]


def test_others_are_called_by_their_names_on_a_persons_page(store: Path) -> None:
    """Whoever manages somebody has a name there, though nobody else's record is read with theirs."""
    for form in ("table", "markdown"):
        shown = run("show", "person", "ben", "--format", form, store=store).stdout
        assert re.search(r"manager\W+Ada Byron", shown), shown


def test_the_version_is_said() -> None:
    """The version stands alone on its line."""
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("lattice ")
    assert result.stdout.count("\n") == 1
