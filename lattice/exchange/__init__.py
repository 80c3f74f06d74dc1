"""Reads and writes the outside world's formats; the program's own is the bundle."""
