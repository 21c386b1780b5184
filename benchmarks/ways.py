"""The ways through the code: which places a run passes, found by running it on a small base.

Three runs of the command line are followed, each in a process of its own: a check, a link that is
found by a claim's ``source:`` text and written, and a wikilink that is fixed.

    python benchmarks/ways.py CHECKOUT ARGUMENTS...     # one run of codex, followed; prints JSON
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

NOTES = {
    "codex.toml": "",
    "domains/tides/high-water.md": "---\ntype: claim\ndomain: tides\n"
    "description: Where the moon stands decides when the water is high.\nconfidence: likely\n"
    "source: Ada Quillfeather, 'Harbours and their gauges', 2025\ncreated: 2026-01-02\n---\n"
    "The water is high when the moon is, see [[Low  Water]].\n",
    "domains/tides/low-water.md": "---\ntype: claim\ndomain: tides\n"
    "description: The shape of a bay keeps water in it.\nconfidence: likely\n"
    "source: own measurements\ncreated: 2026-01-03\n---\nText.\n",
    "inbox/archive/2025-quillfeather-harbours.md": "---\ntype: source\n"
    "title: Harbours and their gauges\nauthor: Ada Quillfeather\n"
    "url: https://example.org/harbours\ndate: 2025-06-01\ndomain: tides\nstatus: processed\n---\n"
    "Text.\n",
}
WAYS = {
    "a check": ["check", "--no-cache"],
    "a `source:` text that is linked": ["link", "--backfill", "--no-cache"],
    "a wikilink that is fixed": ["check", "--fix", "--select", "RF", "--no-cache"],
}
CHANGED = "domains/tides/high-water.md"
"""The note that the last two runs change."""

DOORS = ("__main__", "cli", "commands")
OPTIMISED = 1
"""The flag of the code of a function, which that of a module or a class does not have."""


def ways(checkout: Path) -> dict[str, str]:
    """Return how much each run passes, how a check gets to a rule, and how often it parses."""
    found: dict[str, str] = {}
    for name, arguments in WAYS.items():
        seen = follow(checkout, arguments)
        counts = (len(seen[key]) for key in ("rooms", "modules", "functions"))
        found[f"passed by {name}: rooms / modules / functions"] = " / ".join(map(str, counts))
        if name == "a check":
            doors = [each for each in seen["modules"] if each.startswith(DOORS)]
            found["modules of the command line that a check passes"] = f"{len(doors)}"
            found["modules from `__main__` to a rule"] = f"{len(seen['way'])}"
            found["which are"] = " → ".join(seen["way"])
        else:
            times = seen["parsed"].get(CHANGED, 0)
            found[f"times that the changed document is parsed by {name}"] = f"{times}"
    return found


def follow(checkout: Path, arguments: Sequence[str]) -> dict[str, Any]:
    """Run codex on the small base and return what it passed."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in NOTES.items():
            file = Path(folder, "base", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        words = [sys.executable, __file__, str(checkout), *arguments]
        environment = os.environ | {"XDG_CACHE_HOME": f"{folder}/cache"}
        done = subprocess.run(
            words, cwd=f"{folder}/base", env=environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed: {done.stderr}")
        seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        changed = [
            path for path in NOTES if Path(folder, "base", path).read_text("utf-8") != NOTES[path]
        ]
    return {**seen, "changed": changed}


class Follower:
    """A profile function that notes which functions below a folder are entered.

    What runs while a module is imported is not counted.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.passed: set[tuple[str, str]] = set()
        self.way: list[str] = []
        self.parsed: Counter[str] = Counter()
        self._importing = 0

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Take note of a call or return."""
        code = frame.f_code
        if event not in ("call", "return") or not code.co_filename.startswith(self.folder):
            return
        if code.co_name == "<module>":
            self._importing += 1 if event == "call" else -1
        elif event == "call" and not self._importing and code.co_flags & OPTIMISED:
            self._enter(code, frame)

    def _enter(self, code: CodeType, frame: FrameType) -> None:
        module = self._module(code)
        self.passed.add((module, code.co_qualname))
        if code.co_name == "parse_document":
            self.parsed[frame.f_locals["path"]] += 1
        if not self.way and module.startswith("rules/") and code.co_name == "check":
            self.way = self._way(frame)

    def _way(self, frame: FrameType | None) -> list[str]:
        """The modules on the way to ``frame``, in their order, each once."""
        found: list[str] = []
        while frame is not None:
            if frame.f_code.co_filename.startswith(self.folder):
                found.append(self._module(frame.f_code))
            frame = frame.f_back
        return list(dict.fromkeys(reversed(found)))

    def _module(self, code: CodeType) -> str:
        name = code.co_filename.removeprefix(self.folder).removesuffix(".py")
        return name.removesuffix("/__init__")

    def seen(self) -> dict[str, Any]:
        """Return what was passed, for JSON."""
        modules = {module for module, _ in self.passed}
        return {
            "rooms": sorted({module.partition("/")[0] for module in modules}),
            "modules": sorted(modules),
            "functions": sorted(".".join(pair) for pair in self.passed),
            "way": self.way,
            "parsed": self.parsed,
        }


def run_followed(checkout: str, arguments: list[str]) -> None:
    """Run codex in this process, whose end it brings about itself, and print what it passed."""
    sys.path.insert(0, checkout)
    sys.argv = ["codex", *arguments]
    from codex_tools.__main__ import run

    follower = Follower(f"{checkout}/codex_tools/")
    end = os._exit

    def finish(status: int) -> None:
        sys.setprofile(None)
        print(json.dumps(follower.seen()), flush=True)
        end(status if status > 1 else 0)

    os._exit = finish  # type: ignore[assignment]
    sys.setprofile(follower)
    run()


if __name__ == "__main__":
    run_followed(sys.argv[1], sys.argv[2:])
