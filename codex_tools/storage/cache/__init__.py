"""What is kept between runs, outside the knowledge base: what was read, what schemas say of it,
whole results, and the code of this program.

Nothing here is needed: a cache that is gone, broken or of another version costs time only.
"""
