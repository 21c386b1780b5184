"""The oracle needs a Markdown parser, which nothing else does."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("markdown_it") else ["test_*.py"]
