"""Puts the tables, the header and the README of the bundle together."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from string import Template

from graph_data.build.catalogue import catalogue
from graph_data.build.courses import read_courses
from graph_data.build.figures import figures
from graph_data.build.framework import Framework, read_framework
from graph_data.build.leaving import leaving_policy
from graph_data.build.moves import Move, find_moves, move_table
from graph_data.build.people import (
    Person,
    completion_table,
    exclusion_table,
    people_tables,
    read_people,
    wish_tables,
)
from graph_data.build.programme import programme
from graph_data.build.requirements import require, requirement_table
from graph_data.build.resource import Resource, resource_tables
from graph_data.build.roles import grade_roles, read_critical_seats, role_table
from graph_data.build.skills import skill_table
from graph_data.build.table import Table
from graph_data.build.themes import read_themes

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ROOT / "build" / "inputs"
FRAMEWORK = ROOT / "sources" / "uk-gdad-pcf"
COURSES = ROOT / "sources" / "learning-resources"
SEPARATIONS = ROOT / "sources" / "bls-ep-2024-34" / "separations.csv"
HOME = ROOT / "uk-digital"
"""Where the bundle stands in the project."""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """The tables of the bundle and the two texts beside them."""

    tables: tuple[Table, ...]
    header: str
    readme: str

    def write(self, folder: Path) -> None:
        """Write everything to a folder, made if it isn't there."""
        folder.mkdir(parents=True, exist_ok=True)
        for table in self.tables:
            table.write(folder)
        for name, text in (("lattice.toml", self.header), ("README.md", self.readme)):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def build_bundle() -> Bundle:
    """Return the sample bundle, built from the sources and inputs of this folder."""
    framework = read_framework(FRAMEWORK)
    themes = read_themes(INPUTS / "themes.toml")
    graded = grade_roles(framework)
    requirements = require(framework)
    people = read_people(INPUTS / "people.csv", requirements)
    critical = read_critical_seats(INPUTS / "critical_roles.csv")
    moves = find_moves(graded, requirements, themes)
    resources = catalogue(
        [*programme(themes, framework), *read_courses(INPUTS / "courses.csv", COURSES)],
        people,
        INPUTS / "availability.csv",
    )
    families = {role.family for role in framework.roles}
    holders = Counter(person.role for person in people)
    tables = (
        role_table(graded, critical_seats=critical, holders=holders),
        skill_table(framework),
        requirement_table(requirements, framework),
        move_table(moves),
        *resource_tables(resources),
        *people_tables(people),
        completion_table(people, resources),
        *wish_tables(INPUTS / "aspirations.csv", INPUTS / "nominations.csv", people),
        exclusion_table(INPUTS / "exclusions.csv"),
    )
    return Bundle(
        tables=tables,
        header=(INPUTS / "lattice.toml").read_text(encoding="utf-8")
        + leaving_policy(INPUTS / "occupations.csv", SEPARATIONS, families),
        readme=_readme(tables, framework, moves, resources, people),
    )


def _readme(
    tables: tuple[Table, ...],
    framework: Framework,
    moves: tuple[Move, ...],
    resources: tuple[Resource, ...],
    people: tuple[Person, ...],
) -> str:
    template = Template((INPUTS / "readme.md").read_text(encoding="utf-8"))
    known = figures(tables=tables, framework=framework, moves=moves, resources=resources, people=people)
    return template.substitute(known)
