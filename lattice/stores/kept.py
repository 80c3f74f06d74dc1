"""Documents put aside under a name: which ones will do, and what is left of them when a person is forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lattice.errors import UnknownName, WrongCall
from lattice.graph.names import normalise

KEPT: Final = "kept"
"""What the documents are called among the counts of ``forget``."""

LONGEST_NAME: Final = 200
FORGOTTEN: Final = "(forgotten)"

_NOT_PEOPLE: Final = frozenset(
    {"schema", "as_of", "digest", "role", "roles", "from", "to", "skill", "skills", "resource", "seat", "ends_in"}
)
"""Fields whose values are never people: an id there may be equal to a person's by chance."""


def check_document(name: str, document: str) -> None:
    """Raise ``WrongCall`` unless a name and a document will do."""
    check_document_name(name)
    try:
        json.loads(document.encode())
    except (ValueError, RecursionError) as error:
        message = f"what is to be kept as '{name}' is not JSON: {error}"
        raise WrongCall(message) from error


def check_document_name(name: str) -> None:
    """Raise ``WrongCall`` unless a name will do: some printable characters, none of them blank at either end."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name != name.strip():
        message = f"the name {name[:LONGEST_NAME]!r} won't do; give 1 to {LONGEST_NAME} printable characters"
        raise WrongCall(message)


def taken(name: str) -> WrongCall:
    """The error for a name that a document has already."""
    return WrongCall(f"there is '{name}' already; give another name, or replace it (--replace)")


def not_kept(name: str, known: Sequence[str]) -> UnknownName:
    """The error for a name that no document has."""
    there = f"; there are {', '.join(known[:5])}" if known else "; nothing is kept yet"
    more = f" and {len(known) - 5} more" if len(known) > 5 else ""  # noqa: PLR2004 - a line holds no more
    message = f"nothing is kept as '{name}'{there}{more}"
    return UnknownName(message, kind="document", text=name, candidates=tuple(known[:5]))


def without_person(document: str, person: str, *, name: str | None) -> str:
    """A kept document without a person's id and name; the very same text when it mentions neither.

    Whatever is about the person alone goes: an object whose ``person`` they
    are, an item of a list, an entry under their id unless that is a number,
    which stands for a horizon. Where a field has to stay it becomes null, and
    within a longer text they are "(forgotten)". Fields that say which role,
    skill or resource are left alone.
    """
    content = json.loads(document)
    left = _Eraser.of(person, name).cleaned(content)
    if left == content:
        return document
    return json.dumps(None if left is _GONE else left)


class _Gone:
    """Stands for what is taken out."""


_GONE: Final = _Gone()


@dataclass(frozen=True)
class _Eraser:
    """Takes one person out of a document, value by value."""

    keys: frozenset[str]
    mention: re.Pattern[str]

    @classmethod
    def of(cls, person: str, name: str | None) -> _Eraser:
        texts = sorted({text for text in (person, name) if text}, key=len, reverse=True)
        spelled = "|".join(re.escape(text) for text in texts)
        mention = re.compile(rf"(?<![\w-])(?:{spelled})(?![\w-])", re.IGNORECASE)
        return cls(frozenset({*texts, *(normalise(text) for text in texts)}) - {""}, mention)

    def cleaned(self, value: object, field: str = "") -> object:
        """What is left of a value that stands in a field."""
        if isinstance(value, str):
            return self._text(value, field)
        if isinstance(value, list):
            return [left for left in (self.cleaned(item, field) for item in value) if left is not _GONE]
        if isinstance(value, Mapping):
            return self._object(value, field)
        return value

    def _text(self, text: str, field: str) -> object:
        if field in _NOT_PEOPLE:
            return text
        if text in self.keys or normalise(text) in self.keys:
            return _GONE
        return self.mention.sub(FORGOTTEN, text)

    def _object(self, value: Mapping[str, object], field: str) -> object:
        who = value.get("person")
        if isinstance(who, str) and self._text(who, "person") is _GONE:
            return _GONE
        return dict(self._entries(value, field))

    def _entries(self, value: Mapping[str, object], field: str) -> Iterator[tuple[str, object]]:
        for key, item in value.items():
            if field not in _NOT_PEOPLE and key in self.keys and not key.isdigit():
                continue
            # Keys such as a horizon's months say nothing of what stands under them; the field around them does.
            left = self.cleaned(item, field if key.isdigit() else key)
            yield key, None if left is _GONE else left
