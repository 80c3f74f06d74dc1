"""A SQLite store when things go wrong: one clear line, and nothing lost."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lattice.domain.bundle import Bundle
from lattice.errors import (
    LatticeError,
    NewerStore,
    NoStore,
    NotAStore,
    ReadOnlyStore,
    StoreBusy,
    StoreError,
    StoreFull,
)
from lattice.stores.open import open_store
from lattice.stores.sqlite.store import SqliteStore
from lattice.stores.store import Store
from tests.functional import loader

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store goes."""
    return tmp_path / "people.lattice"


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with edition 0 in it."""
    load(path, 0)
    return path


def load(path: Path, edition: int) -> None:
    """Load an edition in this process."""
    with SqliteStore(path) as store:
        store.load(loader.bundle(edition))


def read(path: Path) -> Bundle:
    """What a store holds, when it is sound through and through."""
    with SqliteStore(path, create=False) as store:
        found = store.read()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return found


def start(path: Path, edition: int, how: str = "plain", amount: int = 0) -> subprocess.Popen[str]:
    """Another program that loads an edition."""
    command = [sys.executable, loader.__file__, str(path), str(edition), how, str(amount)]
    root = str(Path(loader.__file__).parents[2])
    # Measuring coverage writes a file too, which the limits set here would break.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment["PYTHONPATH"] = root
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def finish(program: subprocess.Popen[str]) -> tuple[int, str]:
    """How a program ended, and its last words."""
    _, words = program.communicate(timeout=60)
    return program.returncode, words


def message(error: LatticeError) -> str:
    """The error's text, when it is one line that a person can act on."""
    text = str(error)
    assert "\n" not in text
    assert "Traceback" not in text
    assert len(text) < 400
    return text


# --- Killed ---------------------------------------------------------------


@pytest.mark.parametrize("how", ["kill-at-step", "kill-at-statement", "kill-at-file-size"])
def test_a_load_killed_at_any_point_happened_or_did_not(filled: Path, how: str) -> None:
    """After each kill the store is sound and holds the old edition or the new one, and takes the next load."""
    points = {
        "kill-at-step": [1, 2, 20, 200, 350, 500, 600],
        "kill-at-statement": [0, 1, 3, 5, 8, 11, 14, 20, 30],
        "kill-at-file-size": [1, 5_000, 40_000, 400_000, 900_000, 1_300_000, 2_000_000],
    }[how]
    held = 0
    killed = 0
    for edition, point in enumerate(points, start=1):
        code, words = finish(start(filled, edition, how, point))
        assert code in {0, -signal.SIGKILL, -signal.SIGXFSZ}, words
        killed += code != 0
        found = read(filled)
        assert found in (loader.bundle(held), loader.bundle(edition))
        held = int(found.header.name.split()[-1])
        assert code or held == edition
    assert killed > len(points) // 2


def test_a_first_load_killed_leaves_nothing_or_all(path: Path) -> None:
    """A store that is only being made, too, is empty or full when its maker dies."""
    for point in (0, 1, 2, 5, 10, 20, 30, 40, 50):
        path.unlink(missing_ok=True)
        code, _ = finish(start(path, 1, "kill-at-statement", point))
        with SqliteStore(path) as store:
            if store.status().name is not None:
                assert store.read() == loader.bundle(1)
            else:
                assert code == -signal.SIGKILL
                assert set(store.status().counts.values()) == {0}


def test_a_load_killed_from_outside_happened_or_did_not(filled: Path) -> None:
    """The same at moments that nobody chose, those inside a write to the disk among them."""
    chance = random.Random(20261124)
    held = 0
    for edition in range(1, 13):
        program = start(filled, edition, "announce")
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(chance.uniform(0, 0.12))
        program.kill()
        finish(program)
        found = read(filled)
        assert found in (loader.bundle(held), loader.bundle(edition))
        held = int(found.header.name.split()[-1])


def test_forgetting_that_was_cut_short_is_finished_later(filled: Path) -> None:
    """Whoever opens the store next cleans the file of a person who was taken out."""
    person = "person-0-00007"
    with SqliteStore(filled) as store:
        store._connection.execute("PRAGMA secure_delete = OFF")  # noqa: SLF001
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("lattice.stores.sqlite.erase.clean", lambda *_: None)
            store.forget(person)
    assert person.encode() in filled.read_bytes()
    with SqliteStore(filled, create=False) as store:
        assert store.status().counts["people"] == loader.PEOPLE - 1
    assert traces(filled, person) == []


