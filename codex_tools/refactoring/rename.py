"""A document under a new name: what becomes of it, and of every reference to it.

Pure: a rename is worked out on the texts, and the knowledge base that would come of it is built and
compared with the one there is. What would lose a reference, or let one name something else, is
refused as a whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.base.resolver import Found
from codex_tools.base.scope import Scope
from codex_tools.edits.fixing import Outcome, apply_fixes
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import (
    Document,
    FieldPath,
    Fix,
    Link,
    Note,
    Replace,
    ResolvedBy,
    Span,
)
from codex_tools.refactoring.reference_forms import LinkEnds, PathForm, forms, moved, path_form
from codex_tools.refactoring.rewriting import rewrite_all
from codex_tools.runtime.text import abridged
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.markdown.reference_text import written
from codex_tools.syntax.markdown.tables import is_in_table

Rebuild = Callable[[Iterable[Document]], KnowledgeBase]
"""Makes a knowledge base of other documents, everything else being as it is."""

EXACTLY = (ResolvedBy.NAME, ResolvedBy.PATH)
MOST_NAMED = 3
UNSEEN = ("invalid-yaml", "alias-bomb", "not-a-mapping")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a rename comes to: the files that change, under the paths that they have before it.

    ``references`` counts those written anew; ``remarks`` are what to look at afterwards.
    """

    old: str
    new: str
    outcome: Outcome
    references: int
    remarks: tuple[str, ...] = ()

    def place(self, path: str) -> str:
        """Return the path that a file has afterwards."""
        return self.new if path == self.old else path


def find_document(base: KnowledgeBase, name: str) -> str:
    """Return the path of the document with this path, name or title. Raises NotFoundError."""
    found = [path for path in base.resolver.called(name).paths if path in base.notes]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"several documents are called {name}: {', '.join(found)}")
    close = base.resolver.near(name)
    hint = f"; did you mean {close}?" if close else ""
    raise NotFoundError(f"no document is called {name}{hint}")


def new_path(base: KnowledgeBase, old: str, new: str) -> str:
    """Return the path that ``new`` means for the document ``old``.

    A bare name stays in the folder, a folder takes the document under its name, and ``.md`` may be
    left out. Raises NotFoundError for what leads out of the knowledge base or is no name.
    """
    ending = posixpath.splitext(old)[1]
    if not new.strip("."):
        raise NotFoundError(f"`{new}` is no name; give a name, a path or a folder with a slash")
    path = posixpath.join(posixpath.dirname(old), new) if "/" not in new else new.lstrip("/")
    path = posixpath.normpath(path)
    is_folder = "/" in new and any(each.startswith(f"{path}/") for each in base.notes)
    if is_folder or new.endswith("/"):
        path = posixpath.normpath(posixpath.join(path, posixpath.basename(old)))
    elif not path.endswith((".md", ".markdown")):
        path += ending
    if path.startswith("../") or stem(path).strip() in ("", ".", "..") or not path.isprintable():
        raise NotFoundError(f"a document cannot be called {new}")
    return path


def plan_rename(
    base: KnowledgeBase, old: str, new: str, rebuild: Rebuild, title: str = ""
) -> Renaming:
    """Work out what becomes of the files when the document ``old`` gets the path ``new``.

    ``title`` replaces its title too, in the front matter and the heading. Raises EditRefusedError
    when a reference would be lost or would name something else.
    """
    plan = _Plan(base, old, new, rebuild, title)
    outcome = plan.outcome()
    after = plan.rebuilt(outcome)
    remarks = (*_compare(base, after, plan), *_unseen(base, old))
    return Renaming(old, new, outcome, plan.references, remarks)


