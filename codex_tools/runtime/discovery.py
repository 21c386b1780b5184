"""A package → its one-file extensions: a module there is one by being there."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """Return the sorted names of the extensions of ``package``, without importing any of them.

    An extension is a module or a package of its own. Its name has dashes for underscores, as people
    write it: the module ``json_lines`` is ``json-lines``. What begins with an underscore is a
    helper.
    """
    found = (each for folder in package.__path__ for each in os.scandir(folder))
    return sorted(
        each.name.removesuffix(".py").replace("_", "-")
        for each in found
        if not each.name.startswith("_") and (each.name.endswith(".py") or each.is_dir())
    )


def load(package: ModuleType, name: str) -> ModuleType:
    """Import and return the module of ``package`` that has this name, with dashes or without."""
    return import_module(f"{package.__name__}.{name.replace('-', '_')}")
