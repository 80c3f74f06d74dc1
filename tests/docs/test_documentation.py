"""The documentation's examples, links and tables are those of the program."""

from __future__ import annotations

import datetime
import doctest
import math
import re
from pathlib import Path

import pytest

import lattice
from lattice.reports.figures import percent
from tests.docs.console import PAGES, ROOT, Terminal, agrees, ends_well, examples

_PYTHON = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BESIDES = tuple(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "graph_data/README.md"))

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


# Each command is a program of its own; what they run, the tests of the commands run too.
@pytest.mark.unmeasured
@each_page
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """Each command of a page runs, one after the other, and prints what stands below it."""
    shown = list(examples(page.read_text(encoding="utf-8")))
    terminal = Terminal(tmp_path) if shown else None
    for example in shown:
        assert terminal is not None
        printed, status = terminal.run(example.command)
        report = "\n".join([f"$ {example.command}", *printed, f"exit status {status}"])
        assert ends_well(example, status), report
        assert not example.output or agrees(example.output, printed), report


@each_page
def test_python_sessions_go_as_shown(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python session of a page goes as it is shown, one after the other."""
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    source, at = "", 0
    for block in _PYTHON.finditer(text):
        assert ">>> " in block.group(1), f"{page.name}: a Python block that isn't run: {block.group(1)}"
        # What stands between sessions becomes blank lines, so that a failure names the page's own line.
        source += "\n" * text.count("\n", at, block.start(1)) + block.group(1)
        at = block.end(1)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    session = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(optionflags=flags).run(session).failed == 0


@pytest.mark.parametrize("page", [*PAGES, *_BESIDES], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link leads to a file of the project, and to a heading that is there."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    lost = []
    for link in _LINK.findall(text):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            lost.append(link)
    assert lost == []


def _anchors(page: Path) -> set[str]:
    """The headings of a page as they are linked to."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text)}


def test_the_profiles_are_those_of_the_program() -> None:
    """The page about the model lists every profile, in order, with its weights."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    table = page.partition("| profile |")[2].partition("\n\n")[0]
    rows = [[cell.strip(" `") for cell in line.split("|")[1:7]] for line in table.splitlines()[2:]]
    assert {name: [float(cell) for cell in cells] for name, *cells in rows} == {
        name: list(weights.mapping().values()) for name, weights in lattice.PROFILES.items()
    }


def test_the_example_has_each_profiles_best_route() -> None:
    """The page about the model says which route of the example each profile puts first."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    table = page.partition("| profile | by way of |")[2].partition("\n\n")[0]
    graph = lattice.snapshot(lattice.read_bundle(ROOT / "docs" / "examples" / "coach"))
    titles = {role.id: role.title for role in graph.bundle.roles}
    shown = [[cell.strip(" `") for cell in line.split("|")[1:7]] for line in table.splitlines()[2:]]
    assert [name for name, *_ in shown] == list(lattice.PROFILES)
    for name, *cells in shown:
        found = lattice.find_routes(graph, "kim", to="lead", weights=name, as_of=datetime.date(2026, 11, 22))
        best = found.routes[0]
        figures = [f"{figure:g}" for figure in (best.months, best.cost, best.hours)]
        assert cells == [titles[best.roles[1]], *figures, percent(best.success).replace("%", " %")]


def test_what_a_month_is_worth_follows_from_the_weights() -> None:
    """500 of the currency, 50 hours, a chance of 92 %: what the page about the model makes of ``balanced``."""
    balanced = lattice.PROFILES["balanced"]
    assert balanced.months / balanced.cost == pytest.approx(500)
    assert balanced.months / balanced.hours == pytest.approx(50)
    assert balanced.risk * math.log(2) / balanced.months == pytest.approx(8.3, abs=0.05)
    assert math.exp(-balanced.months / balanced.risk) == pytest.approx(0.92, abs=0.005)
    assert balanced.moves / balanced.months == pytest.approx(0.5)


def test_every_public_name_is_in_the_page_about_the_library() -> None:
    """Nothing public is left undocumented."""
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert [name for name in lattice.__all__ if not re.search(rf"\b{name}\b", page)] == []


def test_every_reason_for_no_route_is_explained() -> None:
    """The page about the model has each reason why there is no route."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    reasons = lattice.RoutesResult.model_json_schema()["$defs"]["NoRoute"]["properties"]["reason"]["enum"]
    assert [reason for reason in reasons if f"| `{reason}` |" not in page] == []
