"""What a server lets be read by an address: notes, schemas, rules, statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from codex_tools.app.paths import note_called
from codex_tools.base.kinds import Kind
from codex_tools.errors import NotFoundError
from codex_tools.mcp.delimiting import delimited
from codex_tools.mcp.session import Session, State
from codex_tools.model import Role
from codex_tools.runtime.printable import json_text

SCHEME = "codex://"
MARKDOWN, JSON, PLAIN = "text/markdown", "application/json", "text/plain"
STATISTICS = "statistics"
PAGE = 200
"""How many resources are listed at a time."""


class Listed(NamedTuple):
    """A resource that can be read."""

    uri: str
    name: str
    title: str
    mime_type: str


class Family(NamedTuple):
    """Resources of one kind: the template of their addresses, and what they are."""

    template: str
    name: str
    description: str
    mime_type: str


FAMILIES = (
    Family("note/{+path}", "note", "A note, by its path from the root.", MARKDOWN),
    Family("schema/{kind}", "schema", "The JSON Schema of the front matter of a kind.", JSON),
    Family("rule/{code}", "rule", "What a rule reports, why it matters and what to do.", PLAIN),
)


def listed(session: Session) -> list[Listed]:
    """Return the claims and sources, the schemas, the rules, and the statistics."""
    state = session.state()
    return [*_notes(state), *_schemas(state), *_rules(state), _STATISTICS]


_STATISTICS = Listed(
    f"{SCHEME}{STATISTICS}", STATISTICS, "How many notes, edges and findings there are", JSON
)


def _notes(state: State) -> Iterator[Listed]:
    for role in (Role.CLAIM, Role.SOURCE):
        for note in state.base.of_role(role):
            uri = f"{SCHEME}note/{quote(note.path, errors='surrogateescape')}"
            yield Listed(uri, note.path, note.title, MARKDOWN)


def _schemas(state: State) -> Iterator[Listed]:
    for kind in _kinds(state).values():
        yield Listed(f"{SCHEME}schema/{quote(kind.name)}", kind.name, f"Schema: {kind.name}", JSON)


def _kinds(state: State) -> Mapping[str, Kind]:
    return {name: kind for name, kind in state.base.kinds.by_name.items() if kind.schema}


def _rules(state: State) -> Iterator[Listed]:
    from codex_tools.app.engine import rules_of

    for rule in rules_of(state.settings):
        yield Listed(f"{SCHEME}rule/{quote(rule.code)}", rule.code, rule.name, PLAIN)


def read(session: Session, uri: str) -> tuple[str, str]:
    """Return the type and the text of a resource. Raises NotFoundError where there is none."""
    family, _, name = uri.removeprefix(SCHEME).partition("/")
    if not uri.startswith(SCHEME) or family not in _READERS:
        raise NotFoundError(f"there is no resource {uri}: an address begins with {SCHEME}note/")
    return _READERS[family](session.state(), unquote(name, errors="surrogateescape"))


def _note(state: State, name: str) -> tuple[str, str]:
    note = note_called(state.base, name)
    return MARKDOWN, delimited(state.base.unchanged(note.path).decode("utf-8", "replace"))


def _schema(state: State, name: str) -> tuple[str, str]:
    if name not in _kinds(state):
        raise NotFoundError(f"no kind with a schema is called {name}")
    return JSON, json_text(_kinds(state)[name].schema)


def _rule(state: State, code: str) -> tuple[str, str]:
    from codex_tools.app.engine import rules_of

    for rule in rules_of(state.settings):
        if code in (rule.code, rule.name):
            return PLAIN, f"{rule.code} {rule.name}\n{rule.page}"
    raise NotFoundError(f"no rule has the code or name {code}")


def _statistics(state: State, _: str) -> tuple[str, str]:
    from codex_tools.app.check import check
    from codex_tools.reporters.argument.domains import domain_dicts
    from codex_tools.reporters.formats._json import counts_of
    from codex_tools.weighing.domains import figures_by_domain

    kinds: dict[str, int] = {}
    for note in state.base.notes.values():
        kinds[note.kind] = kinds.get(note.kind, 0) + 1
    told: dict[str, Any] = {
        "notes": len(state.base.notes),
        "kinds": dict(sorted(kinds.items())),
        "edges": len(set(state.base.edges)),
        "findings": counts_of(check(state.base, state.settings)),
        "domains": list(domain_dicts(figures_by_domain(state.base))),
    }
    return JSON, json_text(told)


_READERS: Mapping[str, Callable[[State, str], tuple[str, str]]] = {
    "note": _note,
    "schema": _schema,
    "rule": _rule,
    STATISTICS: _statistics,
}
