"""The kinds of documents: what the ``x-codex`` part of each JSON Schema says of them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from codex_tools.errors import NotFoundError, SettingsError
from codex_tools.model import NOTHING, Role
from codex_tools.runtime.text import among
from codex_tools.schema.references import shipped_schemas
from codex_tools.storage.guarded import (
    MAX_CONFIGURATION,
    GuardedError,
    parse_json,
    read_regular,
)

TYPE = "type"
"""The field that names the kind of a document."""

PLAIN = ""
"""The kind of a document that is no note of any kind: a README, a page of instructions."""


class Model(StrEnum):
    """Whose kinds and relations a knowledge base has besides its own."""

    TELEO = "teleo"
    """The shipped ones."""

    OKF = "okf"
    """Those of the Open Knowledge Format, in which each type is a kind."""

    NONE = "none"
    MEASURED = ""
    """Those of a bundle of the Open Knowledge Format, or the shipped ones where most notes have the
    fields that their schemas require."""


class Kind(NamedTuple):
    """A kind of document, and the ``role`` that its documents have in an argument.

    ``types`` are the values of ``type:`` that name it, ``legacy_types`` older ones that still work.
    ``when`` are fields with the values, one of which each must have, ``tags`` tags that make a
    document one of this kind; ``files`` and ``folders`` tell the kind of a document whose front
    matter does not.
    """

    name: str
    schema: Mapping[str, Any] = NOTHING
    role: Role = Role.NONE
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = NOTHING
    tags: tuple[str, ...] = ()
    legacy_types: tuple[str, ...] = ()
    legacy_fields: Mapping[str, str] = NOTHING
    legacy_values: Mapping[str, Mapping[str, str]] = NOTHING

    @property
    def required(self) -> list[str]:
        """The fields that the schema requires."""
        return list(self.schema.get("required", ()))


def no_such_kind(name: str, known: Iterable[str]) -> NotFoundError:
    """Return the error for a kind that is not one of the ``known`` ones."""
    names = tuple(known)
    remedy = "describe it in codex.toml as [kinds.NAME], or let `codex init` look for kinds"
    there_are = among(name, names) if names else f", for this base has none yet: {remedy}"
    return NotFoundError(f"there is no kind `{name}`{there_are}")


@cache
def shipped_kinds() -> tuple[Kind, ...]:
    """Return the kinds of the shipped schemas, sorted by name."""
    return tuple(map(kind_of, shipped_schemas().values()))


def read_schema(path: Path) -> Mapping[str, Any]:
    """Read a JSON Schema from a file. Raises SettingsError when it is none.

    The file may be one that a base names, so long as that does not lead out of the base.
    """
    try:
        schema = parse_json(read_regular(path, MAX_CONFIGURATION))
    except (GuardedError, ValueError) as error:
        raise SettingsError(f"the schema {path} cannot be read: {error}") from error
    if not isinstance(schema, dict):
        raise SettingsError(f"the schema {path} is not a JSON object")
    return schema


def kind_of(schema: Mapping[str, Any], name: str = "") -> Kind:
    """Build a Kind from the ``x-codex`` part of a schema; ``name`` is used where it has none."""
    about = schema.get("x-codex", {})
    name = name or about["kind"]
    return Kind(
        name=name,
        schema=schema,
        role=Role(about.get("role", "")),
        folders=tuple(about.get("folders", ())),
        files=tuple(about.get("files", ())),
        types=tuple(about.get("types", (name,))),
        legacy_types=tuple(about.get("legacy_types", ())),
        legacy_fields=about.get("legacy_fields", {}),
        legacy_values=about.get("legacy_values", {}),
    )
