"""Moves between roles: ladders by grade, the lattice by closeness of skills."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_data.build.requirements import Requirement
from graph_data.build.roles import CHIEF_BAND, PRINCIPAL_BAND, GradedRole
from graph_data.build.table import Row, Table
from graph_data.build.themes import Theme, kinship

CLOSE = 0.45
"""A lateral or upward move needs this closeness."""

CLOSE_BACK = 0.65
"""A step back needs more: nobody steps back to start afresh."""

MOST_MISSING = 16
"""At most so many single levels may be missing on day one, nothing credited."""

MOST_LATTICE = 12
"""At most so many lattice moves out of one role: the closest."""

MOST_BACK = 2
"""At most so many of them are steps back."""

FEWEST_LATTICE = 5
"""A role with fewer gets its closest lateral or upward ones that reach NEAREST."""

NEAREST = 0.25
NEAREST_MISSING = 18

SHARED, NEAREST_SHARED = 0.12, 0.06
"""Related skills alone make no move: so much of the closeness must come from shared ones.

Shared are the very same skill, and its variants of another profession, such as
`User focus` and `User focus (content design)`, at one level less.

The chiefs' seats are the exception, as they share no skill with any other role.
"""

_COLUMNS = ("from", "to", "kind", "months", "success", "observed")

Levels = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move with the closeness of its ends and how many bands it rises."""

    source: str
    target: str
    ladder: bool
    rise: int
    closeness: float
    shared: float
    missing: int

    @property
    def months(self) -> int:
        """Assumption: half a month for each tenth of distance, one for each band risen."""
        return min(6, math.floor(5 * (1 - self.closeness) + max(self.rise, 0) + 0.5))

    @property
    def success(self) -> float:
        """Assumption: less for distance and for rising, more along one's own ladder."""
        base = 0.97 if self.ladder else 0.95
        rise = 0.12 if self.ladder else 0.18
        chance = base - rise * max(self.rise, 0) - 0.4 * (1 - self.closeness)
        return round(max(chance, 0.1), 2)


def find_moves(
    graded: Mapping[str, GradedRole],
    requirements: Mapping[str, tuple[Requirement, ...]],
    themes: tuple[Theme, ...],
) -> tuple[Move, ...]:
    """Return every move, by source and target."""
    measure = _Measure(graded, requirements, themes)
    moves = [*_ladder(graded, measure)]
    for role in graded.values():
        moves += _lattice(role, graded, measure)
    return tuple(sorted(moves, key=lambda move: (move.source, move.target)))


def move_table(moves: Iterable[Move]) -> Table:
    """Return the moves table; nobody has observed how many people made them."""
    table: list[Row] = [
        {
            "from": move.source,
            "to": move.target,
            "kind": "ladder" if move.ladder else "lattice",
            "months": move.months,
            "success": move.success,
        }
        for move in moves
    ]
    return Table(name="moves", columns=_COLUMNS, rows=table)


class _Measure:
    """Measures the way from one role to another for someone settled in the first."""

    def __init__(
        self,
        graded: Mapping[str, GradedRole],
        requirements: Mapping[str, tuple[Requirement, ...]],
        themes: tuple[Theme, ...],
    ) -> None:
        self._graded = graded
        self._requirements = requirements
        self._settled: Mapping[str, Levels] = {
            role: {item.skill: item.level for item in items} for role, items in requirements.items()
        }
        self._loss = kinship(themes)
        self._theme_of = {skill: theme.key for theme in themes for skill in theme.skills}
        self._base_of = {
            skill: name.partition(" (")[0]
            for theme in themes
            for skill, name in zip(theme.skills, theme.names, strict=True)
        }

    def move(self, source: GradedRole, target: GradedRole) -> Move:
        """Return the move between two roles, measured."""
        held = self._settled[source.id]
        asked = self._requirements[target.id]
        return Move(
            source=source.id,
            target=target.id,
            ladder=source.level.family == target.level.family and target.grade > source.grade,
            rise=target.band - source.band,
            closeness=_readiness(asked, {item.skill: self._credited(held, item) for item in asked}),
            shared=_readiness(asked, {item.skill: self._variant(held, item) for item in asked}),
            missing=sum(max(item.entry_level - held.get(item.skill, 0), 0) for item in asked),
        )

    def _credited(self, held: Levels, item: Requirement) -> int:
        """Return the level of a skill, or what related skills are worth for it."""
        theme = self._theme_of[item.skill]
        kin = (
            level - self._loss[self._theme_of[other], theme]
            for other, level in held.items()
            if (self._theme_of[other], theme) in self._loss
        )
        return max(held.get(item.skill, 0), max(kin, default=0))

    def _variant(self, held: Levels, item: Requirement) -> int:
        """Return the level of a skill, or one less than that of its variants."""
        base = self._base_of[item.skill]
        variants = (level - 1 for other, level in held.items() if self._base_of[other] == base)
        return max(held.get(item.skill, 0), max(variants, default=0))


