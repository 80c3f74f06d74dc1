"""Strategies: random cases for hypothesis, and by the thousand from a seed."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.oracle.case import Case
from tests.oracle.draw import HypothesisDraw, SeededDraw
from tests.oracle.generator import draw_case, draw_organisation, draw_question
from tests.oracle.question import Question


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, Question]:
    """A case and a question about it, which shrink to the simplest that still fail."""
    source = HypothesisDraw(draw)
    case = draw_case(source)
    return case, draw_question(source, case)


def seeded_case(seed: int) -> tuple[Case, Question]:
    """The case and the question of a seed; much faster to make than hypothesis's."""
    source = SeededDraw(seed)
    case = draw_case(source)
    return case, draw_question(source, case)


@st.composite
def organisations(draw: st.DrawFn) -> Case:
    """A case with people in critical roles and around them, which shrinks to the simplest that still fails."""
    return draw_organisation(HypothesisDraw(draw))


def seeded_organisation(seed: int) -> Case:
    """The organisation of a seed."""
    return draw_organisation(SeededDraw(seed))
