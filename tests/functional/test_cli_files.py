"""Results as files: -o writes what was asked for, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.functional.cli import DAY, filled_store, run
from tests.unit.reports.workbooks import by_calamine

GAP = ("gap", "ada", "master", "--as-of", DAY)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    return filled_store(tmp_path_factory.mktemp("store") / "harbour.lattice")


def test_the_suffix_says_the_form(store: Path, tmp_path: Path) -> None:
    """Each suffix gives what --format gives, in a file, and a note on standard error only."""
    for suffix, form in ((".md", "markdown"), (".csv", "csv"), (".json", "json"), (".JSON", "json")):
        file = tmp_path / f"gap{suffix}"
        written = run(*GAP, "-o", str(file), store=store)
        assert (written.exit_code, written.stdout) == (0, "")
        assert written.stderr == f"wrote {file}\n"
        assert file.read_text(encoding="utf-8") == run(*GAP, "--format", form, store=store).stdout


def test_a_workbook_says_what_it_comes_from(store: Path, tmp_path: Path) -> None:
    """The first sheet has the digest that status prints, and the question as it can be asked again."""
    file = tmp_path / "gap.xlsx"
    assert run(*GAP, "-q", "-o", str(file), store=store).stderr == ""
    said = {row[0]: row[1] for row in by_calamine(file.read_bytes())["About"] if row[0]}
    assert f"digest  {said['Digest']}\n" in run("status", store=store).stdout
    assert json.loads(run("status", "--json", store=store).stdout)["digest"].startswith(str(said["Digest"]))
    assert said["Asked"] == f"lattice gap ada master --as-of {DAY}"
    assert str(said["Made by"]).startswith("lattice ")


def test_what_was_asked_is_told_with_its_options(store: Path, tmp_path: Path) -> None:
    """Options are told as they were given, each value of a repeated one; not where the store is."""
    file = tmp_path / "route.xlsx"
    options = ("--to", "Harbour master", "--weight", "months=1", "--weight", "cost=0.5", "--kind", "ladder", "--pareto")
    result = run("route", "Ada Byron", *options, "--as-of", DAY, "--store", str(store), "-o", str(file))
    assert result.exit_code == 0, result.stderr
    said = {row[0]: row[1] for row in by_calamine(file.read_bytes())["About"] if row[0]}
    assert said["Asked"] == (
        "lattice route 'Ada Byron' --to 'Harbour master' --weight months=1 --weight cost=0.5 --pareto --kind ladder "
        f"--as-of {DAY}"
    )


def test_the_same_answer_is_the_same_file(store: Path, tmp_path: Path) -> None:
    """Writing again, over what stands there, gives the same bytes and leaves nothing beside it."""
    file = tmp_path / "gap.xlsx"
    contents = []
    for _ in range(2):
        assert run(*GAP, "-o", str(file), store=store).exit_code == 0
        contents.append(file.read_bytes())
    assert contents[0] == contents[1]
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gap.pdf", "ends in '.pdf'; name a file that ends in .xlsx .md"),
        ("gap", "has no suffix that says in what form to write"),
        ("-", "has no suffix"),
        ("folder.csv", "is a folder; name a file in it"),
    ],
)
def test_a_name_that_will_not_do_is_refused_first(name: str, said: str, store: Path, tmp_path: Path) -> None:
    """Before any work is done, and with the status of a wrong call."""
    (tmp_path / "folder.csv").mkdir()
    result = run(*GAP, "-o", str(tmp_path / name) if name != "-" else name, store=store)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_two_forms_exclude_each_other(store: Path, tmp_path: Path) -> None:
    """The suffix says the form; another --format is a wrong call, the same one is not."""
    file = str(tmp_path / "gap.csv")
    refused = run(*GAP, "--json", "-o", file, store=store)
    assert refused.exit_code == 2
    assert "exclude each other" in refused.stderr
    assert run(*GAP, "--format", "csv", "-o", file, store=store).exit_code == 0


def test_a_place_that_cannot_be_written_is_one_line(store: Path, tmp_path: Path) -> None:
    """The data's or machine's fault, in one line that says where; what was there before stays."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = run(*GAP, "-o", str(tmp_path / "file" / "gap.xlsx"), store=store)
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_answer_that_fails_writes_nothing(store: Path, tmp_path: Path) -> None:
    """A question with an unknown name leaves the file as it was."""
    file = tmp_path / "gap.md"
    file.write_text("before", encoding="utf-8")
    assert run("gap", "nobody", "master", "-o", str(file), store=store).exit_code == 2
    assert file.read_text(encoding="utf-8") == "before"


def test_csv_in_a_file_leaves_remarks_on_standard_error(store: Path, tmp_path: Path) -> None:
    """What the rows can't say is said beside them."""
    file = tmp_path / "none.csv"
    result = run("route", "ben", "--to", "clerk", "--as-of", DAY, "-o", str(file), store=store)
    assert "no route" in result.stderr
    assert len(list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))) == 1


def test_a_workbook_goes_all_the_way_round(store: Path, tmp_path: Path) -> None:
    """Dumped into a workbook, checked, and loaded into another store: the same lattice."""
    book = tmp_path / "harbour.xlsx"
    assert run("dump", str(book), store=store).exit_code == 0
    assert run("check", str(book)).exit_code == 0
    other = tmp_path / "other.lattice"
    assert run("load", str(book), store=other).exit_code == 0
    digests = {json.loads(run("status", "--json", store=place).stdout)["digest"] for place in (store, other)}
    assert len(digests) == 1


def test_a_template_is_written_once(tmp_path: Path) -> None:
    """A new workbook is a valid bundle; what stands there is never replaced; another suffix is a wrong call."""
    book = tmp_path / "new.xlsx"
    written = run("template", str(book))
    assert (written.exit_code, written.stdout) == (0, "")
    assert "then: lattice check" in written.stderr
    assert run("check", str(book)).exit_code == 0
    assert run("template", str(book)).exit_code == 1
    assert run("template", str(tmp_path / "new.csv")).exit_code == 2


DOCUMENTS = {
    "route": ("report", "route", "ada", "--to", "master"),
    "succession": ("report", "succession"),
}


@pytest.mark.parametrize("suffix", ["html", "md", "xlsx", "csv", "json"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_have_every_form(name: str, suffix: str, store: Path, tmp_path: Path) -> None:
    """A report is written in each form, the same every time; on the screen it can be read too."""
    first, again = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    for file in (first, again):
        written = run(*DOCUMENTS[name], "--as-of", DAY, "-o", str(file), store=store)
        assert written.exit_code == 0, written.stderr
    assert first.read_bytes() == again.read_bytes()
    shown = run(*DOCUMENTS[name], "--as-of", DAY, store=store)
    assert shown.exit_code == 0
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_the_document_of_succession_is_confidential(store: Path, tmp_path: Path) -> None:
    """It says so on its page and in its workbook, with a sheet for benches and one for chains."""
    page, book = tmp_path / "s.html", tmp_path / "s.xlsx"
    for file in (page, book):
        assert run(*DOCUMENTS["succession"], "--as-of", DAY, "-o", str(file), store=store).exit_code == 0
    assert "Confidential: for those who plan, not for those named" in page.read_text(encoding="utf-8")
    sheets = by_calamine(book.read_bytes())
    assert sheets["About"][1][0] == "Confidential: for those who plan, not for those named"
    assert {"Benches", "Chains"} <= set(sheets)
