"""A base and a task → a copy with the fault planted; an answer → whether it is right."""

from __future__ import annotations

import shutil
from pathlib import Path

from agents.tasks import FOLDER, Add, Count, Exist, Fall, Find, Judge, Repair, Task
from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.settings import load_settings

OWN = Path(__file__).resolve().parents[2]
PARTS = ("domains", "inbox", "schemas")
CONFIGURATION = 'include = ["domains", "inbox"]\ncache = false\n'


def copy_base(place: Path, task: Task | None = None) -> Path:
    """Copy the project's own base, with the fault of the task in it; returns the copy."""
    for part in PARTS:
        shutil.copytree(OWN / part, place / part)
    (place / "codex.toml").write_text(CONFIGURATION)
    if isinstance(task, Repair):
        path = place / task.path
        text = path.read_text("utf-8")
        assert task.right in text
        path.write_text(text.replace(task.right, task.wrong, 1), "utf-8")
        assert _findings(place), task.told
    return place


def is_right(root: Path, task: Task, answer: object) -> bool:
    """Tell whether an answer is right, and, of what was to be written, whether it was well done."""
    match task:
        case Find() | Count() | Fall() | Exist():
            return answer == task.answer
        case Judge():
            return answer == (task.standing, task.challengers)
        case Add():
            return _is_added(root, task)
        case Repair():
            return not _findings(root) and _changed_lines(root) == []


def _findings(root: Path) -> list[str]:
    settings = load_settings(root)
    return [each.code for each in check(load(settings), settings).diagnostics]


def _is_added(root: Path, task: Add) -> bool:
    """The base is clean, the claim is there with its source and its relation, and no line went."""
    name = "-".join(task.title.lower().replace(",", "").split())
    path = root / FOLDER / f"{name}.md"
    if not path.is_file() or _findings(root):
        return False
    text = path.read_text("utf-8")
    parts = (task.source, task.confidence, task.description, task.body, task.other)
    gone = [line for line in _changed_lines(root) if line.startswith("-")]
    return all(part in text for part in parts) and not gone


def _changed_lines(root: Path) -> list[str]:
    """The lines that the files of the base lack, or have besides, in whatever order."""
    changed = []
    for part in PARTS:
        for own in sorted((OWN / part).rglob("*.md")):
            before = own.read_text("utf-8").splitlines()
            after = (root / own.relative_to(OWN)).read_text("utf-8").splitlines()
            changed += [f"-{line}" for line in before if line not in after]
            changed += [f"+{line}" for line in after if line not in before]
    return changed
