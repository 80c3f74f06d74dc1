"""The oracle itself, on cases small enough to be worked out by hand."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pytest
from hypothesis import given

from tests.oracle.brute import all_plans, best_routes, follow, pareto, qualified, reach, readiness
from tests.oracle.case import Case, Cell, Row, case_of
from tests.oracle.plan import Plan, first_of_sequence, front, in_order, near
from tests.oracle.question import AS_OF, Question
from tests.oracle.strategies import cases, seeded_case

# Nothing of the program runs here.
pytestmark = pytest.mark.unmeasured


class _Asked(TypedDict, total=False):
    """What a question says beyond the person and the target."""

    weights: dict[str, float]
    max_moves: int
    deadline: float
    budget: float
    hours_per_week: float | None
    via: tuple[str, ...]
    avoid: tuple[str, ...]
    kind: tuple[str, ...]
    no_pay_cut: bool


# The pace of 12 hours a week is 12 · 52/12 = 52 hours a month.
PACE = 12


def _roles(*dwells: float | None, **salaries: float) -> tuple[Row, ...]:
    """Roles r0, r1 … with their dwell months, grades that don't rise, in a family each."""
    return tuple(
        {
            "id": f"r{at}",
            "title": f"R{at}",
            "family": f"f{at}",
            "grade": 1,
            "dwell_months": dwell,
            "salary": salaries.get(f"r{at}"),
        }
        for at, dwell in enumerate(dwells)
    )


def _ask(role: str, skill: str, level: int, **more: Cell) -> Row:
    """A requirement that asks its full level on day one unless told otherwise."""
    return {"role": role, "skill": skill, "level": level, "entry_level": level, **more}


def _course(name: str, hours: float, cost: float | None = None, **more: Cell) -> Row:
    return {"id": name, "title": name, "type": "course", "hours": hours, "cost": cost, **more}


def _teach(resource: str, skill: str, to_level: int, from_level: int | None = None) -> Row:
    return {"resource": resource, "skill": skill, "to_level": to_level, "from_level": from_level}


def _move(start: str, end: str, **more: Cell) -> Row:
    return {"from": start, "to": end, **more}


def _case(**tables: tuple[Row, ...]) -> Case:
    """A case of skills s0 and s1 and of p0 in r0, who has served all months and learns 52 hours a month."""
    usual: dict[str, tuple[Row, ...]] = {
        "skills": ({"id": "s0", "name": "S0"}, {"id": "s1", "name": "S1"}),
        "people": ({"id": "p0", "role": "r0", "hours_per_week": PACE},),
    }
    return case_of({**usual, **tables}, maximum=5)


def _ask_for(target: str, **more: Unpack[_Asked]) -> Question:
    return Question(person="p0", target=target, **more)


def _best(case: Case, target: str, **more: Unpack[_Asked]) -> Plan:
    return best_routes(case, _ask_for(target, **more))[0]


ONE_COURSE = _case(
    roles=_roles(0, 0),
    requirements=(_ask("r1", "s0", 2),),
    resources=(_course("c0", 104, 300),),
    teaches=(_teach("c0", "s0", 2),),
    moves=(_move("r0", "r1", months=1, success=0.5),),
)


def test_one_stage() -> None:
    """104 hours at 52 a month are 2 months, the move 1: 3 in all; 300 is the price, 0.5 the chance."""
    plan = _best(ONE_COURSE, "r1")
    assert plan == Plan(
        roles=("r0", "r1"),
        kinds=("lattice",),
        learning=(("c0",),),
        months=3.0,
        cost=300,
        hours=104,
        success=0.5,
    )
    # 2·3 + 0.01·300 + 0.5·104 + 1·ln 2 + 4·1 = 6 + 3 + 52 + 0.693… + 4
    weights = {"months": 2, "cost": 0.01, "hours": 0.5, "risk": 1, "moves": 4}
    assert near(plan.score(weights), 65.69314718055995)


