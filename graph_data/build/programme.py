"""The organisation's own learning resources: illustrative, made by rule from the themes.

Each theme has an online course for the first level, workshops and longer
courses for the second, projects, rotations, simulations and mentoring for the
third, coaching and leading the practice for the fourth. The table of themes says
which theme has which of the rarer forms, so that the choice differs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_data.build.framework import Framework
from graph_data.build.resource import Resource, Teaching
from graph_data.build.slug import short_slug
from graph_data.build.themes import Theme

PROVIDER = "Own programme (illustrative)"

WIDELY_NEEDED = 12
"""A skill that so many roles need has a longer course beside the workshop."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """What one form of learning takes: hours to reach each level, and money."""

    hours: Mapping[int, int]
    fixed: int = 0
    hourly: int = 0
    format: str = "in person"
    capacity: int | None = None


FORMS: Mapping[str, Form] = {
    "reading": Form(hours={1: 6}, format="online"),
    "online course": Form(hours={1: 8}, format="online"),
    "course": Form(hours={2: 24}, hourly=25, format="blended", capacity=16),
    "workshop": Form(hours={2: 14}, fixed=120, hourly=40, capacity=12),
    "shadowing": Form(hours={1: 12}, format="on the job", capacity=2),
    "simulation": Form(hours={2: 7, 3: 16}, fixed=80, hourly=55, capacity=20),
    "project": Form(hours={3: 80, 4: 110}, format="on the job", capacity=3),
    "rotation": Form(hours={2: 40, 3: 90}, fixed=500, format="on the job", capacity=2),
    "mentoring": Form(hours={3: 44}, format="in person", capacity=1),
    "coaching": Form(hours={4: 36}, hourly=75, format="in person", capacity=2),
    "certification": Form(hours={3: 64}, fixed=450, hourly=8, format="online"),
}
"""Assumption: hours to reach a level, and the price in pounds, of each form."""

FURTHER_SKILL = 0.4
"""Assumption: each further skill taught adds so much of the hours of the first."""

UNTAUGHT: frozenset[tuple[str, int]] = frozenset(
    {
        ("applied-social-sciences", 3),
        ("content-concepts-and-prototyping", 3),
        ("enterprise-and-business-architecture-business-analyst", 2),
        ("operational-management", 3),
        ("security-technology", 3),
        ("strategic-cyber-security-planning", 3),
        ("technical-specialism", 4),
        ("web-performance-optimisation", 4),
    }
)
"""Skill and level that nothing teaches, so that the gaps of a real catalogue show."""


def programme(themes: Sequence[Theme], framework: Framework) -> tuple[Resource, ...]:
    """Return the organisation's own resources, without mentors and availability."""
    asked = _highest_asked(framework)
    uses = Counter(need.skill for need in framework.needs)
    resources: list[Resource] = []
    for theme in themes:
        maker = _Maker(theme, asked)
        resources += maker.first_level()
        resources += maker.second_level(uses)
        resources += maker.third_level()
        resources += maker.fourth_level()
        resources += maker.extras()
    return tuple(resources)


def hours(form: str, teachings: Sequence[Teaching]) -> int:
    """Return the hours of a form for what it teaches.

    The longest step counts whole, every further skill `FURTHER_SKILL` of its own.
    """
    table = FORMS[form].hours
    steps = sorted((_step_hours(table, teaching) for teaching in teachings), reverse=True)
    return round(steps[0] + FURTHER_SKILL * sum(steps[1:]))


