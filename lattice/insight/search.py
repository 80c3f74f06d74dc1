"""Search: every role, skill, resource and person whose name is like a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from lattice.domain.table import TABLES
from lattice.errors import WrongCall
from lattice.graph.names import KINDS, all_named, normalise
from lattice.graph.snapshot import Snapshot
from lattice.routes.result import Result

LONGEST: Final = 200
"""More characters than this are no search."""

_EXACT: Final = 100.0
_WITHIN: Final = 90.0
_WORDS: Final = 80.0
_DESCRIBED: Final = 60.0
_SPREAD: Final = 9.0
_ALIKE: Final = 75.0
_TYPING: Final = 0.75

Score = Annotated[float, Field(ge=0, le=100, description="100 is the same name, 0 nothing alike")]
Ratio = Callable[[str, str], float]


class Hit(Result):
    """Something found: its id, its title (empty when it has none) and how well it fits."""

    id: str
    title: str
    score: Score


class SearchResult(Result):
    """What a text leads to, the best first, then by id.

    ``omitted`` says how many more of each kind fit.
    """

    schema_: Annotated[Literal["lattice.search/1"], Field(alias="schema")] = "lattice.search/1"
    text: str
    roles: tuple[Hit, ...]
    skills: tuple[Hit, ...]
    resources: tuple[Hit, ...]
    people: tuple[Hit, ...]
    omitted: dict[str, int]


def search(graph: Snapshot, text: str, *, limit: int = 10) -> SearchResult:
    """Search ids, titles, aliases and descriptions for a text, at most ``limit`` things of each kind.

    A hit has the same name (100), has the text within its name (90 to 99), has
    all of its words in the name (80 to 89), has them in its description (60),
    or nearly has them, as after a slip of the keys (56 to 75). Case, width and
    punctuation other than ``+ # . /`` don't matter. Linear in the number of
    things.

    Raises ``WrongCall`` for an empty or endless text, and a limit below 1.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> lattice.search(graph, "lead data enginer").roles[0].id
    'lead-data-engineer'
    """
    key = normalise(text[: LONGEST + 1])
    if not key or len(text) > LONGEST:
        message = f"search for a word or two: at least one letter or digit, at most {LONGEST} characters"
        raise WrongCall(message)
    if limit < 1:
        message = f"limit is {limit}; it must be at least 1"
        raise WrongCall(message)
    hits = {which.plural: _hits(graph, kind, key) for kind, which in KINDS.items()}
    return SearchResult(
        text=text,
        roles=hits["roles"][:limit],
        skills=hits["skills"][:limit],
        resources=hits["resources"][:limit],
        people=hits["people"][:limit],
        omitted={kind: max(0, len(found) - limit) for kind, found in hits.items()},
    )


def _hits(graph: Snapshot, kind: str, key: str) -> tuple[Hit, ...]:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a search needs it

    described = _descriptions(graph, kind)
    found = []
    for named in all_named(graph, kind):
        names = [normalise(name) for name in (named.id, *named.texts)]
        score = max(_score(key, name, fuzz.ratio) for name in names)
        if score < _DESCRIBED and f" {key}" in f" {described.get(named.id, '')}":
            score = _DESCRIBED
        if score:
            found.append(Hit(id=named.id, title=named.title, score=round(score, 1)))
    return tuple(sorted(found, key=lambda hit: (-hit.score, hit.id)))


def _score(key: str, name: str, ratio: Ratio) -> float:
    if key == name:
        return _EXACT
    share = _SPREAD * min(1.0, len(key) / max(1, len(name)))
    if f" {key}" in f" {name}":
        return _WITHIN + share
    asked, had = key.split(), name.split()
    if all(any(word.startswith(part) for word in had) for part in asked):
        return _WORDS + share
    return _slip(asked, had, ratio)


def _slip(asked: Sequence[str], had: Sequence[str], ratio: Ratio) -> float:
    """How like two names are word by word; 0 when a word has no like."""
    total = 0.0
    for part in asked:
        best = max((ratio(part, word) for word in had), default=0.0)
        if best < _ALIKE:
            return 0.0
        total += best
    return _TYPING * total / len(asked)


def _descriptions(graph: Snapshot, kind: str) -> Mapping[str, str]:
    table = TABLES[KINDS[kind].table]
    if "description" not in table.names:
        return {}
    at = table.position("description")
    return {str(row[0]): normalise(str(row[at] or "")) for row in graph.bundle.rows(table.name)}
