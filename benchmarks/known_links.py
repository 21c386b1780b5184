"""Bases whose references are known: which of them are faulty, and what each was meant to name.

Every reference stands in a line of its own, which ends with a number, so that it is recognised
after a repair. The generators of such bases are ``vault_base.py``, ``site_base.py`` and
``dendron_base.py``; ``judge_links.py`` holds what codex says against what is known.
"""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from prose import Prose

_NUMBER = re.compile(r"\bn(\d+)\b")
_WIKILINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_ADDRESS = re.compile(
    r"\]\((?:<([^<>]*)>|((?:[^()\s]|\([^()]*\))*))|\]: <?([^<>\s]+)|(?:href|src)=\"([^\"]*)\""
)


class Reference(NamedTuple):
    """A numbered line: ``fault`` is empty for one without, ``meant`` the path that was meant, and
    empty where nothing that is there was."""

    number: int
    path: str
    fault: str = ""
    meant: str = ""


class KnownBase:
    """The files of a base as lines, and the references in them by their numbers.

    In ``label_first`` ones a wikilink is ``[[label|target]]``.
    """

    def __init__(self, prose: Prose, label_first: bool = False) -> None:
        self.prose = prose
        self.label_first = label_first
        self.files: dict[str, list[str]] = {}
        self.references: dict[int, Reference] = {}

    def add(self, path: str, *lines: str) -> None:
        """Add lines that are not numbered, since they hold no reference."""
        self.files.setdefault(path, []).extend(lines)

    def refer(self, path: str, line: str, fault: str = "", meant: str = "") -> None:
        """Add a line with a reference; ``{n}`` in it becomes its number, which else ends it."""
        number = len(self.references) + 1
        self.references[number] = Reference(number, path, fault, meant)
        mark = f"n{number}"
        self.add(path, line.replace("{n}", mark) if "{n}" in line else f"{line} ({mark})")

    def say(self, path: str, link: str, fault: str = "", meant: str = "") -> None:
        """Add a sentence with a link in it."""
        words = self.prose.sentence().removesuffix(".").split(" ")
        at = len(words) // 2
        text = " ".join((*words[:at], link, *words[at:]))
        self.refer(path, f"{text} ({{n}}).", fault, meant)
        self.add(path, "")

    def write(self, folder: Path) -> None:
        """Write all files below ``folder``."""
        for path, lines in self.files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes("".join(f"{line}\n" for line in lines).encode())

    def reference_in(self, line: str) -> Reference | None:
        """Return the reference of a line that has a number."""
        found = _NUMBER.search(line)
        return self.references[int(found[1])] if found else None

    def named(self, path: str, line: str) -> str:
        """Return the one file that the link in a line names exactly, or the empty string."""
        target, _ = self._taken_apart(line)
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        for place in (beside, target.lstrip("/")):
            for each in (place, f"{place}.md"):
                if each in self.files and ("/" in target or "." in target):
                    return each
        ends = (f"/{target}", f"/{target}.md")
        found = [each for each in self.files if f"/{each}".endswith(ends)]
        near = [each for each in found if each.split("/")[0] == path.split("/")[0]]
        return near[0] if len(near) == 1 else found[0] if len(found) == 1 else ""

    def shown(self, line: str) -> str:
        """Return the letters and digits that a reader sees of the link in a line."""
        text = self._taken_apart(line)[1].rsplit("/", 1)[-1]
        return "".join(each for each in text.casefold() if each.isalnum())

    def _taken_apart(self, line: str) -> tuple[str, str]:
        """The target of the first link of a line, and what is shown of it."""
        wikilink, address = _WIKILINK.search(line), _ADDRESS.search(line)
        if wikilink:
            first, bar, second = wikilink[1].replace("\\|", "|").partition("|")
            target, shown = (second, first) if self.label_first and bar else (first, second)
            return target.partition("#")[0].strip(), shown or target
        raw = next(filter(None, address.groups()), "") if address else ""
        target = unquote(html.unescape(raw).partition("#")[0].partition("?")[0])
        return target, line[: line.find("](")].rpartition("[")[2]


def slip(name: str, at: int) -> str:
    """Return a name with two letters swapped near a place, as a slip of the pen has it."""
    for first in range(at % max(1, len(name) - 1), len(name) - 1):
        one, two = name[first], name[first + 1]
        if one != two and one.isalpha() and two.isalpha():
            return name[:first] + two + one + name[first + 2 :]
    return name + "e"
