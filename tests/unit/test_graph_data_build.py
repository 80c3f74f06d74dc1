"""The rules of the program that builds the sample bundle, one by one."""

from pathlib import Path

import pytest

from graph_data.build.bundle import COURSES, FRAMEWORK, INPUTS
from graph_data.build.courses import read_courses
from graph_data.build.framework import LEVEL_NAMES, read_framework
from graph_data.build.moves import Move, find_moves
from graph_data.build.programme import cost, hours
from graph_data.build.requirements import require
from graph_data.build.resource import Teaching
from graph_data.build.roles import grade_roles
from graph_data.build.slug import short_slug, slug
from graph_data.build.table import Row, Table
from graph_data.build.themes import kinship, read_themes


def test_slug_keeps_the_words_of_a_title() -> None:
    """Accents, signs and capitals go, words stay."""
    assert slug("Lead developer - management") == "lead-developer-management"
    assert slug("Head of (Agile) delivery management") == "head-of-agile-delivery-management"
    assert slug("Siân") == "sian"


def test_short_slug_is_cut_at_a_word() -> None:
    """A long title loses whole words, a short one none."""
    assert short_slug("one two three", most=8) == "one-two"
    assert short_slug("one two three", most=13) == "one-two-three"


def test_a_table_is_written_as_csv() -> None:
    """Quotes, line breaks, blanks, flags and numbers are written as a bundle wants them."""
    rows: list[Row] = [{"a": 'say "hi"\nnow', "b": None}, {"a": True, "b": 7.0}, {"a": 7.5}]
    text = Table(name="t", columns=("a", "b"), rows=rows).text()
    assert text == 'a,b\n"say ""hi""\nnow",\ntrue,7\n7.5,\n'


def test_a_table_refuses_a_column_it_does_not_have() -> None:
    """A misspelt column is an error, not a lost value."""
    with pytest.raises(ValueError, match="no column"):
        Table(name="t", columns=("a",), rows=[{"b": 1}]).text()


def test_the_header_names_the_frameworks_levels() -> None:
    """The levels of the header are the framework's own."""
    header = (INPUTS / "lattice.toml").read_text(encoding="utf-8")
    assert all(f'"{name}"' in header for name in LEVEL_NAMES)


@pytest.mark.parametrize(
    ("role", "grade"),
    [
        ("apprentice-developer", 10),
        ("lead-developer", 50),
        ("lead-developer-management", 55),
        ("associate-content-designer", 20),
        ("junior-content-designer", 21),
        ("service-desk-manager", 50),
        ("service-owner", 60),
        ("test-manager", 40),
        ("chief-data-architect", 70),
        ("chief-data-officer", 80),
    ],
)
def test_grades_follow_the_band_and_what_is_asked(role: str, grade: int) -> None:
    """Titles give the band, mean levels its corrections and the order inside it."""
    assert grade_roles(read_framework(FRAMEWORK))[role].grade == grade


def test_requirements_far_below_the_highest_are_desirable() -> None:
    """One level below the highest is essential, two below desirable."""
    items = require(read_framework(FRAMEWORK))["data-engineer"]
    highest = max(item.level for item in items)
    assert {item.essential for item in items if item.level == highest - 1} <= {True}
    for item in items:
        assert item.essential == (highest - item.level < 2)
        assert item.entry_level == (item.level - 1 if item.essential else 0)


def test_every_skill_has_one_theme() -> None:
    """The themes share out the framework's skills without rest or overlap."""
    skills = [skill for theme in read_themes(INPUTS / "themes.toml") for skill in theme.skills]
    framework = read_framework(FRAMEWORK)
    assert sorted(skills) == [skill.id for skill in framework.skills]


def test_themes_name_only_themes() -> None:
    """What a theme calls near or related is a theme."""
    themes = read_themes(INPUTS / "themes.toml")
    keys = {theme.key for theme in themes}
    assert {key for pair in kinship(themes) for key in pair} == keys


@pytest.mark.parametrize(
    ("ladder", "rise", "closeness", "months", "success"),
    [
        (False, 0, 1.0, 0, 0.95),
        (False, 1, 0.5, 4, 0.57),
        (True, 1, 0.9, 2, 0.81),
        (False, -1, 0.8, 1, 0.87),
        (False, 2, 0.0, 6, 0.19),
    ],
)
def test_months_and_success_follow_distance_and_rise(
    *, ladder: bool, rise: int, closeness: float, months: int, success: float
) -> None:
    """A far or rising move takes longer and succeeds less often."""
    move = Move(
        source="a",
        target="b",
        ladder=ladder,
        rise=rise,
        closeness=closeness,
        shared=closeness,
        missing=0,
    )
    assert move.months == months
    assert move.success == pytest.approx(success)


def test_moves_reach_for_related_skills_only_so_far() -> None:
    """Every lattice move keeps to the bands and shares that the rule allows."""
    framework = read_framework(FRAMEWORK)
    graded = grade_roles(framework)
    moves = find_moves(graded, require(framework), read_themes(INPUTS / "themes.toml"))
    for move in moves:
        if not move.ladder and graded[move.target].band < 8:
            assert -1 <= move.rise <= 1
            assert move.shared >= 0.06
            assert move.closeness >= 0.25


def test_hours_count_the_longest_step_whole() -> None:
    """Further skills count 0.4 of their hours, prices go to the next ten."""
    one = Teaching(skill="a", from_level=1, to_level=3)
    two = Teaching(skill="b", from_level=1, to_level=2)
    assert hours("rotation", [one]) == 130
    assert hours("rotation", [two, one]) == 146
    assert cost("workshop", 14) == 680
    assert cost("coaching", 35) == 2630


def test_a_course_that_is_not_the_listed_one_is_refused(tmp_path: Path) -> None:
    """The title in the table of matches must be the one in the published list."""
    lines = (INPUTS / "courses.csv").read_text(encoding="utf-8").splitlines()
    wrong = tmp_path / "courses.csv"
    wrong.write_text("\n".join([lines[0], lines[1].replace("Bash", "Fish")]), encoding="utf-8")
    with pytest.raises(ValueError, match="Fish"):
        list(read_courses(wrong, COURSES))
