"""How the formats that are drawn show a node: its words and its colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from pathlib import PurePosixPath

from codex_tools.model import Role

LENGTH = 60
PLAIN = "#eeeeee"
"""The background of documents of no kind; black text is readable on this and all others."""

_ROLES = {Role.CLAIM.value: "#cfe2f3", Role.SOURCE.value: "#fde9c9"}
_OTHERS = ("#d9ead3", "#d9d2e9", "#d0e0e3", "#f4cccc", "#fff2cc", "#ead1dc")


def fills(records: Iterable[Mapping[str, object]]) -> Mapping[str, str]:
    """Return a background for each kind of the nodes: that of its role, else one after another."""
    roles = {str(record.get("kind") or ""): str(record.get("role") or "") for record in records}
    others = cycle(_OTHERS)
    found = {kind: _ROLES.get(roles[kind]) or next(others) for kind in sorted(roles) if kind}
    return found | {"": PLAIN}


def label(path: str, attributes: Mapping[str, object]) -> str:
    """Return the title of a node, or else its file name, on one line and of a readable length."""
    title = str(attributes.get("title") or "").split()
    text = " ".join(title or PurePosixPath(path).stem.split())
    if len(text) <= LENGTH:
        return text
    cut = text[:LENGTH]
    return (cut.rpartition(" ")[0] if " " in cut[LENGTH // 2 :] else cut) + "…"
