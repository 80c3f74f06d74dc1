"""The manifest: ``lattice.toml``, read into a header and written from one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from lattice.domain.policy import HIGHEST_SCALE, Header, Levels, Policy
from lattice.domain.rules import nearest_name
from lattice.errors import Problem
from lattice.exchange.cell import shown

MANIFEST: Final = "lattice.toml"

_SECTIONS: Final[Mapping[str, type[BaseModel]]] = {"": Header, "levels": Levels, "policy": Policy}
_NAMES: Final = frozenset({("name",), ("levels", "names")})
"""Where a blank text names nothing."""
_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_EXPECTED: Final = {
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": 'a list of texts, as in ["Basic", "Expert"]',
    "model_type": "a section",
    "dict_type": "a section of numbers, each by the name of a family",
    "finite_number": "a finite number",
}


def read_manifest(data: bytes) -> tuple[Header | None, list[Problem]]:
    """The header that a ``lattice.toml`` holds, and everything wrong with it.

    The header is there whenever the scale of levels can be read, so that the
    tables can be checked against it even when something else is wrong.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf_8(data, error.start)]
    try:
        # The TOML parser takes line breaks only as "\n" or "\r\n".
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, [_not_toml(str(error), text)]
    return check_manifest(document, text=text)


def check_manifest(document: Mapping[str, Any], *, text: str = "") -> tuple[Header | None, list[Problem]]:
    """The header that keys and values make, and everything wrong with them.

    ``text`` is where they came from, for the lines of the problems.
    """
    try:
        header = Header.model_validate(document)
    except ValidationError as error:
        problems = [
            _problem(each["type"], tuple(map(str, each["loc"])), each["input"], each["msg"], text)
            for each in error.errors(include_url=False)
        ]
        return _salvaged(document), _in_order([*problems, *_control_characters(document, text)])
    return header, list(_control_characters(document, text))


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _salvaged(document: Mapping[str, Any]) -> Header | None:
    """A header of what can be read, enough to judge levels."""
    try:
        levels = Levels.model_validate(document.get("levels"))
    except ValidationError:
        return None
    try:
        policy = Policy.model_validate(document.get("policy", {}))
    except ValidationError:
        policy = Policy()
    return Header(name="?", levels=levels, policy=policy)


def widest_header() -> Header:
    """A header that lets every level pass, for when the real one can't be read."""
    return Header(name="?", levels=Levels(maximum=HIGHEST_SCALE))


def _not_utf_8(data: bytes, at: int) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is in UTF-16; save it as UTF-8"
        return Problem(MANIFEST, 0, "", "UTF-16", "UTF-8", message)
    message = f"the byte 0x{data[at]:02X} is not UTF-8; save the file as UTF-8"
    return Problem(MANIFEST, line, "", f"0x{data[at]:02X}", "text in UTF-8", message)


def _not_toml(error: str, text: str) -> Problem:
    place = _PLACE.search(error)
    # Without a place, the error is at the document's end.
    line = int(place.group(1)) if place else text.count("\n") + 1
    reason = _PLACE.sub("", error).split("\n", maxsplit=1)[0]
    lines = text.splitlines()
    found = shown(lines[line - 1].strip()) if 0 < line <= len(lines) else ""
    hint = "; a text needs quotes, and each key a line of its own"
    return Problem(MANIFEST, line, "", found, 'TOML, as in name = "My lattice"', f"not TOML: {shown(reason)}{hint}")


