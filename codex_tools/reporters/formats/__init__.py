"""One module an output format: ``render(report: Report, colour: bool = False) -> Iterator[str]``.

It yields the text in pieces; ``colour`` is heeded by the formats for people alone.
The module's name is the name of the format, with dashes for underscores; one that begins with an
underscore is a helper. All text can be written as UTF-8, whatever file names and values hold.
"""
