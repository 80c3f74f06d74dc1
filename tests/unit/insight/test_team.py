"""A team's skills: who counts as the team, what is counted, and what is not told of few people."""

from __future__ import annotations

import datetime
import json

import pytest

from lattice.domain.bundle import Bundle
from lattice.domain.policy import Header, Levels, Policy
from lattice.errors import AmbiguousName, UnknownName, WrongCall
from lattice.graph.snapshot import Snapshot
from lattice.insight.team import TeamResult, ToldApart, team
from lattice.reports.delimited import as_csv
from lattice.reports.table import Terminal, as_table
from lattice.reports.team import team_report
from lattice.reports.titles import Titles
from tests.unit.reports.sample import row

DAY = datetime.date(2026, 11, 22)


def organisation(*, min_group: int = 3, managers: dict[str, str] | None = None, **retires: datetime.date) -> Snapshot:
    """A head with three clerks and a lead; who reports to whom may be changed."""
    reports = {"ann": "lea", "bob": "lea", "cem": "lea", "lea": "hed", **(managers or {})}
    roles = {"ann": "clerk", "bob": "clerk", "cem": "clerk", "lea": "lead", "hed": "head"}
    people = [
        row("people", id=id_, name=f"{id_.title()} X", role=role, manager=reports.get(id_), retires_on=retires.get(id_))
        for id_, role in roles.items()
    ]
    tables = {
        "roles": [
            row("roles", id="clerk", title="Clerk", family="Desk", grade=1),
            row("roles", id="lead", title="Lead", family="Desk", grade=2),
            row("roles", id="head", title="Head", family="Board", grade=3),
        ],
        "skills": [row("skills", id=id_, name=id_.title()) for id_ in ("files", "law", "talk", "idle")],
        "requirements": [
            row("requirements", role="clerk", skill="files", level=2),
            row("requirements", role="lead", skill="files", level=3),
            row("requirements", role="lead", skill="law", level=1, essential=False),
            row("requirements", role="clerk", skill="talk", level=2),
            row("requirements", role="clerk", skill="idle", level=0),
            row("requirements", role="head", skill="law", level=3),
        ],
        "people": people,
        "levels": [
            row("levels", person="ann", skill="files", level=3),
            row("levels", person="bob", skill="files", level=2),
            row("levels", person="lea", skill="files", level=1),
            row("levels", person="ann", skill="talk", level=2),
            row("levels", person="cem", skill="talk", level=2),
            row("levels", person="hed", skill="law", level=3),
        ],
    }
    header = Header(name="Desk", levels=Levels(maximum=3), policy=Policy(min_group=min_group))
    return Snapshot(Bundle.assemble(header, tables))


def told(result: TeamResult) -> dict[str, tuple[object, ...]]:
    """What is told of each skill."""
    return {
        one.skill: (one.status, one.level, one.asked_of, one.meeting, one.able, one.only, one.people_at)
        for one in result.skills
    }


def test_a_manager_s_team() -> None:
    """Everyone who reports to them through others; each skill at the highest level that a role of the team asks."""
    found = team(organisation(), manager="hed", as_of=DAY)
    assert (found.manager, found.people, found.family) == ("hed", 4, None)
    assert told(found) == {
        "law": ("gap", 1, 1, None, 0, None, {}),
        "files": ("single", 3, 4, 2, 1, "ann", {"1": 1, "2": 1, "3": 1}),
        "talk": ("covered", 2, 3, 2, 2, None, {"2": 2}),
    }
    assert [one.skill for one in found.skills] == ["law", "files", "talk"]
    assert [one.essential for one in found.skills] == [False, True, True]


def test_a_family() -> None:
    """Everyone in one of its roles, whoever they report to; the name is compared as names are."""
    assert team(organisation(), family=" desk", as_of=DAY).people == 4
    assert team(organisation(), family="Desk", as_of=DAY).told_apart == ()


