"""A knowledge base → the argument in it: what its notes and edges mean, weighed once."""
