"""Typed edges → what is grounded, what stands, on whose evidence, and what falls with what.

Nothing here knows the name of a relation, a kind or a file; ``docs/argument.md`` defines the terms.
"""
