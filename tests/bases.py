"""Where the real knowledge base is, and small ones on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus" / "teleo-codex"

MakeBase = Callable[[Mapping[str, str]], Path]