def test_resources_that_unlock_each_other() -> None:
    """c1 asks for s1, which only c0 gives: both are needed, in one stage, c0 first."""
    case = replace(
        ONE_COURSE,
        resources=(_course("c0", 26), _course("c1", 52)),
        teaches=(_teach("c0", "s1", 3), _teach("c1", "s0", 2)),
        prerequisites=({"resource": "c1", "skill": "s1", "level": 3},),
    )
    plan = _best(case, "r1")
    # 78 hours at 52 a month, and the move's month.
    assert (plan.learning, plan.months) == ((("c0", "c1"),), 2.5)

    def taken(*names: str) -> Plan | str:
        steps = [names]
        return follow(case, _ask_for("r1"), roles=("r0", "r1"), kinds=("lattice",), learning=steps, in_given_order=True)

    assert taken("c0", "c1") == plan
    assert taken("c1", "c0") == "the learning of stage 1 can't be started"


def test_a_cycle_that_cannot_start() -> None:
    """c0 asks for what c1 teaches and the other way round: neither can be first, so there is no route."""
    case = replace(
        ONE_COURSE,
        resources=(_course("c0", 26), _course("c1", 52)),
        teaches=(_teach("c0", "s1", 3), _teach("c1", "s0", 2)),
        prerequisites=(
            {"resource": "c1", "skill": "s1", "level": 3},
            {"resource": "c0", "skill": "s0", "level": 1},
        ),
    )
    assert best_routes(case, _ask_for("r1")) == []
    # With s0 at 1 on record c0 starts, and unlocks c1.
    known = replace(case, levels=({"person": "p0", "skill": "s0", "level": 1},))
    assert _best(known, "r1").learning == (("c0", "c1"),)


TWO_STAGES = _case(
    roles=_roles(6, 0, 0),
    requirements=(_ask("r2", "s0", 2),),
    resources=(_course("c0", 104),),
    teaches=(_teach("c0", "s0", 2),),
    moves=(_move("r0", "r1"), _move("r1", "r2")),
    people=({"id": "p0", "role": "r0", "hours_per_week": PACE, "in_role_since": AS_OF},),
)


def test_learning_early_because_waiting_is_free() -> None:
    """Six months must be waited in r0: 2 months of learning fit in there, in r1 they would come on top."""
    plan = _best(TWO_STAGES, "r2")
    assert (plan.learning, plan.months) == ((("c0",), ()), 6.0)


def test_dwell_partly_served() -> None:
    """91 days are 3 months (364/12 a month): of six months' dwell three are left; a year serves all of it."""
    for days, months in ((91, 3.0), (364, 2.0), (0, 6.0)):
        since = AS_OF - datetime.timedelta(days=days)
        case = replace(TWO_STAGES, people=({**TWO_STAGES.people[0], "in_role_since": since},))
        assert near(_best(case, "r2").months, months)


def test_unknown_since_date_counts_as_served() -> None:
    """Without a since-date only the 2 months of learning remain; the later roles' dwell still counts."""
    unknown = replace(TWO_STAGES, people=({"id": "p0", "role": "r0", "hours_per_week": PACE},))
    assert _best(unknown, "r2").months == 2.0
    blank = replace(unknown, roles=_roles(6, None, 0))
    # r1 has the default dwell of 12 months: learning there is free.
    assert _best(blank, "r2").months == 12.0


def test_practice_makes_a_course_useless() -> None:
    """r1 practises s0, though only desirable there: on that way nothing is bought. Today's role adds nothing."""
    case = replace(
        ONE_COURSE,
        roles=_roles(0, 3, 0),
        requirements=(
            {"role": "r0", "skill": "s0", "level": 2},
            {"role": "r1", "skill": "s0", "level": 2, "essential": False},
            _ask("r2", "s0", 2),
        ),
        moves=(_move("r0", "r1"), _move("r1", "r2"), _move("r0", "r2")),
    )
    cheap, quick = best_routes(case, _ask_for("r2", weights={"cost": 1}))
    assert (cheap.roles, cheap.learning, cheap.cost, cheap.months) == (("r0", "r1", "r2"), ((), ()), 0, 3.0)
    assert (quick.roles, quick.learning, quick.cost, quick.months) == (("r0", "r2"), (("c0",),), 300, 2.0)
    # Less time or less money: neither beats the other.
    assert pareto(case, _ask_for("r2")) == [quick, cheap]


