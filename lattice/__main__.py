"""``python -m lattice`` does what the command ``lattice`` does."""

from lattice.cli.main import main

if __name__ == "__main__":
    main()
