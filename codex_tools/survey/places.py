"""Folders → which are worth reading, which hold copies, and which have names of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver.layout import Dialect
from codex_tools.base.resolver.nearest import choose
from codex_tools.model import Style
from codex_tools.runtime.text import pluralise
from codex_tools.survey.groups import FEWEST
from codex_tools.survey.homes import SHARE, top
from codex_tools.survey.values import EXAMPLES, Answers, Evidence, Proposed, Question
from codex_tools.survey.words import COPIES, TEMPLATES

_MOST_GONE = 0.5
"""The part of the addresses from a root that are nowhere else, for a folder to be that root."""

_PLACEHOLDERS = (b"{{", b"<%", b"${")
_DIALECTS = {
    Dialect.OBSIDIAN: "an Obsidian vault",
    Dialect.DENDRON: "a Dendron workspace",
    Dialect.LOGSEQ: "a Logseq graph",
    Dialect.WIKI: "a wiki of GitHub or GitLab",
}


def dialect_of(base: KnowledgeBase) -> str:
    """Return in words whose rules the links of a base follow; empty for Markdown alone."""
    return _DIALECTS.get(base.resolver.layout.root.dialect, "")


def included(base: KnowledgeBase, named: Mapping[str, str]) -> list[Proposed]:
    """Propose to read the folders with notes of kinds alone, where no reference leads in or out."""
    folders = frozenset(top(path) for path, kind in named.items() if kind)
    if not folders or "" in folders or folders == {top(path) for path in named}:
        return []
    across = [
        pair
        for pair in base.links.pairs()
        if (top(pair[0]) in folders) != (top(pair[1]) in folders)
    ]
    words = "only these folders hold files of a kind"
    if across:
        words += f"; {pluralise(len(across), 'reference')} between them and others would be lost"
    return [Proposed(("include",), sorted(folders), None, words, not across)]


def naming(base: KnowledgeBase) -> Iterator[Proposed]:
    """Propose what decides between several files of one name: vaults, and which one is near."""
    layout = base.resolver.layout
    if layout.vaults:
        folders = sorted(vault.folder for vault in layout.vaults)
        yield Proposed(("vaults",), folders, words="each has names of its own")
    ambiguous = [each for each in base.links.broken if each.candidates]
    if layout.root.nearest or any(vault.nearest for vault in layout.vaults):
        yield Proposed(
            ("resolution",), "nearest", words="of several files of one name the nearest is meant"
        )
    elif ambiguous:
        near = sum(len(choose(each.candidates, each.source)) == 1 for each in ambiguous)
        words = "of several files of one name one is nearest"
        evidence = Evidence(near, len(ambiguous), "reference")
        yield Proposed(("resolution",), "nearest", evidence, words, False)


def link_style(base: KnowledgeBase) -> Iterator[Proposed]:
    """Propose that links give titles, where most wikilinks do."""
    titles, names = base.links.bodies.titles_and_names
    if titles >= max(FEWEST, names):
        evidence = Evidence(titles, titles + names, "wikilink")
        words = "links give the titles of notes"
        yield Proposed(("link-style",), Style.TITLE.value, evidence, words)


def link_roots(base: KnowledgeBase) -> Iterator[Proposed]:
    """Propose the folder from which addresses with a slash at their beginning are looked up, where
    most of those that lead nowhere lead to a file there."""
    gone = [
        each.link.target.split("#")[0].split("?")[0].strip("/")
        for each in base.links.bodies.broken
        if each.link.syntax.is_address and each.link.target.startswith("/") and not each.candidates
    ]
    if len(gone) < FEWEST or base.resolver.layout.root.dialect is Dialect.OBSIDIAN:
        return
    counts = {root: _found_below(base, root, gone) for root in _tops(base)}
    best = max(counts, key=lambda root: (counts[root], -len(root)), default="")
    if counts.get(best, 0) >= max(FEWEST, _MOST_GONE * len(gone)):
        evidence = Evidence(counts[best], len(gone), "path")
        yield Proposed(
            ("link-roots",), [best], evidence, "links with a slash at their beginning begin there"
        )


def _tops(base: KnowledgeBase) -> list[str]:
    """The folders down to the second level."""
    return [each for each in base.resolver.places.folders if each and each.count("/") <= 1]


def _found_below(base: KnowledgeBase, root: str, addresses: Iterable[str]) -> int:
    forms = ("", ".md", "/index.md", "/_index.md", "/README.md")
    places = base.resolver.places
    return sum(any(places.at(f"{root}/{each}{form}") for form in forms) for each in addresses)


def template_folders(base: KnowledgeBase) -> dict[str, Evidence]:
    """Return the folders that are called like those of templates and hold places to fill in."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in base.notes:
        if folder := _folder(path, TEMPLATES):
            found[folder].append(path)
    return {
        folder: Evidence.of(paths)
        for folder, paths in found.items()
        if any(mark in base.text(path) for path in paths for mark in _PLACEHOLDERS)
    }


def copied_folders(
    base: KnowledgeBase, answers: Answers
) -> tuple[dict[str, Evidence], list[Question]]:
    """Return the folders that programs filled with copies of notes, and what to ask of others.

    A copy is a file of the same bytes under the same name. Which of two folders holds the copies is
    told by its name; where that says nothing, a person has to.
    """
    found, questions = {}, []
    for pair, paths in sorted(_twins(base).items()):
        sizes = {folder: _count(base, folder) for folder in pair}
        proposed = next((each for each in pair if each.casefold() in COPIES), "")
        size = sizes[proposed] if proposed else min(sizes.values())
        if len(paths) < max(FEWEST, SHARE * size):
            continue
        keys = ("exclude", "=".join(pair))
        if not proposed:
            both = f"{pair[0]} and {pair[1]} hold {pluralise(len(paths), 'file')} that are the same"
            words = f"{both}. Which are copies?"
            questions.append(Question(keys, words, (*pair, "neither"), "neither"))
        if (folder := answers.get(keys, proposed)) in sizes:
            found[folder] = Evidence(
                len(paths), sizes[folder], "copied file", tuple(paths[:EXAMPLES])
            )
    return found, questions


def _twins(base: KnowledgeBase) -> Mapping[tuple[str, str], list[str]]:
    """The files of the same bytes and name that two folders at the top have."""
    by_content: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for path, note in base.notes.items():
        if note.document.size:
            key = (path.rpartition("/")[2], *note.version)
            by_content[key].append(path)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for paths in by_content.values():
        folders = sorted({top(path) for path in paths} - {""})
        if len(folders) == 2:
            found[folders[0], folders[1]].append(paths[0])
    return found


def _count(base: KnowledgeBase, folder: str) -> int:
    return sum(path.startswith(f"{folder}/") for path in base.notes)


def _folder(path: str, names: frozenset[str]) -> str:
    """The highest folder above a file that has one of some names."""
    parts = path.split("/")[:-1]
    depth = next((number for number, part in enumerate(parts, 1) if part.casefold() in names), 0)
    return "/".join(parts[:depth])
