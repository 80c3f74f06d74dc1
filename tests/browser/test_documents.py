"""Documents in a real browser: nothing asked for or cut off, everyone can read them, paper says whose they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lattice.exchange.folder import read_bundle
from lattice.stores.sqlite.store import SqliteStore
from tests.browser.hostile import hostile_bundle
from tests.browser.watch import ROOT, Open, Watched
from tests.functional.cli import DAY, run

KINDS = ("route", "succession", "gap")
LOOKS = {
    "light": {"scheme": "light"},
    "dark": {"scheme": "dark"},
    "phone": {"width": 320, "height": 640},
}


@pytest.fixture(scope="package")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A document of each kind about the sample organisation, and one about a lattice in which every text is hostile."""
    folder = tmp_path_factory.mktemp("documents")
    sample, hostile = folder / "sample.lattice", folder / "hostile.lattice"
    for place, bundle in ((sample, read_bundle(ROOT / "graph_data" / "uk-digital")), (hostile, hostile_bundle())):
        with SqliteStore(place) as store:
            store.load(bundle)
    asked = {
        "route": ("report", "route", "maya", "--to", "lead-data-engineer"),
        "succession": ("report", "succession"),
        "gap": ("gap", "maya", "lead-data-engineer"),
    }
    files = {name: folder / f"{name}.html" for name in (*asked, "hostile")}
    for name, words in asked.items():
        assert run(*words, "--as-of", DAY, "-o", str(files[name]), store=sample).exit_code == 0
    assert run("report", "succession", "-v", "--as-of", DAY, "-o", str(files["hostile"]), store=hostile).exit_code == 0
    return files


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", [*KINDS, "hostile"])
def test_everyone_can_read_it(name: str, look: str, opened: Open, documents: Mapping[str, Path]) -> None:
    """No breach of WCAG 2.2 AA, contrast included, in light, dark, and on a narrow phone; nothing is cut off."""
    page = opened(documents[name], **LOOKS[look])  # type: ignore[arg-type]  # each look is a view
    assert page.axe() == []
    assert page.clipped() == []
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_figures_unfold_as_tables(opened: Open, documents: Mapping[str, Path]) -> None:
    """By keyboard alone the table below a figure opens, and says what the figure shows."""
    page = opened(documents["succession"]).page
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    table = page.locator("details").first.locator("table")
    assert table.is_visible()
    assert "Ready in 12 months" in table.inner_text()


def test_links_of_the_contents_lead_somewhere(opened: Open, documents: Mapping[str, Path]) -> None:
    """Each goes to a heading of its text."""
    page = opened(documents["succession"]).page
    links = page.locator("nav a")
    assert links.count() > 5
    for link in links.all():
        target = str(link.get_attribute("href"))
        assert page.locator(target).inner_text() == link.inner_text()


def test_every_printed_page_says_whose_it_is(
    opened: Open, documents: Mapping[str, Path], printed: Callable[[Watched], list[str]]
) -> None:
    """Confidential, as of when, from what data, which page of how many, at the foot of each sheet of paper."""
    sheets = printed(opened(documents["succession"]))
    assert len(sheets) > 3
    for number, sheet in enumerate(sheets, start=1):
        foot = " ".join(sheet.strip().splitlines()[-2:])
        assert "Confidential" in foot
        assert f"as of {DAY}" in foot
        assert f"{number} / {len(sheets)}" in foot
    assert "As a table" not in "".join(sheets)
