"""Discovery of the one-file extensions: a module in the package is an extension by being there."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """Return the sorted names of the extensions of ``package``, without importing any of them.

    The name is that of the module with dashes for underscores, as people write it: the module
    ``json_lines`` is ``json-lines``. A module that begins with an underscore is a helper.
    """
    files = (name for folder in package.__path__ for name in os.listdir(folder))  # noqa: PTH208
    found = (name.removesuffix(".py") for name in files if name.endswith(".py"))
    return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))


def load(package: ModuleType, name: str) -> ModuleType:
    """Import and return the module of ``package`` that has this name, with dashes or without."""
    return import_module(f"{package.__name__}.{name.replace('-', '_')}")
