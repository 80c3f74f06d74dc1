"""The learning of one path as a mixed-integer programme, for what branching by hand takes too long for.

Binary ``y[r, i]``: resource r is taken in stage i. Continuous ``u[i]``: hours of
learning in stage i beyond its waiting. Minimise effort and time such that

- no resource is taken twice,
- a step that an entry asks by stage j is crossed by something taken by then,
- what r asks before it is started, and the levels at the start of stage i
  don't give, is crossed by something else by stage i if r is taken by then,
- deadline and budget hold.

Resources that only unlock each other satisfy this without being startable; such
a circle is cut off when a solution shows one (a loop formula), and the
programme solved again. Solved by HiGHS (Huangfu, Hall: Parallelizing the dual
revised simplex method, Mathematical Programming Computation 10, 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from lattice.graph.thermometer import bits
from lattice.routes.learning import Chosen, PathProblem
from lattice.routes.plan import Best, Plan, SearchTooLong, compare, slack

if TYPE_CHECKING:
    import highspy

_FEASIBLE: Final = 1e-9
_HALF: Final = 0.5
_PLACEMENTS: Final = 150
_CHOICES: Final = 1 << 16
"""How many ways there may be to decide what is decided at once, in order of preference: sums of weights stay exact."""
_INF: Final = float("inf")


@dataclass(slots=True)
class Rows:
    """Rows of a programme: coefficients by column, bounded from below and above."""

    starts: list[int] = field(default_factory=list)
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, coefficients: Iterable[tuple[int, float]], *, lower: float = -_INF, upper: float = _INF) -> None:
        """Add a row."""
        self.starts.append(len(self.index))
        for column, value in coefficients:
            self.index.append(column)
            self.value.append(value)
        self.lower.append(lower)
        self.upper.append(upper)

    def mark(self) -> tuple[int, int]:
        """How many rows and coefficients there are."""
        return len(self.starts), len(self.index)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Take away all that was added since a mark."""
        rows, entries = mark
        del self.starts[rows:], self.lower[rows:], self.upper[rows:]
        del self.index[entries:], self.value[entries:]


