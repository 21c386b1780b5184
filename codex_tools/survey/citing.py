"""Bodies → the notes that they say they come from, and the folders that hold such notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.fields import USUAL_FIELDS, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.base.resolver.uses import ALIVE
from codex_tools.linking.reading.bodies import links_in, source_lines
from codex_tools.linking.reading.citations import by_author_and_year, by_plain_key
from codex_tools.linking.reading.references import file_references
from codex_tools.model import BODY, Link, Note, Role, Span, Syntax
from codex_tools.survey.references import Reference
from codex_tools.survey.words import KIND_FIELDS, folded, is_provenance_name, role_of_name

CITING = Role.SOURCE.value
"""What a reference in a body is called that stands where a text says its source."""

_NOWHERE = Span(0, 0)
_CITED = 0.2
"""The part of the files in a folder that has to be cited for it to be one of sources."""

_CITES = 0.5
"""The part of the files in a folder that has to cite sources for it to be one of claims."""

_CITES_NOT = 0.2
"""The part of the files in a folder of sources that may cite others."""

_FEWEST = 3


class Cited(NamedTuple):
    """What notes say of their sources: references to notes, and all notes that say anything."""

    references: list[Reference]
    stating: set[str]


def read_citations(base: KnowledgeBase, fields: Iterable[Reference]) -> Cited:
    """Return what bodies name in sections, lines and tables that say where the note comes from, or
    else in links to folders that are called like sources; and what ``fields`` name so. Who cites by
    author and year says where a note comes from, too."""
    found = [each for each in fields if is_provenance_name(each.field, Provenance.FROM)]
    stating = {each.source for each in found}
    for path, note in base.notes.items():
        body = base.text(path)[note.document.body_start :].decode("utf-8", "replace")
        lines = source_lines(body)
        in_words = USUAL_FIELDS.find(note.document.fields, Meaning.SOURCE_TEXT)
        if lines or in_words or any(by_author_and_year(body)):
            stating.add(path)
        texts = lines.splitlines() or [*links_in(body), *by_plain_key(body)]
        found += _named(base, path, texts, is_said=bool(lines))
    return Cited([each for each in found if each.target], stating)


def _named(
    base: KnowledgeBase, path: str, texts: Iterable[str], is_said: bool
) -> Iterator[Reference]:
    for text in texts:
        for reference in file_references(text):
            found = _resolved(base, path, reference.target)
            if found and found != path and (is_said or _is_source(base.notes[found])):
                yield Reference(path, CITING, reference.target, found, True, in_body=True)


def _is_source(note: Note) -> bool:
    """Tell whether a note is one of the sources by its folder, or by a field that tells kinds."""
    kinds = (
        value
        for name, value in note.document.fields.items()
        if folded(name).endswith(KIND_FIELDS) and isinstance(value, str)
    )
    return _is_called_source(note.path) or any(role_of_name(each) is Role.SOURCE for each in kinds)


def _is_called_source(path: str) -> bool:
    return any(role_of_name(part) is Role.SOURCE for part in path.split("/")[:-1])


def _resolved(base: KnowledgeBase, path: str, target: str) -> str:
    """The note that a name or a path means, as it is or as a citation key."""
    for name in (target, f"@{target}"):
        for syntax in (Syntax.WIKILINK, Syntax.MARKDOWN):
            link = Link(BODY, name, name, _NOWHERE, syntax)
            found = base.resolver.resolve(link, path)
            if len(found.paths) == 1 and found.by in ALIVE and found.paths[0] in base.notes:
                return found.paths[0]
    return ""


def folders_by_citing(paths: Iterable[str], said: Cited) -> Mapping[str, Role]:
    """Return the highest folders that hold what others cite, and those that hold what cites it, or
    says in words where it comes from.

    A folder of sources has files that others cite, and that cite hardly any themselves.
    """
    paths, citations = list(paths), said.references
    inside = _inside(paths)
    sources = {folder for folder, files in inside.items() if _are_sources(files, citations)}
    at_sources = {path for path in paths if _is_below(path, sources)}
    from_sources = {each.source for each in citations if each.target in at_sources}
    from_sources = (from_sources | said.stating) - at_sources
    above = {folder for folder in inside if any(_is_below(each, {folder}) for each in sources)}
    claims = {
        folder
        for folder, files in inside.items()
        if not _is_called_source(f"{folder}/")
        and _are_claims(set(files) - at_sources, from_sources)
        and (folder not in above or _holds_some(folder, from_sources))
    }
    roles = dict.fromkeys(_highest(sources), Role.SOURCE)
    return roles | dict.fromkeys(_highest(claims), Role.CLAIM)


def _inside(paths: Iterable[str]) -> dict[str, list[str]]:
    """The files below each folder."""
    found: dict[str, list[str]] = {}
    for path in paths:
        folder = path
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            found.setdefault(folder, []).append(path)
    return found


def _are_sources(files: Collection[str], citations: Iterable[Reference]) -> bool:
    """Tell whether enough files of a folder are cited by others than its own, and few cite."""
    inside = frozenset(files)
    cited = {each.target for each in citations if each.source not in inside} & inside
    citing = {each.source for each in citations} & inside
    is_cited = len(cited) >= max(_FEWEST, _CITED * len(inside))
    return is_cited and len(citing) <= _CITES_NOT * len(inside)


def _are_claims(files: Collection[str], citing: set[str]) -> bool:
    return len(citing.intersection(files)) >= max(_FEWEST, _CITES * len(files))


def _holds_some(folder: str, paths: Iterable[str]) -> bool:
    """Tell whether some of the files stand in a folder itself."""
    return sum(path.rpartition("/")[0] == folder for path in paths) >= _FEWEST


def _highest(folders: Collection[str]) -> list[str]:
    """The folders that lie in no other one."""
    return [each for each in sorted(folders) if not _is_below(each, folders)]


def _is_below(path: str, folders: Collection[str]) -> bool:
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in folders:
            return True
    return False
