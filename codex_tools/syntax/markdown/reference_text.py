"""The text of a reference, written anew: another target in the same form."""

from __future__ import annotations

import posixpath

from codex_tools.model import Link, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.address import write_address

ABOVE = "/-" * 32
"""Folders above the root, so that a path which leads out of it can be reckoned with too."""

_BAR = lazy_regex.compile(r"\\?\|")
_HASH = lazy_regex.compile(r"(?:(?<!\s)\s++)?#\s*")


def beside(path: str, source: str) -> str:
    """Return ``path``, given from the root, as seen from the folder of the file ``source``."""
    folder = posixpath.join(ABOVE, posixpath.dirname(source))
    slash = "/" if path.endswith("/") else ""
    return posixpath.relpath(posixpath.join(ABOVE, path), folder) + slash


def written(
    link: Link, target: str, keep_words: bool = False, bar: str = "|", label_first: bool = False
) -> str:
    """Return ``link.raw`` with ``target`` as its target; label, heading and spaces stay.

    ``keep_words`` makes the old text of a wikilink its label where it has none, for those who read;
    ``bar`` is what stands between the two, ``label_first`` that a new label stands before it. Where
    both sides of a bar may be the target, it is the one that ``link.target`` says.
    """
    if link.syntax.is_address:
        return write_address(link.raw, target, link.syntax is Syntax.HTML)
    if link.syntax is Syntax.VALUE:
        return target
    before, sign, after = _split(link.raw)
    if sign and _target_in(before) != link.target and _target_in(after) == link.target:
        return before + sign + _with_target(after, link, target)
    text = _with_target(before, link, target)
    if keep_words and not sign:
        label = _HASH.sub(" > ", link.raw.strip())
        return f"{label}{bar}{text}" if label_first else f"{text}{bar}{label}"
    return text + sign + after


def _split(raw: str) -> tuple[str, str, str]:
    """What stands before the bar of a wikilink, the bar, and what stands behind it."""
    match = _BAR.search(raw)
    return (raw[: match.start()], match[0], raw[match.end() :]) if match else (raw, "", "")


def _target_in(address: str) -> str:
    return address.partition("#")[0].strip()


def _with_target(address: str, link: Link, target: str) -> str:
    """One side of a wikilink with another target; a ``#`` may be part of the old one."""
    lead = address[: len(address) - len(address.lstrip())]
    rest = address[len(lead) :]
    end = len(link.target) if rest.startswith(link.target) else len(rest.partition("#")[0].rstrip())
    return lead + target + rest[end:]
