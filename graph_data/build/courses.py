"""Real free courses: title and address from the published lists, the match by hand."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph_data.build.framework import rows
from graph_data.build.resource import Resource, Teaching
from graph_data.build.slug import short_slug

HOURS: Mapping[str, int] = {"quick": 8, "short": 20, "medium": 45, "long": 100}
"""Assumption: hours of a course whose list states none, by its length as judged."""

_LISTS = ("free_programming_courses.csv", "ossu_computer_science.csv")
_OPEN_CURRICULUM = "ossu-"
_ESCAPED = re.compile(r"\\([\\|\[\]#])")
_MARKUP = re.compile(r"\[\(.*|\*|:construction:|\(email address .*|\(account .*", re.DOTALL)


def read_courses(matches: Path, sources: Path) -> Iterator[Resource]:
    """Yield the courses of the table of matches, looked up in the published lists.

    The table has `source` (id in a list), `title` (repeated for readers and
    compared), `type`, `teaches` and `prerequisites` (skill ids with levels) and
    `length`, a key of `HOURS`, blank where the list itself states hours.
    """
    listed = {row["resource_id"]: row for name in _LISTS for row in rows(sources / name)}
    for match in rows(matches):
        source = listed[match["source"]]
        if source["title"] != match["title"]:
            message = f"{match['source']} is {source['title']!r}, not {match['title']!r}"
            raise ValueError(message)
        yield _course(match, source)


def _course(match: Mapping[str, str], source: Mapping[str, str]) -> Resource:
    title = _ESCAPED.sub(r"\1", source["title"]).strip()
    curriculum = match["source"].startswith(_OPEN_CURRICULUM)
    hours = float(source["estimated_hours_derived"]) if curriculum else HOURS[match["length"]]
    return Resource(
        id=f"{match['source']}-{short_slug(title, most=40)}",
        title=title,
        type=match["type"],
        hours=hours,
        cost=0,
        provider=_provider(source, curriculum=curriculum),
        format="online",
        teaches=tuple(_teachings(match["teaches"])),
        prerequisites=tuple(_levels(match["prerequisites"])),
        url=source["url"],
        description=_description(source, curriculum=curriculum),
    )


def _provider(source: Mapping[str, str], *, curriculum: bool) -> str:
    named = "" if curriculum else _MARKUP.sub("", source["author_and_notes"]).strip()
    return named or source["url"].split("/")[2].removeprefix("www.")


def _description(source: Mapping[str, str], *, curriculum: bool) -> str:
    if curriculum:
        return (
            "Free course of the Open Source Society University's computer science curriculum "
            f"({source['duration']}, {source['effort']}). Hours as listed there; what it "
            "teaches and to which level is our judgement."
        )
    topic = _ESCAPED.sub(r"\1", " / ".join(filter(None, (source["topic"], source["subtopic"]))))
    return (
        f"Free course listed under {topic} by the Free Ebook Foundation. Hours are estimated; "
        "what it teaches and to which level is our judgement."
    )


def _teachings(cell: str) -> Iterator[Teaching]:
    for part in cell.split("|"):
        skill, levels = part.split(":")
        start, end = levels.split(">")
        yield Teaching(skill=skill, from_level=int(start), to_level=int(end))


def _levels(cell: str) -> Iterator[tuple[str, int]]:
    for part in filter(None, cell.split("|")):
        skill, level = part.split(":")
        yield skill, int(level)
