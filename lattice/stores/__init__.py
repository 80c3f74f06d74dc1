"""Where a lattice is kept."""