def test_practice_lets_a_resource_start() -> None:
    """c0 starts from s0 at 1, which r1 practises: it can be taken in stage 2 only."""
    case = replace(
        TWO_STAGES,
        requirements=({"role": "r1", "skill": "s0", "level": 1, "essential": False}, _ask("r2", "s0", 2)),
        teaches=(_teach("c0", "s0", 2, 1),),
    )
    plan = _best(case, "r2")
    # 6 months of waiting, then 104/52 of learning in a role without dwell.
    assert (plan.learning, plan.months) == (((), ("c0",)), 8.0)


def test_learning_in_two_stages() -> None:
    """Each role waits a month: 52 hours are free in either, so one course goes into each stage."""
    case = replace(
        TWO_STAGES,
        roles=_roles(1, 1, 0),
        requirements=(_ask("r1", "s1", 1), _ask("r2", "s0", 2)),
        resources=(_course("c0", 52), _course("c1", 52)),
        teaches=(_teach("c0", "s0", 2), _teach("c1", "s1", 1)),
    )
    plan = _best(case, "r2")
    assert (plan.learning, plan.months) == ((("c1",), ("c0",)), 2.0)


@pytest.mark.parametrize("asked", [None, 0])
def test_no_learning_hours(asked: float | None) -> None:
    """Without hours only what takes none is taken: 0 months of learning, 1 of moving, for 900."""
    case = replace(
        ONE_COURSE,
        resources=(_course("c0", 104, 300), _course("c1", 0, 900)),
        teaches=(_teach("c0", "s0", 2), _teach("c1", "s0", 2)),
        people=({"id": "p0", "role": "r0", "hours_per_week": 0 if asked is None else PACE},),
    )
    plan = _best(case, "r1", weights={"cost": 1}, hours_per_week=asked)
    assert (plan.learning, plan.months, plan.cost) == ((("c1",),), 1.0, 900)


def test_ties_in_the_model_s_order() -> None:
    """With no weights everything ties: fewer moves come first, then months, cost, hours, roles, resources."""
    case = replace(
        ONE_COURSE,
        roles=_roles(0, 0, 0, 0),
        requirements=(_ask("r3", "s0", 2),),
        resources=(_course("c0", 52, 10), _course("c1", 26, 20), _course("c2", 26, 10), _course("c3", 26, 10)),
        teaches=tuple(_teach(f"c{at}", "s0", 2) for at in range(4)),
        moves=(
            _move("r0", "r3", months=9),
            _move("r0", "r1"),
            _move("r1", "r3"),
            _move("r0", "r2"),
            _move("r2", "r3"),
        ),
    )
    plans = best_routes(case, _ask_for("r3", weights={}))
    assert [plan.roles for plan in plans] == [("r0", "r3"), ("r0", "r1", "r3"), ("r0", "r2", "r3")]
    # Half a month: c1, c2, c3; of those for 10: c2, c3; by id: c2.
    assert {plan.resources for plan in plans} == {("c2",)}


def test_nothing_free_is_taken_for_nothing() -> None:
    """c0 costs neither hours nor money and leads nowhere; the plan with it ties, and is out."""
    case = replace(
        ONE_COURSE,
        resources=(_course("c0", 0), _course("c1", 52)),
        teaches=(_teach("c0", "s1", 2), _teach("c1", "s0", 2)),
    )
    assert _best(case, "r1").resources == ("c1",)


def test_parallel_moves_of_two_kinds() -> None:
    """A slow sure ladder and a quick unsure lattice move: the weights decide, and one route has these roles."""
    case = replace(
        ONE_COURSE,
        requirements=(),
        moves=(
            _move("r0", "r1", kind="ladder", months=6, success=1),
            _move("r0", "r1", kind="lattice", months=1, success=0.5),
        ),
    )
    # 6 against 1 + ln 2, and 6 against 1 + 10·ln 2 = 7.9…
    (quick,) = best_routes(case, _ask_for("r1", weights={"months": 1, "risk": 1}))
    (sure,) = best_routes(case, _ask_for("r1", weights={"months": 1, "risk": 10}))
    assert (quick.kinds, quick.success, quick.months) == (("lattice",), 0.5, 1)
    assert (sure.kinds, sure.success, sure.months) == (("ladder",), 1, 6)
    assert pareto(case, _ask_for("r1")) == [quick, sure]
    assert best_routes(case, _ask_for("r1", kind=("ladder",))) == [sure]


