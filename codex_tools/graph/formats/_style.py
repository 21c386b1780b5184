"""How the formats that are drawn show a node: its words and its colour."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

LENGTH = 60
OTHER = "#eeeeee"
FILLS = {
    "claim": "#cfe2f3",
    "source": "#fde9c9",
    "entity": "#d9ead3",
    "belief": "#d9d2e9",
    "conviction": "#d9d2e9",
    "position": "#d0e0e3",
    "challenge": "#f4cccc",
    "divergence": "#f4cccc",
}
"""The background of each kind of document; black text is readable on all of them."""


def label(path: str, attributes: Mapping[str, object]) -> str:
    """Return the title of a node, or else its file name, on one line and of a readable length."""
    title = str(attributes.get("title") or "").split()
    text = " ".join(title or PurePosixPath(path).stem.split())
    if len(text) <= LENGTH:
        return text
    cut = text[:LENGTH]
    return (cut.rpartition(" ")[0] if " " in cut[LENGTH // 2 :] else cut) + "…"
