"""The page of questions in Cypher shows what they answer."""

from __future__ import annotations

import re

import pytest

from tests.docs.cypher import PAGE, answer, questions
from tests.neo4j.server import Server

QUESTIONS = list(questions(PAGE.read_text(encoding="utf-8")))


@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize("at", range(len(QUESTIONS)))
def test_each_question_has_its_answer(at: int, neo4j_sample: Server) -> None:
    """Each query of the page, asked of the sample, answers what stands below it, and something."""
    shown = answer(neo4j_sample, QUESTIONS[at]["query"])
    assert shown != "nothing\n"
    assert shown == QUESTIONS[at]["answer"]


def test_no_question_is_left_out() -> None:
    """Every block of Cypher has an answer, and there are many of them."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"^```cypher$", text, re.MULTILINE)) == len(QUESTIONS) >= 10
