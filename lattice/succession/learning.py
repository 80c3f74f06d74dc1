"""The least hours of learning that close a gap: one stage, whoever asks, each gap solved once.

A gap is the steps that day one needs and a person lacks, in thermometer code.
What closes it is a covering problem with precedence: resources cross steps,
and ask for steps of their own before they can be started. How long it takes
depends on the gap and on those of the person's levels that some resource on
the way asks for, on nothing else; so people and roles share their answers.

A gap falls into parts that no resource links, each solved by itself by branch
and bound: on the open step that the fewest resources cross, each alternative
excluding those before it, pruned by step prices (``lattice.routes.prices``).
Resources that only unlock each other are found when they can't be put in
order; then one from outside has to break the circle. Exact; exponential in
the resources of one part, which ``NODES`` limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lattice.graph.thermometer import bits
from lattice.routes.plan import SearchTooLong, slack
from lattice.routes.prices import ascend, crossing, worth

NODES: Final = 20_000
"""How many nodes one part of a gap may take before it is left to a mixed-integer programme."""

NEVER: Final = float("inf")
"""The hours of what nothing teaches."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is lacking, in thermometer code, and what of the record some resource on the way asks for."""

    lacking: int
    held: int


@dataclass(slots=True)
class Catalogue:
    """What can be learned by someone: the resources by number, with their hours and codes.

    Small enough to be sent to another process.
    """

    numbers: tuple[int, ...]
    hours: Sequence[float]
    gives: Sequence[int]
    needs: Sequence[int]
    _support: dict[int, int] = field(default_factory=dict, repr=False)
    _known: dict[Gap, float] = field(default_factory=dict, repr=False)
    _parts: dict[Gap, float] = field(default_factory=dict, repr=False)
    _crossers: dict[int, list[int]] = field(default_factory=dict, repr=False)

    def __reduce__(self) -> tuple[type[Catalogue], tuple[object, ...]]:
        """How to send a catalogue to another process: without what it has found out."""
        return Catalogue, (self.numbers, self.hours, self.gives, self.needs)

    def __post_init__(self) -> None:
        for number in self.numbers:
            for bit in bits(self.gives[number]):
                self._crossers.setdefault(bit, []).append(number)

    def support(self, lacking: int) -> int:
        """All that resources ask for that could serve to close a gap, one after the other."""
        found = 0
        for bit in bits(lacking):
            known = self._support.get(bit)
            if known is None:
                known = self._support[bit] = self._find_support(bit)
            found |= known
        return found

    def _find_support(self, bit: int) -> int:
        wanted = new = 1 << bit
        support = 0
        while new:
            asked = 0
            for step in bits(new):
                for number in self._crossers.get(step, ()):
                    asked |= self.needs[number]
            support |= asked
            new = asked & ~wanted
            wanted |= asked
        return support

    def gap(self, lacking: int, record: int) -> Gap:
        """The gap of someone with a record: two people with equal gaps need equally long."""
        return Gap(lacking, record & self.support(lacking))

    def least_hours(self, gap: Gap) -> float:
        """The least hours that close a gap, ``NEVER`` when nothing does.

        Raises ``SearchTooLong`` when branching would take too many nodes.
        """
        hours = self._known.get(gap)
        if hours is None:
            hours = self._known[gap] = self._solve(gap)
        return hours

    def untaught(self, gap: Gap) -> int:
        """The steps of a gap that nothing teaches, in thermometer code; 0 when it can be closed."""
        return gap.lacking & ~self._startable(gap)[1]

    def _solve(self, gap: Gap) -> float:
        startable, attainable = self._startable(gap)
        if gap.lacking & ~attainable:
            return NEVER
        total = 0.0
        for part, members in self._split(gap, startable):
            hours = self._parts.get(part)
            if hours is None:
                hours = self._parts[part] = Part(self, part, members).least_hours()
            total += hours
        return total

    def _serving(self, gap: Gap) -> list[int]:
        """The resources that could serve to close a gap, those to be unlocked first included."""
        needs, missing = self.needs, ~gap.held
        wanted = new = gap.lacking
        found: set[int] = set()
        while new:
            asked = 0
            for bit in bits(new):
                for number in self._crossers.get(bit, ()):
                    if number not in found:
                        found.add(number)
                        asked |= needs[number] & missing
            new = asked & ~wanted
            wanted |= asked
        return sorted(found)

    def _startable(self, gap: Gap) -> tuple[list[int], int]:
        """The resources on the way that can be started at some time, and all that can be had."""
        gives, needs = self.gives, self.needs
        have, found = gap.held, []
        left, grew = self._serving(gap), True
        while grew and left:
            grew, rest = False, []
            for number in left:
                if needs[number] & ~have:
                    rest.append(number)
                else:
                    found.append(number)
                    have |= gives[number]
                    grew = True
            left = rest
        return found, have

    def _split(self, gap: Gap, startable: Iterable[int]) -> list[tuple[Gap, list[int]]]:
        """The parts of a gap that no resource links, each with the resources that serve it, the lowest step first."""
        gives, needs, missing = self.gives, self.needs, ~gap.held
        wanted, serving, left = gap.lacking, list[int](), list(startable)
        grew = True
        while grew:
            grew, rest = False, []
            for number in left:
                if gives[number] & wanted:
                    serving.append(number)
                    wanted |= needs[number] & missing
                    grew = True
                else:
                    rest.append(number)
            left = rest
        groups: list[tuple[int, list[int]]] = []
        for number in serving:
            linked, members, apart = (gives[number] | needs[number] & missing) & wanted, [number], []
            for group in groups:
                if group[0] & linked:
                    linked |= group[0]
                    members = [*group[1], *members]
                else:
                    apart.append(group)
            groups = [*apart, (linked, members)]
        parts = []
        for linked, members in groups:
            lacking = gap.lacking & linked
            if lacking:
                asked = 0
                for number in members:
                    asked |= needs[number]
                parts.append((Gap(lacking, gap.held & asked), sorted(members)))
        return sorted(parts, key=lambda part: part[0].lacking & -part[0].lacking)