def _readiness(asked: Iterable[Requirement], held: Levels) -> float:
    """Return the weighted share of the levels asked that are held."""
    items = tuple(asked)
    worth = math.fsum(item.importance * min(held[item.skill], item.level) / item.level for item in items)
    return worth / math.fsum(item.importance for item in items)


def _ladder(graded: Mapping[str, GradedRole], measure: _Measure) -> Iterator[Move]:
    families = sorted({role.level.family for role in graded.values()})
    for family in families:
        steps = sorted(
            (role for role in graded.values() if role.level.family == family),
            key=lambda role: role.grade,
        )
        for step in steps:
            for target in _next_steps(step, steps):
                yield measure.move(step, target)


def _next_steps(step: GradedRole, steps: list[GradedRole]) -> Iterator[GradedRole]:
    """Yield the next step of the main track, and the next of the management track.

    From the main track, management is entered at one's own band.
    """
    higher = [role for role in steps if role.grade > step.grade]
    main = [role for role in higher if not role.level.management]
    management = [role for role in higher if role.level.management]
    yield from main[:1]
    if step.level.management:
        yield from management[:1]
    else:
        yield from (role for role in management if role.band == step.band)


def _lattice(source: GradedRole, graded: Mapping[str, GradedRole], measure: _Measure) -> list[Move]:
    reachable = [
        move
        for target in graded.values()
        if _may_move(source, target)
        and ((move := measure.move(source, target)).shared >= NEAREST_SHARED or _chief(target))
    ]
    nearest = sorted(reachable, key=lambda move: (-move.closeness, move.missing, move.target))
    back = [move for move in nearest if move.rise < 0 and _close(move, CLOSE_BACK)][:MOST_BACK]
    onward = [
        move
        for move in nearest
        if (move.rise >= 0 and _close(move, CLOSE)) or (_chief(graded[move.target]) and move.closeness >= CLOSE)
    ]
    chosen = onward[: MOST_LATTICE - len(back)]
    if len(chosen) + len(back) < FEWEST_LATTICE:
        others = [
            move
            for move in nearest
            if move.rise >= 0
            and move not in chosen
            and move.shared >= NEAREST_SHARED
            and move.closeness >= NEAREST
            and move.missing <= NEAREST_MISSING
        ]
        chosen += others[: FEWEST_LATTICE - len(chosen) - len(back)]
    return chosen + back


def _may_move(source: GradedRole, target: GradedRole) -> bool:
    """Say whether a lattice move may be considered: another family, at most a band away.

    A chief's seat is open to principals, heads and other chiefs, and a chief
    moves only to such a seat. Management is entered from management.
    """
    if source.level.family == target.level.family:
        return False
    if _chief(target):
        return source.band >= PRINCIPAL_BAND
    if abs(target.band - source.band) > 1:
        return False
    if target.level.management and not source.level.management:
        return False
    return not _chief(source)


def _chief(role: GradedRole) -> bool:
    return role.band == CHIEF_BAND


def _close(move: Move, threshold: float) -> bool:
    near = move.closeness >= threshold and move.missing <= MOST_MISSING
    return near and move.shared >= SHARED
