"""Themes: skills that belong together, and the words for what is learned in them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_data.build.slug import slug


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Skills that belong together; one about chiefs counts `related` themes as its own."""

    key: str
    title: str
    skills: tuple[str, ...]
    names: tuple[str, ...]
    related: tuple[str, ...]
    near: tuple[str, ...]
    project: str
    rotation: str | None
    simulation: str | None
    reading: str | None
    certificate: bool
    lead: bool


def read_themes(path: Path) -> tuple[Theme, ...]:
    """Return the themes of a TOML file, in its order; skills as ids and as names."""
    with path.open("rb") as file:
        tables = tomllib.load(file)["theme"]
    return tuple(
        Theme(
            key=table["key"],
            title=table["title"],
            skills=tuple(slug(name) for name in table["skills"]),
            names=tuple(table["skills"]),
            related=tuple(table.get("related", ())),
            near=tuple(table.get("near", ())),
            project=table["project"],
            rotation=table.get("rotation"),
            simulation=table.get("simulation"),
            reading=table.get("reading"),
            certificate=table.get("certificate", False),
            lead=table.get("lead", False),
        )
        for table in tables
    )


def kinship(themes: tuple[Theme, ...]) -> Mapping[tuple[str, str], int]:
    """Return how many levels are lost from one theme's skills to another's.

    One within a theme and from a related theme, two between near themes; pairs
    left out have nothing in common.
    """
    loss: dict[tuple[str, str], int] = {}
    for theme in themes:
        for other in theme.near:
            loss[theme.key, other] = loss[other, theme.key] = 2
    for theme in themes:
        for key in (theme.key, *theme.related):
            loss[key, theme.key] = 1
    return loss
