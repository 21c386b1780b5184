"""Settings and what a user asks for → a report, changed files or a plan: the use cases."""
