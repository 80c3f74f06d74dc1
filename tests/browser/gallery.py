"""Makes the gallery of the sample organisation's maps: ``python -m tests.browser.gallery``.

Pages are the same bytes wherever they are made. Pictures differ a little from
one Chromium to the next, so each says instead of which page it was taken.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lattice.exchange.folder import read_bundle
from lattice.graph.snapshot import Snapshot
from lattice.maps.lattice import lattice_scene
from lattice.maps.page import render
from lattice.maps.reach import reach_scene
from lattice.maps.route import route_scene
from lattice.maps.succession import succession_scene
from lattice.routes.find import find_routes
from lattice.routes.ways import find_ways
from tests.browser.chromium import chromium
from tests.browser.pages import DAY
from tests.browser.watch import ROOT, View, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GALLERY: Final = ROOT / "visualizations"
PICTURES: Final = "pictures.json"


@dataclass(frozen=True)
class Shown:
    """A page of the gallery, what is said of it, and how its picture is taken."""

    name: str
    title: str
    who: str
    text: str
    view: View = field(default_factory=View)

    @property
    def picture(self) -> str:
        """The picture's file."""
        return f"{self.name}.png"


SHOWN: Final = (
    Shown(
        "lattice",
        "The whole lattice",
        "For everyone",
        "Height is grade, a column is a family. Search, filter, choose a role to see what it asks and where it leads.",
        View(fragment="role=senior-data-engineer"),
    ),
    Shown(
        "reach",
        "Where Maya could be in four years",
        "For an employee",
        "The roles within reach, shaded by months. The sliders for months and money answer in the page itself.",
        View(width=1280),
    ),
    Shown(
        "route",
        "Maya's routes to lead data engineer",
        "For a coach",
        "What to do first, when to learn, wait and move, what each stage asks, and three routes to compare.",
        View(scheme="dark"),
    ),
    Shown(
        "succession",
        "How the critical seats are covered",
        "For a planner",
        "Covered, thin or exposed by horizon: nobody is counted twice, and the count on paper stands beside it.",
    ),
)


def pages() -> Mapping[str, str]:
    """The gallery's HTML files by name, the same bytes each time."""
    graph = Snapshot(read_bundle(ROOT / "graph_data" / "uk-digital"))
    scenes = {
        "lattice": lattice_scene(graph, as_of=DAY),
        "reach": reach_scene(graph, find_ways(graph, "maya", within_months=48, as_of=DAY)),
        "route": route_scene(graph, find_routes(graph, "maya", to="lead-data-engineer", as_of=DAY)),
        "succession": succession_scene(graph, as_of=DAY),
    }
    return {f"{name}.html": render(scene) for name, scene in scenes.items()} | {"index.html": _index()}


def digest(text: str) -> str:
    """The SHA-256 of a page."""
    return hashlib.sha256(text.encode()).hexdigest()


def take(browser: Browser, shown: Shown, folder: Path) -> None:
    """Take a page's picture as somebody sees it."""
    page = watched(browser, folder / f"{shown.name}.html", **shown.view).ready()
    # Two frames later the drawing has come to rest.
    page.page.wait_for_timeout(700)
    page.page.screenshot(path=folder / shown.picture)
    page.page.context.close()


_STYLE: Final = """
:root { color-scheme: light dark; --ground: #fff; --sheet: #f5f7fa; --line: #dbe2ea; --ink: #15202c;
  --quiet: #4f5d6c; --accent: #0a5fb4; }
@media (prefers-color-scheme: dark) { :root { --ground: #11171f; --sheet: #171f29; --line: #2c3947; --ink: #e9eef4;
  --quiet: #a9b7c5; --accent: #7cb9fb; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 56px; padding-bottom: 28px; }
h1 { margin: 0 0 8px; font-size: clamp(1.8rem, 5vw, 2.6rem); line-height: 1.1; letter-spacing: -0.025em; }
header p { max-width: 62ch; margin: 0; color: var(--quiet); font-size: 1.0625rem; }
ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 500px), 1fr)); gap: 28px; margin: 0;
  padding: 0; list-style: none; }
a { display: block; height: 100%; overflow: hidden; border: 1px solid var(--line); border-radius: 14px;
  background: var(--sheet); color: inherit; text-decoration: none; }
a:hover { border-color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
img { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--line); }
.text { padding: 16px 20px 20px; }
.who { margin: 0; color: var(--accent); font-size: 0.8125rem; font-weight: 650; }
h2 { margin: 2px 0 6px; font-size: 1.25rem; line-height: 1.25; letter-spacing: -0.012em; }
.text p:last-child { margin: 0; color: var(--quiet); }
footer { padding-top: 32px; padding-bottom: 56px; color: var(--quiet); font-size: 0.875rem; }
"""


def _index() -> str:
    said = html.escape
    cards = "\n".join(
        f'<li><a href="{shown.name}.html"><img src="{shown.picture}" width="1280" height="800" alt="">'
        f'<div class="text"><p class="who">{said(shown.who)}</p><h2>{said(shown.title)}</h2>'
        f"<p>{said(shown.text)}</p></div></a></li>"
        for shown in SHOWN
    )
    allowed = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; img-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>lattice: maps of the sample organisation</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>Maps of a career lattice</h1>
<p>Each is one file that opens by a double click and loads nothing from anywhere. The roles are those of the UK
government's digital and data framework; the people are invented.</p></header>
<main><ul>
{cards}
</ul></main>
<footer>Made by <code>make gallery</code>, as of {DAY.isoformat()}.</footer>
</body>
</html>
"""


def main() -> None:
    """Write the pages, and take the pictures afresh of those that have changed."""
    GALLERY.mkdir(exist_ok=True)
    made = pages()
    for name, text in made.items():
        (GALLERY / name).write_text(text, encoding="utf-8", newline="\n")
    listed = GALLERY / PICTURES
    before = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    of = {shown.picture: digest(made[f"{shown.name}.html"]) for shown in SHOWN}
    path = subprocess.run([ROOT / "tools" / "find-chromium"], check=True, capture_output=True, text=True).stdout.strip()
    with chromium(path) as browser:
        for shown in SHOWN:
            if before.get(shown.picture) != of[shown.picture] or not (GALLERY / shown.picture).exists():
                take(browser, shown, GALLERY)
    listed.write_text(json.dumps(of, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
