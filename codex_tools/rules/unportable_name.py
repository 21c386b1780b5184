from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim
from codex_tools.runtime import lazy_regex

_REFUSED = lazy_regex.compile(r'[<>:"\\|?*\x00-\x1f]')
_UNLINKABLE = lazy_regex.compile(r"[\[\]#^]")
_PORTS = tuple(f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset(("con", "prn", "aux", "nul", *_PORTS))


class UnportableName(Rule):
    """A file has a name that some systems cannot hold, or cannot tell from another.

    ## Why it matters
    Windows refuses `: ? * " < > |` and a few names such as `con`; on Windows and macOS two names
    that differ in case are one file. A checkout there fails or loses one of the two.

    ## What to do
    Rename the file. Square brackets, `#` and `^` are reported too, because no wikilink can name
    a file that has them.
    """

    code = "TI005"
    whole_base = True
    severity = Severity.WARNING
    valid = (Case({"domains/Tides, as of 2026 v1.5 (con).md": claim()}),)
    invalid = (
        Case({"domains/why tides?.md": claim()}, ("domains/why tides?.md:1:1",)),
        Case({"domains/tides #2.md": claim()}, ("domains/tides #2.md:1:1",)),
        Case({"domains/Aux.md": claim()}, ("domains/Aux.md:1:1",)),
        Case({"domains/etc./a.md": claim()}, ("domains/etc./a.md:1:1",)),
        Case(
            {"domains/Tides.md": claim(), "domains/tides.md": claim()},
            ("domains/tides.md:1:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each path that is not the same everywhere."""
        first: dict[str, str] = {}
        for path in scope.base.notes:
            first.setdefault(_folded(path), path)
        for note in scope.examined():
            folded = _folded(note.path)
            if first[folded] != note.path:
                message = f"the name differs from {first[folded]} in case only"
                yield Finding(note.path, None, message)
            elif trouble := _trouble(folded):
                yield Finding(note.path, None, trouble)


def name_trouble(base: KnowledgeBase, old: str, new: str) -> str:
    """Return what this rule would say of ``new``, the path that ``old`` is to get; or nothing."""
    folded = _folded(new)
    like = (path for path in base.notes if path != old and _folded(path) == folded)
    if first := next(like, None):
        return f"the name differs from {first} in case only" if first != new else ""
    return _trouble(folded)


def _folded(path: str) -> str:
    folded = path.casefold()
    return path if folded == path else folded  # most are, and need no second text


def _trouble(path: str) -> str:
    refused = _REFUSED.search(path)
    if refused is not None:
        return f"the name has {refused.group()!r} in it, which Windows refuses"
    if "./" in path or " /" in path or path[-1:] in ". " or _has_device(path):
        return "Windows refuses the name"
    linked = _UNLINKABLE.search(path, path.rfind("/") + 1)
    return f"no wikilink can name a file with `{linked.group()}` in its name" if linked else ""


def _has_device(path: str) -> bool:
    """Tell whether a folder or file, its endings left out, has the name of a device."""
    if _DEVICES.isdisjoint(path.replace("/", ".").split(".")):
        return False
    return any(part.partition(".")[0] in _DEVICES for part in path.split("/"))
