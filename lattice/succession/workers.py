"""Who closes the gaps: this process, several of them, or a Dask cluster on other machines.

Anything of the shape of ``concurrent.futures.Executor`` will do. What is sent
are gaps and what the resources teach, as numbers: no id and no name of anyone
leaves this process. Gaps are solved alike wherever they are, and the answers
come back in the order of the questions, so a result is the same byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from lattice.errors import WrongCall
from lattice.progress import SILENT, Progress
from lattice.succession.learning import Catalogue, Gap, solve_all

MOST_PROCESSES: Final = 256
SCHEMES: Final = ("tcp://", "tls://", "ws://", "wss://")
_WORTH: Final = 256
"""So few gaps are closed here sooner than they are sent."""
_AT_ONCE: Final = 32
"""So many gaps are closed here before the progress is told."""
_TIMEOUT: Final = 10.0
"""Seconds that a scheduler has to answer."""


class Workers(Protocol):
    """Solves gaps, in the order that they were given."""

    def solve(self, catalogue: Catalogue, gaps: Sequence[Gap], *, progress: Progress = SILENT) -> list[float | None]:
        """The least hours of each gap; None for one that takes too long to branch."""


def solve_here(catalogue: Catalogue, gaps: Sequence[Gap], *, progress: Progress = SILENT) -> list[float | None]:
    """The least hours of each gap, worked out in this process; None for one that takes too long to branch."""
    progress.begin("closing gaps", total=len(gaps))
    solved: list[float | None] = []
    for start in range(0, len(gaps), _AT_ONCE):
        some = gaps[start : start + _AT_ONCE]
        solved += solve_all(catalogue, some)
        progress.advance(len(some))
    return solved


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor that is given the gaps in so many lots at once.

    A lot that the executor loses, because a process or a whole cluster went
    away, is solved here instead.
    """

    executor: Executor
    lots: int
    least: int = _WORTH

    def solve(self, catalogue: Catalogue, gaps: Sequence[Gap], *, progress: Progress = SILENT) -> list[float | None]:
        """The least hours of each gap; None for one that takes too long to branch."""
        if len(gaps) < self.least:
            return solve_here(catalogue, gaps, progress=progress)
        progress.begin("closing gaps", total=len(gaps))
        size = -(-len(gaps) // self.lots)
        lots = [gaps[start : start + size] for start in range(0, len(gaps), size)]
        waiting = [self._begun(catalogue, lot) for lot in lots]
        solved: list[float | None] = []
        for lot, future in zip(lots, waiting, strict=True):
            solved += self._done(catalogue, lot, future)
            progress.advance(len(lot))
        return solved

    def _begun(self, catalogue: Catalogue, lot: Sequence[Gap]) -> Future[list[float | None]] | None:
        try:
            return self.executor.submit(solve_all, catalogue, lot)
        except Exception:  # noqa: BLE001 - each executor has errors of its own, none of them ours
            return None

    def _done(
        self, catalogue: Catalogue, lot: Sequence[Gap], future: Future[list[float | None]] | None
    ) -> list[float | None]:
        try:
            if future is not None:
                return list(future.result())
        except ImportError as error:
            message = f"the workers can't do the work: {error}; install this version of lattice where they run"
            raise WrongCall(message) from error
        except BaseException as error:
            # Some executors cancel what they lose, and that is no Exception.
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
        return solve_all(catalogue, lot)


@contextmanager
def workers_at(address: str | None) -> Iterator[Workers | None]:
    """Workers while the block runs: None does the work here, a number starts so many processes.

    An address such as ``tcp://scheduler:8786`` is that of a Dask scheduler
    (extra ``dask``); lattice has to be installed where its workers run. Raises
    ``WrongCall`` when the address is neither, Dask isn't installed, or no
    scheduler answers.
    """
    if address is None:
        yield None
    elif address.startswith(SCHEMES):
        with _cluster(address) as pool:
            yield pool
    else:
        with _processes(_count(address)) as pool:
            yield pool


def _count(address: str) -> int:
    count = int(address) if address.isascii() and address.isdecimal() else 0
    if not 1 <= count <= MOST_PROCESSES:
        message = (
            f"workers is '{address}'; it must be a number of processes from 1 to {MOST_PROCESSES} "
            "or the address of a Dask scheduler, such as tcp://scheduler:8786"
        )
        raise WrongCall(message)
    return count


@contextmanager
def _processes(count: int) -> Iterator[Pool]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - who works alone needn't load it
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    # Spawned, since a fork would copy threads' locks in whatever state they are.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as executor:
        yield Pool(executor, lots=4 * count)


@contextmanager
def _cluster(address: str) -> Iterator[Pool]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = f"workers at {address} need Dask, which isn't installed; install career-lattice[dask]"
        raise WrongCall(message) from error
    try:
        client = Client(address, timeout=_TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask's way
    except (OSError, TimeoutError, ValueError) as error:
        message = (
            f"no Dask scheduler answers at {address}; start one with `dask scheduler`, or give a number of workers"
        )
        raise WrongCall(message) from error
    with client:
        threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]  # as above
        if not threads:
            message = f"the Dask scheduler at {address} has no workers; start one with `dask worker {address}`"
            raise WrongCall(message)
        yield Pool(client.get_executor(pure=False), lots=4 * threads)  # type: ignore[no-untyped-call]  # as above
