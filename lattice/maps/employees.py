"""Everyone's own map, a file each, in a folder that knows what it holds.

A folder is filled file by file, each whole or not there at all, and says what
it is made from. Interrupted and asked again for the same, only what is missing
is made; asked for something else, all of it; and the map of somebody who is
no longer there goes. A folder that holds anything else is left alone.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, Unpack

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lattice.errors import DataError
from lattice.exchange.whole_file import whole_file
from lattice.graph.snapshot import Snapshot
from lattice.insight.export import ExportResult
from lattice.maps.drawing import Drawing, count_of, draw_all
from lattice.maps.page import made_with
from lattice.maps.reach import reach_press
from lattice.maps.words import catalogue
from lattice.progress import SILENT, Progress
from lattice.routes.options import today_unless
from lattice.routes.reach import ReachOptions

LIST: Final = "lattice-export.json"
"""The file that says what a folder holds, and by which a folder of ours is known."""

_PLAIN: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_LONGEST_STEM: Final = 40


class _Kept(BaseModel):
    """What a folder says of itself: from what its files are made, and whose each is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_: Annotated[Literal["lattice.export/1"], Field(alias="schema")]
    made_from: str
    files: dict[str, str]


def export_employees(
    graph: Snapshot,
    folder: Path,
    *,
    within_months: float,
    page_language: str = "en",
    as_of: datetime.date | None = None,
    time_limit: float | None = None,
    workers: int | None = None,
    progress: Progress = SILENT,
    **options: Unpack[ReachOptions],
) -> ExportResult:
    """Write the map of their own reach for everyone in the lattice.

    Options are those of ``find_ways``; they hold for everybody, a ``time_limit``
    for each by themselves. With ``workers`` so many processes draw side by
    side; the files are the same byte for byte. Raises ``DataError`` when the
    folder holds anything else or can't be written, and ``WrongCall`` for a
    language that isn't there or a number of workers out of range.
    """
    day = today_unless(as_of)
    catalogue(page_language)
    processes = count_of(workers)
    asked = {"as_of": day, "within": within_months, "page_language": page_language, "time": time_limit, **options}
    made_from = _digest(graph.digest, made_with(), json.dumps(asked, default=str, sort_keys=True))
    files = {person: file_name(person) for person in graph.people}
    try:
        before = _opened(folder)
        stale = _stale(folder, before, made_from, files)
        for path in [*stale, *_half_done(folder, files)]:
            path.unlink(missing_ok=True)
        _note(folder, made_from, files)
        paths = {person: folder / name for person, name in files.items()}
        missing = {person: path for person, path in paths.items() if not path.exists()}
        progress.begin("drawing maps", total=len(files))
        progress.advance(len(files) - len(missing))
        drawing = Drawing(
            graph=graph,
            press=reach_press(graph, language=page_language, as_of=day),
            language=page_language,
            within_months=within_months,
            time_limit=time_limit,
            as_of=day,
            options=options,
        )
        draw_all(drawing, missing, workers=processes, drawn=progress.advance)
        # Another process may have died in the middle of a file.
        for path in _half_done(folder, files):
            path.unlink(missing_ok=True)
        size = sum(path.stat().st_size for path in paths.values())
    except OSError as error:
        message = (
            f"'{folder}' can't be filled: {error.strerror or error}; "
            "what is there is whole, and the same call again goes on from there"
        )
        raise DataError(message) from error
    gone = {path.name for path in stale} - set(files.values())
    return ExportResult(
        folder=str(folder),
        as_of=day,
        within_months=within_months,
        written=len(missing),
        kept=len(files) - len(missing),
        removed=len(gone),
        bytes=size,
        files=files,
    )


def file_name(person: str) -> str:
    """The name of a person's file: the id where any system takes it as a name, else what is plain in it and a digest.

    No two people share one, on systems that don't tell large letters from
    small ones either: a plain id has no ``~``.

    >>> file_name("maya"), file_name("../Maya")
    ('maya.html', 'maya~a0d3dd818b6996ea.html')
    """
    if _PLAIN.fullmatch(person) and not _DEVICES.fullmatch(person):
        return f"{person}.html"
    stem = re.sub(r"[^a-z0-9]+", "-", person.casefold()).strip("-")[:_LONGEST_STEM]
    digest = hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{stem}~{digest}.html"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _opened(folder: Path) -> _Kept | None:
    """What the folder holds by its own word; it is made where there is none.

    Raises ``DataError`` for one that holds anything that isn't ours.
    """
    # People's own data: for nobody else on the machine, unless the folder was there before.
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    listed = folder / LIST
    if listed.is_file():
        try:
            return _Kept.model_validate_json(listed.read_bytes())
        except ValidationError as error:
            message = f"'{listed}' is not what an export writes; name another folder"
            raise DataError(message) from error
    if next(folder.iterdir(), None) is not None:
        message = f"'{folder}' holds something else; name a new or empty folder"
        raise DataError(message)
    return None


def _stale(folder: Path, before: _Kept | None, made_from: str, files: Mapping[str, str]) -> list[Path]:
    """The files of an earlier export that aren't what this one would write, by names that an export gives."""
    if before is None:
        return []
    same = set(files.items()) if before.made_from == made_from else set()
    return [folder / name for person, name in before.files.items() if (person, name) not in same
            and name == file_name(person)]  # fmt: skip


def _half_done(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """What a run that was killed has left of files that it hadn't finished."""
    begun = {f".{name[:64]}" for name in (LIST, *files.values())}
    return [path for path in folder.glob(".*") if path.name.rpartition(".")[0] in begun]


def _note(folder: Path, made_from: str, files: Mapping[str, str]) -> None:
    kept = {"schema": "lattice.export/1", "made_from": made_from, "files": dict(files)}
    with whole_file(folder / LIST) as file:
        file.write((json.dumps(kept, indent=1) + "\n").encode())
