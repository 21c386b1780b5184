"""The code of this program's modules, kept in one file for the next run.

A check loads a hundred and fifty of them. To look for each, and to open, compare and read what
Python keeps of it, takes longer than to read all of them from one place.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader

from codex_tools.cache import location
from codex_tools.cache.version import PACKAGE, made_by, version

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from types import CodeType, ModuleType
    from typing import Any

_NAME = "codex_tools."
_STALE = 20
"""The file is written again when more than one module in so many was not in it."""


class _Loader(SourceFileLoader):
    """Loads a module as ever, but for its code, which is known."""

    def __init__(self, name: str, path: str, code: bytes) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the module."""
        code: CodeType = marshal.loads(self._code)
        return code


class Code:
    """Finds the modules that were loaded in earlier runs, as PEP 451 wants it."""

    def __init__(self) -> None:
        self._is_first = not os.path.exists(location.cache_folder())
        self._key = _key(made_by())
        self._file = location.file_for(location.CODE, PACKAGE)
        self._modules: dict[str, tuple[str, bool, bytes]] = {}
        try:
            key, modules = map(marshal.loads, location.read(self._file))
            self._modules = modules if key == self._key else {}
        except (ValueError, EOFError, TypeError):
            return

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return how a module is loaded, or ``None`` where others have to look for it."""
        if name not in self._modules:
            return None
        file, is_package, code = self._modules[name]
        spec = ModuleSpec(name, _Loader(name, file, code), origin=file, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(file)]
        return spec

    def keep(self) -> None:
        """Write the code of the modules that are loaded now, if many of them were not there.

        The first run of all, which keeps what it read, has enough to do without. Nothing is written
        where Python is told to write no code, nor while the program changes.
        """
        names = [name for name in sys.modules if name.startswith(_NAME)]
        new = {name: sys.modules[name] for name in names if name not in self._modules}
        is_needed = len(new) * _STALE >= len(names) and not self._is_first
        if not is_needed or sys.dont_write_bytecode:
            return
        try:
            packed = {name: _packed(name, module) for name, module in new.items()}
            if _key(version()) != self._key:
                return
        except (OSError, SyntaxError, ImportError, ValueError):
            return
        modules = {**self._modules, **{name: found for name, found in packed.items() if found}}
        if modules.keys() == self._modules.keys():
            return
        location.write(self._file, [marshal.dumps(self._key), marshal.dumps(modules)])
        location.forget(location.CODE, location.MOST_BASES)


def _key(program: tuple[int, str, int]) -> tuple[tuple[int, str, int], str, str | None, int]:
    return program, PACKAGE, sys.implementation.cache_tag, sys.flags.optimize


def _packed(name: str, module: ModuleType) -> tuple[str, bool, bytes] | None:
    """Return what is kept of a module; ``None`` for one that is not loaded from a file of code."""
    spec: Any = module.__spec__
    code = spec.loader.get_code(name) if isinstance(spec.loader, SourceFileLoader) else None
    if code is None:
        return None
    return spec.origin, spec.submodule_search_locations is not None, marshal.dumps(code)
