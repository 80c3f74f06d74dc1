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
from lattice.routes.learning import SearchTooLong, slack
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
    _ways: dict[int, tuple[tuple[int, ...], int]] = field(default_factory=dict, repr=False)
    _known: dict[Gap, float] = field(default_factory=dict, repr=False)
    _parts: dict[Gap, float] = field(default_factory=dict, repr=False)
    _crossers: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def ways(self, lacking: int) -> tuple[tuple[int, ...], int]:
        """The resources that could serve to close a gap, and all that they ask for."""
        found = self._ways.get(lacking)
        if found is None:
            found = self._ways[lacking] = self._find_ways(lacking)
        return found

    def _find_ways(self, lacking: int) -> tuple[tuple[int, ...], int]:
        needs, wanted, new, support = self.needs, lacking, lacking, 0
        found: set[int] = set()
        while new:
            asked = 0
            for bit in bits(new):
                for number in self._crossing(bit):
                    if number not in found:
                        found.add(number)
                        asked |= needs[number]
            support |= asked
            new = asked & ~wanted
            wanted |= asked
        return tuple(sorted(found)), support

    def _crossing(self, bit: int) -> tuple[int, ...]:
        known = self._crossers.get(bit)
        if known is None:
            known = tuple(number for number in self.numbers if self.gives[number] >> bit & 1)
            self._crossers[bit] = known
        return known

    def gap(self, lacking: int, record: int) -> Gap:
        """The gap of someone with a record: two people with equal gaps need equally long."""
        return Gap(lacking, record & self.ways(lacking)[1])

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

    def _startable(self, gap: Gap) -> tuple[list[int], int]:
        """The resources on the way that can be started at some time, and all that can be had."""
        gives, needs = self.gives, self.needs
        have, found = gap.held, []
        left: Sequence[int] = self.ways(gap.lacking)[0]
        grew = True
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
