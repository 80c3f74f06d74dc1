"""A program that loads made-up bundles into a store, to be stopped in the middle of it by the tests of faults."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from lattice.domain.bundle import Bundle
from lattice.domain.policy import Header, Levels
from lattice.errors import LatticeError
from lattice.stores.sqlite.store import SqliteStore

SKILLS = 40
PEOPLE = 2_000


def bundle(edition: int, *, people: int = PEOPLE) -> Bundle:
    """An organisation that differs in most rows from any other edition."""
    skills = [f"skill-{number:02d}" for number in range(SKILLS)]
    persons = [f"person-{edition}-{number:05d}" for number in range(people)]
    return Bundle.of_checked(
        Header(name=f"edition {edition}", levels=Levels(maximum=5)),
        {
            "roles": [("clerk", f"Clerk {edition}", "works", 1, *(None,) * 7, ())],
            "skills": [(skill, f"{skill} {edition}", None, None, None, ()) for skill in skills],
            "requirements": [("clerk", skill, 1 + edition % 5, *(None,) * 4) for skill in skills],
            "people": [(person, "clerk", f"Name {person}", *(None,) * 7, ()) for person in persons],
            "levels": [
                (person, skill, (at + edition) % 6, "review", None)
                for at, person in enumerate(persons)
                for skill in skills[at % 7 :: 7]
            ],
        },
    )


def main(path: str, edition: int, how: str, amount: int) -> None:
    """Load an edition; ``how`` says what happens to the program meanwhile, ``amount`` when."""
    if how == "kill-at-file-size":
        # The kernel kills whoever writes past the limit, unless they ignore the signal as Python does.
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    loaded = bundle(edition)
    if how == "announce":
        sys.stdout.write("ready\n")
        sys.stdout.flush()
    with SqliteStore(Path(path)) as store:
        connection = store._connection  # noqa: SLF001 - the one way to stop it at a chosen step
        if how.endswith("file-size"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (amount, amount))
        steps = iter(range(amount))
        if how == "kill-at-step":
            connection.set_progress_handler(lambda: _after(steps, signal.SIGKILL), 1_000)
        if how == "kill-at-statement":
            connection.set_trace_callback(lambda _: _after(steps, signal.SIGKILL))
        if how == "stop-at-statement":
            connection.set_trace_callback(lambda _: _after(steps, signal.SIGSTOP))
        store.load(loaded)
        if how == "hold":
            connection.execute("BEGIN IMMEDIATE")
            sys.stdout.write("held\n")
            sys.stdout.flush()
            time.sleep(amount)


def _after(left: Iterator[int], fate: signal.Signals) -> int:
    if next(left, None) is None and not _met:
        _met.append(fate)
        os.kill(os.getpid(), fate)
    return 0


_met: list[signal.Signals] = []


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    except LatticeError as error:
        sys.exit(f"{type(error).__name__}: {error}")
