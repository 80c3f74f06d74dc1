"""The document about succession: the answer in sentences, the figures, then role by role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lattice.reports.bench import bench_report
from lattice.reports.chain import chain_report
from lattice.reports.coverage import coverage_report
from lattice.reports.document import (
    STATUSES,
    Block,
    Dot,
    Facts,
    Gauge,
    Gauges,
    Heading,
    Lane,
    Lanes,
    Paragraph,
    Report,
    Sheet,
    SheetColumn,
    Span,
    line,
    quiet,
)
from lattice.reports.figures import counted
from lattice.reports.planner import by_horizon, marked, people_told
from lattice.reports.titles import Titles
from lattice.succession.options import horizon_name, middle
from lattice.succession.result import BenchResult, ChainResult, CoverageResult, CoveredRole

_ORDER: Final = {"exposed": 0, "thin": 1, "covered": 2}


def succession_document(
    result: CoverageResult,
    benches: Mapping[str, BenchResult],
    chains: Mapping[str, ChainResult],
    titles: Titles,
    *,
    full: bool = False,
) -> Report:
    """What a board reads: how many seats are secured, who stands where, and for each role the bench and the chain.

    Roles that are covered are told one by one only with ``full``; the sheets
    have all of them.
    """
    coverage = coverage_report(result, titles, hint=False)
    roles = sorted(result.roles, key=lambda role: (_ORDER[role.status], titles.role(role.role), role.role))
    first, rest = coverage.blocks[1], coverage.blocks[2:]
    blocks: list[Block] = [Heading("Succession: how the critical roles are covered", level=1), first]
    if roles:
        blocks += [_gauges(result), _lanes(result, roles, titles)]
    blocks += [Heading("The critical roles"), *rest] if rest else []
    told = [role for role in roles if full or role.status != "covered"]
    if len(told) < len(roles):
        rest_told = counted(len(roles) - len(told), "role is", "roles are")
        blocks.append(Paragraph((line(quiet(f"{rest_told} covered and not told one by one.")),)))
    for role in told:
        blocks += _of_role(role, result, benches.get(role.role), chains.get(role.role), titles)
    own = tuple(_sheets(roles, benches, chains, titles))
    names = {sheet.title for sheet in own}
    sheets = (*(sheet for sheet in coverage.sheets if sheet.title not in names), *own)
    return replace(coverage, blocks=tuple(blocks), sheets=sheets)


def _gauges(result: CoverageResult) -> Gauges:
    gauges = tuple(
        Gauge(
            label=f"Ready {by_horizon(span)}" if span else "Ready now",
            value=result.secured[horizon_name(span)],
            seeming=result.naive[horizon_name(span)],
            whole=result.seats,
        )
        for span in result.horizons
    )
    return Gauges("Critical seats with a successor of their own", ("Secured", "On paper", "Seats"), gauges)


def _lanes(result: CoverageResult, roles: list[CoveredRole], titles: Titles) -> Lanes:
    given = {(one.role, one.person) for one in result.assignment[horizon_name(middle(result.horizons))]}
    lanes = tuple(
        Lane(
            titles.role(role.role),
            tuple(
                Dot(one.months, titles.person(one.person), (role.role, one.person) in given)
                for one in sorted(
                    (one for bench in role.bench.values() for one in bench), key=lambda one: (one.months, one.person)
                )
            ),
            Span(role.status, STATUSES[role.status]),
        )
        for role in roles
    )
    title = "Who could take over, by months until they are ready"
    return Lanes(title, float(max(result.horizons)), "given this seat", lanes)


def _of_role(
    role: CoveredRole,
    result: CoverageResult,
    bench: BenchResult | None,
    chain: ChainResult | None,
    titles: Titles,
) -> Iterator[Block]:
    """A part of the document about one role: its bench, and what follows when the seat falls free."""
    yield Heading(titles.role(role.role))
    secured = ", ".join(f"{role.secured[horizon_name(span)]} {by_horizon(span)}" for span in result.horizons)
    yield Facts(
        (
            ("status", role.status),
            ("seats", str(role.seats)),
            ("held by", people_told(titles, role.incumbents)),
            ("secured", secured),
        )
    )
    if bench is not None:
        yield from _lowered(bench_report(bench, titles).blocks, marks=len(marked(bench)))
    if chain is not None:
        yield Heading("If a seat falls free", level=3)
        yield from _lowered(chain_report(chain, titles).blocks, marks=len(marked(chain)))


def _lowered(blocks: tuple[Block, ...], *, marks: int) -> Iterator[Block]:
    """A report's blocks inside a part: without its own heading and marks, its other headings lower."""
    first = True
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > 1:
                yield Heading(block.text, level=block.level + 2)
        elif first and isinstance(block, Paragraph):
            first = False
            yield replace(block, lines=block.lines[marks:])
        else:
            yield block


def _sheets(
    roles: list[CoveredRole],
    benches: Mapping[str, BenchResult],
    chains: Mapping[str, ChainResult],
    titles: Titles,
) -> Iterator[Sheet]:
    """The benches of all roles in one sheet, and all chains in another."""
    held_benches = [(role, bench_report(benches[role.role], titles)) for role in roles if role.role in benches]
    held_chains = [(role, chain_report(chains[role.role], titles)) for role in roles if role.role in chains]
    for title, about, reports in (
        ("Benches", "a candidate of a critical role each", held_benches),
        ("Chains", "a succession each, in the order of its chain", held_chains),
    ):
        if reports:
            columns = (SheetColumn("Critical role"), *reports[0][1].sheets[0].columns, SheetColumn("Critical role id"))
            rows = ((titles.role(role.role), *row, role.role) for role, made in reports for row in made.sheets[0].rows)
            yield Sheet(title, columns, tuple(rows), about)
