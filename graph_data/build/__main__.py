"""`python -m graph_data.build [FOLDER]` builds the bundle, by default where it stands."""

import sys
from pathlib import Path

from graph_data.build.bundle import HOME, build_bundle


def main() -> None:
    """Build the bundle into the folder named on the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    build_bundle().write(folder)
    sys.stderr.write(f"built {folder}\n")


if __name__ == "__main__":
    main()
