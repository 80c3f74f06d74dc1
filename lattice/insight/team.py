"""A team's skills: what its roles ask for, how many people have it, and whom it hangs on."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from pydantic import Field

from lattice.domain.rules import nearest_name
from lattice.domain.table import TABLES
from lattice.errors import UnknownName, WrongCall
from lattice.graph.names import find_person, normalise
from lattice.graph.snapshot import Snapshot
from lattice.routes.options import today_unless
from lattice.routes.result import Level, Result

_MANAGER: Final = TABLES["people"].position("manager")
_RETIRES: Final = TABLES["people"].position("retires_on")
_FAMILY: Final = TABLES["roles"].position("family")

GAP: Final = "gap"
SINGLE: Final = "single"
COVERED: Final = "covered"


class TeamSkill(Result):
    """A skill that roles of the team ask for.

    ``level`` is the highest that one of them asks of someone settled,
    ``asked_of`` how many people hold a role that asks for the skill,
    ``meeting`` how many of those have what their own role asks (null when they
    are fewer than ``min_group``: it would tell of each), ``able`` how many of
    the whole team have ``level`` or more, ``people_at`` how many are at each
    level. ``status`` is ``gap`` when nobody is able, ``single`` when
    one is, whom ``only`` names, else ``covered``. In a team smaller than
    ``min_group`` all that is said of people is null.
    """

    skill: str
    level: Level
    essential: bool
    asked_of: Annotated[int, Field(ge=1)] | None
    meeting: Annotated[int, Field(ge=0)] | None
    able: Annotated[int, Field(ge=0)] | None
    people_at: dict[str, int] | None
    status: Literal["gap", "single", "covered"] | None
    only: str | None


class ToldApart(Result):
    """A manager within the team whose own report, read beside this one, tells of fewer people than ``min_group``."""

    manager: str
    people: Annotated[int, Field(ge=1)]


class TeamResult(Result):
    """Which of the skills that a team's roles ask for its people have.

    The team of a manager is everyone who reports to them, through others too;
    that of a family everyone in one of its roles. People whose day to retire
    has passed are left out. ``people`` is null when there are fewer than
    ``min_group``; nobody is named or counted then. ``skills`` have gaps first,
    then single points of failure, then the rest, each by how many it is asked
    of. ``told_apart`` says which other reports not to give to the same reader.
    """

    schema_: Annotated[Literal["lattice.team/1"], Field(alias="schema")] = "lattice.team/1"
    as_of: datetime.date
    lattice: str
    digest: str
    confidential: Literal[True] = True
    manager: str | None
    family: str | None
    min_group: int
    people: Annotated[int, Field(ge=0)] | None
    skills: tuple[TeamSkill, ...]
    told_apart: tuple[ToldApart, ...]


def team(
    graph: Snapshot, *, manager: str | None = None, family: str | None = None, as_of: datetime.date | None = None
) -> TeamResult:
    """Which required skills a manager's team, or the people of a family of roles, have, and how many have each.

    Raises ``WrongCall`` unless one of ``manager`` and ``family`` is given,
    ``UnknownName`` or ``AmbiguousName``. Linear in the people and in what is
    on record of the team.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> found = lattice.team(graph, manager="gareth-penry")
    >>> found.people, found.skills[0].status
    (31, 'gap')
    """
    if (manager is None) == (family is None):
        message = "a team is that of a manager or of a family: give one of the two"
        raise WrongCall(message)
    today = today_unless(as_of)
    present = [row for row in graph.bundle.rows("people") if not _has_left(row[_RETIRES], today)]
    head = find_person(graph, manager) if manager is not None else None
    track = find_family(graph, family) if family is not None else None
    if head is not None:
        below = _below(present)
        members = below.under(head)
        told_apart = tuple(_told_apart(head, members, below, least=graph.policy.min_group))
    else:
        roles = {str(row[0]) for row in graph.bundle.rows("roles") if row[_FAMILY] == track}
        members, told_apart = frozenset(str(row[0]) for row in present if row[1] in roles), ()
    hidden = 0 < len(members) < graph.policy.min_group
    return TeamResult(
        as_of=today,
        lattice=graph.header.name,
        digest=graph.bundle.digest,
        manager=head,
        family=track,
        min_group=graph.policy.min_group,
        people=None if hidden else len(members),
        skills=tuple(_skills(graph, members, hidden=hidden)),
        told_apart=() if hidden else told_apart,
    )


def find_family(graph: Snapshot, text: str) -> str:
    """The family of roles that a text names, as it is written in the lattice; raises ``UnknownName``."""
    known = sorted({str(row[_FAMILY]) for row in graph.bundle.rows("roles")})
    if text in known:
        return text
    found = [name for name in known if normalise(name) == normalise(text)]
    if len(found) == 1:
        return found[0]
    near = nearest_name(text, known)
    hint = f"; the nearest is '{near}'" if near else "; `lattice show role` tells a role's family"
    message = f"no role is of the family '{text}'{hint}"
    raise UnknownName(message, kind="family", text=text, candidates=(near,) if near else ())


def _has_left(retires: object, today: datetime.date) -> bool:
    return isinstance(retires, datetime.date) and retires < today


@dataclass(frozen=True)
class _Reporting:
    """Who reports to whom."""

    to: Mapping[str, Sequence[str]]
    found: dict[str, frozenset[str]] = field(default_factory=dict)

    def under(self, head: str) -> frozenset[str]:
        """Everyone who reports to someone, through others too; a circle is followed once, without its head."""
        if head not in self.found:
            seen: set[str] = set()
            waiting = list(self.to.get(head, ()))
            while waiting:
                person = waiting.pop()
                if person not in seen:
                    seen.add(person)
                    waiting += self.to.get(person, ())
            self.found[head] = frozenset(seen - {head})
        return self.found[head]


def _below(people: Iterable[Sequence[object]]) -> _Reporting:
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for row in people:
        if row[_MANAGER] is not None:
            reports[str(row[_MANAGER])].append(str(row[0]))
    return _Reporting(reports)


def _told_apart(head: str, members: Iterable[str], below: _Reporting, *, least: int) -> Iterable[ToldApart]:
    """The managers in a team whose own team is nearly all of it: the difference of the two is too small a group."""
    everyone = frozenset(members)
    for person in sorted(everyone - {head}):
        if person not in below.to:
            continue
        theirs = below.under(person)
        rest = len(everyone - theirs)
        if len(theirs) >= least and 0 < rest < least:
            yield ToldApart(manager=person, people=rest)


def _skills(graph: Snapshot, members: Iterable[str], *, hidden: bool) -> list[TeamSkill]:
    asked_by: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    essential: set[int] = set()
    people, asked = sorted(members), graph.requirements
    for person in people:
        run = asked.of(graph.roles[str(graph.person_row(person)[1])])
        columns = (asked.skill[run], asked.level[run], asked.essential[run])
        for skill, level, needed in zip(*(column.tolist() for column in columns), strict=True):
            if level:
                asked_by[skill].append((person, level))
                essential |= {skill} if needed else set()
    held: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for person in people:
        for row in graph.level_rows(person):
            held[graph.skills[str(row[1])]][person] = int(str(row[2]))
    lines = [
        _line(graph, skill, asked_by[skill], held[skill], essential=skill in essential) for skill in sorted(asked_by)
    ]
    if hidden:
        return [_without_people(line) for line in lines]
    order = (GAP, SINGLE, COVERED)
    return sorted(lines, key=lambda line: (order.index(str(line.status)), -(line.asked_of or 0), line.skill))


def _line(
    graph: Snapshot, skill: int, asked_by: Sequence[tuple[str, int]], held: Mapping[str, int], *, essential: bool
) -> TeamSkill:
    level = max(asked for _, asked in asked_by)
    able = [person for person, have in held.items() if have >= level]
    met = sum(held.get(person, 0) >= asked for person, asked in asked_by)
    counts = Counter(have for have in held.values() if have)
    return TeamSkill(
        skill=graph.skill_ids[skill],
        level=level,
        essential=essential,
        asked_of=len(asked_by),
        meeting=met if len(asked_by) >= graph.policy.min_group else None,
        able=len(able),
        people_at={str(at): counts[at] for at in sorted(counts)},
        status=GAP if not able else SINGLE if len(able) == 1 else COVERED,
        only=able[0] if len(able) == 1 else None,
    )


def _without_people(line: TeamSkill) -> TeamSkill:
    """What a role asks, and nothing of who has it."""
    gone = dict.fromkeys(("asked_of", "meeting", "able", "people_at", "status", "only"))
    return line.model_copy(update=gone)
