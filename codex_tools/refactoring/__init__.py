"""A knowledge base and new names → fixes that keep every reference right."""
