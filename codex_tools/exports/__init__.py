"""A knowledge base → the files of a copy of it in another format: one package a format.

Each has ``export(base: KnowledgeBase) -> Export``. ``discovery.names`` and ``discovery.load`` find
the packages; what begins with an underscore is a helper.
"""
