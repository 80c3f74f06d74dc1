"""What each sheet, column and key of a bundle means, as the notes of a workbook tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

STEPS: Final = (
    "In the sheet lattice, name your lattice and the levels of proficiency, one row each.",
    (
        "Fill in roles, skills and requirements: what there is, and which role asks which skill at which "
        "level. The other sheets are there when you need them."
    ),
    (
        "Point at a column's title to read what it holds. A title on an orange ground is required in every "
        "row; the others may stay blank."
    ),
    (
        "Where a cell points to another sheet it offers the ids that stand there. Several values in one cell, "
        "such as aliases, have | between them."
    ),
    (
        "Groups of people go into columns of your own in the sheet people: call one group:site, and write each "
        "person's site below it."
    ),
    (
        "An empty sheet says that there is nothing of its kind. Delete a sheet to say nothing about it: "
        "loading then leaves what the store has."
    ),
    "Notes of your own may stand in sheets whose names begin with _.",
    (
        "Save as .xlsx. Then lattice check BOOK.xlsx lists everything that is wrong, with sheet, row and "
        "column; lattice load BOOK.xlsx takes it in."
    ),
)
"""How to fill in an empty workbook."""

TABLES_EXPLAINED: Final[Mapping[str, str]] = {
    "roles": "A kind of job.",
    "skills": "Anything a person can be more or less good at.",
    "requirements": "What a role asks for. One row for each role and skill.",
    "resources": "Something one can learn from.",
    "teaches": "What a resource teaches. One row for each resource and skill.",
    "prerequisites": "What else one must be able to do before starting a resource.",
    "moves": "One may go from the first role to the second. One row for each pair of roles and kind.",
    "people": "The employees.",
    "levels": "How good people are. One row for each person and skill; no row means level 0.",
    "completions": "What people have completed.",
    "aspirations": "What people want to become.",
    "nominations": "Whom others see in a role.",
    "exclusions": (
        "Who doesn't count for a role, though moves or nominations say that they might: a "
        "planner's word. Succession leaves them out for that role and says so."
    ),
}
"""What each table is about."""

KEYS: Final[Mapping[str, str]] = {
    "name": "what the lattice is called",
    "licence": "under which licence the data stand",
    "attribution": "who is to be named",
    "version": "the version of the data",
    "currency": "the currency of every amount",
    "levels.maximum": "the highest level; level 0 means none",
    "levels.names": "the name of a level, a row each, from level 1 or from level 0",
    "policy.hours_per_week": "time for learning, 0 to 168",
    "policy.dwell_months": "how long one stays in a role before moving on",
    "policy.entry_slack": "how far below a role's level one may start, in essential skills",
    "policy.importance": "how much a requirement counts, above 0 and at most 1",
    "policy.essential": "whether a requirement is essential",
    "policy.months": "how long a move takes",
    "policy.success": "the share of those ready for a move who get it",
    "policy.seats": "how many people are wanted in a role",
    "policy.cost": "what a resource costs",
    "policy.from_level": "the level that one must have to start a resource",
    "policy.review_months": "after how many months an assessment is stale; blank: never",
    "policy.min_group": "statistics on fewer people than this are suppressed",
    "policy.leaving_rate": (
        "the share of people who leave within a year, for those whose own leaving_risk is blank, 0 to 1"
    ),
    "policy.leaving_rates": (
        "the share of people who leave a family of roles within a year; the key ends in the family"
    ),
}
"""What each key of the header says."""

COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "roles": {
        "id": "names the role in the other tables",
        "title": "what people call it",
        "family": "the track it belongs to; a ladder is climbed within a family",
        "grade": "seniority: higher is more senior, and the distance means nothing",
        "area": "a group of families",
        "description": "what the role is about",
        "critical": "whether its vacancy hurts; blank: no",
        "seats": "how many people the organisation wants in it; blank: policy.seats",
        "dwell_months": "how long one stays before moving on; blank: policy.dwell_months",
        "salary": "a year's pay, in the bundle's currency",
        "location": "where it is",
        "aliases": "other names by which people look for it",
    },
    "skills": {
        "id": "names the skill in the other tables",
        "name": "what people call it",
        "kind": "skill, knowledge, ability, behaviour, certification, tool …",
        "category": "what it is listed under",
        "description": "what it is about",
        "aliases": "other names by which people look for it",
    },
    "requirements": {
        "role": "the role that asks",
        "skill": "what it asks for",
        "level": "the level of someone settled in the role",
        "entry_level": (
            "the level needed on day one; blank: level less policy.entry_slack when essential, 0 when desirable"
        ),
        "importance": "how much it counts among the role's requirements; blank: policy.importance",
        "essential": "whether one can't start without it, or it is desirable; blank: policy.essential",
        "behaviour": "what people at this level do",
    },
    "resources": {
        "id": "names the resource in the other tables",
        "title": "what it is called",
        "type": "course, certification, project, rotation, mentoring, coaching, workshop, simulation, reading …",
        "hours": "the time that it takes",
        "cost": "what it costs one person; blank: policy.cost",
        "provider": "who offers it",
        "formats": "online, in person, evening …",
        "languages": "the languages it is given in",
        "url": "where to find it",
        "capacity": "how many people can take it at a time",
        "available_from": "the first day",
        "available_to": "the last day",
        "mentor": "who gives it, if it is one of the people",
        "status": "active, or why it isn't; blank: active",
        "description": "what it is about",
    },
    "teaches": {
        "resource": "the resource",
        "skill": "what it teaches",
        "to_level": "the level that one has afterwards; above from_level",
        "from_level": "the level that one must have to start; blank: policy.from_level",
    },
    "prerequisites": {
        "resource": "the resource",
        "skill": "what one must be able to do",
        "level": "how well",
    },
    "moves": {
        "from": "the role one leaves",
        "to": "the role one enters; not the same",
        "kind": "blank: ladder when both roles share the family and the grade rises, else lattice",
        "months": "how long the move itself takes; blank: policy.months",
        "success": "the share of those ready for it who get it; blank: policy.success",
        "observed": "how many people made it",
    },
    "people": {
        "id": "names the person in the other tables",
        "role": "the role that they hold",
        "name": "what they are called",
        "in_role_since": "when they took the role; blank: long enough ago",
        "hours_per_week": "time for learning; blank: policy.hours_per_week",
        "budget": "money for learning, shown with the person; a limit only when a question asks for one",
        "manager": "whom they report to",
        "location": "where they work",
        "retires_on": "when they retire, if that is known",
        "leaving_risk": "the probability that they leave within a year",
        "group:": ("a column for each grouping, such as group:site; the cell is the group that the person belongs to"),
    },
    "levels": {
        "person": "who",
        "skill": "at what",
        "level": "how good",
        "evidence": "how that is known: manager, test, self …",
        "assessed_on": "when it was assessed",
    },
    "completions": {
        "person": "who",
        "resource": "what",
        "completed_on": "when",
        "result": "how it went",
    },
    "aspirations": {
        "person": "who",
        "role": "what they want",
        "by": "until when",
        "recorded_on": "when they said so",
    },
    "nominations": {
        "person": "who",
        "role": "the role that they are seen in",
        "by": "who says so",
        "on": "when",
    },
    "exclusions": {
        "person": "who",
        "role": "the role that they don't count for",
        "because": "why not",
        "by": "who says so",
        "on": "when",
    },
}
"""What each column of each table says; ``group:`` stands for the columns of groups."""