class _Plan:
    """A rename on its way: which references need another text, and which text that is."""

    def __init__(
        self, base: KnowledgeBase, old: str, new: str, rebuild: Rebuild, title: str
    ) -> None:
        self.base, self.old, self.new, self.rebuild = base, old, new, rebuild
        self.title = title or base.notes[old].title
        self.retitled = list(_new_title(base.notes[old], title)) if title else []
        self.renamed = stem(old) != stem(new)
        self.elsewhere = posixpath.dirname(old) != posixpath.dirname(new)
        self.references = 0
        self.first = self.rebuilt(_applied(base, self.retitled))
        """The knowledge base with the document at its new place, and no reference changed."""

    def place(self, path: str) -> str:
        return self.new if path == self.old else path

    def rebuilt(self, outcome: Outcome) -> KnowledgeBase:
        """Return the knowledge base that an outcome leads to."""
        return self.rebuild(
            parse_document(self.place(path), outcome.files[path].after)
            if path in outcome.files
            else note.document._replace(path=self.place(path))
            for path, note in self.base.notes.items()
        )

    def outcome(self) -> Outcome:
        """Return the new contents of the files."""
        changes = list(self.retitled)
        for path, note in self.base.notes.items():
            texts = {i: text for i, text in self._texts(note) if text != note.links[i].raw}
            if texts:
                changes += rewrite_all(note, self.base.text(path), texts)
                self.references += len(texts)
        return _applied(self.base, changes)

    def _texts(self, note: Note) -> Iterator[tuple[int, str]]:
        """Yield the index of each reference that needs another text, and this text."""
        for index, link in enumerate(note.links):
            found, how = resolve(self.base, link, note.path)
            if len(found) == 1:
                before = LinkEnds(note.path, found[0])
                if not self._stays(link, how, before):
                    yield index, self._text(link, how, before)
            elif not found and note.path == self.old and self.elsewhere and _is_relative(link):
                yield index, written(link, moved(link, self.old, self.new))

    def _after(self, before: LinkEnds) -> LinkEnds:
        return LinkEnds(self.place(before.source), self.place(before.target))

    def _stays(self, link: Link, how: ResolvedBy | None, before: LinkEnds) -> bool:
        """Tell whether a reference names its target afterwards, and in no worse a way."""
        after = self._after(before)
        found, now = resolve(self.first, link, after.source)
        if found != (after.target,):
            return False
        if self.old not in before:
            return True
        inexact = now not in EXACTLY and (
            now is not how
            or (self.renamed and before.target == self.old and now is not ResolvedBy.TITLE)
        )
        way = path_form(link, before)
        from_elsewhere = way is PathForm.BESIDE and before.source == self.old and self.elsewhere
        return not (inexact or from_elsewhere) and way is path_form(link, after)

    def _bar(self, link: Link, source: str) -> str:
        """What stands before an alias, which in a table would begin the next cell."""
        place = link.place
        in_table = isinstance(place, Span) and is_in_table(self.base.text(source), place.start)
        return "\\|" if in_table else "|"

    def _text(self, link: Link, how: ResolvedBy | None, before: LinkEnds) -> str:
        """Return the new text of a reference: the likest form that names its target exactly."""
        after = self._after(before)
        wanted = (*EXACTLY, ResolvedBy.TITLE) if how is ResolvedBy.TITLE else EXACTLY
        for text in forms(link, how, before, after, self.title):
            found, now = resolve(self.first, link._replace(target=text), after.source)
            if found == (after.target,) and now in wanted:
                keep_words = how is ResolvedBy.TITLE and now is not how
                return written(link, text, keep_words, self._bar(link, before.source))
        place = f"in {before.source}, no text in the place of `{link.raw}`"
        raise EditRefusedError(f"nothing is renamed: {place} would name {after.target}")


def resolve(base: KnowledgeBase, link: Link, source: str) -> Found:
    """Return what a link of the file ``source`` names, as the knowledge base itself resolves it."""
    relation = base.relations.by_name.get(link.relation)
    return base.resolver.resolve(link, source, relation.target_kinds if relation else frozenset())


def _is_relative(link: Link) -> bool:
    return link.syntax.is_address and not link.target.startswith("/")


def _applied(base: KnowledgeBase, changes: Iterable[Replace]) -> Outcome:
    outcome = apply_fixes([Fix("rename", tuple(changes))], base.unchanged)
    if outcome.refused:
        raise EditRefusedError(f"nothing is renamed: {outcome.refused[0].reason}")
    return outcome


def _new_title(note: Note, title: str) -> Iterator[Replace]:
    """Yield the changes that write ``title`` where the document says its title."""
    if not title.isprintable() or not title.strip():
        raise EditRefusedError("a title is one line of text")
    fields = note.document.fields
    names = [name for name in ("title", "name") if isinstance(fields.get(name), str)]
    first = note.document.heading
    if first is not None:
        yield Replace(note.path, Span(first.start, first.end), title)
    if names:
        yield Replace(note.path, FieldPath((names[0],)), title)
    if first is None and not names:
        raise EditRefusedError(f"{note.path} has neither a heading nor a `title` to be changed")


def _compare(base: KnowledgeBase, after: KnowledgeBase, plan: _Plan) -> Iterator[str]:
    """Yield a remark on each reference that names more or less than before, and may.

    Raises EditRefusedError for one that is lost, or that names something else.
    """
    for path, note in base.notes.items():
        twin = after.notes[plan.place(path)]
        if len(twin.links) != len(note.links):
            raise EditRefusedError(f"nothing is renamed: {path} would have other references")
        for link, new in zip(note.links, twin.links, strict=True):
            was = {plan.place(each) for each in resolve(base, link, path)[0]}
            now = set(resolve(after, new, twin.path)[0])
            if was != now:
                yield from _judge(path, link, was, now, plan.new)


def _judge(path: str, link: Link, was: set[str], now: set[str], new: str) -> Iterator[str]:
    if now == {new} and not was:
        yield f"{path}: `{link.raw}` named nothing and names it now"
    elif len(was) > 1 and now and now == was - {new}:
        yield f"{path}: `{link.raw}` may have meant it and names {_listed(now)} now"
    elif not (len(was) > 1 and now == was | {new}):
        raise EditRefusedError(
            f"nothing is renamed: `{link.raw}` in {path} would name {_listed(now)} instead of "
            f"{_listed(was)}"
        )


def _listed(paths: set[str]) -> str:
    return abridged(sorted(paths), MOST_NAMED, " or ", lambda rest: f" or {rest} more") or "nothing"


def _unseen(base: KnowledgeBase, old: str) -> Iterator[str]:
    """Yield a remark on each front matter that cannot be read and says the old name."""
    name = stem(old).encode()
    problems = Scope(base).problems
    for path, _ in (each for kind in UNSEEN for each in problems.get(kind, ())):
        if name in base.text(path)[: base.notes[path].document.body_start]:
            yield f"{path}: says {stem(old)} in a front matter that cannot be read, and is left"
