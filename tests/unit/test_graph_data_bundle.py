"""The sample bundle stands as its program builds it, and holds together."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from graph_data.build.bundle import HOME, build_bundle

Rows = Sequence[Mapping[str, str]]

TYPES = {
    "certification",
    "coaching",
    "course",
    "mentoring",
    "project",
    "reading",
    "rotation",
    "shadowing",
    "simulation",
    "workshop",
}

KEYS = {
    "roles": ("id",),
    "skills": ("id",),
    "requirements": ("role", "skill"),
    "resources": ("id",),
    "teaches": ("resource", "skill"),
    "prerequisites": ("resource", "skill"),
    "moves": ("from", "to"),
    "people": ("id",),
    "levels": ("person", "skill"),
    "completions": ("person", "resource"),
    "aspirations": ("person", "role"),
    "nominations": ("person", "role"),
    "exclusions": ("person", "role"),
}

REFERENCES = [
    ("requirements", "role", "roles"),
    ("requirements", "skill", "skills"),
    ("teaches", "resource", "resources"),
    ("teaches", "skill", "skills"),
    ("prerequisites", "resource", "resources"),
    ("prerequisites", "skill", "skills"),
    ("resources", "mentor", "people"),
    ("moves", "from", "roles"),
    ("moves", "to", "roles"),
    ("people", "role", "roles"),
    ("people", "manager", "people"),
    ("levels", "person", "people"),
    ("levels", "skill", "skills"),
    ("completions", "person", "people"),
    ("completions", "resource", "resources"),
    ("aspirations", "person", "people"),
    ("aspirations", "role", "roles"),
    ("nominations", "person", "people"),
    ("nominations", "role", "roles"),
    ("nominations", "by", "people"),
    ("exclusions", "person", "people"),
    ("exclusions", "role", "roles"),
    ("exclusions", "by", "people"),
]


@cache
def table(name: str) -> Rows:
    """Return a table of the shipped bundle."""
    with (HOME / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    """What the program builds is what is shipped, file for file and byte for byte."""
    build_bundle().write(tmp_path)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in HOME.iterdir()}
    assert sorted(built) == sorted(shipped)
    assert [name for name in built if built[name] != shipped[name]] == []


def test_files_end_lines_the_same_way() -> None:
    """No file has a carriage return, each ends with one line feed."""
    for path in HOME.iterdir():
        text = path.read_bytes()
        assert b"\r" not in text
        assert text.endswith(b"\n")
        assert not text.endswith(b"\n\n")


def test_texts_hold_no_invisible_characters() -> None:
    """Nothing but line feeds is a control, format or separator character."""
    for path in HOME.glob("*.csv"):
        odd = set(path.read_text(encoding="utf-8")) - set("\n ")
        assert [hex(ord(sign)) for sign in odd if unicodedata.category(sign)[0] in "CZ"] == []


def test_the_framework_is_there_whole() -> None:
    """201 role levels, four chiefs, 188 skills and 1,809 requirements are carried."""
    chiefs = [role for role in table("roles") if role["area"] == "Chief digital and data"]
    assert (len(table("roles")), len(chiefs)) == (205, 4)
    assert len(table("skills")) == 188
    assert len(table("requirements")) == 1809
    of_chiefs = {role["id"] for role in chiefs}
    assumed = [row for row in table("requirements") if row["role"] in of_chiefs]
    assert len(assumed) == 28
    assert {(row["level"], row["entry_level"]) for row in assumed} == {("4", "2")}


def test_each_requirement_says_what_is_expected() -> None:
    """The text of the level stands with every requirement, but for the chiefs'."""
    silent = {row["role"] for row in table("requirements") if not row["behaviour"]}
    assert silent == {
        "chief-data-officer",
        "chief-digital-and-information-officer",
        "chief-information-security-officer",
        "chief-technology-officer",
    }


@pytest.mark.parametrize(("name", "key"), sorted(KEYS.items()))
def test_keys_are_unique(name: str, key: tuple[str, ...]) -> None:
    """No key stands twice in a table, and none is empty."""
    found = Counter(tuple(row[column] for column in key) for row in table(name))
    assert [value for value, count in found.items() if count > 1 or "" in value] == []


@pytest.mark.parametrize(("name", "column", "target"), REFERENCES)
def test_references_resolve(name: str, column: str, target: str) -> None:
    """Every id that a table names stands in the table it names."""
    ids = {row["id"] for row in table(target)}
    assert {row[column] for row in table(name)} - ids <= {""}


