"""Shows results as tables, CSV, Markdown and JSON; computes nothing."""
