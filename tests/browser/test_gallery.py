"""The gallery that the README shows: made from the sample as it is, and fit to be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.browser.gallery import GALLERY, PICTURES, SHOWN, digest, pages
from tests.browser.watch import Open

MOST_BYTES = 6 * 2**20


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    """The pages as the program makes them now."""
    return pages()


def test_every_page_is_what_the_sample_makes_now(made: Mapping[str, str]) -> None:
    """Byte for byte; when this fails, run `make gallery`, look at what changed and commit it."""
    kept = {path.name: digest(path.read_text(encoding="utf-8")) for path in GALLERY.glob("*.html")}
    assert kept == {name: digest(text) for name, text in made.items()}


def test_every_picture_was_taken_of_the_page_as_it_is(made: Mapping[str, str]) -> None:
    """Pixels differ between browsers, so each picture says of which page it is; it is a PNG of the right size."""
    listed = json.loads((GALLERY / PICTURES).read_text(encoding="utf-8"))
    assert listed == {shown.picture: digest(made[f"{shown.name}.html"]) for shown in SHOWN}
    for shown in SHOWN:
        head = (GALLERY / shown.picture).read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1280, 800)


def test_the_gallery_is_small_and_holds_nothing_else(made: Mapping[str, str]) -> None:
    """Pages, their pictures and the list of these, in a few megabytes."""
    expected = {*made, PICTURES, *(shown.picture for shown in SHOWN)}
    assert {path.name for path in GALLERY.iterdir()} == expected
    assert sum(path.stat().st_size for path in GALLERY.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_opens_by_double_click(opened: Open, width: int, scheme: str) -> None:
    """Its pictures show, its links lead to the pages, axe-core finds nothing, and it asks for nothing else."""
    page = opened(GALLERY / "index.html", width=width, scheme="dark" if scheme == "dark" else "light")
    assert page.page.evaluate("[...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth)")
    links = page.page.evaluate("[...document.links].map((link) => link.getAttribute('href'))")
    assert links == [f"{shown.name}.html" for shown in SHOWN]
    assert page.clipped() == []
    assert page.axe() == []
    pictures = {(GALLERY / shown.picture).as_uri() for shown in SHOWN}
    asked = {problem.removeprefix("request: ") for problem in page.problems}
    assert asked == pictures
    page.problems.clear()
