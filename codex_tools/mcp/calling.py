"""A tool's name and arguments → its answer, or what is wrong and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from codex_tools.errors import CodexError
from codex_tools.mcp import tools
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import Tool
from codex_tools.runtime import discovery
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import did_you_mean
from codex_tools.schema.judge import SchemaValidator

_NEXT: Mapping[str, str] = {
    "usage": "correct the arguments; the schema of the tool says what it takes",
    "not-found": "look the name up with `search`, or give a path from the root",
    "refused": "read what is there now, with `get` or `check`, and propose that anew",
    "read-only": "show the proposal to the person who asked; they can start the server otherwise",
    "settings": "ask again without `cursor`; if that fails, the configuration needs a person",
    "query": "correct the statement; the tool's description lists tables and columns",
    "failure": "call `check` to see what is there now",
}
"""By the kind of a failure, what an agent can do."""


class Failure(NamedTuple):
    """What is wrong, and what to do next."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The failure in words."""
        said = "\n".join(map(printable, self.lines))
        return f"{said}\nNext: {_NEXT.get(self.kind, _NEXT['failure'])}."


def tool_names(session: Session) -> list[str]:
    """Return the names of the tools of a session; those that write only where that is allowed."""
    names = discovery.names(tools)
    return [name for name in names if session.allow_writes or not tool_of(name).writes]


def tool_of(name: str) -> Tool:
    """Return a tool by its name."""
    found: Tool = discovery.load(tools, name).TOOL
    return found


def call(session: Session, name: str, given: Mapping[str, Any]) -> dict[str, Any] | Failure:
    """Carry out a tool; returns its answer, or what is wrong."""
    known = tool_names(session)
    if name not in known:
        return _unknown(name, known)
    violations = _validator(name).judge(given)
    if violations:
        lines = (f"{each.message}{': ' if each.hint else ''}{each.hint}" for each in violations)
        return Failure("usage", tuple(lines))
    try:
        return tool_of(name).run(session, given)
    except CodexError as error:
        return Failure(error.kind, tuple(map(str, error.args)))
    except OSError as error:
        return Failure("failure", (f"the system refuses: {error.strerror or error}",))


def _unknown(name: str, known: list[str]) -> Failure:
    if name in discovery.names(tools):
        words = f"`{name}` writes, and this server is read-only: start `codex mcp --allow-writes`"
        return Failure("read-only", (words,))
    return Failure("usage", (f"there is no tool `{name}`{did_you_mean(name, known)}",))


@cache
def _validator(name: str) -> SchemaValidator:
    return SchemaValidator(f"arguments of {name}", tool_of(name).arguments)