class Programme:
    """The mixed-integer programme of one path's learning."""

    def __init__(self, problem: PathProblem) -> None:
        self.problem = problem
        self._columns = [
            (number, stage)
            for number in problem.relevant
            for stage in range(problem.first_stage[number], problem.stages)
        ]
        self._at = {pair: column for column, pair in enumerate(self._columns)}
        self._rows = Rows()
        tail = [0.0] * problem.stages
        self._score_costs = [problem.effort[n] for n, _ in self._columns] + [problem.an_hour] * problem.stages
        self._month_costs = [0.0] * len(self._columns) + [1.0] * problem.stages
        self._money = [problem.cost[n] for n, _ in self._columns] + tail
        self._hour_costs = [problem.hours[n] for n, _ in self._columns] + tail
        self._write()

    def best(self, *, below: float, seconds: float = _INF) -> Plan | None:
        """The plan with the least score, None when there is none at or below a limit.

        Among plans of equal score it is any, and not settled. Raises
        ``SearchTooLong`` when the time doesn't suffice.
        """
        plan = self._solve(self._score_costs, below - self.problem.fixed_score, seconds)
        return None if plan is None else replace(plan, settled=False)

    def settle(self, plan: Plan, *, seconds: float = _INF) -> Plan:
        """Of the plans with this plan's score, the one with the fewest months, cost, hours, then ids.

        Raises ``SearchTooLong`` when the time doesn't suffice.
        """
        with self._for_now():
            self._other_than(plan.resources)
            other = self._solve(self._score_costs, plan.score - self.problem.fixed_score, seconds)
        if other is not None and other.score <= plan.score + slack(plan.score):
            with self._for_now():
                self._at_most(self._score_costs, plan.score - self.problem.fixed_score)
                plan = self._least(plan, (self._month_costs, self._money, self._hour_costs), seconds)
                plan = self._smallest_ids(plan, seconds)
        return self._placed(plan, seconds)

    def front(self, *, seconds: float = _INF) -> Iterator[Plan]:
        """The plans that no other one of the path beats in months and cost, by months.

        Each is of the fewest hours, then ids. Raises ``SearchTooLong`` when
        the time doesn't suffice.
        """
        with self._for_now():
            while (plan := self._solve(self._month_costs, _INF, seconds)) is not None:
                with self._for_now():
                    self._at_most(self._month_costs, self._value(self._month_costs, plan))
                    plan = self._least(plan, (self._money, self._hour_costs), seconds)
                    plan = self._smallest_ids(plan, seconds)
                plan = self._placed(plan, seconds)
                yield plan
                cheaper = plan.cost - 2 * slack(plan.cost)
                if cheaper < 0:
                    break
                self._rows.add(((at, cost) for at, cost in enumerate(self._money) if cost), upper=cheaper)

    @contextmanager
    def _for_now(self) -> Iterator[None]:
        """Take away afterwards what is asked meanwhile."""
        mark = self._rows.mark()
        try:
            yield
        finally:
            self._rows.back_to(mark)

    def _least(self, plan: Plan, figures: Iterable[Sequence[float]], seconds: float) -> Plan:
        """The plan that is least in one figure after the other, each held before the next."""
        for costs in figures:
            if not any(costs):
                continue
            least = self._solve(costs, _INF, seconds)
            if least is None:
                return plan
            plan = least
            self._at_most(costs, self._value(costs, plan))
        return plan

    def _smallest_ids(self, plan: Plan, seconds: float) -> Plan:
        """Of equal plans the one whose resources' ids come first, whichever of them the solver finds.

        A resource that can be taken is, before anything is asked of those
        after it; as many are decided at once as their weights stay exact for.
        """
        with self._for_now():
            self._other_than(plan.resources)
            other = self._solve([0.0] * len(self._score_costs), _INF, seconds)
        if other is None or compare(other.figures, plan.figures) != 0:
            return plan
        for some in _in_lots(self.problem.relevant, 2):
            first = self._preferring(some, [1] * self.problem.stages, seconds)
            if first is None or compare(first.figures, plan.figures) != 0:
                return plan
            plan = first
            for number in some:
                self._take(number, certainly=number in plan.resources)
        return plan

    def _placed(self, plan: Plan, seconds: float) -> Plan:
        """The plan's resources in stages that do as well, which don't depend on those that the solver found."""
        best, problem = Best(), self.problem
        try:
            PathProblem(problem.question, problem.path, node_limit=_PLACEMENTS, among=plan.resources).solve(best)
        except SearchTooLong:
            return self._latest(plan, seconds)
        if best.plan is None or best.plan.resources != plan.resources or compare(best.plan.figures, plan.figures) > 0:
            return self._latest(plan, seconds)
        return best.plan

    def _latest(self, plan: Plan, seconds: float) -> Plan:
        """The plan's resources in the fewest months, each as late as can be, the first by id before the next."""
        stages = self.problem.stages
        if stages == 1:
            return plan
        with self._for_now():
            for number in self.problem.relevant:
                self._take(number, certainly=number in plan.resources)
            plan = self._least(plan, (self._month_costs,), seconds)
            for some in _in_lots(plan.resources, stages):
                later = self._preferring(some, range(stages), seconds)
                if later is None:
                    break
                plan = later
                for stage, number in plan.taken:
                    if number in some:
                        self._rows.add([(self._at[number, stage], 1.0)], lower=1.0)
        return plan

    def _preferring(self, numbers: Sequence[int], worth: Sequence[int], seconds: float) -> Plan | None:
        """The plan in which the first of some resources has the best stage, then the next; untaken is worth nothing."""
        costs = [0.0] * len(self._score_costs)
        base = max(worth) + 1
        for rank, number in enumerate(reversed(numbers)):
            for stage in range(self.problem.first_stage[number], self.problem.stages):
                costs[self._at[number, stage]] = float(-worth[stage] * base**rank)
        return self._solve(costs, _INF, seconds)

    def _take(self, number: int, *, certainly: bool) -> None:
        """Ask that a resource is taken, or that it isn't."""
        often = float(certainly)
        self._rows.add(self._by([number], self.problem.stages - 1), lower=often, upper=often)

    def _other_than(self, resources: Sequence[int]) -> None:
        """Ask for another set of resources."""
        taken = frozenset(resources)
        signs = [(at, -1.0 if number in taken else 1.0) for at, (number, _) in enumerate(self._columns)]
        self._rows.add(signs, lower=1.0 - len(taken))

    def _at_most(self, costs: Sequence[float], most: float) -> None:
        self._rows.add(((at, cost) for at, cost in enumerate(costs) if cost), upper=most + slack(most))

    def _value(self, costs: Sequence[float], plan: Plan) -> float:
        taken = sum(costs[self._at[number, stage]] for stage, number in plan.taken)
        over = self.problem.overtime(plan.taken)
        return taken + sum(cost * hours for cost, hours in zip(costs[len(self._columns) :], over, strict=True))

    def _write(self) -> None:
        problem, rows, at = self.problem, self._rows, self._at
        for number in problem.relevant:
            stages = range(problem.first_stage[number], problem.stages)
            rows.add([(at[number, stage], 1.0) for stage in stages], upper=1.0)
        for stage, entry in enumerate(problem.entry):
            for crossers in self._distinct(entry):
                rows.add(self._by(crossers, stage), lower=1.0)
        for number in problem.relevant:
            for stage in range(problem.first_stage[number], problem.stages):
                self._write_start(number, stage)
        for stage, room in enumerate(problem.room):
            used = [(at[n, i], problem.hours[n]) for n, i in self._columns if i == stage and problem.hours[n]]
            rows.add([*used, (len(self._columns) + stage, -1.0)], upper=room)
        self._write_limits()

    def _write_start(self, number: int, stage: int) -> None:
        """If a resource is taken by a stage, in which it asks something, then something gives that by then."""
        problem = self.problem
        for crossers in self._distinct(problem.needs[number] & ~problem.base[stage]):
            needing = [(self._at[number, before], -1.0) for before in range(problem.first_stage[number], stage + 1)]
            self._rows.add([*self._by([c for c in crossers if c != number], stage), *needing], lower=0.0)

    def _write_limits(self) -> None:
        problem = self.problem
        limits = problem.question.constraints
        if limits.deadline is not None:
            # Without hours nothing outlasts the waiting, and that alone has to hold the deadline.
            pace = problem.question.hours_a_month or 1.0
            spare = (limits.deadline + slack(limits.deadline) - problem.fixed_months) * pace
            self._rows.add([(len(self._columns) + i, 1.0) for i in range(problem.stages)], upper=spare)
        if limits.budget is not None:
            self._rows.add(
                [(column, problem.cost[number]) for column, (number, _) in enumerate(self._columns)],
                upper=limits.budget + slack(limits.budget),
            )

    def _distinct(self, steps: int) -> list[tuple[int, ...]]:
        """The sets of resources that cross some steps, each once."""
        return sorted({tuple(self.problem.crossed.get(bit, ())) for bit in bits(steps)})

    def _by(self, numbers: Iterable[int], stage: int) -> list[tuple[int, float]]:
        """One for each way to take some resources by a stage."""
        first = self.problem.first_stage
        return [(self._at[number, i], 1.0) for number in numbers for i in range(first[number], stage + 1)]

    def _solve(self, costs: Sequence[float], cutoff: float, seconds: float) -> Plan | None:
        """Solve, cutting off circles until the plan can be put in order."""
        while True:
            values = run_highs(costs, self._rows, len(self._columns), cutoff, seconds)
            if values is None:
                return None
            chosen: Chosen = {
                number: stage for value, (number, stage) in zip(values, self._columns, strict=False) if value > _HALF
            }
            plan, stuck = self.problem.plan_of(chosen)
            if stuck is None:
                return plan
            stage, blocked, lacking = stuck
            outside = {n for bit in bits(lacking) for n in self.problem.crossed.get(bit, ())} - blocked
            for number in blocked:
                inside = [(self._at[number, stage], -1.0)]
                self._rows.add([*self._by(sorted(outside), stage), *inside], lower=0.0)