def solve_all(catalogue: Catalogue, gaps: Sequence[Gap]) -> list[float | None]:
    """The least hours of each gap; None for one that takes too long to branch."""
    solved: list[float | None] = []
    for gap in gaps:
        try:
            solved.append(catalogue.least_hours(gap))
        except SearchTooLong:
            solved.append(None)
    return solved


class Part:
    """A part of a gap, being solved."""

    def __init__(self, catalogue: Catalogue, gap: Gap, members: Sequence[int]) -> None:
        missing = ~gap.held
        self._lacking = wanted = gap.lacking
        self._needs = {number: catalogue.needs[number] & missing for number in members}
        for asked in self._needs.values():
            wanted |= asked
        self._gives = {number: catalogue.gives[number] & wanted for number in members}
        self._hours = {number: catalogue.hours[number] for number in members}
        self._kept = self._undominated(members)
        self._crossed = crossing(catalogue.gives, self._kept, wanted)
        self._best = NEVER
        self._nodes = 0

    def _undominated(self, members: Sequence[int]) -> list[int]:
        """The resources that no other one replaces in as few hours."""
        gives, needs, hours = self._gives, self._needs, self._hours
        kept: list[int] = []
        for number in sorted(members, key=lambda number: (hours[number], number)):
            gain, asked = gives[number], needs[number]
            if not any(not (gain & ~gives[other] or needs[other] & ~asked) for other in kept):
                kept.append(number)
        return sorted(kept)

    def least_hours(self) -> float:
        """The least hours of resources that give all that is lacking and can be taken in some order.

        Raises ``SearchTooLong``.
        """
        lacking = self._lacking
        if lacking & (lacking - 1) == 0:
            crossers = self._crossed.get(lacking.bit_length() - 1, [])
            ready = [self._hours[number] for number in crossers if not self._needs[number]]
            if ready and len(ready) == len(crossers):
                return min(ready)
        crossed = self._crossed
        order = sorted(bits(lacking), key=lambda bit: (len(crossed.get(bit, ())), -bit))
        self._prices = ascend([*order, *(bit for bit in crossed if not lacking >> bit & 1)], crossed, self._hours)
        self._branch((), lacking, 0, 0.0, frozenset())
        return self._best

    def _branch(
        self, chosen: tuple[int, ...], lacking: int, covered: int, hours: float, excluded: frozenset[int]
    ) -> None:
        self._nodes += 1
        if self._nodes > NODES:
            raise SearchTooLong
        if hours + worth(self._prices, lacking) >= self._best - (slack(self._best) if self._best < NEVER else 0.0):
            return
        if lacking:
            bit = min(bits(lacking), key=lambda step: (len(self._crossed.get(step, ())), -step))
            crossers = set(self._crossed.get(bit, ()))
        else:
            stuck, short = self._stuck(chosen)
            if not stuck:
                self._best = hours
                return
            crossers = {number for bit in bits(short) for number in self._crossed.get(bit, ())} - stuck
        for number in sorted(crossers - excluded, key=lambda number: (self._hours[number], number)):
            if number not in chosen:
                now = covered | self._gives[number]
                due = (lacking | self._needs[number]) & ~now
                self._branch((*chosen, number), due, now, hours + self._hours[number], excluded)
                excluded |= {number}

    def _stuck(self, chosen: tuple[int, ...]) -> tuple[set[int], int]:
        """Those of some resources that can't be started, and a step that each of them lacks."""
        left, have, moved = set(chosen), 0, True
        while left and moved:
            ready = {number for number in left if not self._needs[number] & ~have}
            for number in ready:
                have |= self._gives[number]
            left -= ready
            moved = bool(ready)
        lacking = 0
        for number in left:
            short = self._needs[number] & ~have
            lacking |= short & -short
        return left, lacking
