"""One module a graph format; the module's name is the name of the format.

Each has ``export(graph: networkx.MultiDiGraph, stream: typing.TextIO) -> None``, which writes the
whole graph to a text stream that takes all of Unicode (open files as UTF-8), piece by piece. One
that is for people may have ``drawn(graph, relations: RelationTable) -> networkx.MultiDiGraph``,
which gives the part of the graph that is worth writing. ``discovery.names`` and ``discovery.load``
find the modules; one that begins with an underscore is a helper.

Nodes are repo-relative paths. Attributes are ``str``, ``int``, ``float``, ``bool``, ``None`` or a
list of ``str``; edges have ``relation``, ``origin`` and ``date``. The output depends on the graph
alone and not on the order in which it was built. A format that has no lists holds the JSON text
of a list, and one that has no null leaves ``None`` out.
"""