# --- Two programs -----------------------------------------------------------


def test_a_reader_sees_the_old_state_until_a_load_is_done(filled: Path) -> None:
    """Halfway through another program's load everything reads as before."""
    program = start(filled, 1, "stop-at-statement", 20)
    _, status = os.waitpid(program.pid, os.WUNTRACED)
    try:
        assert os.WIFSTOPPED(status)
        with SqliteStore(filled) as store:
            assert store.read() == loader.bundle(0)
            os.kill(program.pid, signal.SIGCONT)
            assert finish(program)[0] == 0
            assert store.read() == loader.bundle(1)
    finally:
        program.kill()


def test_a_second_loader_waits_and_then_gives_up(filled: Path) -> None:
    """A store that is held for too long is busy; what can be read still is."""
    program = start(filled, 1, "hold", 30)
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        with SqliteStore(filled, wait=0.1) as store:
            with pytest.raises(StoreBusy) as caught:
                store.load(loader.bundle(2))
            assert "in use by another program" in message(caught.value)
            with pytest.raises(StoreBusy):
                store.forget("person-1-00001")
            assert store.read() == loader.bundle(1)
    finally:
        program.kill()
        finish(program)
    load(filled, 2)
    assert read(filled) == loader.bundle(2)


def test_two_loaders_happen_one_after_the_other(tmp_path: Path) -> None:
    """Two programs that make and fill one store at the same moment both succeed; it holds one edition whole."""
    for turn in range(3):
        path = tmp_path / f"{turn}.lattice"
        programs = [start(path, edition) for edition in (1, 2, 3)]
        assert [finish(program) for program in programs] == [(0, "")] * 3
        assert read(path) in [loader.bundle(edition) for edition in (1, 2, 3)]


# --- No room ----------------------------------------------------------------


@pytest.mark.parametrize("size", [1_000, 100_000, 400_000])
def test_a_limit_on_the_size_of_files_loses_nothing(filled: Path, size: int) -> None:
    """The system refuses to write further: one line, and the old edition."""
    code, words = finish(start(filled, 1, "fail-at-file-size", size))
    assert code == 1
    assert words.startswith("StoreFull: ")
    assert words.count("\n") == 1
    assert read(filled) == loader.bundle(0)
    load(filled, 1)
    assert read(filled) == loader.bundle(1)


def test_a_full_file_loses_nothing(filled: Path) -> None:
    """SQLite has no page left: one line, and the old edition."""
    with SqliteStore(filled) as store:
        connection = store._connection  # noqa: SLF001
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(StoreFull) as caught:
            store.load(loader.bundle(1, people=3 * loader.PEOPLE))
        assert "no room left" in message(caught.value)
        assert store.read() == loader.bundle(0)
    assert read(filled) == loader.bundle(0)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A device without room: one line, and the old edition."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=1600k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk takes rights that this user doesn't have")
    try:
        path = disk / "people.lattice"
        load(path, 0)
        with SqliteStore(path) as store, pytest.raises(StoreFull) as caught:
            store.load(loader.bundle(1))
        assert "no room left" in message(caught.value)
        assert read(path) == loader.bundle(0)
    finally:
        subprocess.run(["/bin/umount", str(disk)], check=True)


# --- No right to ------------------------------------------------------------


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that an unprivileged user can reach, which pytest's own isn't."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextlib.contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write everything; so whatever is inside runs as nobody when the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o644), (0o777, 0o444)])
def test_a_read_only_store_is_read_and_not_written(public: Path, folder_mode: int, file_mode: int) -> None:
    """A store that may only be read is read as ever; a load says so and leaves no byte behind."""
    path = public / "people.lattice"
    load(path, 0)
    path.chmod(file_mode)
    public.chmod(folder_mode)
    before = path.read_bytes()
    with unprivileged(), open_store(path, create=False) as store:
        assert store.read() == loader.bundle(0)
        assert store.read(person="person-0-00003").counts["people"] == 1
        assert store.status().name == "edition 0"
        with pytest.raises(ReadOnlyStore) as caught:
            store.load(loader.bundle(1))
        assert "read-only" in message(caught.value)
        for change in (
            lambda: store.forget("person-0-00003"),
            lambda: store.record("exclusions", ("person-0-00003", "clerk", "x", None, None)),
            lambda: store.withdraw("exclusions", ("person-0-00003", "x")),
            lambda: store.keep("plan", "1"),
        ):
            with pytest.raises(ReadOnlyStore):
                change()
        assert store.read() == loader.bundle(0)
    assert path.read_bytes() == before


