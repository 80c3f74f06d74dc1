"""Bundles that ship with the project, and the programs that build them."""
