"""The questions of a workforce planner: who could take over a role, and what hangs on whom."""
