"""Console blocks of the documentation: the commands in them, and what they print.

``python -m tests.docs.console`` writes the outputs afresh. A block is fenced
as ``console``; a line that begins with ``$ `` is a command, what follows its
output: none, and it only has to end well. A line that is ``...`` stands for
any number of lines, and stays when outputs are written afresh; within a line
it stands for any text.

Each page has a folder of its own to work in, in which ``graph_data`` and
``docs`` are those of the project and the sample is in the store.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
REST: Final = "..."
"""The line that stands for any number of lines."""

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ERROR: Final = "lattice: error: "


@dataclass(frozen=True, slots=True)
class Example:
    """A command and the lines below it; ``start`` and ``end`` are where these stand in the page's text."""

    command: str
    output: tuple[str, ...]
    start: int
    end: int


def examples(text: str) -> Iterator[Example]:
    """Every command in the console blocks of a page, from top to bottom."""
    for block in _BLOCK.finditer(text):
        command, output, at = "", list[str](), block.start(1)
        start = at
        for line in [*block.group(1).splitlines(keepends=True), "$ "]:
            if line.startswith("$ "):
                if command:
                    yield Example(command, tuple(output), start, at)
                command, output, start = line[2:].rstrip("\n"), [], at + len(line)
            else:
                output.append(line.rstrip("\n"))
            at += len(line)


class Terminal:
    """Where a page's commands are run, one after the other: 80 columns, no colour, the sample in the store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("graph_data", "docs"):
            (folder / name).symlink_to(ROOT / name)
        ours = {"LATTICE_STORE": "sample.lattice", "COLUMNS": "80", "PYTHONUTF8": "1", "XDG_CONFIG_HOME": str(folder)}
        self._environment = os.environ | ours
        self.run("lattice load graph_data/uk-digital")

    def run(self, command: str) -> tuple[list[str], int]:
        """What a command prints, errors too, and its exit status.

        Raises ``ValueError`` for a command other than ``lattice``, which
        belongs into another kind of block.
        """
        words = shlex.split(command)
        if words[0] != "lattice":
            message = f"'{command}' isn't run here: fence it as sh"
            raise ValueError(message)
        done = subprocess.run(
            [sys.executable, "-m", "lattice", *words[1:]],
            cwd=self.folder,
            env=self._environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return [line.rstrip() for line in done.stdout.decode().splitlines()], done.returncode


def ends_well(example: Example, status: int) -> bool:
    """Whether a command ends as its page says: well, unless an error is shown."""
    return (status == 0) != any(line.startswith(_ERROR) for line in example.output)


def agrees(expected: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether lines are as expected, ``...`` standing for any number of them, or within a line for any text.

    >>> agrees(["a", "...", "d"], ["a", "b", "c", "d"])
    True
    >>> agrees(["a", "...", "c"], ["a", "b", "c", "d"])
    False
    """
    pattern = "".join(r"(?:.*\n)*?" if line == REST else _pattern(line) for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def _pattern(line: str) -> str:
    return re.escape(line).replace(re.escape(REST), ".*") + r"\n"


def renewed(expected: Sequence[str], printed: Sequence[str]) -> list[str]:
    """What a page should show of the lines that are printed now: what it left out stays out.

    >>> renewed(["a", "...", "d 1"], ["a", "b", "c", "d 2"])
    ['a', '...', 'd 2']
    """
    lines = list[str]()
    for what, start, end, first, last in SequenceMatcher(a=expected, b=printed, autojunk=False).get_opcodes():
        old, new = list(expected[start:end]), list(printed[first:last])
        if what == "delete":
            lines += [line for line in old if line == REST]
        elif REST in old:
            head, tail = old.index(REST), old[::-1].index(REST)
            lines += [*new[:head], REST, *new[max(head, len(new) - tail) :]]
        else:
            lines += new
    return lines


def main() -> None:
    """Write every output that isn't as it was afresh, and say which."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            terminal = Terminal(Path(folder))
            ran = [(example, terminal.run(example.command)[0]) for example in examples(text)]
        for example, printed in reversed(ran):
            if example.output and not agrees(example.output, printed):
                fresh = "".join(f"{line}\n" for line in renewed(example.output, printed))
                text = text[: example.start] + fresh + text[example.end :]
                sys.stdout.write(f"{page.name}: {example.command}\n")
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
