"""The kinds of documents: what the ``x-codex`` part of each JSON Schema says of them."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from codex_tools.errors import SettingsError
from codex_tools.model import NOTHING, Role
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


class Kind(NamedTuple):
    """A kind of document, and the ``role`` that its documents have in an argument.

    ``folders`` and ``files`` tell the kind of a document whose front matter does not; ``types``
    are the values of ``type:`` that name it, ``legacy_types`` older ones that still work.
    """

    name: str
    schema: Mapping[str, Any] = NOTHING
    role: Role = Role.NONE
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    legacy_types: tuple[str, ...] = ()
    legacy_fields: Mapping[str, str] = NOTHING
    legacy_values: Mapping[str, Mapping[str, str]] = NOTHING

    @property
    def required(self) -> list[str]:
        """The fields that the schema requires."""
        return list(self.schema.get("required", ()))


class _Kinds(NamedTuple):
    kinds: tuple[Kind, ...]
    placed: frozenset[str] = frozenset()


class KindTable(_Kinds):
    """All kinds of a knowledge base, with the lookups from a path and from a ``type:``.

    ``placed`` are the kinds whose folders a configuration names.
    """

    @cached_property
    def by_name(self) -> Mapping[str, Kind]:
        """The kinds by their names."""
        return {kind.name: kind for kind in self.kinds}

    @cached_property
    def by_type(self) -> Mapping[str, Kind]:
        """The kinds by the values of ``type:`` that name them, the legacy ones included."""
        legacy = {name: kind for kind in self.kinds for name in kind.legacy_types}
        return legacy | {name: kind for kind in self.kinds for name in kind.types}

    @cached_property
    def _folders(self) -> list[tuple[str, Kind]]:
        folders = [(folder, kind) for kind in self.kinds for folder in kind.folders]
        return sorted(folders, key=lambda pair: -len(pair[0]))

    @cached_property
    def _files(self) -> Mapping[str, Kind]:
        return {name: kind for kind in self.kinds for name in kind.files}

    def of_role(self, role: Role) -> frozenset[str]:
        """Return the names of the kinds that have a role."""
        return frozenset(kind.name for kind in self.kinds if kind.role is role)

    def may_have(self, name: str, fields: Iterable[str]) -> bool:
        """Tell whether documents of a kind may have one of some fields: any of a kind with a role
        and without a schema, else those that the schema describes."""
        kind = self.by_name.get(name)
        if kind is None or not kind.schema:
            return kind is not None and kind.role is not Role.NONE
        return not kind.schema.get("properties", NOTHING).keys().isdisjoint(fields)

    def used_by(self, types: Iterable[str]) -> "KindTable":
        """Return the table for a knowledge base in which these values of ``type:`` occur.

        A folder that is only called like one of ours, in a vault that knows none of our kinds,
        makes no note a claim or a source: kinds that nothing names have no folders, unless the
        configuration gives them some. Names of files, such as ``_map.md``, count where any kind is
        named.
        """
        named = {self.by_type[each].name for each in types if each in self.by_type}
        kept = named | self.placed
        kinds = (
            kind
            if kind.name in kept
            else kind._replace(folders=(), files=kind.files if named else ())
            for kind in self.kinds
        )
        return KindTable(tuple(kinds), self.placed)

    def by_path(self, path: str) -> Kind | None:
        """Return the kind that the place of a file suggests.

        Its name is asked first, then the deepest folder from the root, then the folder around it.
        """
        kind = self._files.get(path.rsplit("/", 1)[-1])
        if kind is not None:
            return kind
        for folder, candidate in self._folders:
            if path.startswith(f"{folder}/"):
                return candidate
        parent = path.split("/")[-2:-1]
        return next((kind for folder, kind in self._folders if [folder] == parent), None)

    def classify(self, path: str, type_value: object) -> Kind | None:
        """Return the kind of a document: what its ``type:`` says, else what its place suggests."""
        if isinstance(type_value, str) and type_value in self.by_type:
            return self.by_type[type_value]
        return self.by_path(path)


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


def build_kinds(own: Mapping[str, Mapping[str, Any]], base: Path) -> KindTable:
    """Merge the kinds that a configuration describes into the shipped ones.

    ``own`` maps a kind's name to any of ``schema`` (a path relative to ``base``), ``folders``,
    ``files``, ``types`` and ``role``. Raises SettingsError for a schema that cannot be read.
    """
    kinds = {kind.name: kind for kind in shipped_kinds()}
    for name, table in own.items():
        kind = kinds.get(name, Kind(name, types=(name,)))
        if "schema" in table:
            kind = kind_of(read_schema(base / str(table["schema"])), name)
        given: dict[str, Any] = {
            key: _names(table[key]) for key in ("folders", "files", "types") if key in table
        }
        if "role" in table:
            given["role"] = Role(table["role"])
        kinds[name] = kind._replace(**given)
    placed = (name for name, table in own.items() if table.keys() & {"folders", "files"})
    return KindTable(tuple(kinds.values()), frozenset(placed))


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value.strip("/") for value in values)