def test_kind_left_out() -> None:
    """A move within a family to a higher grade is a ladder, all others are lattice moves."""
    roles: tuple[Row, ...] = tuple(
        {"id": f"r{at}", "title": "R", "family": family, "grade": grade}
        for at, (family, grade) in enumerate((("a", 1), ("a", 2), ("b", 2), ("a", 1)))
    )
    case = _case(roles=roles, moves=tuple(_move("r0", f"r{at}") for at in (1, 2, 3)))
    assert [_best(case, f"r{at}").kinds for at in (1, 2, 3)] == [("ladder",), ("lattice",), ("lattice",)]


def test_no_route() -> None:
    """No route to where one is, to where no move leads, with too few moves, or past what nothing teaches."""
    assert best_routes(ONE_COURSE, _ask_for("r0")) == []
    assert best_routes(replace(ONE_COURSE, moves=()), _ask_for("r1")) == []
    assert best_routes(TWO_STAGES, _ask_for("r2", max_moves=1)) == []
    assert best_routes(replace(ONE_COURSE, teaches=()), _ask_for("r1")) == []


def test_success_at_its_ends() -> None:
    """Certain moves add no risk, not even a negative one; tiny chances multiply: 10⁻⁶ · 10⁻⁶ = 10⁻¹²."""
    assert _best(TWO_STAGES, "r2").risk == 0
    slim = replace(TWO_STAGES, moves=tuple({**move, "success": 1e-6} for move in TWO_STAGES.moves))
    assert near(_best(slim, "r2").success, 1e-12)
    # −ln 10⁻¹² = 12·ln 10
    assert near(_best(slim, "r2").risk, 27.631021115928547)


def test_defaults() -> None:
    """Blank cells: entry one below an essential level, none for a desirable one, 4 hours a week, 12 months' dwell."""
    case = _case(
        roles=_roles(None, None, None),
        requirements=(
            {"role": "r1", "skill": "s0", "level": 3},
            {"role": "r1", "skill": "s1", "level": 3, "essential": False},
        ),
        resources=(_course("c0", 52), _course("c1", 1)),
        teaches=(_teach("c0", "s0", 2), _teach("c1", "s0", 1)),
        moves=(_move("r0", "r1"), _move("r1", "r2")),
        people=({"id": "p0", "role": "r0"},),
    )
    plan = _best(case, "r2")
    # 52 hours at 4·52/12 = 17.3… a month: 3 months; then 12 in r1.
    assert near(plan.months, 15)
    assert (plan.resources, plan.cost, plan.success) == (("c0",), 0, 1)
    # A slack of 2 makes level 1 enough to enter; 26 hours a month, 1/26 of a month; and 5 in r1.
    policy = replace(case, policy={"entry_slack": 2, "hours_per_week": 6, "dwell_months": 5, "cost": 7, "success": 0.5})
    plan = _best(policy, "r2")
    assert near(plan.months, 1 / 26 + 5)
    assert (plan.resources, plan.cost, plan.success) == (("c1",), 7, 0.25)


def test_teaching_several_skills_at_once() -> None:
    """c0 gives both skills for 100, alone they cost 60 each: together is cheaper, but not where one is enough."""
    case = replace(
        ONE_COURSE,
        requirements=(_ask("r1", "s0", 1), _ask("r1", "s1", 1)),
        resources=(_course("c0", 0, 100), _course("c1", 0, 60), _course("c2", 0, 60)),
        teaches=(_teach("c0", "s0", 1), _teach("c0", "s1", 1), _teach("c1", "s0", 1), _teach("c2", "s1", 1)),
    )
    assert _best(case, "r1", weights={"cost": 1}).resources == ("c0",)
    known = replace(case, levels=({"person": "p0", "skill": "s0", "level": 1},))
    assert _best(known, "r1", weights={"cost": 1}).resources == ("c2",)
    # From-levels hold for everything that is taught: c0 can't be started without s1 at 1.
    hard = replace(case, teaches=(*case.teaches[:1], _teach("c0", "s1", 2, 1), *case.teaches[2:]))
    assert _best(hard, "r1", weights={"cost": 1}).resources == ("c1", "c2")


