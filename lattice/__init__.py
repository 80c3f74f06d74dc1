"""Proven best career routes through an organisation's roles, skills and learning.

Read a bundle or open a store, take a snapshot, ask it::

    import datetime, lattice

    graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    result = lattice.find_routes(graph, "maya", to="platform-lead", as_of=datetime.date(2026, 11, 22))

The answers are pydantic models; ``model_dump_json()`` gives what the command
line prints with ``--json``. Importing this package loads nothing else: each
name comes with the module that has it when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lattice.domain.bundle import Bundle
    from lattice.errors import (
        AmbiguousName,
        DataError,
        InvalidBundle,
        LatticeError,
        NameProblem,
        NewerStore,
        NoStore,
        NotAStore,
        Problem,
        ReadOnlyStore,
        StoreBusy,
        StoreDenied,
        StoreError,
        StoreFull,
        StoreUnreachable,
        StoreWarning,
        UnknownName,
        WrongCall,
    )
    from lattice.exchange.check import CheckResult, check_bundle
    from lattice.exchange.folder import read_bundle, write_folder
    from lattice.exchange.workbook_writing import write_template, write_workbook
    from lattice.graph.snapshot import Snapshot, snapshot
    from lattice.insight.person import PersonProfile, show_person
    from lattice.insight.resource import ResourceProfile, show_resource
    from lattice.insight.role import RoleProfile, show_role
    from lattice.insight.search import SearchResult, search
    from lattice.insight.skill import SkillProfile, show_skill
    from lattice.insight.team import TeamResult, team
    from lattice.routes.find import find_routes
    from lattice.routes.gap import find_gap
    from lattice.routes.reach import reach
    from lattice.routes.result import GapResult, ReachResult, RoutesResult, WaysResult
    from lattice.routes.ways import find_ways
    from lattice.routes.weights import PROFILES, Weights
    from lattice.stores.copy import Copied, copy_lattice
    from lattice.stores.open import open_store
    from lattice.stores.store import Store
    from lattice.succession.bench import bench
    from lattice.succession.chain import chain
    from lattice.succession.comparison import CompareResult, compare
    from lattice.succession.coverage import coverage
    from lattice.succession.frozen import FrozenResult, freeze, thaw
    from lattice.succession.investment import InvestResult, invest
    from lattice.succession.outlook import OutlookResult, outlook
    from lattice.succession.readiness import readiness_of_everyone
    from lattice.succession.result import BenchResult, ChainResult, CoverageResult
    from lattice.succession.what_if import WhatIfResult, what_if
    from lattice.succession.workers import workers_at

_HOMES: Final = {
    "domain.bundle": ("Bundle",),
    "errors": (
        "AmbiguousName",
        "DataError",
        "InvalidBundle",
        "LatticeError",
        "NameProblem",
        "NewerStore",
        "NoStore",
        "NotAStore",
        "Problem",
        "ReadOnlyStore",
        "StoreBusy",
        "StoreDenied",
        "StoreError",
        "StoreFull",
        "StoreUnreachable",
        "StoreWarning",
        "UnknownName",
        "WrongCall",
    ),
    "exchange.check": ("CheckResult", "check_bundle"),
    "exchange.folder": ("read_bundle", "write_folder"),
    "exchange.workbook_writing": ("write_template", "write_workbook"),
    "graph.snapshot": ("Snapshot", "snapshot"),
    "insight.person": ("PersonProfile", "show_person"),
    "insight.resource": ("ResourceProfile", "show_resource"),
    "insight.role": ("RoleProfile", "show_role"),
    "insight.search": ("SearchResult", "search"),
    "insight.skill": ("SkillProfile", "show_skill"),
    "insight.team": ("TeamResult", "team"),
    "routes.find": ("find_routes",),
    "routes.gap": ("find_gap",),
    "routes.reach": ("reach",),
    "routes.result": ("GapResult", "ReachResult", "RoutesResult", "WaysResult"),
    "routes.ways": ("find_ways",),
    "routes.weights": ("PROFILES", "Weights"),
    "stores.copy": ("Copied", "copy_lattice"),
    "stores.open": ("open_store",),
    "stores.store": ("Store",),
    "succession.bench": ("bench",),
    "succession.chain": ("chain",),
    "succession.comparison": ("CompareResult", "compare"),
    "succession.coverage": ("coverage",),
    "succession.frozen": ("FrozenResult", "freeze", "thaw"),
    "succession.investment": ("InvestResult", "invest"),
    "succession.outlook": ("OutlookResult", "outlook"),
    "succession.what_if": ("WhatIfResult", "what_if"),
    "succession.readiness": ("readiness_of_everyone",),
    "succession.result": ("BenchResult", "ChainResult", "CoverageResult"),
    "succession.workers": ("workers_at",),
}
_HOME: Final = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "PROFILES",
    "AmbiguousName",
    "BenchResult",
    "Bundle",
    "ChainResult",
    "CheckResult",
    "CompareResult",
    "Copied",
    "CoverageResult",
    "DataError",
    "FrozenResult",
    "GapResult",
    "InvalidBundle",
    "InvestResult",
    "LatticeError",
    "NameProblem",
    "NewerStore",
    "NoStore",
    "NotAStore",
    "OutlookResult",
    "PersonProfile",
    "Problem",
    "ReachResult",
    "ReadOnlyStore",
    "ResourceProfile",
    "RoleProfile",
    "RoutesResult",
    "SearchResult",
    "SkillProfile",
    "Snapshot",
    "Store",
    "StoreBusy",
    "StoreDenied",
    "StoreError",
    "StoreFull",
    "StoreUnreachable",
    "StoreWarning",
    "TeamResult",
    "UnknownName",
    "WaysResult",
    "Weights",
    "WhatIfResult",
    "WrongCall",
    "bench",
    "chain",
    "check_bundle",
    "compare",
    "copy_lattice",
    "coverage",
    "find_gap",
    "find_routes",
    "find_ways",
    "freeze",
    "invest",
    "open_store",
    "outlook",
    "reach",
    "read_bundle",
    "readiness_of_everyone",
    "search",
    "show_person",
    "show_resource",
    "show_role",
    "show_skill",
    "snapshot",
    "team",
    "thaw",
    "what_if",
    "workers_at",
    "write_folder",
    "write_template",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"lattice.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
