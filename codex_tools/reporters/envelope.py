"""The JSON that commands print for programs: one form around what each of them has to say.

``docs/json.md`` describes the content of each schema. A field that is taken away or means something
else raises the version of its schema; a new one does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from codex_tools.runtime.printable import json_text

VERSIONS: Mapping[str, int] = {
    "diff": 1,
    "find": 1,
    "graph-stats": 1,
    "impact": 1,
    "query": 1,
    "why": 1,
}
"""The schemas, each with its version."""


def envelope(schema: str, root: Path, items: Iterable[Any], **more: Any) -> str:
    """Return the JSON text of a command's answer.

    It has ``schema``, ``version``, ``root`` and ``items``, and what else the schema says.
    """
    head = {"schema": schema, "version": VERSIONS[schema], "root": str(root)}
    return json_text({**head, **more, "items": list(items)}, indent=2)