def test_limits_met_exactly() -> None:
    """A deadline of 3 months and a budget of 300 are kept by 3 months and 300, and broken by a little less."""
    assert best_routes(ONE_COURSE, _ask_for("r1", deadline=3.0, budget=300.0))
    assert not best_routes(ONE_COURSE, _ask_for("r1", deadline=2.999))
    assert not best_routes(ONE_COURSE, _ask_for("r1", budget=299.999))


def test_roles_through_and_around() -> None:
    """A route passes its own ends too; a role avoided is never entered."""
    case = replace(TWO_STAGES, moves=(*TWO_STAGES.moves, _move("r0", "r2")))

    def sequences(**limits: Unpack[_Asked]) -> list[tuple[str, ...]]:
        return [plan.roles for plan in best_routes(case, _ask_for("r2", **limits))]

    direct, around = ("r0", "r2"), ("r0", "r1", "r2")
    assert sequences() == [direct, around]
    assert sequences(via=("r1",)) == [around]
    assert sequences(via=("r0", "r2")) == [direct, around]
    assert sequences(avoid=("r1",)) == [direct]
    assert sequences(avoid=("r2",)) == []


def test_no_pay_cut() -> None:
    """r1 pays less than r0, r2 says nothing, r3 pays the same: only the way through r1 is a cut."""
    case = _case(
        roles=_roles(0, 0, 0, 0, r0=100, r1=99, r3=100),
        moves=(_move("r0", "r1"), _move("r1", "r3"), _move("r0", "r2"), _move("r2", "r3")),
    )
    assert len(best_routes(case, _ask_for("r3"))) == 2
    assert [plan.roles for plan in best_routes(case, _ask_for("r3", no_pay_cut=True))] == [("r0", "r2", "r3")]


@pytest.mark.parametrize(
    ("cells", "limits", "usable"),
    [
        ({}, {}, True),
        ({"status": "active"}, {}, True),
        ({"status": "retired"}, {}, False),
        ({"available_to": AS_OF}, {}, True),
        ({"available_to": AS_OF - datetime.timedelta(days=1)}, {}, False),
        ({"available_from": AS_OF + datetime.timedelta(days=1)}, {}, True),
        ({}, {"resource_type": ("course",)}, True),
        ({}, {"resource_type": ("project",)}, False),
        ({}, {"language": ("de",)}, True),
        ({"languages": "en|de"}, {"language": ("de",)}, True),
        ({"languages": "en"}, {"language": ("de",)}, False),
    ],
)
def test_which_resources_count(cells: dict[str, Any], limits: dict[str, Any], usable: bool) -> None:  # noqa: FBT001 - a table's column
    """Retired, past, of another type or in another language: such a resource is as good as not there."""
    case = replace(ONE_COURSE, resources=({**ONE_COURSE.resources[0], **cells},))
    assert bool(best_routes(case, replace(_ask_for("r1"), **limits))) == usable


def test_reach() -> None:
    """r1 takes 6 months and r2 6 more moves' worth of nothing: both within 6, neither within 5."""
    question = _ask_for("r0", deadline=6.0)
    assert {role: plan.months for role, plan in reach(TWO_STAGES, question).items()} == {"r1": 6.0, "r2": 6.0}
    assert reach(TWO_STAGES, _ask_for("r0", deadline=5.0)) == {}
    dear = replace(TWO_STAGES, resources=(_course("c0", 104, 300),))
    assert list(reach(dear, replace(question, budget=299.0))) == ["r1"]


def test_readiness_and_qualified() -> None:
    """Half of one skill at full weight and all of another at half: (1·1/2 + 0.5·1) / 1.5 = 2/3."""
    case = replace(
        ONE_COURSE,
        requirements=(
            {"role": "r1", "skill": "s0", "level": 4},
            {"role": "r1", "skill": "s1", "level": 1, "importance": 0.5},
        ),
        levels=({"person": "p0", "skill": "s0", "level": 2}, {"person": "p0", "skill": "s1", "level": 3}),
    )
    assert near(readiness(case, "p0", "r1"), 2 / 3)
    assert readiness(case, "p0", "r0") == 1
    # To enter, s0 is asked at 3.
    assert not qualified(case, "p0", "r1")
    assert qualified(case, "p0", "r0")


