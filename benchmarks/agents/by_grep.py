"""The tasks by plain ``grep`` and reading: what a careful agent without codex would do.

Each script counts the bytes that commands print, which is what an agent has to read. Front matters
are read with ``head``, not whole files, wherever that will do.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from agents.tasks import ARCHIVE, FOLDER, Add, Count, Exist, Fall, Find, Judge, Repair, Task

RANKS = ("speculative", "experimental", "likely", "proven")
HEAD = 40
"""The lines within which every front matter of the base ends."""

_WORD = re.compile(r"[a-z0-9]+")
LIKE = 0.35
"""How much two statements have in common that are taken for one."""


class Shell:
    """Runs commands in a base, and counts the bytes that they print."""

    def __init__(self, root: Path) -> None:
        self.root, self.read = root, 0

    def run(self, *command: str) -> str:
        """Return what a command prints."""
        done = subprocess.run(command, cwd=self.root, capture_output=True, check=False)
        self.read += len(done.stdout)
        return done.stdout.decode()

    def head(self, path: str) -> str:
        """Return the front matter of a note."""
        return self.run("head", f"-n{HEAD}", path).partition("\n---\n")[0]

    def naming(self, text: str) -> list[str]:
        """Return the claims in which a text stands."""
        return self.run("grep", "-rlF", "--include=*.md", text, FOLDER).split()


def answer(root: Path, task: Task) -> tuple[object, int]:
    """Do a task; returns the answer, and the bytes that were read for it."""
    shell = Shell(root)
    match task:
        case Find():
            found: object = _find(shell, task)
        case Judge():
            found = _judge(shell, task.claim)
        case Count():
            found = len(_origins(shell, task.claim, set()))
        case Fall():
            found = _fallen(shell, task.source)
        case Exist():
            found = _exists(shell, task)
        case Add():
            found = _add(shell, task)
        case Repair():
            found = _repair(shell, task)
    return found, shell.read


def _find(shell: Shell, task: Find) -> str:
    """Look for each word; the file with most of them, and most of them in its name, is it."""
    counts: dict[str, int] = {}
    for word in task.words.split():
        for path in shell.run("grep", "-rliwF", "--include=*.md", word, FOLDER).split():
            counts[path] = counts.get(path, 0) + 1 + (word.lower() in path)
    counts.pop(f"{FOLDER}/_map.md", None)
    best = max(counts, key=lambda path: counts[path], default="")
    if best:
        shell.head(best)
    return Path(best).stem


def _list(text: str, field: str) -> list[str]:
    """Return the entries of a list of a front matter."""
    block = re.search(rf"^{field}:\n((?:  - .*\n?)+)", text, re.MULTILINE)
    lines = block[1].splitlines() if block else []
    return [
        Path(line.removeprefix("  - ").strip("\"' ")).name.removesuffix(".md") for line in lines
    ]


def _value(text: str, field: str) -> str:
    found = re.search(rf"^{field}: (.*)$", text, re.MULTILINE)
    return found[1].strip("\"'") if found else ""


def _judge(shell: Shell, claim: str) -> tuple[str, frozenset[str]]:
    text = shell.head(f"{FOLDER}/{claim}.md")
    stands = _stands(shell, text, {claim})
    return ("stands" if stands else "defeated"), frozenset(_list(text, "challenged_by"))


def _stands(shell: Shell, text: str, seen: set[str]) -> bool:
    """A claim falls to a challenger that is as sure as it is, and stands itself."""
    rank = RANKS.index(_value(text, "confidence"))
    for name in _list(text, "challenged_by"):
        if name in seen:
            continue
        other = shell.head(f"{FOLDER}/{name}.md")
        if RANKS.index(_value(other, "confidence")) >= rank and _stands(
            shell, other, {*seen, name}
        ):
            return False
    return True


def _origins(shell: Shell, claim: str, seen: set[str]) -> set[str]:
    """Return the sources of a claim, and those of what supports it."""
    seen.add(claim)
    found = set(_list(shell.head(f"{FOLDER}/{claim}.md"), "sourced_from"))
    for path in shell.naming(f"  - {claim}"):
        name = Path(path).stem
        if name not in seen and claim in _list(shell.head(path), "supports"):
            found |= _origins(shell, name, seen)
    return found


def _fallen(shell: Shell, source: str) -> frozenset[str]:
    """Return the claims of a source that no other source reaches."""
    claims = _list(shell.head(f"{ARCHIVE}/{source}.md"), "claims_extracted")
    return frozenset(name for name in claims if _origins(shell, name, set()) <= {source})


def _exists(shell: Shell, task: Exist) -> str:
    """Read all names, and take the one that has most words in common with the statement."""
    wanted = set(_WORD.findall(task.statement.lower()))
    best, name = 0.0, ""
    for line in shell.run("ls", FOLDER).splitlines():
        words = set(_WORD.findall(line.removesuffix(".md")))
        score = 2 * len(wanted & words) / (len(wanted) + len(words))
        if score > best:
            best, name = score, line.removesuffix(".md")
    return name if best >= LIKE else ""


def _add(shell: Shell, task: Add) -> str:
    """Look whether it is there, read a claim for the form and the source, write the files."""
    _exists(shell, Exist(task.title, ""))
    model = task.other or "an-incoherence-ratio-says-nothing-about-how-large-the-error-is"
    shell.run("cat", f"{FOLDER}/{model}.md")
    head = shell.head(f"{ARCHIVE}/{task.source}.md")
    name = "-".join(_WORD.findall(task.title.lower()))
    relation = f"{task.relation}:\n  - {task.other}\n" if task.relation else ""
    words = f"{_value(head, 'author')}, '{_value(head, 'title')}', {_value(head, 'date')}"
    (shell.root / FOLDER / f"{name}.md").write_text(
        f'---\ntype: claim\ndomain: ai-alignment\ndescription: "{task.description}"\n'
        f'confidence: {task.confidence}\nsource: "{words}"\ncreated: {date.today()}\n'
        f"{relation}sourced_from:\n  - {ARCHIVE}/{task.source}.md\n---\n\n# {task.title}\n\n"
        f"{task.body}\n"
    )
    _append(shell, f"{ARCHIVE}/{task.source}.md", "claims_extracted", name)
    if task.relation == "challenges":
        _append(shell, f"{FOLDER}/{task.other}.md", "challenged_by", name)
    return name


def _append(shell: Shell, path: str, field: str, name: str) -> None:
    """Add an entry to a list of a front matter."""
    text = (shell.root / path).read_text()
    last = f"  - {_last(_lines(text, field))}\n"
    (shell.root / path).write_text(text.replace(last, f"{last}  - {name}\n", 1))


def _lines(text: str, field: str) -> list[str]:
    block = re.search(rf"^{field}:\n((?:  - .*\n)+)", text, re.MULTILINE)
    return [line.removeprefix("  - ") for line in block[1].splitlines()] if block else []


def _last(lines: Iterable[str]) -> str:
    *_, last = lines
    return last


def _repair(shell: Shell, task: Repair) -> str:
    """Read what the finding names, and mend it as the message says."""
    shell.head(task.told.partition(":")[0])
    if not task.wrong:
        shell.head(task.path)
        field = task.told.rpartition("in `")[2].rstrip("`")
        _append(shell, task.path, field, task.right.strip("- \n"))
        return task.path
    shell.run("ls", FOLDER) if "document" in task.told else shell.run("cat", "schemas/claim.json")
    text = (shell.root / task.path).read_text()
    (shell.root / task.path).write_text(text.replace(task.wrong, task.right, 1))
    return task.path
