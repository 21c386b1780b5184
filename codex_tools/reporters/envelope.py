"""The JSON that commands print for programs: one form around what each of them has to say.

``codex schema output NAME`` prints the JSON Schema of each. A field that is taken away or means
something else raises the version of its schema; a new one does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from codex_tools.reporters.outputs import about
from codex_tools.runtime.printable import json_text


def enveloped(
    schema: str, root: Path | str | None, items: Iterable[Any], **more: Any
) -> dict[str, Any]:
    """Return a command's answer: ``schema``, ``version``, ``root``, ``items`` and what else the
    schema says."""
    version = about(schema)["version"]
    head = {"schema": schema, "version": version, "root": root if root is None else str(root)}
    return {**head, **more, "items": list(items)}


def envelope(schema: str, root: Path | str | None, items: Iterable[Any], **more: Any) -> str:
    """Return the JSON text of a command's answer, see :func:`enveloped`."""
    return json_text(enveloped(schema, root, items, **more), indent=2)
