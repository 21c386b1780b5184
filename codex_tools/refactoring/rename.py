"""A file, a folder or a heading under a new name: what becomes of it, and of all references to it.

Pure: a rename is worked out on the texts, and the knowledge base that would come of it is built and
compared with the one there is. What would lose a reference, or let one name something else, is
refused as a whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver.uses import EXACT
from codex_tools.edits.fixing import apply_fixes
from codex_tools.edits.outcome import Outcome
from codex_tools.errors import EditRefusedError
from codex_tools.model import Document, Fix, Link, Note, Replace, ResolvedBy, Span
from codex_tools.refactoring import labels
from codex_tools.refactoring.anchored import keep_anchors
from codex_tools.refactoring.canvases import Canvas, moved_cards, read_canvas, read_canvases
from codex_tools.refactoring.comments import comment_links
from codex_tools.refactoring.comparison import Pair, compare
from codex_tools.refactoring.move import Move
from codex_tools.refactoring.reference_forms import LinkEnds, PathForm, forms, moved, path_form
from codex_tools.refactoring.resolving import read_reference, resolve
from codex_tools.refactoring.rewriting import rewrite_all
from codex_tools.refactoring.unseen import unseen_in_notes, unseen_in_others
from codex_tools.refactoring.wishes import Wish, reworded
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.line_ends import with_lf
from codex_tools.syntax.markdown.reference_text import ABOVE, written
from codex_tools.syntax.markdown.tables import is_in_table

Rebuild = Callable[[Iterable[Document], frozenset[str]], KnowledgeBase]
"""Makes a knowledge base of other documents and other files, all else being as it is."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a rename comes to: the files that change, under the paths that they have before it.

    ``files`` are the old paths of what gets another one. ``references`` counts those written anew;
    ``remarks`` are what to look at afterwards.
    """

    move: Move
    files: tuple[str, ...]
    outcome: Outcome
    references: int
    remarks: tuple[str, ...] = ()


def plan_rename(
    base: KnowledgeBase, wish: Wish, rebuild: Rebuild, read: Read = lambda _: b""
) -> Renaming:
    """Work out what becomes of the files.

    A title is replaced in the front matter and the heading of the document. ``read`` gives the
    bytes of a file that is no note. Raises EditRefusedError when a reference would be lost or would
    name something else, NotFoundError for a heading that is not there.
    """
    plan = _Plan(base, wish, rebuild, read)
    outcome, count = plan.outcome()
    after = plan.rebuilt(outcome)
    pairs = list(plan.references(after, outcome))
    remarks = list(compare(base, after, wish.move, pairs))
    if plan.words:
        keep_anchors(base, after, wish.move, plan.text_after(wish.move.old, outcome), pairs)
    if wish.move.old != wish.move.new:
        remarks += [
            f"{place}: may name {wish.move.old} still" for place in plan.unseen(after, outcome)
        ]
    files = tuple(path for path in sorted((*base.notes, *base.others)) if wish.move.takes(path))
    return Renaming(wish.move, files, outcome, count, tuple(remarks))


class _Plan:
    """A rename on its way: which references need another text, and which text that is."""

    def __init__(self, base: KnowledgeBase, wish: Wish, rebuild: Rebuild, read: Read) -> None:
        self.base, self.move, self.title = base, wish.move, wish.title
        self._rebuild, self._read = rebuild, read
        self.words, self.changed = reworded(base, wish)
        self.canvases = list(read_canvases(base, read))
        self.comments = {
            path: links
            for path, note in base.notes.items()
            if (links := comment_links(note.document, base.text(path)))
        }
        self.first = self.rebuilt(self.applied(self.changed))
        """The knowledge base with the files at their new places, and no reference changed."""

    def applied(self, changes: Iterable[Replace]) -> Outcome:
        """Make changes of notes and other files. Raises EditRefusedError where one cannot be."""
        return _applied(changes, self._unchanged)

    def _unchanged(self, path: str) -> bytes:
        return self.base.unchanged(path) if path in self.base.notes else self._read(path)

    def rebuilt(self, outcome: Outcome) -> KnowledgeBase:
        """Return the knowledge base that an outcome leads to."""
        files, place = outcome.files, self.move.place
        inline = self.base.relations.inline_fields
        documents = (
            parse_document(place(path), files[path].after, inline)
            if path in files
            else note.document._replace(path=place(path))
            for path, note in self.base.notes.items()
        )
        return self._rebuild(documents, frozenset(map(place, self.base.others)))

    def references(self, after: KnowledgeBase, outcome: Outcome) -> Iterator[Pair]:
        """Yield all references before and after: of notes, of comments in them, of canvases."""
        for path, note in self.base.notes.items():
            twin = after.notes[self.move.place(path)]
            yield path, note.links, twin.links
            if links := self.comments.get(path, ()):
                yield path, links, comment_links(twin.document, self.text_after(path, outcome))
        for canvas in self.canvases:
            now = canvas
            if canvas.path in outcome.files:
                now = read_canvas(canvas.path, outcome.files[canvas.path].after) or canvas
            yield canvas.path, canvas.links, now.links

    def text_after(self, path: str, outcome: Outcome) -> bytes:
        """Return the text that an outcome gives the note that now has this path."""
        file = outcome.files.get(path)
        return with_lf(file.after) if file else self.base.text(path)

    def unseen(self, after: KnowledgeBase, outcome: Outcome) -> Iterator[str]:
        """Yield the places that may name what was moved and are no links."""
        old = self.move.old
        documents = (
            (after.notes[self.move.place(path)].document, self.text_after(path, outcome))
            for path in self.base.notes
        )
        called = self.base.resolver.page_name(old) if self.move.renames(old) else ""
        yield from unseen_in_notes(self.move, documents, called)
        known = {canvas.path for canvas in self.canvases}
        others = (path for path in self.base.others if path not in known and path != self.move.old)
        yield from unseen_in_others(self.move, others, self._read)

    def outcome(self) -> tuple[Outcome, int]:
        """Return the new contents of the files, and how many references have a new text."""
        changes, count = list(self.changed), 0
        for path, note in self.base.notes.items():
            texts = dict(self._texts(path, note.links))
            data = self.base.text(path) if texts or self.words else b""
            changes += rewrite_all(note, data, texts) if texts else ()
            beside = list(self._beside(note, data)) if self.words else []
            changes += beside
            count += len(texts) + sum(not texts for _ in beside)
        for path, links in self.comments.items():
            found = [Replace(path, links[i].place, text) for i, text in self._texts(path, links)]
            changes += found
            count += len(found)
        for canvas in self.canvases:
            found = [*self._in_canvas(canvas)]
            changes += found
            count += len(found)
        return self.applied(dict.fromkeys(changes)), count

    def _in_canvas(self, canvas: Canvas) -> Iterator[Replace]:
        yield from canvas.rewritten(self._texts(canvas.path, canvas.links))
        yield from moved_cards(self.base, canvas, self.move)
        for words in self.words:
            yield from labels.in_canvas(self.base, canvas, words)

    def _beside(self, note: Note, data: bytes) -> Iterator[Replace]:
        """Yield the changes of texts of links that are the old title or heading."""
        for link in note.document.links:
            found, _ = resolve(self.base, link, note.path)
            for words in self.words:
                if found == (words.path,):
                    yield from labels.around(note.path, link, data, words)

    def _texts(self, path: str, links: Sequence[Link]) -> Iterator[tuple[int, str]]:
        """Yield the index of each reference that needs another text, and this text."""
        for index, link in enumerate(links):
            text = self._text(path, link)
            if text != link.raw:
                yield index, text

    def _text(self, path: str, link: Link) -> str:
        """The text of a reference afterwards, which is mostly the one that it has."""
        read, (found, how) = read_reference(self.base, link, path)
        if not found and self.move.takes_elsewhere(path) and _is_relative(link):
            return self._to_nowhere(path, link)
        if len(found) != 1:
            return link.raw
        before, text = self._ends(self.base, path, found[0]), link.raw
        if not self._stays(link, how, before):
            text = self._new_text(read, how, before)
        for words in self.words:
            if words.path == found[0]:
                text = labels.in_link(read, text, words)
        return text

    def _to_nowhere(self, path: str, link: Link) -> str:
        """The text of a link that leads nowhere, and is to lead to the same nowhere."""
        nowhere = posixpath.join(ABOVE, posixpath.dirname(path), link.target)
        if self.move.takes(posixpath.relpath(nowhere, ABOVE)):
            return link.raw
        return written(link, moved(link, path, self.move.place(path)))

    def _after(self, before: LinkEnds) -> LinkEnds:
        return self._ends(
            self.first, self.move.place(before.source), self.move.place(before.target)
        )

    def _ends(self, base: KnowledgeBase, source: str, target: str) -> LinkEnds:
        layout = base.resolver.layout
        roots = (layout.vault_of(source).folder, "", *layout.link_roots)
        return LinkEnds(source, target, tuple(dict.fromkeys(roots)))

    def _stays(self, link: Link, how: ResolvedBy | None, before: LinkEnds) -> bool:
        """Tell whether a reference names its target afterwards, and in no worse a way."""
        after = self._after(before)
        found, now = resolve(self.first, link, after.source)
        if found != (after.target,):
            return False
        if before == after and self.move.old not in before:
            return True
        inexact = now not in EXACT and (
            now is not how or (self.move.renames(before.target) and now is not ResolvedBy.TITLE)
        )
        way = path_form(link, before)
        from_elsewhere = way is PathForm.BESIDE and self.move.takes_elsewhere(before.source)
        return not (inexact or from_elsewhere) and way is path_form(link, after)

    def _bar(self, link: Link, source: str) -> str:
        """What stands before an alias, which in a table would begin the next cell."""
        place = link.place
        in_table = isinstance(place, Span) and is_in_table(self.base.text(source), place.start)
        return "\\|" if in_table else "|"

    def _is_embed(self, link: Link, source: str) -> bool:
        """Tell whether what a wikilink names is shown in its place, so that a label is none."""
        start = link.place.start if isinstance(link.place, Span) else 0
        return self.base.text(source)[max(start - 3, 0) : start] == b"![["

    def _new_text(self, link: Link, how: ResolvedBy | None, before: LinkEnds) -> str:
        """Return the new text of a reference: the likest form that names its target exactly."""
        after = self._after(before)
        wanted = EXACT | {ResolvedBy.TITLE} if how is ResolvedBy.TITLE else EXACT
        called = self.first.resolver.texts_for(link, after.source, after.target)
        others = forms(link, how, before, after, self._title_of(before.target))
        is_called = how is ResolvedBy.PAGE or not link.syntax.is_address
        for text in (*(called if is_called else ()), *others):
            bare = Link(link.relation, text, text, link.place, link.syntax)
            found, now = resolve(self.first, bare, after.source)
            if found == (after.target,) and now in wanted:
                keep_words = how is ResolvedBy.TITLE and now is not how
                keep_words = keep_words and not self._is_embed(link, before.source)
                return written(link, text, keep_words, self._bar(link, before.source))
        place = f"in {before.source}, no text in the place of `{link.raw}`"
        raise EditRefusedError(f"nothing is renamed: {place} would name {after.target}")

    def _title_of(self, path: str) -> str:
        if path == self.move.old and self.title:
            return self.title
        return self.base.notes[path].title if path in self.base.notes else ""


def _is_relative(link: Link) -> bool:
    return link.syntax.is_address and not link.target.startswith("/")


def _applied(changes: Iterable[Replace], read: Read) -> Outcome:
    outcome = apply_fixes([Fix("rename", tuple(changes))], read)
    if outcome.refused:
        raise EditRefusedError(f"nothing is renamed: {outcome.refused[0].reason}")
    return outcome
