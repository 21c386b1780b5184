"""Configuration files and ``--config``: which there are, and what they extend."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from codex_tools.errors import SettingsError
from codex_tools.runtime.text import did_you_mean
from codex_tools.settings.toml_text import line_of, parse_toml
from codex_tools.storage.guarded import (
    MAX_CONFIGURATION,
    GuardedError,
    place_inside,
    read_regular,
)

FILES = ("codex.toml", ".codex.toml", "pyproject.toml")
MARKERS = (".git", ".obsidian", ".foam", "dendron.yml", "index.md")
"""What marks the root of a knowledge base besides; of ``index.md`` those that give a version of the
Open Knowledge Format."""

READY = "codex:"
"""How the names of the models begin that codex comes with."""

_OKF = b"okf_version"
_HEAD = 2_000
"""Bytes of an ``index.md`` in which the version has to stand."""


class Layer(NamedTuple):
    """One table of settings: ``source`` is what messages call it, ``folder`` where its paths begin.

    ``text`` is the file it is from, and ``prefix`` the table of that file; neither for a flag.
    ``within`` is the folder that its paths may not leave: the base that the file was found in.
    There is none for what a person gives on the command line. ``is_ready`` says that it is one of
    the models that codex comes with.
    """

    source: str
    folder: Path
    table: Mapping[str, Any]
    text: str = ""
    prefix: tuple[str, ...] = ()
    within: Path | None = None
    is_ready: bool = False

    def path_of(self, name: str, keys: Sequence[str | int], start: Path | None = None) -> Path:
        """Return the path that a setting at ``keys`` names, from ``start`` or from its folder.

        Raises SettingsError where it leads out of ``within``.
        """
        path = (start or self.folder) / name
        if self.within is None:
            return path
        try:
            place_inside(self.within, path)
        except GuardedError as error:
            setting = f"{self.place(keys)}: `{'.'.join(map(str, keys))}`"
            message = f"{setting} names {name}: {error}; only a file that --config names may do so"
            raise SettingsError(message) from None
        return path

    def place(self, keys: Sequence[str | int]) -> str:
        """Return the source, with the line of the value at ``keys`` where that is known."""
        line = line_of(self.text, (*self.prefix, *keys)) if self.text else 0
        return f"{self.source}:{line}" if line else self.source


def find_root(start: Path) -> Path:
    """Return the root of the knowledge base that ``start`` (a file or folder) stands in.

    That is the nearest folder upwards that :func:`is_root` knows, else the folder where we are if
    ``start`` is below that, else ``start`` itself (its folder, for a file).
    """
    start = place_of(start)
    folder = start if start.is_dir() else start.parent
    for candidate in (folder, *folder.parents):
        if is_root(candidate):
            return candidate
    here = Path.cwd().resolve()
    return here if here in folder.parents else folder


def is_root(folder: Path) -> bool:
    """Tell whether a folder has a configuration, or anything else that marks a root."""
    if config_file(folder) is not None:
        return True
    return any((folder / name).exists() for name in MARKERS[:-1]) or _is_okf(folder / MARKERS[-1])


def _is_okf(index: Path) -> bool:
    try:
        head = read_regular(index, MAX_CONFIGURATION)[:_HEAD]
    except GuardedError:
        return False
    return head.startswith(b"---") and _OKF in head


def place_of(path: Path) -> Path:
    """Return where a file stands, or where a folder is: a link to a folder is followed, and a link
    to a file is a file of the folder that it is in."""
    is_file = path.is_symlink() and not path.is_dir()
    return path.parent.resolve() / path.name if is_file else path.resolve()


def config_file(folder: Path) -> Path | None:
    """Return the configuration file of ``folder``, if it has one.

    A symbolic link that leads nowhere is one that cannot be read, and not none.
    """
    for name in FILES:
        path = folder / name
        if name == "pyproject.toml":
            if _is_file(path) and _mentions_codex(path):
                return path
        elif os.path.lexists(path) and not path.is_dir():
            return path
    return None


def _mentions_codex(path: Path) -> bool:
    """Tell whether a ``pyproject.toml`` has our table; one that cannot be parsed may have it."""
    text = _text(path)
    if "codex" not in text:
        return False
    try:
        tools = parse_toml(text).get("tool")
    except ValueError:
        return True
    return isinstance(tools, dict) and "codex" in tools


def _is_file(path: Path) -> bool:
    """Tell whether there is a file at ``path``, which may be nothing that is a path at all."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_layers(path: Path, within: Path | None = None) -> list[Layer]:
    """Read a configuration file and those that it extends, which come before it.

    ``within`` is that of :class:`Layer`. Raises SettingsError for a file that is missing, cannot be
    read, extends itself, or leads out of ``within``.
    """
    if within is not None:
        _check_inside(path, within)
    return with_extended(_layer(path, within), (path.resolve(),))


