"""How one person reaches a role: gaps, routes, reach."""
