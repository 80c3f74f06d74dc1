"""``lattice map`` on files: what is written where, for whom, in which form."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import pytest

from lattice.domain.bundle import Bundle
from lattice.stores.sqlite.store import SqliteStore
from tests.functional.cli import DAY, filled_store, run, start
from tests.unit.reports.sample import HEADER

KINDS: Final = {
    "lattice": (),
    "route": ("ada", "--to", "master"),
    "reach": ("ada", "--within", "48"),
    "succession": ("--horizons", "0,6,18"),
}
OF_ONE: Final = ("route", "reach")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the small lattice."""
    return filled_store(tmp_path / "s.lattice")


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_is_one_page(kind: str, store: Path, tmp_path: Path) -> None:
    """A page is written whole in the place of what stood there, told on standard error, the same bytes each time."""
    page = tmp_path / "map.html"
    page.write_text("something else", encoding="utf-8")
    words = ("map", kind, *KINDS[kind], "--as-of", DAY, "-o", str(page))
    result = run(*words, store=store)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {page}\n")
    first = page.read_bytes()
    assert first.startswith(b"<!DOCTYPE html>")
    assert b"default-src 'none'" in first
    assert run(*words, "-q", store=store).stderr == ""
    assert page.read_bytes() == first


@pytest.mark.skipif(os.name != "posix", reason="terminals of this kind are Unix's")
def test_a_terminal_is_no_place_for_a_page(store: Path) -> None:
    """On a terminal a map without a file is a call at fault, told before anything is drawn; its data may go there."""
    ours, theirs = os.openpty()
    try:
        result = start("map", "lattice", store=store, stdout=theirs)
    finally:
        os.close(theirs)
        os.close(ours)
    assert result.returncode == 2
    assert "name a file for it, as -o map.html" in result.stderr.decode()
    assert run("map", "lattice", store=store).stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("kind", KINDS)
def test_its_data_is_json(kind: str, store: Path, tmp_path: Path) -> None:
    """With ``--json``, or a file that ends in .json, the scene comes as data; its language is the page's."""
    words = ("map", kind, *KINDS[kind], "--as-of", DAY)
    scene = json.loads(run(*words, "--json", store=store).stdout)
    assert scene["kind"] == kind
    assert scene["language"] == "en"
    place = tmp_path / "scene.json"
    assert run(*words, "--page-language", "de", "-o", str(place), store=store).exit_code == 0
    assert json.loads(place.read_text(encoding="utf-8"))["language"] == "de"
    assert '<html lang="de"' in run(*words, "--page-language", "de", store=store).stdout


@pytest.mark.parametrize("kind", OF_ONE)
def test_who_it_is_for(kind: str, store: Path) -> None:
    """An employee's and a coach's map of Ada hold nobody else; a planner's says what data it is from."""
    words = ("map", kind, *KINDS[kind], "--as-of", DAY, "--json", "--audience")
    for audience in ("employee", "coach"):
        scene = json.loads(run(*words, audience, store=store).stdout)
        assert scene["audience"] == audience
        assert "Ada" in json.dumps(scene)
        assert '"ben"' not in json.dumps(scene)
        assert "Ben" not in json.dumps(scene)
    planner = run(*words, "planner", store=store).stdout
    whole = json.loads(run("map", "lattice", "--as-of", DAY, "--json", "--audience", "planner", store=store).stdout)
    assert json.loads(planner)["digest"] == whole["digest"] != ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lattice", "-o", "map.pdf"), ".html"),
        (("lattice", "-o", "map.xlsx"), ".html"),
        (("lattice", "--format", "csv"), ".html"),
        (("succession", "--audience", "employee"), "employee"),
        (("succession", "--audience", "coach"), "coach"),
        (("succession", "--horizons", "0,soon"), "0,12,24"),
        (("reach", "ada"), "--within"),
        (("reach", "nobody", "--within", "9"), "nobody"),
        (("route", "ada", "--to", "captain"), "captain"),
        (("lattice", "--page-language", "xx"), "xx"),
    ],
)
def test_what_makes_no_sense(words: tuple[str, ...], said: str, store: Path, tmp_path: Path) -> None:
    """A form that no map has, someone who may not see it, a name that isn't there: told at once, nothing written."""
    words = tuple(str(tmp_path / word) if word.startswith("map.") else word for word in words)
    result = run("map", *words, "--as-of", DAY, store=store)
    assert result.exit_code != 0
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.glob("map.*")) == []


def test_there_is_no_route(store: Path) -> None:
    """No way to a role is a map too: it says why."""
    scene = json.loads(run("map", "route", "ada", "--to", "clerk", "--as-of", DAY, "--json", store=store).stdout)
    assert "no_moves" in json.dumps(scene)


@pytest.mark.parametrize("kind", ["lattice", "succession"])
def test_there_are_no_roles_yet(kind: str, tmp_path: Path) -> None:
    """A lattice without roles has a map all the same, and nobody's own map to export."""
    store = tmp_path / "empty.lattice"
    with SqliteStore(store) as empty:
        empty.load(Bundle.assemble(HEADER, {}))
    result = run("map", kind, "--as-of", DAY, "--json", store=store)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["roles"] == []
    assert run("export", "employees", str(tmp_path / "all"), "--as-of", DAY, store=store).exit_code == 0


def test_horizons_are_asked_for_as_of_every_planner_command(store: Path) -> None:
    """Months with commas between them, each of which the map shows."""
    scene = json.loads(run("map", "succession", *KINDS["succession"], "--as-of", DAY, "--json", store=store).stdout)
    assert [vista["months"] for vista in scene["succession"]["vistas"]] == [0, 6, 18]
