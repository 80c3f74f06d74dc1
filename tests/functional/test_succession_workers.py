"""The work of a large organisation in other processes: the same bytes, and nothing lost when one is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import lattice
from lattice.errors import WrongCall
from lattice.succession import workers
from lattice.succession.workers import Pool, workers_at
from tests.benchmarks.lattices import AS_OF
from tests.benchmarks.organisations import organisation
from tests.functional.cli import run

ROOT = Path(__file__).parents[2]
SECONDS = 60


@cache
def _graph() -> lattice.Snapshot:
    """An organisation with some thousand gaps to close."""
    return lattice.snapshot(organisation(500))


@cache
def _alone() -> str:
    return lattice.coverage(_graph(), as_of=AS_OF).model_dump_json()


class Interrupted(Executor):
    """An executor to which something happens as soon as it has all the work."""

    def __init__(self, executor: Executor, *, after: int, happens: Callable[[], None]) -> None:
        self.executor, self.after, self.happens = executor, after, happens
        self.begun = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as executors have it
        """Hand the work on."""
        future = self.executor.submit(function, *args, **kwargs)
        self.begun += 1
        if self.begun == self.after:
            self.happens()
        return future


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers, each a process of its own, on loopback."""
    where = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    quiet = {"env": os.environ | {"PYTHONPATH": str(ROOT)}, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen([*command, "--no-dashboard", "--scheduler-file", str(where)], **quiet)]  # type: ignore[call-overload]
    try:
        end = time.monotonic() + SECONDS
        while not where.exists() or not where.read_text(encoding="utf-8"):
            assert time.monotonic() < end, "the scheduler didn't start"
            time.sleep(0.05)
        address = str(json.loads(where.read_text(encoding="utf-8"))["address"])
        one = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
        crew = [subprocess.Popen([*one, "--no-dashboard", "--host", "127.0.0.1"], **quiet) for _ in range(2)]  # type: ignore[call-overload]
        started += crew
        yield address, crew
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_several_processes_give_the_same_bytes() -> None:
    """What two processes work out is what one does, to the last byte."""
    with workers_at("2") as crew:
        assert crew is not None
        assert lattice.coverage(_graph(), as_of=AS_OF, workers=crew).model_dump_json() == _alone()


def test_a_process_that_is_killed_costs_nothing() -> None:
    """A process killed in the middle breaks the pool; what it had is worked out here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        executor.submit(os.getpid).result()

        def killed() -> None:
            for pid in list(executor._processes):  # noqa: SLF001 - the pool tells nobody else
                os.kill(pid, signal.SIGKILL)

        pool = Pool(Interrupted(executor, after=8, happens=killed), lots=8, least=1)
        assert lattice.coverage(_graph(), as_of=AS_OF, workers=pool).model_dump_json() == _alone()


def test_a_dask_cluster_gives_the_same_bytes_and_survives_a_killed_worker(tmp_path: Path) -> None:
    """On a real cluster of two worker processes, one of them killed while it has work, nothing changes."""
    from distributed import Client  # noqa: PLC0415 - it sets up loops and logs of its own

    with _cluster(tmp_path) as (address, crew):
        with Client(address, timeout=SECONDS, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # as Dask leaves it
            client.wait_for_workers(2, timeout=SECONDS)
        with workers_at(address) as pool:
            assert isinstance(pool, Pool)
            assert pool.lots == 8
            assert lattice.coverage(_graph(), as_of=AS_OF, workers=pool).model_dump_json() == _alone()
            executor = Interrupted(pool.executor, after=pool.lots, happens=crew[0].kill)
            killed = Pool(executor, pool.lots)
            assert lattice.coverage(_graph(), as_of=AS_OF, workers=killed).model_dump_json() == _alone()
            assert executor.begun >= pool.lots
        assert crew[0].wait() == -signal.SIGKILL


def test_a_scheduler_that_does_not_answer_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the address and what to do."""
    monkeypatch.setattr(workers, "_TIMEOUT", 0.5)
    answer = pytest.raises(WrongCall, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1; start one")
    with answer, workers_at("tcp://127.0.0.1:1"):
        pass


def test_dask_that_is_not_installed_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongCall, match=r"install career-lattice\[dask\]"), workers_at("tcp://127.0.0.1:1"):
        pass


class Failing(Executor):
    """An executor whose work fails."""

    def __init__(self, error: BaseException, *, at_once: bool = False) -> None:
        self.error, self.at_once = error, at_once

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as executors have it
        """Fail, at once or later."""
        del function, args, kwargs
        if self.at_once:
            raise self.error
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


def test_work_that_is_lost_is_done_here() -> None:
    """Whether an executor loses work or doesn't take it, the answer is the same."""
    for executor in (Failing(OSError("gone")), Failing(RuntimeError("closed"), at_once=True)):
        pool = Pool(executor, lots=3, least=1)
        assert lattice.coverage(_graph(), as_of=AS_OF, workers=pool).model_dump_json() == _alone()


def test_workers_without_lattice_are_one_clear_line() -> None:
    """Where the workers can't import the program, nothing is worked out in silence."""
    pool = Pool(Failing(ModuleNotFoundError("No module named 'lattice'")), lots=3, least=1)
    with pytest.raises(WrongCall, match="install this version of lattice where they run"):
        lattice.coverage(_graph(), as_of=AS_OF, workers=pool)


def test_an_interrupt_is_no_lost_work() -> None:
    """Whoever stops the program stops it."""
    pool = Pool(Failing(KeyboardInterrupt()), lots=3, least=1)
    with pytest.raises(KeyboardInterrupt):
        lattice.coverage(_graph(), as_of=AS_OF, workers=pool)


@pytest.mark.parametrize("address", ["0", "257", "-1", "two", "", "1.5", "http://somewhere", "²"])
def test_workers_that_are_neither_a_number_nor_an_address_are_refused(address: str) -> None:
    """The library and the command say what workers can be."""
    with pytest.raises(WrongCall, match="a number of processes from 1 to 256"), workers_at(address):
        pass
    result = run("succession", "coverage", f"--workers={address}")
    assert result.exit_code == 2
    assert "a number from 1 to 256" in result.stderr