def test_following_what_cannot_be_done() -> None:
    """A plan that repeats, skips a move, learns too little or breaks a limit is answered with the reason."""
    question = _ask_for("r1")

    def said(
        roles: tuple[str, ...] = ("r0", "r1"),
        kinds: tuple[str, ...] = ("lattice",),
        learning: tuple[tuple[str, ...], ...] = (("c0",),),
    ) -> Plan | str:
        return follow(ONE_COURSE, question, roles=roles, kinds=kinds, learning=learning)

    assert isinstance(said(), Plan)
    assert said(learning=((),)) == "not qualified for r1"
    assert said(learning=(("c9",),)) == "['c9'] can't be used"
    assert said(kinds=("ladder",)) == "no ladder move from r0 to r1"
    assert said(learning=(("c0", "c0"),)) == "another start, or a role or resource twice"
    assert said(roles=("r0",), kinds=(), learning=()) == "0 moves"


def _same(one: Plan, other: Plan) -> bool:
    return one.roles == other.roles and all(
        near(getattr(one, name), getattr(other, name)) for name in ("months", "cost", "hours", "success")
    )


def test_the_quick_way_finds_what_the_word_for_word_way_finds() -> None:
    """On cases of at most four resources both calculations give the same best routes and the same front."""
    compared = 0
    for seed in range(1500):
        case, question = seeded_case(seed)
        if len(case.resources) > 4 or len(case.roles) > 5:
            continue
        question = replace(question, max_moves=min(question.max_moves, 3))
        plans = sorted(all_plans(case, question), key=lambda plan: plan.roles)
        groups = [list(group) for _, group in itertools.groupby(plans, key=lambda plan: plan.roles)]
        literal = in_order([first_of_sequence(group, question.weights) for group in groups], question.weights)
        found = best_routes(case, question)
        assert len(found) == len(literal[: question.k]), seed
        assert all(map(_same, found, literal)), seed
        assert [plan.resources for plan in found] == [plan.resources for plan in literal[: question.k]], seed
        points, literal_points = pareto(case, question), front(plans)
        assert len(points) == len(literal_points), seed
        for one, other in zip(points, literal_points, strict=True):
            assert near(one.months, other.months), seed
            assert near(one.cost, other.cost), seed
            assert near(one.success, other.success), seed
        compared += bool(found)
    assert compared >= 200


@given(cases())
def test_what_is_found_can_be_followed(asked: tuple[Case, Question]) -> None:
    """Whatever the oracle answers can be done step by step, with the figures that it gives."""
    case, question = asked
    for plan in (*best_routes(case, question), *pareto(case, question)):
        done = follow(case, question, roles=plan.roles, kinds=plan.kinds, learning=plan.learning)
        assert isinstance(done, Plan)
        assert _same(done, plan)


def test_random_cases_are_worth_it() -> None:
    """More than half of the random cases have a route, and a third of those learn in several stages."""
    answers = [best_routes(*seeded_case(seed)) for seed in range(1000)]
    routes = [plans for plans in answers if plans]
    staged = [plans for plans in routes if any(sum(map(bool, plan.learning)) > 1 for plan in plans)]
    assert len(routes) > len(answers) / 2
    assert len(staged) > len(routes) / 3


def test_a_seed_gives_the_same_case() -> None:
    """The same seed is the same case and question."""
    assert seeded_case(7) == seeded_case(7)


def test_a_case_written_and_read(tmp_path: Path) -> None:
    """A case that is written as a bundle and read again has the same answers."""
    for seed in range(20):
        case, question = seeded_case(seed)
        folder = case.write_folder(tmp_path / str(seed))
        again = replace(Case.read_folder(folder, maximum=case.maximum), policy=case.policy)
        assert best_routes(again, question) == best_routes(case, question)