def test_ids_are_readable_slugs() -> None:
    """Ids are lower-case words with hyphens."""
    for name in ("roles", "skills", "resources", "people"):
        for row in table(name):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])


def test_names_and_aliases_are_unambiguous() -> None:
    """No title or alias of a role names another role too."""
    names = Counter(
        name.casefold() for row in table("roles") for name in {row["title"], *row["aliases"].split("|")} - {""}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_levels_are_on_the_scale() -> None:
    """Levels go from 1 to 4, and what starts a resource lies below what it gives."""
    for name in ("requirements", "prerequisites", "levels"):
        assert {row["level"] for row in table(name)} <= set("1234")
    for row in table("teaches"):
        assert 0 <= int(row["from_level"]) < int(row["to_level"]) <= 4


def test_numbers_are_in_range() -> None:
    """Shares lie in (0, 1], amounts are finite and not negative."""
    for row in table("requirements"):
        assert 0 < float(row["importance"]) <= 1
    for row in table("moves"):
        assert 0 < float(row["success"]) <= 1
        assert 0 <= int(row["months"]) <= 6
    for row in table("resources"):
        assert float(row["hours"]) > 0
        assert float(row["cost"]) >= 0
    for row in table("people"):
        assert 0 <= float(row["leaving_risk"] or 0) <= 1


def test_moves_say_their_kind_right() -> None:
    """A move is a ladder within a family to a higher grade, else lattice; none stays put."""
    role = {row["id"]: row for row in table("roles")}
    for move in table("moves"):
        source, target = role[move["from"]], role[move["to"]]
        rises = int(target["grade"]) > int(source["grade"])
        ladder = source["family"] == target["family"] and rises
        assert source is not target
        assert move["kind"] == ("ladder" if ladder else "lattice")


def test_ladders_climb_every_family_without_a_gap() -> None:
    """From the lowest step of a family, ladder moves reach all the others."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for role in table("roles"):
        families[role["family"]].add(role["id"])
    grade = {role["id"]: int(role["grade"]) for role in table("roles")}
    ladder: defaultdict[str, set[str]] = defaultdict(set)
    for move in table("moves"):
        if move["kind"] == "ladder":
            ladder[move["from"]].add(move["to"])
    for steps in families.values():
        assert len({grade[step] for step in steps}) == len(steps)
        reached = [min(steps, key=grade.__getitem__)]
        for step in reached:
            reached.extend(sorted(ladder[step] - set(reached)))
        assert set(reached) == steps


def test_the_lattice_is_neither_a_hairball_nor_sparse() -> None:
    """A role has between 5 and 15 moves out on average, and never more than 15."""
    out = Counter(move["from"] for move in table("moves"))
    assert 5 <= len(table("moves")) / len(table("roles")) <= 15
    assert max(out.values()) <= 15


def test_there_is_enough_to_learn_from_in_every_form() -> None:
    """At least 250 resources of all ten types; at least 60 real ones with an address."""
    resources = table("resources")
    assert len(resources) >= 250
    assert {row["type"] for row in resources} == TYPES
    real = [row for row in resources if row["url"]]
    assert len(real) >= 60
    assert all(row["url"].startswith(("http://", "https://")) for row in real)
    assert len({row["url"] for row in real}) == len(real)


def test_own_resources_are_labelled_and_free_ones_cost_nothing() -> None:
    """What has no address is called illustrative; what has one is free."""
    for row in table("resources"):
        if row["url"]:
            assert row["cost"] == "0"
            assert row["id"].startswith(("fpb-", "ossu-"))
        else:
            assert "illustrative" in row["provider"]
            assert row["description"].startswith("Illustrative")


def test_free_courses_bring_nobody_past_working() -> None:
    """No free course claims more than the second level."""
    free = {row["id"] for row in table("resources") if row["url"]}
    assert max(int(row["to_level"]) for row in table("teaches") if row["resource"] in free) == 2


def test_a_handful_of_steps_is_taught_by_nothing() -> None:
    """Between five and ten steps that some role asks for cannot be learned."""
    highest: Counter[str] = Counter()
    for row in table("requirements"):
        highest[row["skill"]] = max(highest[row["skill"]], int(row["level"]))
    taught = {
        (row["skill"], level)
        for row in table("teaches")
        for level in range(int(row["from_level"]) + 1, int(row["to_level"]) + 1)
    }
    asked = {(skill, level) for skill, most in highest.items() for level in range(1, most + 1)}
    assert 5 <= len(asked - taught) <= 10


def test_mentors_have_what_they_pass_on() -> None:
    """A mentor has every level that the mentoring teaches."""
    has = {(row["person"], row["skill"]): int(row["level"]) for row in table("levels")}
    mentor = {row["id"]: row["mentor"] for row in table("resources") if row["mentor"]}
    assert mentor
    for row in table("teaches"):
        if row["resource"] in mentor:
            assert has[mentor[row["resource"]], row["skill"]] >= int(row["to_level"])


def test_critical_roles_have_seats_and_mostly_someone_in_them() -> None:
    """At least 15 roles are critical, some with two seats or more, most of them held."""
    critical = {row["id"]: int(row["seats"]) for row in table("roles") if row["critical"] == "true"}
    held = {row["role"] for row in table("people")}
    assert len(critical) >= 15
    assert sum(seats > 1 for seats in critical.values()) >= 5
    assert len(held & set(critical)) > 0.75 * len(critical)


def test_people_are_about_sixty_and_led_by_one() -> None:
    """About sixty people; following the managers ends at the same person for all."""
    manager = {row["id"]: row["manager"] for row in table("people")}
    assert 55 <= len(manager) <= 70
    tops = set()
    for person in manager:
        line = [person]
        while manager[line[-1]]:
            line.append(manager[line[-1]])
            assert len(line) < 10
        tops.add(line[-1])
    assert len(tops) == 1


def test_dates_lie_where_they_should() -> None:
    """People came into their roles before, and retire after, the bundle's autumn."""
    autumn = date(2026, 11, 1)
    for row in table("people"):
        assert date.fromisoformat(row["in_role_since"]) < autumn
        assert not row["retires_on"] or date.fromisoformat(row["retires_on"]) > autumn
    for row in (*table("levels"), *table("completions")):
        assert date.fromisoformat(row.get("assessed_on") or row["completed_on"]) < autumn


def test_most_moves_can_be_learned_for_and_some_cannot() -> None:
    """Of the moves out of people's roles, most but not all become possible by learning."""
    possible = [
        _can_enter(_learned(person), move["to"])
        for person in table("people")
        for move in table("moves")
        if move["from"] == person["role"]
    ]
    assert 0.8 < sum(possible) / len(possible) < 1


def test_maya_has_several_ways_to_lead_data_engineer() -> None:
    """The person of the demonstration has no direct move, but three different ways."""
    ways_out: defaultdict[str, set[str]] = defaultdict(set)
    for move in table("moves"):
        ways_out[move["from"]].add(move["to"])
    (maya,) = [row for row in table("people") if row["id"] == "maya"]
    target = "lead-data-engineer"
    assert target not in ways_out[maya["role"]]
    first = {
        step
        for step in ways_out[maya["role"]]
        if _can_enter(_learned(maya), step)
        and (target in ways_out[step] or any(target in ways_out[next_] for next_ in ways_out[step]))
    }
    assert {"analytics-engineer", "data-architect", "senior-analytics-engineer"} <= first


def _learned(person: Mapping[str, str]) -> Counter[str]:
    """Return the highest levels that a person can learn, practice left out."""
    have = Counter({row["skill"]: int(row["level"]) for row in table("levels") if row["person"] == person["id"]})
    if person["hours_per_week"] == "0":
        return have
    active = {row["id"] for row in table("resources") if row["status"] == "active"}
    needs: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    gives: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in table("teaches"):
        needs[row["resource"]].append((row["skill"], int(row["from_level"])))
        gives[row["resource"]].append((row["skill"], int(row["to_level"])))
    for row in table("prerequisites"):
        needs[row["resource"]].append((row["skill"], int(row["level"])))
    waiting = sorted(active)
    while ready := [item for item in waiting if all(have[skill] >= level for skill, level in needs[item])]:
        for item in ready:
            for skill, level in gives[item]:
                have[skill] = max(have[skill], level)
        waiting = [item for item in waiting if item not in ready]
    return have


def _can_enter(have: Counter[str], role: str) -> bool:
    """Say whether levels suffice for day one in a role, by the default rule."""
    return all(
        have[row["skill"]] >= int(row["entry_level"] or int(row["level"]) - 1)
        for row in table("requirements")
        if row["role"] == role and row["essential"] == "true"
    )
