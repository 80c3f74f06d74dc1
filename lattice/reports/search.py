"""The report of a search."""

from __future__ import annotations

from lattice.insight.search import Hit, SearchResult
from lattice.reports.document import Block, Column, Heading, Paragraph, Records, Report, Table, line

_NOTHING = "Nothing is called like that; try a shorter part of the name."


def search_report(result: SearchResult) -> Report:
    """What was found, by kind. The records have a row for each hit."""
    found = {
        "roles": result.roles,
        "skills": result.skills,
        "resources": result.resources,
        "people": result.people,
    }
    tables = [_table(kind, hits, result.omitted[kind]) for kind, hits in found.items() if hits]
    nothing: list[Block] = [] if tables else [Paragraph((line(_NOTHING),))]
    rows = tuple((kind, hit.id, hit.title, hit.score) for kind, hits in found.items() for hit in hits)
    return Report(
        (Heading(f"Search: {result.text}", level=1), *nothing, *tables),
        Records(("kind", "id", "title", "score"), rows),
        () if tables else (_NOTHING,),
    )


def _table(kind: str, hits: tuple[Hit, ...], omitted: int) -> Table:
    title = kind.capitalize() + (f" (the best {len(hits)} of {len(hits) + omitted})" if omitted else "")
    name = "Name" if kind in {"skills", "people"} else "Title"
    columns = (Column(name, wraps=True), Column("Id", wraps=True), Column("Score", numeric=True))
    return Table(columns, tuple((hit.title, hit.id, f"{hit.score:.0f}") for hit in hits), title=title)
