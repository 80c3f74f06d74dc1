"""The tests' Neo4j server ends with whoever started it, and in time."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.neo4j.server import RUNNER, Neo4jServer, ServerFailed, other_server

# Stands for Java: says that it is new enough, then runs until it is told to end.
STANDS_FOR_JAVA = """#!/bin/sh
[ "$1" = -version ] && { echo 'openjdk version "17.0.1"' >&2; exit; }
exec sleep 60
"""


@contextmanager
def running(folder: Path, minutes: int = 1) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The runner with a server that does nothing, and that server's process."""
    java = folder / "java"
    java.write_text(STANDS_FOR_JAVA)
    java.chmod(0o700)
    command = [str(RUNNER), "run", str(folder), str(minutes)]
    environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as runner:
        file = folder / "server.pid"
        while not (file.exists() and file.read_text().strip()):
            assert runner.poll() is None
            time.sleep(0.01)
        try:
            yield runner, int(file.read_text())
        finally:
            runner.kill()


def gone(process: int) -> bool:
    """Whether a process has ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    """When nobody holds the other end of its standard input any more, the server is stopped."""
    with running(tmp_path) as (runner, process):
        assert not gone(process)
        runner.communicate(timeout=20)
        assert gone(process)


def test_a_signal_stops_it(tmp_path: Path) -> None:
    """SIGTERM to the runner is one to the server, and the runner waits for it."""
    with running(tmp_path) as (runner, process):
        runner.terminate()
        runner.wait(timeout=20)
        assert gone(process)


def test_its_time_is_limited(tmp_path: Path) -> None:
    """After its minutes the server ends, whoever still holds on to it."""
    with running(tmp_path, minutes=0) as (runner, process):
        runner.wait(timeout=20)
        assert gone(process)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    """What the server itself complains about stands in the error, after the failing start."""
    with (
        pytest.raises(ServerFailed, match=r"(?s)doesn't start.*no\.such\.setting"),
        Neo4jServer(tmp_path, settings={"server.no.such.setting": "1"}),
    ):
        raise AssertionError


@pytest.mark.parametrize("missing", ["LATTICE_NEO4J_PASSWORD"])
def test_another_server_needs_its_password(missing: str) -> None:
    """Pointed at another server, the tests ask for what lets them in."""
    with pytest.raises(ServerFailed, match=missing):
        other_server({"LATTICE_TEST_NEO4J_URL": "neo4j://example.org"})


def test_another_server_takes_the_place_of_ours() -> None:
    """The address says which server and database the tests may empty."""
    other = other_server({"LATTICE_TEST_NEO4J_URL": "bolt://example.org:1/tests", "LATTICE_NEO4J_PASSWORD": "open"})
    assert other is not None
    assert (other.uri, other.user, other.database) == ("bolt://example.org:1", "neo4j", "tests")
    assert other_server({}) is None
