"""One immutable snapshot of a lattice: a networkx view for people, flat arrays for algorithms."""
