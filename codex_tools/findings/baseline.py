"""The baseline: findings that are known and not reported again, in a file that belongs in git.

A finding is known by its fingerprint, which survives moved lines and reformatting. A baseline only
shrinks: writing it again drops what no longer occurs and takes in nothing new.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any, NamedTuple

from codex_tools.errors import SettingsError
from codex_tools.findings.fingerprint import KEY, fingerprints
from codex_tools.model import Diagnostic
from codex_tools.runtime import lazy_regex
from codex_tools.storage.guarded import parse_json

_SAID = lazy_regex.compile(r"(?P<path>.*?): (?P<code>[A-Z]{2}\d{3}|policy/[\w-]+) ")

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
        content: Any = parse_json(data)
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
    found: Sequence[Diagnostic],
    known: Known,
    was_checked: Callable[[str], bool],
    codes: Container[str],
) -> Split:
    """Tell known findings from new ones. The findings of each file have to be complete.

    ``was_checked`` tells which paths were looked at, and ``codes`` are the rules that ran; what is
    known of others is not gone.
    """
    marks = fingerprints(found)
    fresh = [each for mark, each in zip(marks, found, strict=True) if mark not in known]
    occurring = {mark for mark in marks if mark in known}
    gone = {
        mark
        for mark, words in known.items()
        if mark not in occurring
        and (said := _SAID.match(words))
        and said["code"] in codes
        and was_checked(said["path"])
    }
    kept = {mark: words for mark, words in known.items() if mark not in gone}
    return Split(fresh, kept, gone)


def moved(
    known: Known,
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    place: Callable[[str], str],
) -> dict[str, str]:
    """Return what is known after files got other paths, which ``place`` gives.

    That follows from what was found before and after: the findings of a rule in a file are the same
    ones, if they are as many.
    """
    was, now = _grouped(before, place), _grouped(after, str)
    marks = {
        one: (other, found)
        for group, some in was.items()
        if len(some) == len(now.get(group, ()))
        for (one, _), (other, found) in zip(some, now[group], strict=True)
    }
    pairs = ((mark, words, marks.get(mark)) for mark, words in known.items())
    return dict((it[0], _words(it[1])) if it else (mark, words) for mark, words, it in pairs)


def _grouped(
    found: Sequence[Diagnostic], place: Callable[[str], str]
) -> dict[tuple[str, str], list[tuple[str, Diagnostic]]]:
    """Return the fingerprints and findings by rule and the file at its place."""
    groups: dict[tuple[str, str], list[tuple[str, Diagnostic]]] = {}
    for mark, each in zip(fingerprints(found), found, strict=True):
        groups.setdefault((place(each.path), each.code), []).append((mark, each))
    return groups


def _words(found: Diagnostic) -> str:
    return f"{found.path}: {found.code} {found.message}"
