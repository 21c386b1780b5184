"""Values → TOML, for what codex writes of its settings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping


def toml_value(value: object) -> str:
    """Write a text, number, truth value, list or table as a value of TOML on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{toml_key(str(key))} = {toml_value(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(*names: str) -> str:
    """Write names as a dotted key, in quotes where they need them."""
    bare = re.compile(r"[A-Za-z0-9_-]+")
    return ".".join(name if bare.fullmatch(name) else toml_value(name) for name in names)
