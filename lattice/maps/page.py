"""The page of a map: one file with everything in it, which loads nothing from anywhere.

A Content-Security-Policy allows the page's own scripts by their hash and
nothing else. Data stands in an element that no browser runs, with every
character escaped that could end it; the script shows it as text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import AnyStr, Final

from pydantic import TypeAdapter

from lattice.maps.scene import Part, Scene

_TEXT: Final = TypeAdapter(str)
_VIS: Final = "vis-9.1.2"
_HOLE: Final = re.compile(r"\$\{(title|data)\}")
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def render(scene: Scene) -> str:
    """The whole page of a scene, as the text of an HTML file."""
    title = html.escape(scene.title)
    return "".join(_between(_around(scene), {"title": title, "data": scene_json(scene)}))


class Press:
    """Prints pages that differ in their title and in one part alone: what they share is written once.

    It is made from a scene without that part, whose field has the name
    ``part``. What it prints is byte for byte what ``render`` makes of the
    scene with this title and this part.
    """

    def __init__(self, scene: Scene, part: str) -> None:
        fields = [*Scene.model_fields]
        title, own = fields.index("title"), fields.index(part)
        runs = (fields[:title], fields[title + 1 : own], fields[own + 1 :])
        before, middle, after = (",".join(filter(None, (_member(scene, field) for field in run))) for run in runs)
        data = (f'{{{before},"title":', f',{middle},"{part}":', f",{after}}}" if after else "}")
        self._around = [text.encode() for text in _around(scene)]
        self._data = [text.encode() for text in data]

    def page(self, title: str, part: Part) -> bytes:
        """The file of the page with this title and this part."""
        said = _TEXT.dump_json(title).decode().translate(_ESCAPES)
        own = part.model_dump_json(exclude_none=True).translate(_ESCAPES)
        before, between, after = self._data
        data = b"".join((before, said.encode(), between, own.encode(), after))
        return b"".join(_between(self._around, {"title": html.escape(title).encode(), "data": data}))


def made_with() -> str:
    """The digest of everything in a page that isn't its data: pages of one digest differ in data alone."""
    parts = (_template(), _library(), _asset("page.js"), _asset("page.css"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def scene_json(scene: Scene) -> str:
    r"""A scene as JSON that may stand in a page: nothing in it is markup or breaks a line.

    ``<`` is written ``\u003c``, which says the same in JSON and nothing in HTML.
    """
    return scene.model_dump_json(exclude_none=True).translate(_ESCAPES)


def _member(scene: Scene, field: str) -> str:
    """One field of a scene as it stands in its JSON, with its name; nothing when it has no value."""
    return scene.model_dump_json(include={field}, exclude_none=True)[1:-1].translate(_ESCAPES)


def _around(scene: Scene) -> list[str]:
    """What stands around the holes of a page: all that isn't its title and its data."""
    texts = scene.texts
    library, script, style = _library(), _asset("page.js"), _asset("page.css")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(library)}' '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    fixed = {
        "language": html.escape(scene.language),
        "policy": policy,
        "description": html.escape(texts[f"describe.{scene.kind}"]),
        "skip": html.escape(texts["skip.words"]),
        "noscript": html.escape(texts["noscript"]),
        "kind": scene.kind,
        "audience": scene.audience,
        "style": style,
        "library": library,
        "script": script,
    }
    return [Template(text).substitute(fixed) for text in _HOLE.split(_template())[::2]]


def _between(around: Sequence[AnyStr], values: Mapping[str, AnyStr]) -> Iterator[AnyStr]:
    """A page in order: what stands around its holes, and in each hole its value."""
    holes = [values[name] for name in _HOLE.findall(_template())]
    yield around[0]
    for value, text in zip(holes, around[1:], strict=True):
        yield value
        yield text


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> str:
    return (files("lattice.maps") / "templates" / "page.html").read_text("utf-8")


@cache
def _asset(name: str) -> str:
    return (files("lattice.maps") / "assets" / name).read_text("utf-8").strip()


@cache
def _library() -> str:
    """vis-network as pyvis brings it, without the pointer to a source map that no page should fetch."""
    text = (files("pyvis") / "lib" / _VIS / "vis-network.min.js").read_text("utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*\Z", "", text).strip()
