"""What holds for every test: how many random cases, which ones, and of which coverage is measured.

``make test`` draws the same cases each time, so that a red check is red for
everyone; ``make nightly`` (``LATTICE_CASES=nightly``) draws twenty times as
many and other ones each time. A test that wants more or fewer cases than most
takes a multiple of the profile's number, so that it scales with it::

    @settings(max_examples=10 * settings().max_examples)

Measuring coverage doubles the time of what runs in Python. A test of hundreds
of cases, or of nothing of the program's, is marked ``unmeasured`` when others
run the same lines: it asserts as much, and takes half as long.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.neo4j.server import Server

# How long a case takes depends on what else the machine does: nothing is timed.
settings.register_profile("check", derandomize=True, database=None, deadline=None, max_examples=100, print_blob=True)
# The same cases, fewer of them: when it is versions that are tried, not the program.
settings.register_profile("few", settings.get_profile("check"), max_examples=20)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("LATTICE_CASES", "check"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Measure no coverage while a test runs that is marked ``unmeasured``, nor of the programs that it starts."""
    # Imported by whoever measures; the oldest versions are tried without it.
    coverage = sys.modules.get("coverage")
    running = coverage.Coverage.current() if coverage else None
    if running is None or item.get_closest_marker("unmeasured") is None:
        return (yield)
    running.stop()
    try:
        with pytest.MonkeyPatch.context() as environment:
            environment.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
            return (yield)
    finally:
        running.start()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j server, started when the first test asks for it; ``LATTICE_TEST_NEO4J_URL`` names another one.

    Its database is the tests' own: each may empty it. Where it can't be had
    the tests fail, and say what to install.
    """
    from tests.neo4j.server import Neo4jServer, other_server  # noqa: PLC0415 - most runs of a few tests need no driver

    other = other_server(os.environ)
    if other is not None:
        yield other
        return
    with Neo4jServer(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def neo4j_environment(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, with the variables set that let lattice in."""
    for name, value in neo4j_server.environment.items():
        monkeypatch.setenv(name, value)
    return neo4j_server


@pytest.fixture
def neo4j_sample(neo4j_environment: Server) -> Server:
    """The server with the sample in its database, and the variables set that let lattice in."""
    from tests.neo4j.sample import load_sample  # noqa: PLC0415 - as above

    load_sample(neo4j_environment)
    return neo4j_environment