def test_a_read_only_store_that_changes_meanwhile_says_so(public: Path) -> None:
    """Where nobody can be told of a writer, a change under the reader's hands is noticed."""
    path = public / "people.lattice"
    load(path, 0)
    path.chmod(0o644)
    public.chmod(0o555)
    with unprivileged():
        store = open_store(path, create=False)
    public.chmod(0o755)
    load(path, 1)
    with store, pytest.raises(StoreBusy) as caught:
        store.read()
    assert "try again" in message(caught.value)


def test_unfinished_changes_on_a_read_only_place_are_not_ignored(public: Path) -> None:
    """The log of a killed load beside a store that can't be written: what can be told is told, never a wrong state."""
    path = public / "people.lattice"
    load(path, 0)
    finish(start(path, 1, "kill-at-file-size", 900_000))
    log = Path(f"{path}-wal")
    assert log.stat().st_size
    Path(f"{path}-shm").unlink()
    for file in public.iterdir():
        file.chmod(0o444)
    public.chmod(0o555)
    with unprivileged(), pytest.raises(StoreError) as caught:
        open_store(path, create=False)
    assert "copy both files" in message(caught.value)
    public.chmod(0o755)
    for file in public.iterdir():
        file.chmod(0o644)
    assert read(path) in (loader.bundle(0), loader.bundle(1))


def test_a_file_that_may_not_be_read_says_so(public: Path) -> None:
    """Someone else's store, which only its owner reads."""
    path = public / "people.lattice"
    load(path, 0)
    if not os.geteuid():
        assert path.stat().st_mode & 0o777 == 0o600
    else:
        path.chmod(0)
    with unprivileged(), pytest.raises(StoreError) as caught:
        open_store(path)
    assert "permission denied" in message(caught.value)


def test_a_folder_that_may_not_be_written_takes_no_new_store(public: Path) -> None:
    """Making a store needs a folder one may write."""
    public.chmod(0o555)
    with unprivileged(), pytest.raises(ReadOnlyStore) as caught:
        open_store(public / "new.lattice")
    assert "--store" in message(caught.value)
    assert list(public.iterdir()) == []


# --- Not there, not one, not this version -----------------------------------


def test_no_store_says_how_to_make_one(path: Path) -> None:
    """Nothing there, and nothing made."""
    with pytest.raises(NoStore) as caught:
        open_store(path, create=False)
    assert "lattice load" in message(caught.value)
    assert not path.exists()


def test_a_missing_folder_is_named(path: Path) -> None:
    """A store isn't made in a folder that isn't there."""
    with pytest.raises(NoStore) as caught:
        open_store(path / "x" / "people.lattice")
    assert f"{path / 'x'} doesn't exist" in message(caught.value)


@pytest.mark.parametrize("content", [b"id,role\nmaya,clerk\n", b"\x00" * 5_000, b"PK\x03\x04", b"SQLite format 3"])
def test_another_file_is_no_store(path: Path, content: bytes) -> None:
    """Text, zeros, an archive: none is a store, and none is touched."""
    path.write_bytes(content)
    for create in (True, False):
        with pytest.raises(NotAStore) as caught:
            open_store(path, create=create)
        assert "not a lattice store" in message(caught.value)
    assert path.read_bytes() == content


