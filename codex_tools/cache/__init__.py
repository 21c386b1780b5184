"""What is kept between runs, outside the knowledge base: parsed documents and whole results.

Nothing here is needed: a cache that is gone, broken or of another version costs time only.
"""
