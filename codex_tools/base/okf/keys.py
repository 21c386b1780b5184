"""The keys of the front matter of a concept."""

from __future__ import annotations

GENERATED, VERIFIED, SOURCES = "generated", "verified", "sources"
BY, AT, RESOURCE = "by", "at", "resource"
TIMESTAMP = "timestamp"
"""What version 0.1 has in the place of ``generated.at``."""

ID, NAME, TITLE, DESCRIPTION, TAGS = "id", "name", "title", "description", "tags"
STALE_AFTER = "stale_after"
USAGE_WINDOW, LAST_MODIFIED = "usage_window", "last_modified"
STATUS, LIFECYCLE = "status", ("draft", "stable", "deprecated")
"""Where a concept is in its life, and the words for it in order."""

RESERVED_KEYS = frozenset(
    {
        *(GENERATED, VERIFIED, SOURCES, RESOURCE, STATUS, STALE_AFTER, USAGE_WINDOW),
        *("runtime", "parameters", "computation", "executor", "attester"),
    }
)
"""The keys that mean something in this format, besides those that mean the same everywhere."""

OWN = "codex"
"""The key below which an export puts fields that would mean something else in this format."""

HUMAN = "human:"
"""How the name of an actor begins who is a person."""
