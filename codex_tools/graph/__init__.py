"""A knowledge base → its typed graph, its figures, and files of both in one format each."""
