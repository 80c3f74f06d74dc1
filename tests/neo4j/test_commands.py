"""Every command works on a lattice in Neo4j, and what goes wrong is one line without a secret."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from lattice.exchange.folder import read_bundle
from lattice.stores.open import open_store
from tests.functional.cli import filled_store, run
from tests.neo4j.faults import silent, web
from tests.neo4j.server import Server, free_port

pytestmark = pytest.mark.xdist_group("neo4j")

ROOT: Final = Path(__file__).parents[2]
SAMPLE: Final = ROOT / "graph_data" / "uk-digital"
DAY: Final = "2026-11-22"
QUESTIONS: Final = (
    ("show", "role", "lead-data-engineer"),
    ("show", "person", "maya"),
    ("show", "skill", "data-modelling"),
    ("search", "data engineer"),
    ("gap", "maya", "lead-data-engineer"),
    ("route", "maya", "--to", "lead-data-engineer"),
    ("reach", "maya", "--within", "12"),
    ("succession", "coverage"),
    ("team", "--family", "Data engineer"),
)


def lattice(*words: str, environment: Mapping[str, str], store: str | None = None) -> subprocess.CompletedProcess[str]:
    """What the program does with these words as a program of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LATTICE_")}
    place = {"LATTICE_STORE": store} if store else {}
    return subprocess.run(
        [sys.executable, "-m", "lattice", *words],
        check=False,
        capture_output=True,
        text=True,
        env={**own, **environment, **place},
        timeout=120,
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample in a file."""
    path = tmp_path_factory.mktemp("file") / "sample.lattice"
    with open_store(path) as store:
        store.load(read_bundle(SAMPLE))
    return str(path)


@pytest.fixture
def loaded(neo4j_sample: Server, file: str) -> tuple[str, str]:
    """Where the sample is: on the server and in a file."""
    return neo4j_sample.uri, file


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: " ".join(words[:2]))
def test_answers_are_those_of_the_file(
    words: tuple[str, ...], loaded: tuple[str, str], neo4j_environment: Server
) -> None:
    """Each question has the same JSON from the server as from a file, byte for byte."""
    environment = neo4j_environment.environment
    asked = [run(*words, "--as-of", DAY, "--json", "--store", place, env=environment) for place in loaded]
    assert [done.exit_code for done in asked] == [0, 0]
    assert asked[0].stdout == asked[1].stdout


def test_status_says_which_server(loaded: tuple[str, str], neo4j_environment: Server) -> None:
    """Server, version, edition, database, schema, counts and last load are told, for people and programs."""
    environment = neo4j_environment.environment
    shown = run("status", "--store", loaded[0], env=environment).stdout
    assert f"{loaded[0]}/neo4j" in shown
    told = json.loads(run("status", "--store", loaded[0], "--json", env=environment).stdout)
    there = json.loads(run("status", "--store", loaded[1], "--json", env=environment).stdout)
    assert told["engine"].startswith("Neo4j 5.26")
    assert told["engine"] in shown
    assert (told["database"], there["database"]) == ("neo4j", None)
    assert told["loaded_at"]
    assert [told[name] for name in ("name", "counts", "digest")] == [
        there[name] for name in ("name", "counts", "digest")
    ]


def test_a_load_says_where_as_the_status_does(loaded: tuple[str, str], neo4j_environment: Server) -> None:
    """Both name the database, whether the address did or not."""
    environment = neo4j_environment.environment
    done = json.loads(run("load", str(SAMPLE), "--store", loaded[0], "--json", env=environment).stdout)
    told = json.loads(run("status", "--store", loaded[0], "--json", env=environment).stdout)
    assert done["place"] == told["place"] == f"{loaded[0]}/neo4j"


def test_ids_are_completed(loaded: tuple[str, str], neo4j_environment: Server) -> None:
    """The shell is offered the ids on the server, and nothing else is printed."""
    asked = {"COMP_WORDS": "lattice gap may", "COMP_CWORD": "2", "_LATTICE_COMPLETE": "bash_complete"}
    done = lattice(environment={**neo4j_environment.environment, **asked}, store=loaded[0])
    assert (done.stdout, done.stderr) == ("plain,maya\n", "")


def test_a_lattice_goes_there_and_back(neo4j_environment: Server, tmp_path: Path) -> None:
    """Copied to the server and back, with what was frozen, a lattice is what it was; then somebody is forgotten."""
    neo4j_environment.wipe()
    environment = neo4j_environment.environment
    first, last = filled_store(tmp_path / "first.lattice"), tmp_path / "last.lattice"
    with open_store(first) as store:
        store.keep("autumn", '{"n":1}')
    copied = run("copy", str(first), neo4j_environment.uri, "--json", env=environment)
    assert json.loads(copied.stdout)["target"] == f"{neo4j_environment.uri}/neo4j"
    assert run("copy", neo4j_environment.uri, str(last), env=environment).exit_code == 0
    with open_store(first) as old, open_store(last) as new:
        assert new.read() == old.read()
        assert new.kept("autumn") == old.kept("autumn")
        person = old.read().tables["people"][0][0]
    dumped = run("dump", str(tmp_path / "out.zip"), "--store", neo4j_environment.uri, env=environment)
    assert dumped.exit_code == 0
    gone = run("forget", str(person), "--yes", "--store", neo4j_environment.uri, env=environment)
    assert gone.exit_code == 0
    found = run("show", "person", str(person), "--store", neo4j_environment.uri, env=environment)
    assert found.exit_code == 2


@pytest.mark.parametrize("words", [("status",), ("route", "maya", "--to", "x")], ids=" ".join)
def test_each_fault_is_one_line(words: tuple[str, ...], neo4j_server: Server) -> None:
    """Whatever the command, the error is one line and exit status 1, and with -v no more secret than without."""
    secret = "letters" + secrets.token_hex(8)
    environment = {"LATTICE_NEO4J_PASSWORD": secret, "LATTICE_NEO4J_USER": "nobody", "LATTICE_NEO4J_TIMEOUT": "0.3"}
    with silent() as hung, web() as page:
        places = [neo4j_server.uri, *(f"bolt://127.0.0.1:{port}/x" for port in (hung, page, free_port()))]
        for place in places:
            done = lattice(*words, "--store", place, "-v", environment=environment)
            assert done.returncode == 1
            assert done.stdout == ""
            first, *others = done.stderr.splitlines()
            assert first.startswith("lattice: error: ")
            assert all(line.startswith("  because: ") for line in others if not line.startswith(("Couldn't", "Failed")))
            assert secret not in done.stderr
            assert "Traceback" not in done.stderr


def test_a_password_in_an_address_is_not_repeated() -> None:
    """An address with a password is a wrong call, in whatever way it is given; nothing repeats it."""
    place = "neo4j://neo4j:hunter2@db.example/people"
    for words in (("status", "--store", place), ("copy", place, "x"), ("-v", "status")):
        done = lattice(*words, "-v", environment={}, store=place)
        assert done.returncode == 2
        assert "hunter2" not in done.stdout + done.stderr
        assert "carries a user or a password" in done.stderr


def test_plain_text_to_another_machine_warns_once() -> None:
    """A name that leads elsewhere without encryption is warned of in one line, before what goes wrong."""
    environment = {"LATTICE_NEO4J_PASSWORD": "hunter2", "LATTICE_NEO4J_TIMEOUT": "1"}
    done = lattice("status", "--store", "neo4j://nowhere.invalid", environment=environment)
    warning, error = done.stderr.splitlines()
    assert warning.startswith("lattice: warning: neo4j://nowhere.invalid:7687 isn't encrypted")
    assert "no machine of this name" in error
    assert done.returncode == 1