def _in_lots(numbers: Sequence[int], ways: int) -> Iterator[Sequence[int]]:
    """Numbers in lots that can be decided at once, when there are so many ways to decide each."""
    size = 1
    while ways ** (size + 1) <= _CHOICES:
        size += 1
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def run_highs(costs: Sequence[float], rows: Rows, binaries: int, cutoff: float, seconds: float) -> list[float] | None:
    """The values of the columns in an answer of least cost, None when no answer keeps all rows.

    Of several it is any, another one with another version. Above ``cutoff``
    none is wanted. Raises ``SearchTooLong`` when the time doesn't suffice.
    """
    if seconds <= 0:
        raise SearchTooLong
    import highspy  # noqa: PLC0415 - 0.1 s that most questions needn't pay
    import numpy as np  # noqa: PLC0415 - as above

    count = len(costs)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = count, len(rows.starts)
    programme.col_cost_ = np.array(costs)
    programme.col_lower_ = np.zeros(count)
    programme.col_upper_ = np.array([1.0] * binaries + [_INF] * (count - binaries))
    programme.row_lower_, programme.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = np.array([*rows.starts, len(rows.index)])
    programme.a_matrix_.index_ = np.array(rows.index)
    programme.a_matrix_.value_ = np.array(rows.value)
    kinds = highspy.HighsVarType
    programme.integrality_ = [kinds.kInteger] * binaries + [kinds.kContinuous] * (count - binaries)
    solver = _solver(cutoff, seconds)
    solver.passModel(programme)
    solver.run()
    status = solver.getModelStatus()
    outcome = highspy.HighsModelStatus
    if status in {outcome.kInfeasible, outcome.kObjectiveBound, outcome.kUnboundedOrInfeasible}:
        return None
    if status != outcome.kOptimal:
        raise SearchTooLong
    return list(solver.getSolution().col_value)


def _solver(cutoff: float, seconds: float) -> highspy.Highs:
    import highspy  # noqa: PLC0415 - as above

    class Quiet(highspy.Highs):
        """HiGHS that prints nothing: it would greet on standard output, where results go."""

        def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS calls it, first of all
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]  # highspy has no types

    solver = Quiet()  # type: ignore[no-untyped-call]  # highspy has no types
    options: dict[str, float | int | str] = {
        "threads": 1,
        "random_seed": 0,
        # With it 1.16 takes programmes for infeasible that aren't, 1.12 gives others up and prints to standard output.
        # Problems have been stripped of what can't matter before, so that large ones take no longer without it.
        "presolve": "off",
        "mip_rel_gap": 0.0,
        "mip_abs_gap": _FEASIBLE,
        "mip_feasibility_tolerance": _FEASIBLE,
        "primal_feasibility_tolerance": _FEASIBLE,
    }
    if cutoff < _INF:
        options["objective_bound"] = cutoff + slack(cutoff)
    if seconds < _INF:
        options["time_limit"] = seconds
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver
