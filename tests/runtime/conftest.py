"""A knowledge base that is large enough for several workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from codex_tools.runtime.parallel import MIN_ITEMS


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of so many files that it is worth sending them, with faults of all kinds."""
    root = tmp_path_factory.mktemp("base")
    (root / "codex.toml").touch()
    for number in range(2 * MIN_ITEMS):
        kind = "clam" if number % 7 == 0 else "claim"
        lines = ["---", f"type: {kind}", f"description: Number {number}.", "confidence: likely"]
        if number % 3:
            lines.append(f"source: \"Ada Brook, 'Tides of harbour {number % 60}' (2025)\"")
        lines += ["supports:", f"  - note-{number * 2}", "---", f"# Note {number}", ""]
        lines += [f"See [[note-{number + 5}]] and [[nothing-{number}]].\n"] * 5
        (root / f"note-{number}.md").write_text("\n".join(lines))
    archive = root / "inbox" / "archive"
    archive.mkdir(parents=True)
    for number in range(60):
        lines = ["---", "type: source", f"title: Tides of harbour {number}", "author: Ada Brook"]
        lines += ["date: 2025-01-01", "---", f"# Tides {number}", f"{number + 0.25} m. " * 20]
        (archive / f"source-{number}.md").write_text("\n".join(lines))
    (root / "bad.md").write_bytes(b"---\ntitle: [\n---\n\xff\0\r\n")
    (root / "large.md").write_bytes(b"x" * 300_000)
    return root
