"""Configuration files and flags → frozen :class:`Settings`.

What settings there are, and what each may say, stands in ``config.json``, a JSON Schema.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from codex_tools.base.argumentation import SHIPPED_ARGUMENTATION, Argumentation, build_argumentation
from codex_tools.base.fields import USUAL_FIELDS, FieldTable, build_fields
from codex_tools.base.kind_table import KindTable, build_kinds
from codex_tools.base.kinds import Kind, Model, read_schema
from codex_tools.base.relations import SHIPPED, RelationTable, build_relations
from codex_tools.base.resolver.layout import Dialect
from codex_tools.base.scale import SHIPPED_SCALE, Scale, build_scale
from codex_tools.base.statuses import USUAL_STATUSES, Statuses, build_statuses
from codex_tools.errors import SettingsError
from codex_tools.model import NOTHING, Severity, Style
from codex_tools.runtime.text import did_you_mean
from codex_tools.schema import JUDGE_ANEW, Judge, SchemaValidator, Violation
from codex_tools.settings.config_files import (
    Layer,
    config_file,
    read_layers,
    read_option,
    with_extended,
)
from codex_tools.settings.toml_text import toml_value

if TYPE_CHECKING:
    from codex_tools.settings.policies import Policy
else:
    Policy = object  # few bases have one, and to read an annotation that is text takes long


class Settings(NamedTuple):
    """Everything that a run can be told; the names are the configuration keys with ``_``.

    ``config.json`` describes each. Paths are relative to the root. No ``min_score`` is the
    calibrated one, no ``link_style`` the knowledge base's own. The shipped kinds are put in when
    settings are loaded: by default there are none. No ``dialect`` and no ``vaults`` are those that
    the folders tell.
    """

    root: Path = Path()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    max_file_size: int = 10_000_000
    dialect: Dialect | None = None
    resolution: str = "auto"
    vaults: tuple[str, ...] | None = None
    link_roots: tuple[str, ...] = ()
    ignore_links: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = NOTHING
    severity: Mapping[str, Severity] = NOTHING
    fail_on: Severity = Severity.WARNING
    baseline: str = "codex-baseline.json"
    min_score: float | None = None
    link_style: Style | None = None
    link: Mapping[str, Any] = NOTHING
    model: Model = Model.MEASURED
    types: str = ""
    kinds: KindTable = KindTable(())
    described: frozenset[tuple[str, str]] = frozenset()
    """The kinds and their keys that the base itself says something of, and no ready model alone."""

    relations: RelationTable = SHIPPED
    inline_fields: bool = False
    fields: FieldTable = USUAL_FIELDS
    confidence: Scale = SHIPPED_SCALE
    statuses: Statuses = USUAL_STATUSES
    argument: Argumentation = SHIPPED_ARGUMENTATION
    policy: tuple[Policy, ...] = ()
    cache: bool = True
    executor: str = ""
    sources: tuple[str, ...] = ()
    """The files that these settings are from: configurations and schemas."""

    @property
    def walked(self) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """What a walk over the files takes: what is included and excluded, and whether what git
        ignores is left out."""
        return self.include, self.exclude, self.respect_gitignore


@cache
def config_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a configuration."""
    return read_schema(Path(__file__).with_name("config.json"))


def load_settings(
    root: Path, config: Iterable[str] = (), isolated: bool = False, **flags: Any
) -> Settings:
    """Read the configuration of ``root``; ``flags`` that are not ``None`` win.

    ``config`` and ``isolated`` are those of :func:`settings_layers`. Raises SettingsError for a
    file that cannot be read, keys that are not known and wrong values; it names all of them.
    """
    return settings_from(settings_layers(root, config, isolated), root, **flags)


def settings_from(layers: Sequence[Layer], root: Path, **flags: Any) -> Settings:
    """As :func:`load_settings`, from tables that are read already."""
    table = merged(layers)
    given = {key: value for key, value in flags.items() if value is not None}
    sources = [layer.source for layer in layers if layer.text and not layer.is_ready]
    sources += [str(kind["schema"]) for kind in table.get("kinds", {}).values() if "schema" in kind]
    settings = Settings(root=root, sources=tuple(sources))
    values = _converted(table, root)
    values["policy"] = policies_of(layers)
    values["described"] = _described(layers)
    return settings._replace(**{**values, **given})


def policies_of(layers: Sequence[Layer]) -> tuple[Policy, ...]:
    """Return the policies that tables of settings describe. Raises SettingsError for two of one
    name."""
    if not any("policy" in layer.table for layer in layers):
        return ()
    from codex_tools.settings.policies import read_policies

    return read_policies(layers)


