"""A knowledge base → what was seen in it, and the configuration that codex proposes for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.kinds import PLAIN, TYPE
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver.nearest import choose
from codex_tools.model import Note
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.settings.toml_text import toml_key, toml_value

SHARE = 0.8
"""The part of the files in a folder that have to be of a kind for the folder to be that kind's."""

FEWEST = 3
"""How many files have to name an unknown type before it is proposed as a kind."""


class Suggestion(NamedTuple):
    """What was seen, in sentences, and the text of a configuration."""

    seen: tuple[str, ...]
    text: str


def suggest_config(
    base: KnowledgeBase, vault: bool = False, exclude: Iterable[str] = ()
) -> Suggestion:
    """Look at the notes of ``base`` and propose a configuration.

    ``base`` is read with the kinds that codex knows by itself; ``vault`` says that Obsidian keeps
    its settings there, ``exclude`` what is not worth reading.
    """
    named = {path: _named(note, base) for path, note in base.notes.items()}
    inside = _inside(base, named)
    homes: dict[str, list[str]] = {}
    for folder, kind in sorted(_homes(named)):
        homes.setdefault(kind, []).append(folder)
    parts = (
        "# Written by `codex init`; `codex config schema` describes all settings.",
        "\n".join((inside, _excluding(tuple(exclude)))),
        *_naming(base),
        *_known_kinds(base, homes),
        *_own_kinds(base, named, homes),
    )
    return Suggestion(tuple(_seen(named, vault)), "\n\n".join(parts) + "\n")


def _named(note: Note, base: KnowledgeBase) -> str:
    """Return the kind that a note names in its ``type:``, the unknown type itself, or nothing."""
    given = note.document.fields.get(TYPE)
    if not isinstance(given, str):
        return ""
    kind = base.kinds.by_type.get(given)
    return kind.name if kind else given


def _seen(named: Mapping[str, str], vault: bool) -> Iterator[str]:
    tops = Counter(_top(path) or "the root" for path in named)
    places = ", ".join(f"{printable(name)} {count:,}" for name, count in sorted(tops.items()))
    yield f"Saw {pluralise(len(named), 'Markdown file')}{': ' if places else '.'}{places}"
    types = Counter(name or "none" for name in named.values())
    if set(types) - {"none"}:
        yield "Types: " + ", ".join(
            f"{printable(name)} {count:,}" for name, count in types.most_common(15)
        )
    if vault:
        yield "It is an Obsidian vault."
    if set(types) <= {"none"}:
        yield "No file says its type: references and front matter are checked, and no fields."


def _top(path: str) -> str:
    return path.split("/")[0] if "/" in path else ""


def _inside(base: KnowledgeBase, named: Mapping[str, str]) -> str:
    """Propose to read the folders with typed notes alone, where no reference leaves them."""
    folders = frozenset(_top(path) for path, kind in named.items() if kind)
    if not folders or "" in folders or folders == {_top(path) for path in named}:
        return '# include = ["notes"]  # everything without it'
    leaving = [
        pair
        for pair in base.links.pairs()
        if _top(pair[0]) in folders and _top(pair[1]) not in folders
    ]
    line = f"include = {toml_value(sorted(folders))}"
    if leaving:
        head = "# Only these folders hold files with a type"
        count = f"references out of them: {len(leaving):,}"
        return f"{head} ({count}).\n# {line}"
    return f"# Only these folders hold files with a type.\n{line}"


def _naming(base: KnowledgeBase) -> Iterator[str]:
    """Propose what decides between several files of one name: vaults, and which one is near."""
    layout = base.resolver.layout
    if layout.vaults:
        folders = sorted(vault.folder for vault in layout.vaults)
        yield f"# Each has names of its own.\nvaults = {toml_value(folders)}"
    ambiguous = [each for each in base.links.broken if each.candidates]
    if layout.root.nearest or any(vault.nearest for vault in layout.vaults):
        yield '# Of several files of one name the nearest is meant.\nresolution = "nearest"'
    elif ambiguous:
        near = sum(1 for each in ambiguous if len(choose(each.candidates, each.source)) == 1)
        head = f"# {pluralise(len(ambiguous), 'reference')} may mean several files of one name"
        yield f'{head};\n# for {near:,} of them one is nearest.\n# resolution = "nearest"'


def _excluding(exclude: tuple[str, ...]) -> str:
    return f"exclude = {toml_value(exclude)}" if exclude else '# exclude = ["drafts/*"]'


def _known_kinds(base: KnowledgeBase, homes: Mapping[str, list[str]]) -> Iterator[str]:
    """Name the folders of the kinds that codex knows, where it would look for them elsewhere."""
    for kind in sorted(homes.keys() & base.kinds.by_name.keys()):
        if not all(_is_known_place(base, kind, folder) for folder in homes[kind]):
            yield f"[kinds.{kind}]\nfolders = {toml_value(homes[kind])}"


def _own_kinds(
    base: KnowledgeBase, named: Mapping[str, str], homes: Mapping[str, list[str]]
) -> Iterator[str]:
    """Make kinds of the unknown types that are frequent and stand in no folder of another kind."""
    counts = Counter(kind for kind in named.values() if kind and kind not in base.kinds.by_name)
    plain = Counter(named[path] for path, note in base.notes.items() if note.kind == PLAIN)
    rare = []
    for kind, count in sorted(counts.items()):
        if plain[kind] == count >= FEWEST:
            yield _own_kind(kind, count, homes.get(kind, ()))
        else:
            rare.append(f"{toml_value(kind)} ({count})")
    if rare:
        words = ", ".join(rare)
        yield f"# Types that codex does not know, in a few files or in folders of a kind: {words}."


def _is_known_place(base: KnowledgeBase, kind: str, folder: str) -> bool:
    found = base.kinds.by_path(f"{folder}/")
    return found is not None and found.name == kind


def _own_kind(name: str, count: int, folders: Iterable[str]) -> str:
    lines = (
        f"# {pluralise(count, 'file')} of a type that codex does not know.",
        f"[{toml_key('kinds', name)}]",
        f"folders = {toml_value(tuple(folders))}",
        f"types = {toml_value([name])}",
        '# schema = "schemas/….json"  # a JSON Schema 2020-12 of its front matter',
    )
    return "\n".join(lines)


def _homes(named: Mapping[str, str], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the folders most of whose files are of one kind, with the kind."""
    below: dict[str, dict[str, str]] = {}
    for path, kind in named.items():
        if "/" in path[len(above) :]:
            folder = path[len(above) :].split("/")[0]
            below.setdefault(f"{above}{folder}", {})[path] = kind
    for folder, inner in below.items():
        [(kind, count)] = Counter(inner.values()).most_common(1)
        if kind and count >= SHARE * len(inner) and not _is_shell(inner, folder):
            yield folder, kind
        else:
            yield from _homes(inner, f"{folder}/")


def _is_shell(paths: Iterable[str], folder: str) -> bool:
    """Tell whether a folder holds nothing but one other folder."""
    inner = [path[len(folder) + 1 :].partition("/") for path in paths]
    return all(slash for _, slash, _ in inner) and len({name for name, _, _ in inner}) == 1
