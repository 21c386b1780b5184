"""What a tool is: a name, schemas of what goes in and comes out, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from codex_tools.app.paths import note_called
from codex_tools.mcp.paging import PAGING
from codex_tools.mcp.session import Session, State
from codex_tools.model import Note
from codex_tools.reporters.outputs import shared, with_shared

Arguments = Mapping[str, Any]

NAME: Mapping[str, Any] = {
    "description": "A path from the root, a file name, a title, or an id.",
    "type": "string",
    "minLength": 1,
    "maxLength": 1_000,
}
DETAIL: Mapping[str, Any] = {
    "description": "`concise` leaves out what is seldom needed.",
    "enum": ["concise", "full"],
    "default": "concise",
}
TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": 2_000}


class Tool(NamedTuple):
    """A tool; ``run`` takes the session and arguments that fit ``arguments``.

    ``answer`` is the JSON Schema of what ``run`` returns. A tool that ``writes`` is there where
    writes are allowed only.
    """

    title: str
    description: str
    arguments: Mapping[str, Any]
    answer: Mapping[str, Any]
    run: Callable[[Session, Arguments], dict[str, Any]]
    writes: bool = False


def arguments(*required: str, **properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of arguments."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def paged_arguments(*required: str, **properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of the arguments of a tool with a list for an answer."""
    return arguments(*required, **properties, **PAGING)


def answer(**properties: Any) -> dict[str, Any]:
    """Return the schema of an answer, of which any field may be left out.

    What the shared parts mean is said by ``codex schema output`` and not here: clients put schemas
    into the context of a model.
    """
    return with_shared({"type": "object", "properties": loosened(properties)}, loosened)


def paged_answer(item: Mapping[str, Any], **beside: Any) -> dict[str, Any]:
    """Return the schema of a list of items of which a part is given."""
    return answer(
        items={"description": "The items.", "type": "array", "items": item},
        total={"description": "How many items there are.", "type": "integer"},
        next_cursor={
            "description": "For the rest of them; `null` at the end.",
            "type": ["string", "null"],
        },
        **beside,
    )


def part(name: str) -> dict[str, str]:
    """Return a reference to a part that several outputs share."""
    assert name in shared()
    return {"$ref": f"#/$defs/{name}"}


def loosened(schema: Any) -> Any:
    """Return a schema that requires nothing, since a concise answer leaves fields out, and that
    has no words."""
    if isinstance(schema, list):
        return [loosened(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        key: loosened(value)
        for key, value in schema.items()
        if not (key == "required" and isinstance(value, list))
        if not (key == "description" and isinstance(value, str))
    }


def note_of(state: State, name: str) -> Note:
    """Return the note that is meant. Raises NotFoundError for none and for several."""
    return note_called(state.base, name)


def is_full(given: Arguments) -> bool:
    """Tell whether all is wanted, or what is needed most."""
    return given.get("detail") == "full"


def only(table: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return some fields of a table."""
    return {name: table[name] for name in names}