def _described(layers: Iterable[Layer]) -> frozenset[tuple[str, str]]:
    tables = (layer.table.get("kinds", {}) for layer in layers if not layer.is_ready)
    return frozenset((name, key) for table in tables for name in table for key in table[name])


def settings_layers(
    root: Path,
    config: Iterable[str] = (),
    isolated: bool = False,
    judge: Judge = JUDGE_ANEW,
) -> list[Layer]:
    """Return the valid tables of settings for ``root``, the farthest first.

    ``config`` holds pairs KEY=VALUE, which win over every file, and paths of files, which take
    the place of the one in ``root``; ``isolated`` leaves that one out. ``judge`` says how a table
    breaks the schema, and may know it from before. Raises SettingsError.
    """
    options = [read_option(text) for text in config]
    files = [each for each in options if isinstance(each, Path)]
    if files and isolated:
        raise SettingsError(f"--isolated leaves all files out, so it cannot go with {files[0]}")
    layers = [layer for path in files for layer in read_layers(path)]
    if not files and not isolated and (found := config_file(root)):
        layers = read_layers(found, within=root)
        _check_stays(layers)
    for option in options:
        layers += with_extended(option) if isinstance(option, Layer) else ()
    problems = dict.fromkeys(problem for layer in layers for problem in _problems(layer, judge))
    if problems:
        raise SettingsError(*problems)
    return layers


def merged(layers: Iterable[Layer]) -> dict[str, Any]:
    """Merge the tables of layers key by key: the later one wins, lists are replaced.

    Raises SettingsError for a path that leads out of the base, of a layer that may be anybody's.
    """
    table: dict[str, Any] = {}
    for layer in layers:
        _check_paths(layer)
        table = _merge(table, _anchored(layer))
    table.pop("extends", None)
    return table


def _merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {key for key in above if isinstance(above[key], dict) and key in below}
    return {**below, **above, **{key: _merge(below[key], above[key]) for key in both}}


def _anchored(layer: Layer) -> Mapping[str, Any]:
    """Let the paths of schemas begin at the folder of the file that names them."""
    kinds = {
        name: {**kind, "schema": str(layer.path_of(kind["schema"], ("kinds", name, "schema")))}
        if "schema" in kind
        else kind
        for name, kind in layer.table.get("kinds", {}).items()
    }
    return {**layer.table, "kinds": kinds} if kinds else layer.table


_FROM_ROOT = ("include", "baseline")
"""The settings that are paths from the root of the base."""


def _check_paths(layer: Layer) -> None:
    """Raise SettingsError for a path from the root that leads out of it, if it may not."""
    for key in _FROM_ROOT:
        given = layer.table.get(key, ())
        for name in (given,) if isinstance(given, str) else given:
            start = name.lstrip("/") if key == "include" else name
            layer.path_of(start, (key,), layer.within)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator("configuration", config_schema())


def _problems(layer: Layer, judge: Judge = JUDGE_ANEW) -> Iterator[str]:
    """Say what is wrong in a table of settings, one line a problem."""
    for found in judge.judge(_validator(), layer.table):
        hint = _example(found) or found.hint
        yield f"{layer.place(found.keys)}: {found.message}{'; ' if hint else ''}{hint}"


def _check_stays(layers: Iterable[Layer]) -> None:
    """Raise SettingsError when a file that was found would hand the work to another machine.

    It may be anybody's, as a knowledge base may, and what an executor sends back is unpickled.
    """
    for layer in layers:
        if "executor" in layer.table:
            words = "may only be given by --executor, --config or a file that --config names"
            raise SettingsError(f"{layer.place(('executor',))}: `executor` {words}")


def _example(found: Violation) -> str:
    """Show how a setting of the wrong type is written."""
    about = config_schema()["properties"].get(found.keys[0], {})
    if found.keyword != "type" or len(found.keys) != 1:
        return ""
    return f"for example `{found.keys[0]} = {toml_value(about['examples'][0])}`"


