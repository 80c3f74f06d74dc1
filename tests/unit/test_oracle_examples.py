"""The oracle against the worked examples: figures from elsewhere that settle how the model is read."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.oracle.brute import best_routes
from tests.oracle.case import Case
from tests.oracle.plan import near
from tests.oracle.question import Question

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
FOLDERS: Final = sorted(EXAMPLES.glob("route-*"))

# The first two routes of this answer tie: 10.830769231, the same months, cost and
# hours, one move against three. The model puts fewer moves first; the example has
# the three moves first. Nothing but the order of the two differs.
OTHER_ORDER: Final = {("route-09", "r4")}


def _questions(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


def _answer(folder: Path, asked: dict[str, Any]) -> list[tuple[float, list[str]]]:
    question = Question(
        person=asked["person"],
        target=asked["target"],
        weights=asked["weights"],
        max_moves=asked["max_moves"],
        as_of=datetime.date.fromisoformat(asked["as_of"]),
    )
    plans = best_routes(Case.read_folder(folder, maximum=5), question)
    return [(round(plan.score(question.weights), 9), list(plan.roles)) for plan in plans]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_agrees_with_the_worked_examples(folder: Path) -> None:
    """The three best routes of every worked question have the example's scores, to nine digits, and roles."""
    for asked in _questions(folder):
        expected = [(route["score"], route["roles"]) for route in asked["routes"]]
        if (folder.name, asked["target"]) not in OTHER_ORDER:
            assert _answer(folder, asked) == expected, asked["target"]


def test_the_one_other_order_is_a_tie() -> None:
    """Where the order differs from an example's, the same routes are there, and those that changed places tie."""
    for name, target in OTHER_ORDER:
        asked = next(each for each in _questions(EXAMPLES / name) if each["target"] == target)
        expected = [(route["score"], route["roles"]) for route in asked["routes"]]
        found = _answer(EXAMPLES / name, asked)
        assert found != expected
        assert sorted(found) == sorted(expected)
        assert all(near(one[0], other[0]) for one, other in zip(found, expected, strict=True))


def test_every_example_is_there() -> None:
    """Twelve folders hold sixty questions."""
    assert (len(FOLDERS), sum(len(_questions(folder)) for folder in FOLDERS)) == (12, 60)
