"""The program as a program: streams, colours, widths, and ends that come early."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.functional.cli import DAY, filled_store, start

ROUTE = ("route", "ada", "--to", "master", "--as-of", DAY)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    return filled_store(tmp_path_factory.mktemp("store") / "harbour.lattice")


def on_terminal(*words: str, store: Path, env: Mapping[str, str] | None = None, typed: bytes = b"") -> tuple[int, str]:
    """The status and what stands on the screen, when the program runs on a terminal."""
    own = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
    own.update({"LATTICE_STORE": str(store), "TERM": "xterm", "COLUMNS": "80", **(env or {})})
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "lattice", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=own
    )
    os.close(theirs)
    if typed:
        os.write(ours, typed)
    screen = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([ours], [], [], 1)[0]:
            continue
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        screen += part
    os.close(ours)
    return program.wait(timeout=60), screen.decode()


def test_results_and_errors_have_streams_of_their_own(store: Path) -> None:
    """A result leaves standard error empty; an error leaves standard output empty."""
    done = start(*ROUTE, store=store)
    assert (done.returncode, done.stderr) == (0, b"")
    failed = start("show", "role", "nope", store=store)
    assert (failed.returncode, failed.stdout) == (2, b"")


def test_a_terminal_gets_colours(store: Path) -> None:
    """On a terminal the report is coloured."""
    status, screen = on_terminal(*ROUTE, store=store)
    assert status == 0
    assert "\x1b[1m" in screen


@pytest.mark.parametrize(("words", "env"), [(("--no-color",), {}), ((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"})])
def test_colours_can_be_declined(words: tuple[str, ...], env: dict[str, str], store: Path) -> None:
    """An option, a variable and a terminal that can't each turn colours off."""
    status, screen = on_terminal(*ROUTE, *words, store=store, env=env)
    assert status == 0
    assert "\x1b" not in screen


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_table_is_as_wide_as_the_screen(width: int, store: Path) -> None:
    """COLUMNS says how wide it is, in a pipe too; no line is wider."""
    done = start(*ROUTE, store=store, env={"COLUMNS": str(width)})
    lines = done.stdout.decode().splitlines()
    assert width // 2 < max(map(cell_len, lines)) <= width


def test_a_plain_encoding_gets_plain_characters(store: Path) -> None:
    """Where only ASCII can be written, only ASCII is."""
    done = start(*ROUTE, store=store, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_a_reader_who_goes_is_no_error(store: Path) -> None:
    """A pipe that closes ends the program without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    done = start(*ROUTE, store=store, stdout=writing)
    os.close(writing)
    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("words", [ROUTE, ("--help",), ("schema", "route"), ("--version",)])
def test_a_full_device_is_one_line(words: tuple[str, ...], store: Path) -> None:
    """What can't be written is said once, with status 1."""
    with Path("/dev/full").open("wb") as full:
        done = start(*words, store=store, stdout=full.fileno())
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "No space left" in done.stderr.decode()


def test_a_closed_output_is_one_line(store: Path) -> None:
    """Without standard output the result can't be written."""
    shell = f'"{sys.executable}" -m lattice status >&-'
    done = subprocess.run(
        ["sh", "-c", shell], check=False, stderr=subprocess.PIPE, env={**os.environ, "LATTICE_STORE": str(store)}
    )
    assert done.returncode == 1
    assert done.stderr == b"lattice: error: the result can't be written: standard output is closed\n"


def test_an_interrupt_ends_it_quietly(store: Path) -> None:
    """Ctrl-C while a question waits ends with 130 and without a traceback."""
    ours, theirs = pty.openpty()
    # Whoever runs the tests in the background of a shell has interrupts ignored, and so would the program.
    code = (
        "import runpy, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "runpy.run_module('lattice', run_name='__main__')\n"
    )
    words = [sys.executable, "-c", code, "forget", "ada", "--store", str(store)]
    with subprocess.Popen(words, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        # The question says that the program is there and about to wait.
        asked = os.read(program.stderr.fileno(), 4096)
        # A signal between the question and the wait is seen only when the wait is over, so one may not do; one more
        # while the program is ending, which takes its time on a busy machine, would interrupt that.
        for _ in range(20):
            program.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                program.wait(timeout=3)
                break
        else:
            program.kill()
        said = program.stderr.read()
    os.close(ours)
    os.close(theirs)
    assert b"Forget Ada Byron (ada) for good?" in asked
    assert program.returncode == 130
    assert b"Traceback" not in said


def test_forget_asks_on_a_terminal(tmp_path: Path) -> None:
    """A no changes nothing, a yes forgets."""
    own = filled_store(tmp_path / "own.lattice")
    status, screen = on_terminal("forget", "ada", store=own, typed=b"n\n")
    assert status == 2
    assert "nothing was changed" in screen
    assert start("show", "person", "ada", store=own).returncode == 0
    status, screen = on_terminal("forget", "ada", store=own, typed=b"y\n")
    assert status == 0
    assert "Forgot ada" in screen
    assert start("show", "person", "ada", store=own).returncode == 2


def test_an_unexpected_error_is_one_line(store: Path) -> None:
    """A bug of ours is a line with a hint, and with -v the places; never a traceback."""
    code = (
        "import sys, lattice.routes.gap as gap\n"
        "def broken(*_, **__): raise ZeroDivisionError('oops')\n"
        "gap.find_gap = broken\n"
        "from lattice.cli.main import program\n"
        "program.main(sys.argv[1:])\n"
    )
    words = [sys.executable, "-c", code, "gap", "ada", "pilot", "--store", str(store)]
    short = subprocess.run(words, check=False, capture_output=True, text=True)
    assert short.returncode == 1
    assert short.stdout == ""
    assert short.stderr.count("\n") == 1
    assert "ZeroDivisionError: oops (-v says where)" in short.stderr
    long = subprocess.run([*words, "-v"], check=False, capture_output=True, text=True)
    assert "in broken" in long.stderr
    assert "Traceback" not in long.stderr


@pytest.mark.parametrize("words", [("--help",), ("route", "--help"), ("--version",)])
def test_help_loads_little(words: tuple[str, ...]) -> None:
    """Help needs click and not much more: nothing that takes long to load."""
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from lattice.cli.main import program\n"
        "try: program.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'pydantic', 'rich', 'networkx', 'highspy', 'rapidfuzz', 'sqlite3', 'tomllib'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules) - before)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout


def test_json_loads_nothing_that_draws(store: Path) -> None:
    """An answer as JSON needs neither rich nor networkx."""
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from lattice.cli.main import program\n"
        "try: program.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(' '.join(sorted({'rich', 'networkx', 'rapidfuzz'} & set(sys.modules) - before)))\n"
    )
    words = [sys.executable, "-c", code, *ROUTE, "--json", "--store", str(store)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    assert done.stderr == ""