def cost(form: str, taken: int) -> int:
    """Return the price in pounds of a form that takes so many hours, to the next ten."""
    price = FORMS[form].fixed + FORMS[form].hourly * taken
    return -(-price // 10) * 10


def _step_hours(table: Mapping[int, int], teaching: Teaching) -> int:
    return sum(table.get(level, 0) for level in range(teaching.from_level + 1, teaching.to_level + 1))


def _highest_asked(framework: Framework) -> Mapping[str, int]:
    highest: dict[str, int] = {}
    for need in framework.needs:
        highest[need.skill] = max(highest.get(need.skill, 0), need.level or 4)
    return highest


class _Maker:
    """Makes the resources of one theme."""

    def __init__(self, theme: Theme, asked: Mapping[str, int]) -> None:
        self._theme = theme
        self._asked = asked
        self._name = dict(zip(theme.skills, theme.names, strict=True))

    def first_level(self) -> Iterator[Resource]:
        """Yield online courses from nothing to the first level, three or four skills each."""
        for group, part in _parts(self._steps(1), most=4):
            title = f"Foundations: {self._theme.title.lower()}{part}"
            yield self._make("online course", title, group)

    def second_level(self, uses: Counter[str]) -> Iterator[Resource]:
        """Yield workshops on pairs of skills, and a longer course on widely needed ones."""
        for group in _groups(self._steps(2), most=2):
            yield self._make("workshop", f"Workshop: {self._names(group)}", group)
        for teaching in self._steps(2):
            if uses[teaching.skill] >= WIDELY_NEEDED:
                yield self._make("course", f"Working course: {self._name[teaching.skill]}", [teaching])

    def third_level(self) -> Iterator[Resource]:
        """Yield a stretch project on the leading pair, and mentoring on every pair."""
        steps = self._steps(3)
        if steps:
            yield self._make("project", f"Stretch project: {self._theme.project}", steps[:2])
        for group in _groups(steps, most=2):
            yield self._make("mentoring", f"Mentoring: {self._names(group)}", group)

    def fourth_level(self) -> Iterator[Resource]:
        """Yield coaching on up to three skills each."""
        for group, part in _parts(self._steps(4), most=3):
            yield self._make("coaching", f"Coaching: {self._theme.title.lower()}{part}", group)

    def extras(self) -> Iterator[Resource]:
        """Yield the forms that only some themes have."""
        theme = self._theme
        first, second, third = self._steps(1), self._steps(2), self._steps(3)
        if theme.reading:
            yield self._make("reading", f"Guided reading: {theme.reading}", first[:2])
        if theme.simulation:
            taught = third[-2:] or second[-1:]
            yield self._make("simulation", f"Simulation: {theme.simulation}", taught)
        if theme.rotation:
            yield self._make("shadowing", f"Shadowing: {theme.rotation}", first[-2:])
            title = f"Rotation: three months with {theme.rotation}"
            yield self._make("rotation", title, self._wide(third))
        if theme.certificate:
            yield self._certificate(third[0], second)
        if theme.lead:
            title = f"Lead the practice: {theme.title.lower()}"
            steps = [step for step in self._steps(4) if not _blocked(step)]
            yield self._make("project", title, steps[:2])

    def _certificate(self, step: Teaching, second: Sequence[Teaching]) -> Resource:
        """Return an examined certificate that also asks for the theme's second skill."""
        title = f"Practitioner certificate: {self._name[step.skill]}"
        others = [teaching for teaching in second if teaching.skill != step.skill]
        asked = tuple((teaching.skill, teaching.from_level) for teaching in others[:1])
        return self._make("certification", title, [step], prerequisites=asked)

    def _wide(self, third: Sequence[Teaching]) -> list[Teaching]:
        """Return one skill taken two levels up and another one, as a rotation teaches."""
        if not third:
            return list(self._steps(2)[:1])
        wide = Teaching(skill=third[0].skill, from_level=1, to_level=3)
        others = [step for step in self._steps(2) if step.skill != wide.skill]
        return [wide, *others[-1:]]

    def _steps(self, level: int) -> list[Teaching]:
        """Return the theme's single steps up to a level that some role asks for."""
        return [
            Teaching(skill=skill, from_level=level - 1, to_level=level)
            for skill in self._theme.skills
            if self._asked[skill] >= level and (skill, level) not in UNTAUGHT
        ]

    def _names(self, group: Sequence[Teaching]) -> str:
        return " + ".join(self._name[teaching.skill] for teaching in group)

    def _make(
        self,
        form: str,
        title: str,
        teachings: Sequence[Teaching],
        *,
        prerequisites: tuple[tuple[str, int], ...] = (),
    ) -> Resource:
        taken = hours(form, teachings)
        rule = FORMS[form]
        return Resource(
            id=short_slug(title),
            title=title,
            type="course" if form == "online course" else form,
            hours=taken,
            cost=cost(form, taken),
            provider=PROVIDER,
            format=rule.format,
            teaches=tuple(teachings),
            prerequisites=prerequisites,
            languages="en|cy" if form == "online course" else "en",
            capacity=rule.capacity,
            description=f"Illustrative {form} of the organisation: {self._theme.title.lower()}.",
        )


def _parts(steps: Sequence[Teaching], *, most: int) -> Iterator[tuple[list[Teaching], str]]:
    """Yield the groups of steps with what their titles end in where there are several."""
    reachable = [step for step in steps if not _blocked(step)]
    blocked = [[step] for step in steps if _blocked(step)]
    groups = [*_groups(reachable, most=most), *blocked]
    for number, group in enumerate(groups, start=1):
        yield group, f", module {number}" if len(groups) > 1 else ""


def _blocked(step: Teaching) -> bool:
    """Say whether nothing teaches up to where a step starts; it then stands alone."""
    return any((step.skill, level) in UNTAUGHT for level in range(1, step.from_level + 1))


def _groups(steps: Sequence[Teaching], *, most: int) -> list[list[Teaching]]:
    """Return the steps in order, in as few groups as hold at most so many, evenly filled."""
    count = -(-len(steps) // most)
    return [list(steps[i * len(steps) // count : (i + 1) * len(steps) // count]) for i in range(count)]
