"""The options that every command takes, and the types of values that options have."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import click

from lattice.cli.destination import OutputFile, form_of
from lattice.cli.quoting import shown

FORMATS: Final = ("table", "json", "csv", "markdown")

MOST_MONTHS: Final = 1200.0
MOST_PROCESSES: Final = 256
MOST_MONEY: Final = 1e12
MOST_SECONDS: Final = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the shared options say; None or 0 where they weren't given."""

    store: str | None = None
    as_of: datetime.date | None = None
    format: str | None = None
    output: Path | None = None
    no_color: bool | None = None
    quiet: bool | None = None
    verbose: int = 0

    def over(self, others: Settings) -> Settings:
        """These settings, and the others where these say nothing."""
        names = [field.name for field in fields(self)]
        return Settings(**{name: getattr(self, name) or getattr(others, name) for name in names})

    @property
    def full(self) -> bool:
        """Whether reports tell all that they can."""
        return self.verbose > 0

    @property
    def on_screen(self) -> bool:
        """Whether a report is read where it was asked for, and may name the command or option to go on with."""
        return self.output is None and self.format in {None, "table"}


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The text as a date."""
        if isinstance(value, datetime.date):
            return value
        text = str(value)
        try:
            # Python reads 20261122 and 2026-W47-7 as well, but a typing error is likelier.
            return datetime.date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else "")
        except ValueError:
            self.fail(f"{shown(value)} is not a date; write it as YYYY-MM-DD.", param, ctx)


class Amount(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """A number from 0 to a most, finite."""

    name = "number"

    def __init__(self, most: float) -> None:
        self.most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The text as a number."""
        try:
            number = float(str(value))
        except ValueError:
            self.fail(f"{shown(value)} is not a number.", param, ctx)
        if not (math.isfinite(number) and 0 <= number <= self.most):
            self.fail(f"{shown(value)} is not a number from 0 to {self.most:,.0f}.", param, ctx)
        return number


def shared_options() -> list[click.Option]:
    """The options that every command takes."""
    return [
        click.Option(["--store"], metavar="ADDRESS", help="Where the lattice is kept; else LATTICE_STORE says."),
        click.Option(["--as-of"], type=Day(), metavar="DATE", help="The day to reckon from; today unless given."),
        click.Option(["--format"], type=click.Choice(FORMATS), help="How to print; a table unless given."),
        click.Option(["--json", "as_json"], is_flag=True, help="Short for --format json."),
        click.Option(
            ["-o", "--output"],
            type=OutputFile(),
            metavar="FILE",
            help="Write to FILE instead: .xlsx .html .md .csv or .json.",
        ),
        click.Option(["--no-color"], is_flag=True, help="Print without colours, as with NO_COLOR."),
        click.Option(["-q", "--quiet"], is_flag=True, help="Leave out notes and progress."),
        click.Option(["-v", "--verbose"], count=True, help="Tell more, of errors too."),
    ]


def gathered(values: dict[str, Any]) -> Settings:
    """The shared options, taken out of a command's values.

    Raises ``UsageError`` when two exclude each other.
    """
    as_json, form, output = values.pop("as_json"), values.pop("format"), values.pop("output")
    if as_json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} exclude each other.")
    form = "json" if as_json else form
    if output is not None and form not in {None, form_of(output)}:
        raise click.UsageError(f"--format {form} and -o {shown(output)} exclude each other: the suffix says the form.")
    return Settings(
        format=form,
        output=output,
        store=values.pop("store"),
        as_of=values.pop("as_of"),
        no_color=values.pop("no_color"),
        quiet=values.pop("quiet"),
        verbose=values.pop("verbose"),
    )


class Command(click.Command):
    """A command with the shared options, which it gets as one value ``settings``.

    Those given before the command's name hold too, unless given again. The
    help lists them apart.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as click has it
        super().__init__(*args, **kwargs)
        self._shared = shared_options()
        self.params += self._shared

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command with its settings."""
        own = gathered(ctx.params)
        ctx.params["settings"] = own.over(ctx.find_object(Settings) or Settings())
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options, then the shared ones."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [(param, param.get_help_record(ctx)) for param in options]
        own = [record for param, record in records if record and param not in self._shared]
        with formatter.section("Options"):
            formatter.write_dl(own)
        with formatter.section("Shared options"):
            formatter.write_dl([record for param, record in records if record and param in self._shared])
