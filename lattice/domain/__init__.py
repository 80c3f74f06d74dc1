"""What roles, skills, resources, moves and people are; validates itself."""