def test_few_people_are_neither_counted_nor_named() -> None:
    """Below the least size nothing is said but what the roles ask, in no form of the output."""
    graph = organisation(min_group=5)
    found = team(graph, manager="Hed X", as_of=DAY)
    assert found.people is None
    assert found.told_apart == ()
    assert {one[0] for one in told(found).values()} == {None}
    assert set(told(found).values()) == {(None, 3, *[None] * 5), (None, 1, *[None] * 5), (None, 2, *[None] * 5)}
    report = team_report(found, Titles(graph))
    for text in (found.model_dump_json(), as_table(report, Terminal(width=80)), as_csv(report.records)):
        assert not any(name in text.casefold() for name in ("ann", "bob", "cem", "lea"))
    assert "Fewer than 5 people" in as_table(report, Terminal(width=80))


def test_nobody_at_all() -> None:
    """A team without people is no secret."""
    graph = organisation()
    found = team(graph, manager="ann", as_of=DAY)
    assert (found.people, found.skills) == (0, ())
    assert "There is nobody in it." in as_table(team_report(found, Titles(graph)), Terminal(width=80))


def test_few_of_many_are_not_told_of() -> None:
    """Of how many meet what their role asks nothing is said when fewer than the least size are asked."""
    graph = organisation(min_group=4)
    found = team(graph, manager="hed", as_of=DAY)
    assert {one.skill: one.meeting for one in found.skills} == {"law": None, "files": 2, "talk": None}
    text = " ".join(as_table(team_report(found, Titles(graph)), Terminal(width=80)).split())
    assert "-: not told, as it is asked of fewer than 4." in text


def test_two_reports_that_tell_of_one_person() -> None:
    """The team of Lea is that of Hed but for Lea: both together would tell of her alone."""
    graph = organisation()
    found = team(graph, manager="hed", as_of=DAY)
    assert found.told_apart == (ToldApart(manager="lea", people=1),)
    assert "Not for readers of the same report on Lea X" in as_table(team_report(found, Titles(graph)), Terminal())


def test_a_circle_of_managers() -> None:
    """People who report to each other are each other's team, once, and nobody is in their own."""
    graph = organisation(managers={"hed": "ann"})
    assert team(graph, manager="hed", as_of=DAY).people == 4
    assert team(graph, manager="lea", as_of=DAY).people == 4


def test_whoever_has_left_does_not_count() -> None:
    """A day to retire that is past takes a person out; today's does not yet."""
    yesterday = DAY - datetime.timedelta(days=1)
    assert team(organisation(ann=yesterday), family="Desk", as_of=DAY).people == 3
    assert team(organisation(ann=DAY), family="Desk", as_of=DAY).people == 4


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({}, WrongCall),
        ({"manager": "hed", "family": "Desk"}, WrongCall),
        ({"manager": "nobody"}, UnknownName),
        ({"family": "Dask"}, UnknownName),
        ({"family": "zzz"}, UnknownName),
    ],
)
def test_what_makes_no_sense(asked: dict[str, str], error: type[Exception]) -> None:
    """Neither, both, or a name that leads nowhere is an error."""
    with pytest.raises(error):
        team(organisation(), **asked, as_of=DAY)


def test_a_name_of_two_people() -> None:
    """The error says which ids it could mean."""
    graph = organisation()
    twins = [row("people", id=id_, name="Al", role="clerk") for id_ in ("a1", "a2")]
    bundle = Bundle.assemble(graph.header, {**graph.bundle.tables, "people": twins, "levels": []})
    with pytest.raises(AmbiguousName, match=r"a1.*a2"):
        team(Snapshot(bundle), manager="al", as_of=DAY)


def test_the_table_fits_80_columns() -> None:
    """Gaps, single points of failure and the rest stand apart, marked confidential, with day and data."""
    graph = organisation()
    text = as_table(team_report(team(graph, manager="hed", as_of=DAY), Titles(graph)), Terminal(width=80))
    assert max(map(len, text.splitlines())) <= 80
    assert text.index("Gaps") < text.index("Single points of failure") < text.index("Covered")
    assert "Confidential" in text
    assert f"As of 22 Nov 2026, from Desk ({graph.bundle.digest[:12]})" in text
    assert "Ann X" in text


def test_the_json_can_be_read_back() -> None:
    """What is printed is the model."""
    found = team(organisation(), family="Desk", as_of=DAY)
    assert TeamResult.model_validate_json(found.model_dump_json(by_alias=True)) == found
    assert json.loads(found.model_dump_json())["confidential"] is True