def test_a_folder_or_a_pipe_is_no_store(tmp_path: Path) -> None:
    """What isn't a file isn't waited for."""
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(NotAStore):
            open_store(place)


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE people (id)", "PRAGMA user_version = 3", "PRAGMA application_id = 7"]
)
def test_another_programs_database_is_no_store(path: Path, statement: str) -> None:
    """A SQLite file of another program is left as it is."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(NotAStore) as caught:
        open_store(path)
    assert "another program" in message(caught.value)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_store_to_be(path: Path) -> None:
    """An empty file, as a program killed early leaves it, holds nothing, and takes a load."""
    path.touch()
    with pytest.raises(NoStore) as caught:
        open_store(path, create=False)
    assert "is empty" in message(caught.value)
    load(path, 0)
    assert read(path) == loader.bundle(0)


def test_a_newer_store_is_left_alone(filled: Path) -> None:
    """A store of a version to come is neither read nor written."""
    with contextlib.closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = filled.read_bytes()
    with pytest.raises(NewerStore) as caught:
        open_store(filled)
    assert "newer version" in message(caught.value)
    assert filled.read_bytes() == before


# --- Damaged ----------------------------------------------------------------


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_store_says_so(filled: Path, share: float) -> None:
    """A file that lost its end ends in one line."""
    size = filled.stat().st_size
    os.truncate(filled, int(size * share))
    with pytest.raises(StoreError) as caught, open_store(filled, create=False) as store:
        store.read()
    assert str(filled) in message(caught.value)


QUESTIONS: tuple[Callable[[Store], object], ...] = (
    lambda store: store.read(),
    lambda store: store.status(),
    lambda store: store.read(person="person-0-00001"),
    lambda store: store.load(loader.bundle(0, people=50)),
    lambda store: store.kept("plan"),
    lambda store: store.record("exclusions", ("person-0-00003", "clerk", "no", None, None)),
    lambda store: store.withdraw("exclusions", ("person-0-00003", "clerk")),
    lambda store: store.forget("person-0-00002"),
)


def test_damage_anywhere_ends_in_one_line(filled: Path, tmp_path: Path) -> None:
    """Bytes overwritten at any place make an error of ours or no difference; never another exception."""
    with SqliteStore(filled) as store:
        store.keep("plan", json.dumps({"people": [f"person-0-{number:05}" for number in range(400)]}))
    chance = random.Random(7)
    content = filled.read_bytes()
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.choice([1, 1, 3, 40])):
            at = chance.randrange(len(broken)) if chance.random() < 0.7 else chance.randrange(8_192)
            broken[at : at + 40] = chance.randbytes(min(40, len(broken) - at))
        path = tmp_path / "broken.lattice"
        path.write_bytes(broken)
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        for question in QUESTIONS:
            with contextlib.suppress(LatticeError), open_store(path, create=False) as store:
                question(store)


# --- Forgotten --------------------------------------------------------------


def traces(path: Path, *texts: str) -> list[str]:
    """Which texts stand in the bytes of a store's files."""
    files = path.parent.glob(path.name + "*")
    content = b"".join(file.read_bytes() for file in files)
    return [text for text in texts if text.encode() in content]


def test_nothing_of_a_forgotten_person_is_left_in_the_file(filled: Path) -> None:
    """Neither the id nor the name stands anywhere in the bytes of the file, its log or its index."""
    person, name = "person-0-01234", "Name person-0-01234"
    assert traces(filled, person, name) == [person, name]
    with SqliteStore(filled) as store:
        store.forget(person)
        assert traces(filled, person, name) == []
    assert traces(filled, person, name) == []


def test_nothing_of_people_whom_a_load_takes_away_is_left_in_the_file(filled: Path) -> None:
    """Whoever a load takes away is not in the file either."""
    load(filled, 1)
    assert traces(filled, "person-0-", "edition 0") == []


def test_forgetting_while_another_reads_says_that_the_file_is_not_clean(filled: Path) -> None:
    """A reader of the older state keeps it alive; the next to open the store finishes."""
    person = "person-0-01234"
    with contextlib.closing(sqlite3.connect(filled, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchone()
        with SqliteStore(filled, wait=0.1) as store:
            with pytest.raises(StoreBusy) as caught:
                store.forget(person)
            assert "the person is gone" in message(caught.value)
            assert store.read(person=person).rows("people") == ()
    with SqliteStore(filled, create=False):
        assert traces(filled, person) == []


def test_a_copy_is_a_store(filled: Path, tmp_path: Path) -> None:
    """A closed store is one file: what is copied is complete."""
    copy = tmp_path / "copy with ? # % in its name.lattice"
    shutil.copy(filled, copy)
    assert read(copy) == loader.bundle(0)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([copy.name, filled.name])
