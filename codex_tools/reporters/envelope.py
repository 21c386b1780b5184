"""The JSON that commands print for programs: one form around what each of them has to say.

``docs/json.md`` describes the content of each schema. A field that is taken away or means something
else raises the version of its schema; a new one does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from codex_tools.runtime import lazy_regex

_SURROGATE = lazy_regex.compile("[\ud800-\udfff]")

VERSIONS: Mapping[str, int] = {
    "find": 1,
    "graph-stats": 1,
    "impact": 1,
    "query": 1,
    "why": 1,
}
"""The schemas, each with its version."""


def dumps(value: object, indent: int | None = None) -> str:
    """Return ``value`` as JSON text that can be written as UTF-8.

    Half a surrogate pair, as it stands for a byte of a file name that is not UTF-8, is written as
    the escape that RFC 8259, section 8.2, has for it, so that a reader gets the name back.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def envelope(schema: str, root: Path, items: Iterable[Any], **more: Any) -> str:
    """Return the JSON text of a command's answer.

    It has ``schema``, ``version``, ``root`` and ``items``, and what else the schema says.
    """
    head = {"schema": schema, "version": VERSIONS[schema], "root": str(root)}
    return dumps({**head, **more, "items": list(items)}, indent=2)
