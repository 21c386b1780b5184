"""Ways in which people lay out a base, one a file: works in, a base with known answers out."""
