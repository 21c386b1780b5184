"""codex: linter, linker and indexer for knowledge bases made of Markdown claims."""

__version__ = "0.1.0"
