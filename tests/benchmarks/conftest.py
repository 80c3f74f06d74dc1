"""What measurements state beside their times, printed at the end of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

STATED = pytest.StashKey[list[str]]()


@pytest.hookimpl(optionalhook=True)
def pytest_benchmark_update_json(config: pytest.Config, output_json: dict[str, Any]) -> None:
    """Keep what goes into the JSON file beside the times."""
    config.stash[STATED] = [
        f"{measured['name']}: {name}: {value}"
        for measured in output_json["benchmarks"]
        for name, value in measured["extra_info"].items()
    ]


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print it, a line each."""
    lines = config.stash.get(STATED, [])
    if lines:
        terminalreporter.section("stated")
    for line in lines:
        terminalreporter.line(line)
