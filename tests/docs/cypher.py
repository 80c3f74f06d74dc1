"""Cypher blocks of the documentation, each followed by a ``text`` block with its answer on the sample.

``python -m tests.docs.cypher`` starts the tests' Neo4j, loads the sample and
writes the answers afresh.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.neo4j.sample import load_sample
from tests.neo4j.server import Neo4jServer, Server

PAGE: Final = Path(__file__).parents[2] / "docs" / "cypher.md"
MOST: Final = 8
"""The rows that an answer shows; a line says how many more there are."""

_PAIR: Final = re.compile(r"^```cypher\n(?P<query>.*?)^```\n\n```text\n(?P<answer>.*?)^```$", re.MULTILINE | re.DOTALL)


def questions(text: str) -> Iterable[re.Match[str]]:
    """Each query of the page with its answer, from top to bottom."""
    return _PAIR.finditer(text)


def answer(server: Server, query: str) -> str:
    """What a query answers, as the page shows it."""
    rows = server.run(query)
    return as_text(rows) if rows else "nothing\n"


def as_text(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as a table of plain text, numbers to the right.

    >>> print(as_text([{"who": "Bo", "levels": 2}, {"who": "Maya", "levels": 12}]), end="")
    who   levels
    Bo         2
    Maya      12
    """
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows[:MOST])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    right = [isinstance(value, int | float) for value in rows[0].values()]
    lines = [
        "  ".join(
            text.rjust(width) if numeric else text.ljust(width)
            for text, width, numeric in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in cells
    ]
    if len(rows) > MOST:
        lines.append(f"… and {len(rows) - MOST} more")
    return "".join(f"{line}\n" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_cell(part) for part in value)
    return "" if value is None else str(value)


def main() -> None:
    """Write every answer afresh, and say which have changed."""
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, Neo4jServer(Path(folder)) as server:
        os.environ.update(server.environment)
        load_sample(server)
        for found in reversed(list(questions(text))):
            fresh = answer(server, found["query"])
            if fresh != found["answer"]:
                text = text[: found.start("answer")] + fresh + text[found.end("answer") :]
                sys.stdout.write(f"{found['query'].splitlines()[0]}\n")
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
