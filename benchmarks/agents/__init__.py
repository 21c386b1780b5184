"""Questions and tasks on the project's own base, done by fixed scripts in two ways, and graded."""
