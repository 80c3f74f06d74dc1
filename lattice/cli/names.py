"""Names on the command line: completed from the store when the shell asks."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

import click

from lattice.cli.ask import open_existing
from lattice.cli.options import Settings
from lattice.errors import LatticeError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
_MOST: Final = 500
_TABLES: Final = {"role": "roles", "skill": "skills", "resource": "resources", "person": "people"}


class Name(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """The id, title or alias of a role, skill, resource or person; an id is completed.

    Without a kind the value of the parameter ``kind`` says what is named.
    """

    name = "name"

    def __init__(self, kind: str | None = None) -> None:
        self.kind = kind

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's shape
        """The ids that go on like this; none when the store can't be read, whatever the reason."""
        from click.shell_completion import CompletionItem

        kind = self.kind or ctx.params.get("kind")
        if kind not in _TABLES:
            return []
        try:
            # Nothing may be printed between what is typed.
            with warnings.catch_warnings(action="ignore"), open_existing(_settings(ctx)) as store:
                found = store.ids(_TABLES[kind], start=incomplete, limit=_MOST)
        except (LatticeError, OSError, ValueError):
            return []
        # What could steer the terminal can't be typed either.
        return [CompletionItem(name) for name in found if name.isprintable()]


def _settings(ctx: click.Context) -> Settings:
    outer = ctx.find_root().params.get("store")
    return Settings(store=ctx.params.get("store") or outer)
