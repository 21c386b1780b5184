"""A rule → the page about it, which comes with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pygls.uris import from_fs_path

import codex_tools


@cache
def page_uri(rule: str) -> str:
    """Return the URI of the page of a rule, by its name; empty for a rule of a configuration."""
    package = Path(codex_tools.__file__).parent
    folders = (package / "rule_pages", package.parent / "docs" / "rules")
    page = next((each for folder in folders if (each := folder / f"{rule}.md").is_file()), None)
    return str(from_fs_path(str(page))) if page else ""
