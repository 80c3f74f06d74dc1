"""A lattice in a Neo4j database."""