def selectors(layer: Layer) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the selectors of rules in a table of settings, each with its place there."""
    for key in ("select", "extend-select", "ignore"):
        for index, name in enumerate(layer.table.get(key, ())):
            yield (key, index), name
    for pattern, names in layer.table.get("per-file-ignores", {}).items():
        yield from ((("per-file-ignores", pattern), name) for name in names)
    for name in layer.table.get("severity", {}):
        yield ("severity", name), name


def _converted(table: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """Turn a valid table into the values of :class:`Settings`."""
    values: dict[str, Any] = {
        key.replace("-", "_"): _CONVERTERS.get(key, _as_it_is)(value)
        for key, value in table.items()
    }
    kinds = _kinds(table.get("kinds", {}), root, Model(table.get("model", "")))
    if "types" in table:
        kinds = kinds._replace(any_type=table["types"] == "any")
    values["kinds"] = kinds
    if "relations" in table:
        _check_target_kinds(table["relations"], values["kinds"])
    if "relations" in table or kinds.model is Model.NONE:
        values["relations"] = build_relations(table.get("relations", {}), kinds.model)
    if table.get("inline-fields"):
        values["relations"] = values.get("relations", SHIPPED).read_inline()
    return values


def _check_target_kinds(table: Mapping[str, Mapping[str, Any]], kinds: KindTable) -> None:
    """Raise SettingsError for a relation to a kind that there is not."""
    known = sorted({*kinds.by_name, *(kind for row in SHIPPED for kind in row.target_kinds)})
    for name, relation in table.items():
        for kind in relation.get("target-kinds", ()):
            if kind not in known:
                words = f"`relations.{name}.target-kinds` names the kind `{kind}`, which there is"
                raise SettingsError(f"{words} not{did_you_mean(kind, known)}")


def _as_it_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _paths(names: Sequence[str]) -> tuple[str, ...]:
    """Write paths from the root as the rest of the program does; none when one is the root."""
    paths = tuple(posixpath.normpath(name.strip("/") or ".") for name in names)
    return () if "." in paths else paths


def _folders(names: Sequence[str]) -> tuple[str, ...]:
    """Write folders from the root as the rest of the program does; the root is an empty text."""
    return tuple(posixpath.normpath(name.strip("/") or ".").removeprefix(".") for name in names)


def _style(value: str) -> Style | None:
    return None if value == "auto" else Style(value)


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _severity(value: str) -> Severity:
    return Severity[value.upper()]


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "include": _paths,
    "exclude": lambda names: tuple(name.removeprefix("./").strip("/") for name in names),
    "max-file-size": int,
    "per-file-ignores": lambda table: {key: tuple(value) for key, value in table.items()},
    "dialect": lambda name: None if name == "auto" else Dialect(name),
    "vaults": _folders,
    "link-roots": _folders,
    "severity": lambda table: {key: _severity(value) for key, value in table.items()},
    "fail-on": _severity,
    "link-style": _style,
    "confidence": build_scale,
    "argument": build_argumentation,
    "statuses": build_statuses,
    "model": Model,
    "fields": lambda table: build_fields({key: _listed(value) for key, value in table.items()}),
}


def _kinds(table: Mapping[str, Mapping[str, Any]], root: Path, model: Model) -> KindTable:
    for kind in table.values():
        if "schema" in kind:
            _check_schema(root / kind["schema"])
    built = build_kinds(table, root, model)
    if table:
        _check_types(built.kinds)
    kinds = (_with_legacy(kind, table.get(kind.name, {})) for kind in built.kinds)
    return built._replace(kinds=tuple(kinds))


def _check_types(kinds: Iterable[Kind]) -> None:
    """Raise SettingsError for a value of ``type:`` that two kinds have."""
    owners: dict[str, str] = {}
    for kind in kinds:
        for name in kind.types:
            if owners.setdefault(name, kind.name) != kind.name:
                both = f"`{owners[name]}` and `{kind.name}`"
                raise SettingsError(
                    f"the kinds {both} both have the type `{name}`; take it from one"
                )


def _check_schema(path: Path) -> None:
    """Raise SettingsError for what is no JSON Schema, or whose ``x-codex`` says something odd."""
    from codex_tools.schema.validators import check_schema

    schema = read_schema(path)
    try:
        check_schema(schema)
    except ValueError as error:
        reason = str(error).partition("\n")[0]
        raise SettingsError(f"the schema {path} is no JSON Schema: {reason}") from error
    layer = Layer(f"the schema {path}", path.parent, {"kinds": {"x-codex": _x_codex(schema)}})
    if problems := [text.replace("kinds.x-codex", "x-codex") for text in _problems(layer)]:
        raise SettingsError(*problems)


def _x_codex(schema: Mapping[str, Any]) -> Any:
    """What a schema says of its kind, in the form that a configuration would say it."""
    about = schema.get("x-codex", {})
    if not isinstance(about, dict):
        return about
    table = {key.replace("_", "-"): value for key, value in about.items()}
    known = config_schema()["$defs"]["kind"]["properties"]
    return {key: value for key, value in table.items() if key in known}


def _with_legacy(kind: Kind, table: Mapping[str, Any]) -> Kind:
    given = {
        key.replace("-", "_"): _as_it_is(value)
        for key, value in table.items()
        if key.startswith("legacy-")
    }
    return kind._replace(**given) if given else kind
