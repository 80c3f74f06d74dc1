"""The program's own version."""

from __future__ import annotations


def version_text() -> str:
    """The program's name and version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"lattice {version('career-lattice')}"
    except PackageNotFoundError:
        return "lattice (run from its source, not installed)"
