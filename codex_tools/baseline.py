"""The baseline: findings that are known and not reported again, in a file that belongs in git.

A finding is known by its fingerprint, which survives moved lines and reformatting. A baseline only
shrinks: writing it again drops what no longer occurs and takes in nothing new.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from codex_tools.errors import SettingsError
from codex_tools.fingerprint import KEY, fingerprints
from codex_tools.model import Diagnostic
from codex_tools.patterns import regex

_SAID = regex(r"(?P<path>.*?): (?P<code>[A-Z]{2}\d{3}) ")

Known = Mapping[str, str]
"""What is known: fingerprint → ``path: CODE message``, for people who read the file."""


class Split(NamedTuple):
    """Findings with a baseline held against them.

    ``fresh`` are not in it, ``known`` is what stays of it, and ``gone`` are the fingerprints that
    no longer occur.
    """

    fresh: list[Diagnostic]
    known: dict[str, str]
    gone: set[str]


def read_baseline(data: bytes, name: str) -> Known:
    """Read a baseline from the bytes of its file. Raises SettingsError when it is none."""
    try:
        content: Any = json.loads(data)
        findings = content["findings"]
        if content["recipe"] != KEY:
            raise ValueError(content["recipe"])
        return {str(mark): str(words) for mark, words in findings.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{name} is no baseline that this version can read; `--no-baseline` does without it"
        ) from error


def write_baseline(known: Known) -> bytes:
    """Return the bytes of a baseline's file, sorted so that its diffs are small."""
    ordered = dict(sorted(known.items(), key=lambda item: (item[1], item[0])))
    content = {"recipe": KEY, "findings": ordered}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def describe(found: Sequence[Diagnostic]) -> dict[str, str]:
    """Return what a baseline of these findings would hold."""
    marks = fingerprints(found)
    return {mark: _words(each) for mark, each in zip(marks, found, strict=True)}


def hold_against(
    found: Sequence[Diagnostic], known: Known, checked: Iterable[str] | None, codes: Container[str]
) -> Split:
    """Tell known findings from new ones. The findings of each file have to be complete.

    ``checked`` are the paths that were looked at, ``None`` where that was the whole knowledge base,
    and ``codes`` the rules that ran; what is known of others is not gone.
    """
    marks = fingerprints(found)
    fresh = [each for mark, each in zip(marks, found, strict=True) if mark not in known]
    occurring = {mark for mark in marks if mark in known}
    looked_at = None if checked is None else set(checked)
    gone = {
        mark
        for mark, words in known.items()
        if mark not in occurring
        and (said := _SAID.match(words))
        and said["code"] in codes
        and (looked_at is None or said["path"] in looked_at)
    }
    kept = {mark: words for mark, words in known.items() if mark not in gone}
    return Split(fresh, kept, gone)


def moved(known: Known, found: Sequence[Diagnostic], old: str, new: str) -> dict[str, str]:
    """Return what is known after the file ``old`` became ``new``; ``found`` is what occurs now."""
    before = fingerprints([_at(each, old) if each.path == new else each for each in found])
    marks = dict(zip(before, zip(fingerprints(found), found, strict=True), strict=True))
    pairs = ((marks.get(mark), mark, words) for mark, words in known.items())
    return dict((now[0], _words(now[1])) if now else (mark, words) for now, mark, words in pairs)


def _at(found: Diagnostic, path: str) -> Diagnostic:
    return found._replace(path=path)


def _words(found: Diagnostic) -> str:
    return f"{found.path}: {found.code} {found.message}"
