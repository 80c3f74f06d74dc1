"""``lattice copy``: a lattice from one store to another."""

from __future__ import annotations

from pathlib import Path

import click

from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.progress import progress


@click.command(cls=Command)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str, settings: Settings) -> None:
    """Copy a lattice from one store to another.

    FROM and TO are addresses as --store takes them: paths of files, or
    neo4j://HOST/DATABASE. The tables of TO become equal to those of FROM, or
    stay as they are when anything is wrong; results that were frozen come
    along, and those that only TO has stay. FROM isn't changed.

    Example: lattice copy people.lattice neo4j+s://db.example/people
    """
    from lattice.insight.storage import CopyResult, TableChange
    from lattice.reports.storage import copy_report
    from lattice.stores.copy import copy_lattice
    from lattice.stores.open import open_store

    if settings.store:
        raise click.UsageError("copy takes both addresses as FROM and TO, and no --store.")
    if _same(source, target):
        raise click.UsageError("FROM and TO are the same store; there is nothing to copy.")
    with open_store(source, create=False) as old, open_store(target) as new, progress(settings) as shown:
        if old.place == new.place:
            raise click.UsageError("FROM and TO are the same store; there is nothing to copy.")
        copied = copy_lattice(old, new, progress=shown)
    result = CopyResult(
        source=old.place,
        target=new.place,
        name=copied.name,
        changes={
            name: TableChange(added=change.added, removed=change.removed, changed=change.changed)
            for name, change in copied.changes.items()
        },
        counts=dict(copied.counts),
        kept=list(copied.kept),
    )
    show(settings, result, lambda: copy_report(result))


def _same(source: str, target: str) -> bool:
    """Whether two addresses lead to one store, as far as the addresses tell."""
    from lattice.stores.neo4j.address import is_server, parse_address

    if is_server(source) and is_server(target):
        first, second = parse_address(source), parse_address(target)
        one_machine = first.host == second.host or (first.local and second.local)
        return one_machine and (first.port, first.database) == (second.port, second.database)
    if is_server(source) or is_server(target):
        return False
    first_path, second_path = (Path(name.removeprefix("sqlite:///")).expanduser() for name in (source, target))
    try:
        return first_path.samefile(second_path)
    except OSError:
        return first_path.resolve() == second_path.resolve()
