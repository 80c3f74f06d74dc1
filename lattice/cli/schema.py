"""``lattice schema``: the JSON Schema of a result."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from lattice.cli.destination import form_of, write_whole
from lattice.cli.options import Command, Settings
from lattice.cli.output import note, write

if TYPE_CHECKING:
    from pydantic import BaseModel

MODELS: Final = {
    "bench": ("lattice.succession.result", "BenchResult"),
    "chain": ("lattice.succession.result", "ChainResult"),
    "check": ("lattice.exchange.check", "CheckResult"),
    "copy": ("lattice.insight.storage", "CopyResult"),
    "coverage": ("lattice.succession.result", "CoverageResult"),
    "dump": ("lattice.insight.storage", "DumpResult"),
    "export": ("lattice.insight.export", "ExportResult"),
    "forget": ("lattice.insight.storage", "ForgetResult"),
    "gap": ("lattice.routes.result", "GapResult"),
    "load": ("lattice.insight.storage", "LoadResult"),
    "reach": ("lattice.routes.result", "ReachResult"),
    "route": ("lattice.routes.result", "RoutesResult"),
    "search": ("lattice.insight.search", "SearchResult"),
    "show-person": ("lattice.insight.person", "PersonProfile"),
    "show-resource": ("lattice.insight.resource", "ResourceProfile"),
    "show-role": ("lattice.insight.role", "RoleProfile"),
    "show-skill": ("lattice.insight.skill", "SkillProfile"),
    "status": ("lattice.insight.storage", "StatusResult"),
    "compare": ("lattice.succession.comparison", "CompareResult"),
    "freeze": ("lattice.succession.recorded", "FreezeResult"),
    "frozen": ("lattice.succession.frozen", "FrozenResult"),
    "invest": ("lattice.succession.investment", "InvestResult"),
    "outlook": ("lattice.succession.outlook", "OutlookResult"),
    "record": ("lattice.succession.recorded", "RecordResult"),
    "what-if": ("lattice.succession.what_if", "WhatIfResult"),
    "team": ("lattice.insight.team", "TeamResult"),
}
"""The results that have a schema, and where their models are."""


@click.command(cls=Command)
@click.argument("name", required=False, type=click.Choice(sorted(MODELS)), metavar="[NAME]")
def schema(name: str | None, settings: Settings) -> None:
    """Print the JSON Schema of a result.

    It is the form of what a command prints with --json: draft 2020-12. Without
    NAME the names are listed.

    Example: lattice schema route
    """
    if name is None:
        write("".join(f"{known}\n" for known in sorted(MODELS)))
        return
    import json

    text = json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"
    if settings.output is None:
        write(text)
        return
    if form_of(settings.output) != "json":
        raise click.UsageError("a schema is JSON; name a file that ends in .json.")
    write_whole(settings.output, text.encode())
    note(settings, f"wrote {settings.output}")


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of the result with this name."""
    module, model = MODELS[name]
    result: type[BaseModel] = getattr(import_module(module), model)
    found = result.model_json_schema(by_alias=True, mode="serialization")
    title = found["properties"]["schema"]["const"]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{title.replace('.', ':').replace('/', ':')}",
        "title": title,
    }
    return {**head, **{key: value for key, value in found.items() if key != "title"}}
