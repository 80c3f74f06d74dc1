"""Changes that are written down before they are carried out, so that nothing is ever left half done.

A change goes through three kinds of transactions. Its parts are written down
as nodes that no reader looks at (``_write_down``). One transaction says that
it holds (``_decide``): until then it can be dropped without a trace, from then
on it is finished by whoever comes by. Each part is carried out and taken away
in one transaction (``_carry_on``), and the last one says that all is done. A
reader looks at the state before and after, and reads again when it isn't the
same: what a transaction stores becomes visible bit by bit.

Every transaction that changes anything first writes to the node of the state,
and so has its lock; what it then finds there (who owns the change, whether a
part is still to be done) stays true until it ends. So a change may be taken
over from somebody who is only slow: they find out, and no part is done twice.
"""

from __future__ import annotations

import json
import secrets
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from neo4j.exceptions import Neo4jError

from lattice.errors import ReadOnlyStore, StoreBusy, StoreDenied, StoreFull, StoreWarning
from lattice.stores.neo4j.connect import Connection
from lattice.stores.neo4j.faults import lacks_memory
from lattice.stores.neo4j.pages import Beside
from lattice.stores.neo4j.parts import Part, carry_out
from lattice.stores.neo4j.queries import PART, STORE
from lattice.stores.neo4j.state import STORE_ID, State, the_state

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

WAIT: Final = 30.0
"""How many seconds to wait for another program that changes the store."""

LEASE: Final = 5.0
"""After so many seconds of silence the one who carries out a change counts as gone."""

ABANDONED: Final = 3600.0
"""After so many seconds parts that were written down for a change that wasn't decided are thrown away."""

_AT_ONCE: Final = 256 * 1024
"""Changes of at most so many bytes, as they are written down, are written down and decided in one transaction."""

_TOGETHER: Final = 10_000
"""Parts of at most so many rows are carried out together in one transaction."""

_LESS: Final = 8
"""By what the rows of a transaction are divided when the server has too little memory for it."""

_LOOK: Final = 0.2
_T = TypeVar("_T")


class Moved(Exception):
    """Somebody else changed the store meanwhile; what was found out about it no longer holds."""


class _TooMuch(Exception):
    """The server has too little memory for a transaction of so many rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What the state says once a change is carried out."""

    header: str
    tables: Sequence[str]
    loaded_at: str
    long_ids: bool


