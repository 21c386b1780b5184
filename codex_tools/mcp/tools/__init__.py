"""One module a tool, with the tool in ``TOOL``; its name is that of the module."""
