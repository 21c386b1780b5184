"""One module a command, with the click command in ``command``; heavy imports stay inside.

A command that takes several modules is a folder, and its click command stands in ``command.py``.
"""
