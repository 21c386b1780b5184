"""Configuration files and flags → frozen :class:`Settings`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from codex_tools.errors import SettingsError
from codex_tools.kinds import KindTable, build_kinds
from codex_tools.model import Severity, Style
from codex_tools.wording import nearest

FILES = ("codex.toml", ".codex.toml", "pyproject.toml")
KIND_KEYS = ("schema", "folders", "files", "types")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run can be told; the names are the configuration keys with ``_``.

    Paths are relative to the root. ``max_file_size`` is in bytes, ``min_score`` a probability
    from 0 to 1, ``link_style`` the form of new references, where it is not the base's own.
    """

    root: Path = field(default_factory=Path)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_file_size: int = 10_000_000
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = Severity.WARNING
    baseline: str = "codex-baseline.json"
    min_score: float | None = None
    link_style: Style | None = None
    kinds: KindTable = field(default_factory=lambda: build_kinds({}, Path()))


def find_root(start: Path) -> Path:
    """Return the root of the knowledge base that ``start`` (a file or folder) stands in.

    That is the nearest folder upwards with a configuration, else the nearest one under git, else
    ``start`` itself (its folder, for a file).
    """
    start = start.resolve()
    folder = start if start.is_dir() else start.parent
    upwards = (folder, *folder.parents)
    for candidate in upwards:
        if config_file(candidate) is not None:
            return candidate
        if (candidate / ".git").exists():
            return candidate
    return folder


def config_file(folder: Path) -> Path | None:
    """Return the configuration file of ``folder``, if it has one."""
    for name in FILES:
        path = folder / name
        if path.is_file() and (name != "pyproject.toml" or "codex" in _tools(path)):
            return path
    return None


def load_settings(root: Path, **flags: Any) -> Settings:
    """Read the configuration of ``root``; ``flags`` that are not ``None`` go before it.

    Raises SettingsError for a file that cannot be read, a key that is not known or a wrong value.
    """
    path = config_file(root)
    table = {} if path is None else _table(path)
    settings = replace(Settings(root=root), **_checked(table, path, root))
    given = {key: value for key, value in flags.items() if value is not None}
    return replace(settings, **given)


def _tools(path: Path) -> Mapping[str, Any]:
    tools = _parse(path).get("tool", {})
    return tools if isinstance(tools, dict) else {}


def _table(path: Path) -> Mapping[str, Any]:
    table = _tools(path)["codex"] if path.name == "pyproject.toml" else _parse(path)
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: [tool.codex] has to be a table")
    return table


def _parse(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error


def _checked(table: Mapping[str, Any], path: Path | None, root: Path) -> dict[str, Any]:
    known = {item.name.replace("_", "-"): item.name for item in fields(Settings)}
    del known["root"]
    values = {}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{path}: the setting `{key}` is not known{nearest(key, known)}")
        values[known[key]] = _value(key, value, path, root)
    return values


def _value(key: str, value: Any, path: Path | None, root: Path) -> Any:
    if key == "kinds":
        return _kinds(value, path, root)
    if key in ("include", "exclude", "select", "ignore"):
        if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise SettingsError(f"{path}: `{key}` has to be a list of texts")
        return tuple(item.strip("/") for item in value)
    return _plain(key, value, path)


def _plain(key: str, value: Any, path: Path | None) -> Any:
    if key == "link-style":
        return _style(value, path)
    wanted: Any = {"max-file-size": int, "min-score": (int, float)}[key]
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise SettingsError(f"{path}: `{key}` has to be a number, not {value!r}")
    return value


def _style(value: Any, path: Path | None) -> Style | None:
    """``auto``, which is the base's own way of writing references, or one of the styles."""
    if value == "auto":
        return None
    try:
        return Style(value)
    except ValueError:
        known = ", ".join(("auto", *Style))
        raise SettingsError(f"{path}: `link-style` has to be one of {known}") from None


def _kinds(value: Any, path: Path | None, root: Path) -> KindTable:
    if not (isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())):
        raise SettingsError(f"{path}: [kinds] has to hold a table for each kind")
    for name, table in value.items():
        for key in table:
            if key not in KIND_KEYS:
                where = f"{path}: [kinds.{name}]"
                raise SettingsError(f"{where}: `{key}` is not known{nearest(key, KIND_KEYS)}")
    return build_kinds(value, root)
