"""A path and a front matter → the kind of a document."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from codex_tools.base.fields import nested
from codex_tools.base.kinds import TYPE, Kind, Model, kind_of, read_schema, shipped_kinds
from codex_tools.base.okf.bundles import (
    bundles_by_shape,
    declared_bundles,
    is_below,
    is_reserved,
    likely_roots,
)
from codex_tools.base.tags import has_tag, tags_of
from codex_tools.model import NOTHING, Note, Role


class _Kinds(NamedTuple):
    kinds: tuple[Kind, ...]
    own: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    model: Model = Model.MEASURED
    any_type: bool | None = None
    bundles: tuple[str, ...] = ()


class KindTable(_Kinds):
    """All kinds of a knowledge base, with the lookups from a path and from a front matter.

    ``own`` are the kinds that have a schema of their own, or are no shipped ones; ``placed`` those
    whose folders or files a configuration names. ``any_type`` says whether values of ``type:`` that
    name no kind are fine; ``None`` leaves it to the model. ``bundles`` are the folders of bundles
    of the Open Knowledge Format, the root as an empty text.
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

    @cached_property
    def _patterns(self) -> list[tuple[str, Kind]]:
        return [(name, kind) for name, kind in self._files.items() if _is_pattern(name)]

    @cached_property
    def _when(self) -> list[Kind]:
        return [kind for kind in self.kinds if kind.when]

    @cached_property
    def _tags(self) -> list[tuple[str, Kind]]:
        return [(tag, kind) for kind in self.kinds for tag in kind.tags]

    def of_role(self, role: Role) -> frozenset[str]:
        """Return the names of the kinds that have a role."""
        return frozenset(kind.name for kind in self.kinds if kind.role is role)

    def may_have(self, name: str, fields: Iterable[str], *roles: Role) -> bool:
        """Tell whether documents of a kind may have one of some fields: those that its schema
        describes, and any of a kind that has none and one of ``roles``."""
        kind = self.by_name.get(name)
        if kind is None or not kind.schema:
            return kind is not None and kind.role in roles
        return not kind.schema.get("properties", NOTHING).keys().isdisjoint(fields)

    @cached_property
    def _required(self) -> Mapping[str, frozenset[str]]:
        return {kind.name: frozenset(kind.required) for kind in self.kinds}

    def fit(self, kind: Kind, fields: Mapping[str, object]) -> bool:
        """Tell whether a front matter lacks no more than one of the fields that a kind requires."""
        return len(self._required[kind.name].difference(fields)) <= 1

    def used_in(self, notes: Collection[Note]) -> "KindTable":
        """Return the table for a knowledge base of these notes, which were made with this one.

        Where the notes are not of the shipped model, its schemas, folders and older names do not
        count, nor do kinds of it that nothing names. Where they are, a folder that is only called
        like one of ours makes no note a claim or a source: kinds that nothing names have no
        folders, unless the configuration gives them some. Names of files, such as ``_map.md``,
        count where any kind is named. In a bundle each type is a kind.
        """
        if self.model is Model.OKF:
            return self._in_bundles(notes, declared_bundles(notes) or likely_roots(notes))
        if self.model is not Model.MEASURED:
            return self
        if bundles := declared_bundles(notes):
            return self._in_bundles(notes, bundles)
        named, measured, fitting = set[str](), 0, 0
        for note in notes:
            if note.given_type in self.by_type:
                named.add(self.by_type[note.given_type].name)
            if note.kind in self._telling and note.fits is not None:
                measured += bool(note.given_type) or note.kind in self.placed
                fitting += note.fits
        model = Model.TELEO if fitting and 2 * fitting >= measured else Model.NONE
        if model is Model.NONE and (bundles := bundles_by_shape(notes)):
            return self._in_bundles(notes, bundles)
        kept = named | self.placed
        known = self.by_name if model is Model.TELEO else kept | self.own
        kinds = [self._as_used(kind, kept, model) for kind in self.kinds if kind.name in known]
        return self._replace(kinds=tuple(kinds), model=model)

    def _in_bundles(self, notes: Iterable[Note], bundles: tuple[str, ...]) -> "KindTable":
        """Return the table in which each type is a kind, without the shipped ones."""
        kept = [kind for kind in self.kinds if kind.name in self.own | self.placed]
        known = {name for kind in kept for name in (kind.name, *kind.types)}
        given = {note.given_type for note in notes if not is_reserved(note.path)}
        free = [Kind(name, types=(name,)) for name in sorted(given - known - {""})]
        return self._replace(kinds=(*kept, *free), model=Model.OKF, bundles=bundles)

    def is_concept(self, path: str) -> bool:
        """Tell whether a file is a concept of a bundle."""
        return self.bundle_of(path) is not None and not is_reserved(path)

    def bundle_of(self, path: str) -> str | None:
        """Return the folder of the bundle that a file is in; ``None`` where it is in none."""
        return next((folder for folder in self.bundles if is_below(path, folder)), None)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The shipped kinds that require so much that a note of another model does not have it."""
        kinds = (kind for kind in self.kinds if len(kind.required) >= _TELLING)
        return frozenset(kind.name for kind in kinds) - self.own

    def _as_used(self, kind: Kind, kept: frozenset[str] | set[str], model: Model) -> Kind:
        if model is Model.NONE and kind.name not in self.own:
            kind = kind._replace(
                schema=NOTHING, legacy_types=(), legacy_fields=NOTHING, legacy_values=NOTHING
            )
        if kind.name in self.placed or (model is Model.TELEO and kind.name in kept):
            return kind
        return kind._replace(folders=(), files=kind.files if model is Model.TELEO else ())

    def unmatched(self, notes: Iterable[Note]) -> Iterator[tuple[str, str, str]]:
        """Yield the kind, the key and the text of what a configuration says of kinds and what fits
        no note: conditions, tags, folders, names of files."""
        placed = self.own | self.placed
        left = [
            (kind.name, key, text)
            for kind in self.kinds
            for key, text in _said(kind, kind.name in placed)
        ]
        for note in notes:
            if not left:
                return
            left = [each for each in left if not _matches(note, *each[1:])]
        yield from left

    @property
    def tolerates(self) -> bool:
        """Whether values of ``type:`` that name no kind are fine here."""
        if self.any_type is not None:
            return self.any_type
        return self.model is Model.OKF or (self.model is Model.NONE and not self.own)

    def by_path(self, path: str) -> Kind | None:
        """Return the kind that the place of a file suggests.

        Its name is asked first, then the patterns of names, then the deepest folder from the root,
        then the folder around it.
        """
        name = path.rsplit("/", 1)[-1]
        kind = self._files.get(name)
        if kind is not None:
            return kind
        for pattern, candidate in self._patterns:
            if fnmatchcase(name, pattern):
                return candidate
        for folder, candidate in self._folders:
            if path.startswith(f"{folder}/"):
                return candidate
        parent = path.split("/")[-2:-1]
        return next((kind for folder, kind in self._folders if [folder] == parent), None)

    def classify(self, path: str, fields: Mapping[str, object]) -> Kind | None:
        """Return the kind of a document: what its fields say of it by ``when``, else its ``type:``,
        else its tags, else what its place suggests. Lists and logs of bundles are of none."""
        if self.bundles and is_reserved(path):
            return None
        for kind in self._when:
            if all(_holds(fields, name, values) for name, values in kind.when.items()):
                return kind
        given = fields.get(TYPE)
        if isinstance(given, str) and given in self.by_type:
            return self.by_type[given]
        if self._tags and (tags := tags_of(fields)):
            for tag, kind in self._tags:
                if has_tag(tags, tag):
                    return kind
        return self.by_path(path)


_TELLING = 4
"""From how many required fields on, the type among them, a schema tells its notes from others."""


def _said(kind: Kind, is_placed: bool) -> Iterator[tuple[str, str]]:
    """Yield what a configuration says of a kind, each with its key."""
    for name, values in kind.when.items():
        yield from (("when", f"{name}={value}") for value in values)
    yield from (("tags", tag) for tag in kind.tags)
    if is_placed:
        yield from (("files", name) for name in kind.files)
        yield from (("folders", folder) for folder in kind.folders)


def _matches(note: Note, key: str, text: str) -> bool:
    if key == "when":
        name, _, value = text.partition("=")
        return _holds(note.document.fields, name, (value,))
    if key == "tags":
        return has_tag(tags_of(note.document.fields), text)
    if key == "files":
        return fnmatchcase(note.path.rsplit("/", 1)[-1], text)
    return f"/{text}/" in f"/{note.path}"


def _is_pattern(name: str) -> bool:
    return not {"*", "?", "["}.isdisjoint(name)


def _holds(fields: Mapping[str, object], name: str, values: tuple[str, ...]) -> bool:
    given = nested(fields, name.split("."))
    return any(str(each) in values for each in (given if isinstance(given, list) else [given]))


def build_kinds(
    own: Mapping[str, Mapping[str, Any]], base: Path, model: Model = Model.MEASURED
) -> KindTable:
    """Merge the kinds that a configuration describes into those of a model.

    ``own`` maps a kind's name to any of ``schema`` (a path relative to ``base``), ``folders``,
    ``files``, ``types``, ``when``, ``tags`` and ``role``. Raises SettingsError for a schema that
    cannot be read.
    """
    known = () if model in (Model.NONE, Model.OKF) else shipped_kinds()
    kinds = {kind.name: kind for kind in known}
    shipped = frozenset(kinds)
    for name, table in own.items():
        kinds[name] = _configured(kinds.get(name, Kind(name, types=(name,))), table, base)
    return KindTable(
        tuple(kinds.values()),
        frozenset(name for name, table in own.items() if name not in shipped or "schema" in table),
        frozenset(name for name, table in own.items() if table.keys() & {"folders", "files"}),
        model,
    )


def _configured(kind: Kind, table: Mapping[str, Any], base: Path) -> Kind:
    if "schema" in table:
        role = kind.role
        kind = kind_of(read_schema(base / str(table["schema"])), kind.name)
        kind = kind._replace(role=kind.role or role)
    given = {key: _CONVERTERS[key](table[key]) for key in _CONVERTERS if key in table}
    return kind._replace(**given)


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value.strip("/") for value in values)


def _values(conditions: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    return {
        name: tuple(map(str, given if isinstance(given, list) else [given]))
        for name, given in conditions.items()
    }


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "role": Role,
    "folders": _names,
    "files": _names,
    "types": _names,
    "when": _values,
    "tags": lambda tags: tuple(tag.removeprefix("#") for tag in tags),
}
