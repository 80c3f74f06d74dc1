"""What a lattice says about itself: its roles, skills, resources and people, one at a time or searched."""
