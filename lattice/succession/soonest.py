"""The soonest developments of many people: one search for all who lack the same and have about as long.

What is best to learn for a role depends on the gap, and otherwise on the
person only by their **room**, the hours of learning that fit into the months
they still have to serve. Where something fits, the cheapest that does is best;
where nothing does, the shortest. So what is best for some room, and takes so
many hours, is best for every room between the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lattice.progress import SILENT, Progress
from lattice.routes.plan import slack
from lattice.succession.candidates import Succession
from lattice.succession.development import Development, develop
from lattice.succession.learning import NEVER, Gap


@dataclass(frozen=True, slots=True)
class _Answer:
    """A development, None when nothing teaches what is missing, and the rooms for which it is the best."""

    least: float
    most: float
    development: Development | None


@dataclass(frozen=True, slots=True)
class Soonest:
    """The soonest developments, found out as they are asked for; each is what ``develop`` finds."""

    question: Succession
    _known: dict[tuple[bool, Gap], list[_Answer]] = field(default_factory=dict, repr=False)

    def of(self, people: Iterable[int], role: int, *, progress: Progress = SILENT) -> dict[int, Development | None]:
        """The development of each of some people for a role, all by number; None when nothing teaches what is missing.

        Those with the most room come first, so that each different answer is
        searched for once.
        """
        asked = sorted(people, key=lambda person: (-self._room(person), person))
        progress.begin("planning learning", total=len(asked))
        found = {}
        for person in asked:
            found[person] = self.development(person, role)
            progress.advance()
        return found

    def development(self, person: int, role: int) -> Development | None:
        """The development of a person for a role, both by number."""
        readying, record = self.question.readying, self.question.record(person)
        pace, room = self._pace(person), self._room(person)
        catalogue = readying.with_time if pace > 0 else readying.without_time
        key = (pace > 0, catalogue.gap(self.question.graph.codes.entry[role] & ~record, record))
        answers = self._known.setdefault(key, [])
        answer = next((one for one in answers if one.least <= room <= one.most), None)
        if answer is None:
            answer = self._find(person, role, usable=catalogue.numbers)
            answers.append(answer)
        if answer.development is None:
            return None
        # What the resources raise depends on all that this person has; when they are ready, on how long they wait.
        return answer.development.by(levels=record, waiting=self._waiting(person), pace=pace)

    def _find(self, person: int, role: int, *, usable: tuple[int, ...]) -> _Answer:
        question, room = self.question, self._room(person)
        found = develop(question.graph, question.person_ids[person], role, as_of=question.as_of, usable=usable)
        if found is None:
            return _Answer(0.0, NEVER, None)
        waiting = self._waiting(person)
        if found.months > waiting + slack(waiting):
            return _Answer(0.0, found.hours, found)
        return _Answer(min(found.hours, room), max(found.hours, room), found)

    def _pace(self, person: int) -> float:
        return float(self.question.graph.workforce.hours_a_month[person])

    def _waiting(self, person: int) -> float:
        return float(self.question.readying.waiting[person])

    def _room(self, person: int) -> float:
        return self._waiting(person) * self._pace(person)