def _problem(kind: str, path: Sequence[str], value: object, reason: str, text: str) -> Problem:
    """A broken rule of the header's model, in the words of the bundle."""
    key = ".".join(path)
    line = _line_of(path, text)
    if kind == "missing":
        expected = _description(path)
        return Problem(MANIFEST, line, key, "", expected, f"the required key '{key}' is missing; add {expected}")
    found = shown(_toml(value))
    if kind == "extra_forbidden":
        return _unknown_key(path, found, line)
    if kind == "string_too_short":
        return Problem(MANIFEST, line, key, found, "a text that isn't blank", f"{key} is blank; fill it in")
    if kind == "value_error":
        message = reason.removeprefix("Value error, ")
        return Problem(MANIFEST, line, key, found, "names that fit the scale", f"{key}: {message}")
    expected = _EXPECTED.get(kind) or reason.removeprefix("Input should be ")
    return Problem(MANIFEST, line, key, found, expected, f"{key} is {found}, and should be {expected}")


def _unknown_key(path: Sequence[str], found: str, line: int) -> Problem:
    key = ".".join(path)
    last = path[-1]
    homes = [
        f"{section}.{last}" if section else last for section, model in _SECTIONS.items() if last in model.model_fields
    ]
    section = ".".join(path[:-1])
    known = list(_SECTIONS.get(section, Header).model_fields)
    near = nearest_name(last.casefold().replace("-", "_"), known)
    if homes:
        hint = f"it belongs where '{homes[0]}' is"
    elif near:
        hint = f"the nearest is '{f'{section}.{near}' if section else near}'"
    else:
        hint = f"there are {', '.join(known)}"
    expected = near or "a known key"
    return Problem(MANIFEST, line, shown(key), found, expected, f"'{shown(key)}' is no key of {MANIFEST}; {hint}")


def _description(path: Sequence[str]) -> str:
    return {
        "name": 'a name, as in name = "My lattice"',
        "levels": "the section [levels] with maximum = the highest level",
        "levels.maximum": f"the highest level, from 1 to {HIGHEST_SCALE}, as in maximum = 5",
    }.get(".".join(path), "the key")


def _line_of(keys: Sequence[str], text: str) -> int:
    """The line where a key stands; that of its section, or 0, when it can't be found."""
    path = [key for key in keys if not key.isdigit()]
    section: list[str] = []
    best = 0
    for number, line in enumerate(text.splitlines(), start=1):
        heading = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line)
        if heading:
            section = [part.strip().strip("\"'") for part in heading.group(1).split(".")]
            best = number if section == path[: len(section)] and best == 0 else best
            continue
        name = re.match(r"\s*([^=#]+?)\s*=", line)
        if name and [*section, *(part.strip().strip("\"'") for part in name.group(1).split("."))] == path:
            return number
    return best


def _control_characters(document: object, text: str, *path: str) -> Iterator[Problem]:
    """A problem for each text that holds characters which a screen would obey."""
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield from _control_characters(value, text, *path, str(key))
    elif isinstance(document, list):
        for value in document:
            yield from _control_characters(value, text, *path)
    elif isinstance(document, str):
        hostile = _CONTROL.search(document)
        if hostile or (path in _NAMES and not document.strip()):
            key = shown(".".join(path))
            reason = f"the control character U+{ord(hostile.group()):04X}" if hostile else "nothing"
            message = f"{key} holds {reason}; " + ("take it out" if hostile else "fill it in, or take the key out")
            yield Problem(MANIFEST, _line_of(path, text), key, shown(document), "a text", message)


def write_manifest(header: Header) -> str:
    """The text of a ``lattice.toml`` that says the same as a header; what is at its default is left out."""
    said = header.model_dump(exclude_none=True, exclude_defaults=True)
    lines = [f"{key} = {_toml(value)}" for key, value in said.items() if not isinstance(value, dict)]
    for section in ("levels", "policy"):
        if said.get(section):
            lines += ["", f"[{section}]", *(f"{key} = {_toml(value)}" for key, value in said[section].items())]
    return "\n".join([*lines, ""])


def _toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(str(key))} = {_toml(each)}" for key, each in value.items()) + "}"
    return str(value)


_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _quoted(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        character = match.group()
        return _ESCAPES.get(character) or f"\\u{ord(character):04X}"

    return '"' + re.sub('[\\\\"\x00-\x1f\x7f-\x9f]', escape, text) + '"'
