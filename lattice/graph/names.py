"""Names: from an id, a title or an alias to the one thing that is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lattice.domain.table import TABLES
from lattice.errors import AmbiguousName, UnknownName

if TYPE_CHECKING:
    from lattice.graph.snapshot import Snapshot

KEPT: Final = frozenset("+#./")
"""Punctuation that tells names apart: C is not C++ or C#, .NET is not net."""

_JOINED: Final = frozenset("'’ʼ")
"""Apostrophes stand within a word: O'Neil is ONeil, not O Neil."""

_LISTED: Final = 5
_LONGEST: Final = 60
_NEAR: Final = 60.0
_BESIDE: Final = 15.0
"""By how much less like a text than the nearest another thing may be to stand beside it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be named: the table that it stands in, and the columns that hold its names."""

    name: str
    plural: str
    table: str
    title: str
    aliases: str | None = None


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "role": Kind("role", "roles", "roles", "title", "aliases"),
        "skill": Kind("skill", "skills", "skills", "name", "aliases"),
        "resource": Kind("resource", "resources", "resources", "title"),
        "person": Kind("person", "people", "people", "name"),
    }
)
"""The four kinds of things that have names."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its id, its title (empty when it has none) and its other names."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The title and the aliases."""
        return (self.title, *self.aliases) if self.title else self.aliases

    def __str__(self) -> str:
        return f"{self.id} ({self.title})" if self.title else self.id


class _Signs(dict[int, str | None]):
    """What becomes of each character, found out when it first comes up."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        category = unicodedata.category(sign)
        kept: str | None = sign
        if sign in KEPT:
            kept = sign
        elif sign in _JOINED or category == "Cf":
            kept = None
        elif category[0] in "PZ" or category == "Cc":
            kept = " "
        self[code] = kept
        return kept


_SIGNS: Final = _Signs()


def normalise(text: str) -> str:
    """A text as it is compared: case, width, spacing and punctuation other than ``+ # . /`` don't matter.

    >>> normalise("  Front-end  DEVELOPER ")
    'front end developer'
    >>> normalise("C#") == normalise("C")
    False
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.translate(_SIGNS).split())


def all_named(snapshot: Snapshot, kind: str) -> Iterator[Named]:
    """Everything of one kind (``role``, ``skill``, ``resource``, ``person``), by id."""
    which = KINDS[kind]
    table = TABLES[which.table]
    title = table.position(which.title)
    aliases = table.position(which.aliases) if which.aliases else None
    for row in snapshot.bundle.rows(which.table):
        others = row[aliases] if aliases is not None else ()
        yield Named(str(row[0]), str(row[title] or ""), tuple(map(str, others)) if isinstance(others, tuple) else ())


def find_role(snapshot: Snapshot, text: str) -> str:
    """The id of the role that a text names; raises ``UnknownName`` or ``AmbiguousName``."""
    return find_name(snapshot, text, kind="role")


def find_skill(snapshot: Snapshot, text: str) -> str:
    """The id of the skill that a text names; raises ``UnknownName`` or ``AmbiguousName``."""
    return find_name(snapshot, text, kind="skill")


def find_resource(snapshot: Snapshot, text: str) -> str:
    """The id of the learning resource that a text names; raises ``UnknownName`` or ``AmbiguousName``."""
    return find_name(snapshot, text, kind="resource")


def find_person(snapshot: Snapshot, text: str) -> str:
    """The id of the person that a text names; raises ``UnknownName`` or ``AmbiguousName``."""
    return find_name(snapshot, text, kind="person")


def find_name(snapshot: Snapshot, text: str, *, kind: str) -> str:
    """The id of the one thing of a kind that a text names.

    An id wins over any title or alias; after it a title or alias decides,
    compared by ``normalise``, when only one thing has it, and at last an id
    compared so. Raises
    ``UnknownName`` with the nearest candidates, or ``AmbiguousName`` with
    those that the text could mean. Linear in the number of things of the kind.
    """
    which = KINDS[kind]
    rows = snapshot.bundle.rows(which.table)
    ids = {text, text.strip()}
    for row in rows:
        if row[0] in ids:
            return str(row[0])
    key = normalise(text)
    found = [named for named in all_named(snapshot, kind) if key and _is_called(named, key)]
    found = found or [named for named in all_named(snapshot, kind) if key and normalise(named.id) == key]
    if len(found) == 1:
        return found[0].id
    if found:
        raise _ambiguous(which, text, found)
    raise _unknown(which, text, tuple(all_named(snapshot, kind)))


def _is_called(named: Named, key: str) -> bool:
    return any(normalise(text) == key for text in named.texts)


def _ambiguous(kind: Kind, text: str, found: Sequence[Named]) -> AmbiguousName:
    shown = ", ".join(str(named) for named in found[:_LISTED])
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    message = f"'{_short(text)}' means {len(found)} {kind.plural}; say which one by its id: {shown}{more}"
    return AmbiguousName(message, kind=kind.name, text=text, candidates=[named.id for named in found])


def _unknown(kind: Kind, text: str, known: Sequence[Named]) -> UnknownName:
    near = nearest(known, text)
    message = f"no {kind.name} is called '{_short(text)}'"
    if near:
        message += f"; the nearest: {', '.join(str(named) for named in near)}"
    elif not known:
        message += f"; there are no {kind.plural} at all"
    else:
        message += "; `lattice search` looks for part of a name"
    return UnknownName(message, kind=kind.name, text=text, candidates=[named.id for named in near])


def nearest(known: Sequence[Named], text: str, *, limit: int = _LISTED) -> list[Named]:
    """The things whose id, title or alias is most like a text, the nearest first; none that is far behind the first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name that nobody has needs it

    key = normalise(text[:_SEARCHED])
    names = [(normalise(name), at) for at, named in enumerate(known) for name in (named.id, *named.texts)]
    scores = process.extract(
        key, [name for name, _ in names], scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=None if key else 0
    )
    best: dict[int, float] = {}
    for _, score, position in scores:
        at = names[position][1]
        best[at] = max(best.get(at, 0.0), score)
    order = sorted(best, key=lambda at: (-best[at], known[at].id))
    return [known[at] for at in order[:limit] if best[at] > best[order[0]] - _BESIDE]


_SEARCHED: Final = 200


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
