"""Claims and archived sources in, links between them with their evidence and probability out.

`linker.Linker` is the way in for a knowledge base, `matching.match` for records from anywhere else.
"""
