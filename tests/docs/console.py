"""Console blocks of the documentation: the commands in them, and what they should print.

``python -m tests.docs.console`` writes the outputs afresh. A block is fenced
as ``console``; a line that begins with ``$ `` is a command, what follows its
output. A command without output only has to end well. A line that is ``...``
stands for any number of lines, and stays where it is when outputs are written
afresh as long as the lines before and after it are still there.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ELSEWHERE = frozenset({"bundle.md", "cli.md"})
"""Pages that have tests of their own."""


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a page and the lines that it should print."""

    page: Path
    line: int
    command: str
    output: tuple[str, ...]


def examples() -> Iterator[Example]:
    """Every command in the console blocks of the documentation."""
    for page in PAGES:
        if page.name in _ELSEWHERE:
            continue
        text = page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            first = text.count("\n", 0, block.start(1)) + 1
            yield from _commands(page, first, block.group(1).splitlines())


def _commands(page: Path, first: int, lines: list[str]) -> Iterator[Example]:
    starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Example(page, first + start, lines[start][2:], tuple(lines[start + 1 : end]))


def run(command: str, *, store: Path) -> list[str]:
    """What a ``lattice`` command prints, on 80 columns, from the project's root.

    Raises ``CalledProcessError`` when it ends with another status than 0.
    """
    words = shlex.split(command)
    if words[0] != "lattice":
        message = f"only lattice is run here, not {words[0]}"
        raise ValueError(message)
    env = {**os.environ, "LATTICE_STORE": str(store), "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "lattice", *words[1:]], cwd=ROOT, env=env, check=True, capture_output=True
    )
    return [line.rstrip() for line in done.stdout.decode().splitlines()]


def agrees(expected: tuple[str, ...], printed: list[str]) -> bool:
    """Whether lines are as expected, ``...`` standing for any number of them."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def main() -> None:
    """Write the outputs of all examples that have one, and that don't agree any more, afresh."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "docs.lattice"
        (ROOT / "build").mkdir(exist_ok=True)
        run("lattice load graph_data/uk-digital", store=store)
        for example in examples():
            printed = run(example.command, store=store)
            if not example.output or agrees(example.output, printed):
                continue
            text = example.page.read_text(encoding="utf-8")
            old = "".join(f"{line}\n" for line in (f"$ {example.command}", *example.output))
            new = "".join(f"{line}\n" for line in (f"$ {example.command}", *printed))
            example.page.write_text(text.replace(old, new), encoding="utf-8")
            sys.stdout.write(f"{example.page.name}: {example.command}\n")


if __name__ == "__main__":
    main()