def _check_inside(path: Path, root: Path) -> None:
    try:
        place_inside(root, path)
    except GuardedError as error:
        words = f"{path} is not read: {error}; name the file with --config, or use --isolated"
        raise SettingsError(words) from error


def with_extended(layer: Layer, above: tuple[Path, ...] = ()) -> list[Layer]:
    """Return the layers that ``layer`` extends and then itself; ``above`` leads to it.

    Raises SettingsError as :func:`read_layers` does.
    """
    found: list[Layer] = []
    for name in _extended(layer.table):
        if name.startswith(READY):
            found.append(_ready(name, layer))
            continue
        path = layer.path_of(name, ("extends",))
        place = layer.place(("extends",))
        if not _is_file(path):
            raise SettingsError(f"{place}: `extends` names {path}, which is no file")
        real = path.resolve()
        if real in above:
            circle = " → ".join(str(each) for each in (*above[above.index(real) :], real))
            raise SettingsError(f"{place}: `extends` goes in a circle: {circle}")
        found += with_extended(_layer(path, layer.within), (*above, real))
    return [*found, layer]


def ready_models() -> dict[str, Path]:
    """Return the models that a configuration may extend: their files by ``codex:name``."""
    folder = Path(__file__).with_name("models")
    return {f"{READY}{path.stem}": path for path in sorted(folder.glob("*.toml"))}


def _ready(name: str, layer: Layer) -> Layer:
    models = ready_models()
    if name not in models:
        known = ", ".join(f"`{each}`" for each in models)
        words = f"`extends` names {name}, which is no model; there are {known}"
        raise SettingsError(f"{layer.place(('extends',))}: {words}{did_you_mean(name, models)}")
    return _layer(models[name])._replace(source=name, is_ready=True)


def _extended(table: Mapping[str, Any]) -> list[str]:
    """The files to extend; what is no text is left to the validation to report."""
    given = table.get("extends", [])
    names = given if isinstance(given, list) else [given]
    return [name for name in names if isinstance(name, str)]


def _layer(path: Path, within: Path | None = None) -> Layer:
    text = _text(path)
    try:
        table = parse_toml(text)
    except ValueError as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    prefix = ("tool", "codex") if path.name == "pyproject.toml" else ()
    for key in prefix:
        table = table.get(key, {})
        if not isinstance(table, dict):
            raise SettingsError(f"{path}: [tool.codex] has to be a table")
    return Layer(os.path.normpath(path), path.resolve().parent, table, text, prefix, within)


def _text(path: Path) -> str:
    try:
        return read_regular(path, MAX_CONFIGURATION).decode("utf-8-sig")
    except (GuardedError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error


def read_option(text: str) -> Layer | Path:
    """Read the value of ``--config``: the path of a TOML file, or KEY=VALUE.

    KEY may be dotted; VALUE is TOML, or else a text. Raises SettingsError for neither.
    """
    if _is_file(Path(text)):
        return Path(text)
    key, equals, value = text.partition("=")
    try:
        table = parse_toml(text) if equals else {}
    except ValueError:
        table = _with_text(key, value.strip())
    if not table:
        raise SettingsError(f"--config {text}: this is neither KEY=VALUE nor a file")
    return Layer(f"--config {text}", Path.cwd(), table)


def _with_text(key: str, value: str) -> dict[str, Any]:
    """Return a table in which ``value`` stands under a dotted key; an empty one for no such key."""
    try:
        table = inner = parse_toml(f"{key} = 0")
    except ValueError:
        return {}
    while isinstance(below := next(iter(inner.values())), dict):
        inner = below
    inner[next(iter(inner))] = value
    return table
