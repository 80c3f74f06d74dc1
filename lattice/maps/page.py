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
from functools import cache
from importlib.resources import files
from string import Template
from typing import Final

from lattice.maps.scene import Scene

_VIS: Final = "vis-9.1.2"
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def render(scene: Scene) -> str:
    """The whole page of a scene, as the text of an HTML file."""
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
    return Template(_template()).substitute(
        language=html.escape(scene.language),
        policy=policy,
        title=html.escape(scene.title),
        description=html.escape(texts[f"describe.{scene.kind}"]),
        skip=html.escape(texts["skip.words"]),
        noscript=html.escape(texts["noscript"]),
        kind=scene.kind,
        audience=scene.audience,
        style=style,
        data=scene_json(scene),
        library=library,
        script=script,
    )


def made_with() -> str:
    """The digest of everything in a page that isn't its data: pages of one digest differ in data alone."""
    parts = (_template(), _library(), _asset("page.js"), _asset("page.css"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def scene_json(scene: Scene) -> str:
    r"""A scene as JSON that may stand in a page: nothing in it is markup or breaks a line.

    ``<`` is written ``\u003c``, which says the same in JSON and nothing in HTML.
    """
    return scene.model_dump_json(exclude_defaults=False, exclude_none=True).translate(_ESCAPES)


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
