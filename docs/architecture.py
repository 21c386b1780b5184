"""The generated parts of the page on the architecture: the drawing, the rooms, the inner layers.

They come from the import contract in ``pyproject.toml``, from the docstrings of the packages and
from the imports as they are.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).parents[1]
PACKAGE = "codex_tools"
_BLOCK = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end -->\n)", re.S)
_ROLE = re.compile(r":\w+:`~?([^`]*)`")


def filled(page: str) -> str:
    """Return a page with its generated blocks written anew."""
    contract = layers()
    rooms = [room for layer in contract for room in layer]
    parts = {
        "drawing": lambda: drawing(rooms, arrows()),
        "rooms": lambda: room_table(contract),
        "inside": lambda: inner_layers(),
    }
    return _BLOCK.sub(lambda block: f"{block[1]}\n{''.join(parts[block[2]]())}\n{block[3]}", page)


def contracts() -> list[Mapping[str, Any]]:
    """Return the contracts that put modules into layers."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[Mapping[str, Any]] = table["tool"]["importlinter"]["contracts"]
    return [each for each in found if each["type"] == "layers"]


def layers() -> list[list[str]]:
    """Return the rooms of each layer, the highest first."""
    [top] = [each for each in contracts() if each["containers"] == [PACKAGE]]
    return [re.findall(r"\w+", layer) for layer in top["layers"]]


def arrows() -> set[tuple[str, str]]:
    """Return which room imports which, what is imported for types alone left out."""
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    found = {
        (module.split(".")[1], other.split(".")[1])
        for module in graph.modules - {PACKAGE}
        for other in graph.find_modules_directly_imported_by(module) - {PACKAGE}
    }
    return {(one, other) for one, other in found if one != other}


def drawing(rooms: Sequence[str], arrows: set[tuple[str, str]]) -> Iterator[str]:
    """Draw a dependency structure matrix: a row imports the columns with a mark."""
    wide = max(map(len, rooms))
    yield f"```text\n{'':{wide + 4}}{' '.join(f'{each:2}' for each in range(1, len(rooms) + 1))}\n"
    for row, room in enumerate(rooms):
        marks = (
            "╲" if room == other else "●" if (room, other) in arrows else "·" for other in rooms
        )
        yield f"{room:{wide}} {row + 1:2}  {'  '.join(marks)}\n"
    yield "```\n"


def room_table(contract: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a row for each room: its layer, and the sentence of its docstring."""
    yield "| layer | room | what comes in, what goes out |\n|---|---|---|\n"
    for number, layer in enumerate(contract, 1):
        for room in layer:
            yield f"| {number} | `{room}` | {sentence(room)} |\n"


def sentence(room: str) -> str:
    """Return the first paragraph of a room's docstring, in Markdown on one line."""
    folder = ROOT / PACKAGE / room
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    words = " ".join(text.partition("\n\n")[0].split())
    return _ROLE.sub(r"`\1`", words).replace("``", "`").replace("|", "\\|")


def inner_layers() -> Iterator[str]:
    """Yield a line for each room that has layers of its own."""
    inner = [each for each in contracts() if each["containers"] != [PACKAGE]]
    for contract in inner:
        for container in contract["containers"]:
            names = (re.sub(r"(\w+)", r"`\1`", layer) for layer in contract["layers"])
            row = " ▸ ".join(name.replace("|", "·") for name in names)
            yield f"- `{container.removeprefix(f'{PACKAGE}.')}`: {row}\n"
    if not inner:
        yield "No room has layers of its own.\n"
