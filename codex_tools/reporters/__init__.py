"""One module an output format: ``render(report: Report, verbose: bool) -> Iterator[str]`` gives the
text in pieces. The module's name is the name of the format.
"""
