"""Values → text, for people and for programs: findings, links, diffs."""
