"""Everyone's own map: what a folder of them holds, and what it never does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lattice.domain.column import Row
from lattice.errors import DataError, WrongCall
from lattice.maps.employees import LIST, export_employees, file_name
from lattice.maps.page import Press
from lattice.maps.scene import Part
from lattice.progress import Progress
from tests.unit.reports.sample import DAY, row, snapshot, tables


def test_everyone_gets_a_file_and_a_second_run_makes_none_again(tmp_path: Path) -> None:
    """The same call again finds all files there and leaves each byte as it was."""
    folder = tmp_path / "maps"
    first = export_employees(snapshot(), folder, within_months=24, as_of=DAY)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.name != LIST}
    second = export_employees(snapshot(), folder, within_months=24, as_of=DAY)
    assert (first.written, first.kept, second.written, second.kept) == (2, 0, 0, 2)
    assert set(before) == {"ada.html", "ben.html"}
    assert {name: ((folder / name).read_bytes(), (folder / name).stat().st_mtime_ns) for name in before} == before
    assert first.bytes == second.bytes == sum(len(data) for data, _ in before.values())


@pytest.mark.parametrize("changed", [{"within_months": 12}, {"page_language": "de"}, {"budget": 0.0}])
def test_another_question_makes_all_files_afresh(tmp_path: Path, changed: dict[str, object]) -> None:
    """A folder never mixes maps of two questions."""
    asked: dict[str, object] = {"within_months": 24}
    export_employees(snapshot(), tmp_path, as_of=DAY, **asked)  # type: ignore[arg-type] # options of several types
    again = export_employees(snapshot(), tmp_path, as_of=DAY, **asked | changed)  # type: ignore[arg-type] # as above
    assert (again.written, again.kept, again.removed) == (2, 0, 0)


def test_what_is_missing_is_made_and_what_was_left_half_done_goes(tmp_path: Path) -> None:
    """After a run that was killed the same call makes the files that aren't there, and only those."""
    export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY)
    (tmp_path / "ben.html").rename(tmp_path / ".ben.html.abcdefgh")
    again = export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY)
    assert (again.written, again.kept) == (1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada.html", "ben.html", LIST]


def test_the_map_of_somebody_who_is_gone_goes_too(tmp_path: Path) -> None:
    """Someone erased from the lattice leaves no map behind; files that an export didn't write stay."""
    export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    without = {
        name: [cells for cells in rows if not {"ben", "moot"} & {*map(str, cells)}] for name, rows in tables().items()
    }
    again = export_employees(snapshot(**without), tmp_path, within_months=24, as_of=DAY)
    assert (again.written, again.removed) == (1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada.html", LIST, "notes.txt"]


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path) -> None:
    """A folder with files of somebody's own is refused with what to do, and nothing in it changes."""
    (tmp_path / "ada.html").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="holds something else; name a new or empty folder"):
        export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("ada.html", "mine")]


def test_a_list_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    """A file of the list's name that says something else isn't taken for it."""
    (tmp_path / LIST).write_text('{"schema": "other/1"}', encoding="utf-8")
    with pytest.raises(DataError, match="is not what an export writes"):
        export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY)


def test_a_list_can_name_no_file_outside(tmp_path: Path) -> None:
    """Whatever somebody writes into the list, only files with the names of an export are ever taken away."""
    folder = tmp_path / "maps"
    export_employees(snapshot(), folder, within_months=24, as_of=DAY)
    victim = tmp_path / "victim.html"
    victim.write_text("mine", encoding="utf-8")
    listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    listed["files"] = {"x": "../victim.html", "../victim": "../victim.html"}
    (folder / LIST).write_text(json.dumps(listed), encoding="utf-8")
    export_employees(snapshot(), folder, within_months=12, as_of=DAY)
    assert victim.read_text(encoding="utf-8") == "mine"


def test_hostile_ids_are_no_paths(tmp_path: Path) -> None:
    """An id that is a path, a device or long gives a file in the folder, and no two people share one."""
    ids = ["../../up", "/etc/passwd", "a\\b", "con", "CON", "Ada", "ada", "", ".", "x" * 300, "nul\x00", "é", "<b>"]
    names = [file_name(person) for person in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(len(name) < 100 and (tmp_path / name).parent == tmp_path for name in names)
    people = [row("people", id=person, role="mate") for person in ids if person and "\x00" not in person]
    nothing: dict[str, list[Row]] = {
        name: [] for name in tables() if name not in {"roles", "skills", "requirements", "moves"}
    }
    graph = snapshot(**nothing | {"people": people})
    result = export_employees(graph, tmp_path / "maps", within_months=24, as_of=DAY)
    assert len(list((tmp_path / "maps").glob("*.html"))) == result.written == len(people)


def test_a_plain_id_cannot_take_the_file_of_another() -> None:
    """Someone who knows how names are made can't choose an id whose file is somebody else's."""
    taken = file_name("Ada")
    assert file_name(taken.removesuffix(".html")) != taken


def test_a_full_disk_is_one_clear_line_and_leaves_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails, what is there is whole, and the error says that the same call goes on from there."""
    calls = []

    def full(press: Press, title: str, part: Part) -> bytes:
        calls.append((press, title, part))
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return b"a page"

    monkeypatch.setattr(Press, "page", full)
    with pytest.raises(DataError, match=r"No space left on device.*goes on from there"):
        export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada.html", LIST]


def test_an_unknown_language_is_the_call_s_fault(tmp_path: Path) -> None:
    """A language that isn't there is said before anything is written."""
    with pytest.raises(WrongCall):
        export_employees(snapshot(), tmp_path / "maps", within_months=24, as_of=DAY, page_language="xx")
    assert not (tmp_path / "maps").exists()


def test_the_run_tells_how_far_it_is(tmp_path: Path) -> None:
    """Whoever waits is told how many maps there are, and of each that is done."""

    class Told:
        total: int | None = None
        done = 0

        def begin(self, what: str, *, total: int | None = None) -> None:
            assert what == "drawing maps"
            self.total = total

        def advance(self, steps: int = 1) -> None:
            self.done += steps

    told = Told()
    watching: Progress = told
    export_employees(snapshot(), tmp_path, within_months=24, as_of=DAY, progress=watching)
    assert (told.total, told.done) == (2, 2)
