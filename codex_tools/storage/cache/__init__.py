"""What was worked out before → the same again, while nothing that it depends on has changed.

Nothing here is needed: a cache that is gone, broken or of another version costs time only.
"""
