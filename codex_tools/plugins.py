"""Discovery of the one-file extensions: a module in the package is an extension by being there."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """Return the sorted module names of ``package``, without importing any of them.

    A name that begins with an underscore is a helper, not an extension.
    """
    folders = (Path(entry) for entry in package.__path__)
    found = (file.stem for folder in folders for file in folder.glob("*.py"))
    return sorted(name for name in found if not name.startswith("_"))


def load(package: ModuleType, name: str) -> ModuleType:
    """Import and return the module ``name`` of ``package``."""
    return import_module(f"{package.__name__}.{name}")