@dataclass(slots=True, kw_only=True)
class Journal:
    """The changes of one store; ``version`` is the schema's that this program knows."""

    connection: Connection
    version: int
    wait: float = WAIT
    lease: float = LEASE

    def read(self, work: Callable[[ManagedTransaction, State], _T]) -> _T:
        """What ``work`` finds in a store that nobody changes meanwhile; it is called again when somebody did.

        Raises ``StoreBusy`` when that goes on for too long.
        """
        return self._again(lambda: self._read(work))

    def change(self, plan: Callable[[ManagedTransaction, State], tuple[_T, Iterable[Part], Following | None]]) -> _T:
        """Change the store as ``plan`` says of what it reads: its answer, the parts, what the state says then.

        Without what follows nothing is changed. All of it holds, or nothing.
        """

        def attempt() -> _T:
            answer, revision, parts, following = self._read(lambda tx, state: self._planned(plan, tx, state))
            if following is not None:
                self._store(parts, following, revision=revision)
            return answer

        return self._again(attempt)

    def beside(self, state: State) -> Beside:
        """Does work in other transactions, for several threads at once; raises ``Moved`` unless they see this state."""

        def read(work: Callable[[ManagedTransaction], _T]) -> _T:
            return self._read(lambda tx, _: work(tx), expected=state)

        return read

    def settle(self) -> State:
        """Wait for a change that is being carried out, or finish it when nobody does; the state then.

        Raises ``StoreBusy``, or ``ReadOnlyStore`` when it is left unfinished and we may not write.
        """
        deadline = time.monotonic() + self.wait
        while True:
            state = self.connection.read(self._state)
            if not state.load:
                return state
            if state.silent > self.lease * 1000:
                self._finish(state)
            elif time.monotonic() > deadline:
                raise self._busy()
            else:
                time.sleep(min(_LOOK, self.lease / 4))

    def tidy(self) -> None:
        """Throw away what was written down for changes that never came to be."""
        query = (
            f"MATCH (s:{STORE} {{id: $id}}) MATCH (p:{PART}) WHERE p.load <> coalesce(s.load, '') AND "
            "(p.revision <> s.revision OR p.at < datetime.realtime().epochMillis - $abandoned) "
            "WITH p LIMIT $some "
        )
        some = {"id": STORE_ID, "abandoned": int(ABANDONED * 1000), "some": 100}
        if not self.connection.rows(query + "RETURN p.number", **some):
            return
        while self.connection.run(query + "DELETE p", **some).nodes_deleted:
            pass

    @staticmethod
    def _planned(
        plan: Callable[[ManagedTransaction, State], tuple[_T, Iterable[Part], Following | None]],
        tx: ManagedTransaction,
        state: State,
    ) -> tuple[_T, int, Iterable[Part], Following | None]:
        answer, parts, following = plan(tx, state)
        return answer, state.revision, parts, following

    def _again(self, attempt: Callable[[], _T]) -> _T:
        deadline = time.monotonic() + self.wait
        while True:
            try:
                return attempt()
            except Moved:
                if time.monotonic() > deadline:
                    raise self._busy() from None
                self.settle()

    def _read(self, work: Callable[[ManagedTransaction, State], _T], *, expected: State | None = None) -> _T:
        def watched(tx: ManagedTransaction) -> _T:
            before = self._state(tx)
            if before.settled is None or (expected is not None and before.settled != expected.settled):
                raise Moved
            found = work(tx, before)
            if self._state(tx).settled != before.settled:
                raise Moved
            return found

        return self.connection.read(watched)

    def _store(self, parts: Iterable[Part], following: Following, *, revision: int) -> None:
        """Write a change down, decide it and carry it out; raises ``Moved`` before it is decided."""
        load = secrets.token_hex(8)
        first: list[Part] = []
        many = size = 0
        for part in parts:
            first.append(part)
            size += len(part.packed)
            if size > _AT_ONCE:
                for one in first:
                    many += 1
                    self._write_down(load, many, one, revision=revision)
                first = []
        self._decide(load, first, following, revision=revision, many=many)
        try:
            self._carry_on(load, load)
        except KeyboardInterrupt:
            # Else they would believe that nothing had changed.
            message = f"{self.connection.place} has this change already: whoever uses it next finishes what is left"
            warnings.warn(message, StoreWarning, stacklevel=2)
            raise
        self.tidy()

    def _write_down(self, load: str, number: int, part: Part, *, revision: int) -> None:
        # Merged: where an answer is lost, the driver asks again.
        self.connection.write(lambda tx: _note(tx, load, number, part, revision=revision))

    def _decide(self, load: str, parts: Sequence[Part], following: Following, *, revision: int, many: int) -> None:
        text = json.dumps([following.header, following.tables, following.loaded_at, following.long_ids])

        def decide(tx: ManagedTransaction) -> None:
            state = self._state(tx, lock=True)
            if load in {state.load, state.last}:
                return
            if state.load or state.revision != revision:
                raise Moved
            for number, part in enumerate(parts, start=many + 1):
                _note(tx, load, number, part, revision=revision)
            query = f"MATCH (p:{PART} {{load: $load}}) RETURN count(p) AS many"
            if tx.run(query, load=load).single(strict=True)["many"] != many + len(parts):
                raise Moved
            self._set(tx, load=load, owner=load, following=text)

        self.connection.write(decide)

    def _finish(self, seen: State) -> None:
        """Take over a change from one who is gone, and finish it."""
        me = secrets.token_hex(8)

        def take_over(tx: ManagedTransaction) -> bool:
            state = self._state(tx, lock=True)
            if state.load != seen.load or (state.owner != me and state.silent <= self.lease * 1000):
                return False
            self._set(tx, owner=me)
            return True

        try:
            if self.connection.write(take_over):
                self._carry_on(seen.load, me)
        except (ReadOnlyStore, StoreDenied) as error:
            message = (
                f"a change of {self.connection.place} was left unfinished, and only who may write can finish it: "
                "let them run `lattice status` there once"
            )
            raise ReadOnlyStore(message) from error

    def _carry_on(self, load: str, me: str) -> None:
        """Carry out the parts of a change that are left, in order, then say that it is done.

        Somebody else may take over meanwhile; then they are waited for.
        """
        query = f"MATCH (p:{PART} {{load: $load}}) RETURN p.number AS number, p.many AS many ORDER BY number"
        left = [(int(record["number"]), int(record["many"])) for record in self.connection.rows(query, load=load)]
        most = _TOGETHER
        try:
            for numbers in _together(left):
                most = self._carry_out(load, me, numbers, most=most)
            self.connection.write(lambda tx: self._end(tx, load, me))
        except Moved:
            self.settle()

    def _carry_out(self, load: str, me: str, numbers: Sequence[int], *, most: int) -> int:
        """Carry out parts in transactions of at most so many rows, or so few that each fits into the server's memory.

        Answers how many rows did. What was decided has to be done, or nobody could use the store again.
        """

        def carry(tx: ManagedTransaction) -> bool:
            try:
                return self._carry(tx, load, me, numbers, most=most)
            except Neo4jError as error:
                if most > 1 and lacks_memory(error):
                    # The driver would try the same again for half a minute.
                    raise _TooMuch from error
                raise

        while True:
            try:
                if self.connection.write(carry):
                    return most
            except (_TooMuch, StoreFull):
                if most == 1:
                    raise
                most = max(1, most // _LESS)

    def _carry(self, tx: ManagedTransaction, load: str, me: str, numbers: Sequence[int], *, most: int) -> bool:
        """Carry out at most so many rows of parts, and take them away; whether that is all of them."""
        self._mine(tx, load, me)
        # What is done already, and its answer was lost, isn't there any more.
        query = (
            f"MATCH (p:{PART}) WHERE p.load = $load AND p.number IN $numbers "
            "RETURN p.number AS number, p.rows AS rows ORDER BY p.number"
        )
        for record in list(tx.run(query, load=load, numbers=numbers)):
            part, rest = Part.unpacked(bytes(record["rows"])).split(most)
            carry_out(tx, part)
            most -= part.many
            _put_back(tx, load, record["number"], rest)
            if rest is not None or not most:
                break
        self._set(tx)
        query = f"MATCH (p:{PART}) WHERE p.load = $load AND p.number IN $numbers RETURN count(p) AS left"
        return not tx.run(query, load=load, numbers=numbers).single(strict=True)["left"]

    def _end(self, tx: ManagedTransaction, load: str, me: str) -> None:
        state = self._state(tx, lock=True)
        if state.last == load:
            return
        if state.load != load or state.owner != me:
            raise Moved
        header, tables, loaded_at, long_ids = json.loads(state.following)
        query = f"MATCH (s:{STORE} {{id: $id}}) SET s += $properties REMOVE s.load, s.owner, s.following"
        properties = {
            "header": header,
            "tables": tables,
            "loaded_at": loaded_at,
            "long_ids": long_ids,
            "revision": state.revision + 1,
            "last": load,
        }
        tx.run(query, id=STORE_ID, properties=properties).consume()

    def _mine(self, tx: ManagedTransaction, load: str, me: str) -> None:
        """See that a change is still ours to carry out; nobody takes it over before the transaction ends."""
        state = self._state(tx, lock=True)
        if state.load != load or state.owner != me:
            raise Moved

    def _state(self, tx: ManagedTransaction, *, lock: bool = False) -> State:
        return the_state(tx, version=self.version, place=self.connection.place, lock=lock)

    def _set(self, tx: ManagedTransaction, **properties: str) -> None:
        """Note properties of the state, and that we are alive."""
        query = f"MATCH (s:{STORE} {{id: $id}}) SET s += $properties, s.heard = datetime.realtime().epochMillis"
        tx.run(query, id=STORE_ID, properties=properties).consume()

    def _busy(self) -> StoreBusy:
        return StoreBusy(f"{self.connection.place} is being changed by another program; try again when it is done")


def _note(tx: ManagedTransaction, load: str, number: int, part: Part, *, revision: int) -> None:
    query = (
        f"MERGE (p:{PART} {{load: $load, number: $number}}) SET p.rows = $rows, p.many = $many, "
        "p.revision = $revision, p.at = datetime.realtime().epochMillis"
    )
    values: dict[str, Any] = {"rows": part.packed, "many": part.many, "revision": revision}
    tx.run(query, load=load, number=number, **values).consume()


def _put_back(tx: ManagedTransaction, load: str, number: int, rest: Part | None) -> None:
    """Leave of a part what remains to be done."""
    found = f"MATCH (p:{PART} {{load: $load, number: $number}})"
    if rest is None:
        tx.run(f"{found} DELETE p", load=load, number=number).consume()
    else:
        query = f"{found} SET p.rows = $rows, p.many = $many"
        tx.run(query, load=load, number=number, rows=rest.packed, many=rest.many).consume()


def _together(parts: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The numbers of parts, in groups of few rows."""
    group: list[int] = []
    rows = 0
    for number, many in parts:
        if group and rows + many > _TOGETHER:
            yield group
            group, rows = [], 0
        group.append(number)
        rows += many
    if group:
        yield group
