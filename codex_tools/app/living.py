"""A knowledge base that follows its files, and texts that are not saved yet.

What an editor or another program that stays asks about stands on this: each change is worked into
the base that is there, and what it cannot have altered is not looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from codex_tools.app.check import check, report_of, summed
from codex_tools.app.contents import reader
from codex_tools.app.judging import Judging, neighbours
from codex_tools.app.paths import dependencies
from codex_tools.app.reading import read_notes
from codex_tools.app.workspace import base_of, new_note_cache, note_of
from codex_tools.base.inheriting import Difference, inherit
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note, Problem, Report
from codex_tools.settings import Settings
from codex_tools.storage.files import GONE, Listing, is_listed, list_files, too_large
from codex_tools.storage.walking import stamp_at
from codex_tools.syntax.document import parse_document

if TYPE_CHECKING:
    from codex_tools.storage.cache.notes import NoteCache


class Workspace:
    """One knowledge base, its settings, and the texts that stand for what is on disk.

    ``base`` and ``settings`` are those of now. A base that was taken from here before stays as it
    was. Nothing is written. ``settings_now`` reads the settings, which may change too.

    Raises SettingsError for settings that cannot be used, CodexError for a root that cannot be
    listed.
    """

    def __init__(self, settings_now: Callable[[], Settings]) -> None:
        self._settings_now = settings_now
        self._texts: dict[str, bytes] = {}
        self._unsaved: dict[str, Note | Problem] = {}
        self._start()

    def _start(self) -> None:
        settings = self._settings_now()
        cache = new_note_cache(settings)
        self._saved = _read(settings, cache)
        self.settings, self._stamps, self._cache = settings, _stamps(settings), cache
        self._judging: Judging | None = None
        self._pending, self._near = Difference(), set[str]()
        self._unsaved = {path: self._note(path, text) for path, text in self._texts.items()}
        self.base = self._compose()

    def edit(self, texts: Mapping[str, bytes | None]) -> None:
        """Take the texts of some files, by path, for what they say; with ``None`` what the disk has
        counts again. A path that the base would not read is left out."""
        for path, text in texts.items():
            if text is None:
                self._texts.pop(path, None)
                self._unsaved.pop(path, None)
            elif self._is_read(path):
                self._texts[path], self._unsaved[path] = text, self._note(path, text)
        self._take(self._compose())

    def _is_read(self, path: str) -> bool:
        """Tell whether a file is read, or would be if it were there."""
        include, exclude = self.settings.walked[:2]
        if path in self._saved.notes:
            return True
        return is_listed(path, include, exclude) and stamp_at(self._at(path)) is None

    def _at(self, path: str) -> str:
        return f"{self.settings.root}/{path}"

    def refresh(self) -> None:
        """Look at the disk again: at the files, and at what the settings are read from.

        Raises what the constructor raises; everything is as it was then.
        """
        if _stamps(self.settings) != self._stamps:
            self._start()
            return
        self._saved = _read(self.settings, self._cache)
        self._take(self._compose())

    def _note(self, path: str, text: bytes) -> Note | Problem:
        """The note that a text is, or why it is none."""
        settings = self.settings
        if len(text) > settings.max_file_size:
            return too_large(len(text), settings.max_file_size)
        document = parse_document(path, text, settings.relations.inline_fields)
        return note_of(settings, document)

    def _compose(self) -> KnowledgeBase:
        """Make the base of what is saved and of the texts."""
        found = {**self._saved.notes, **self._unsaved}
        unread = [(path, each) for path, each in found.items() if isinstance(each, Problem)]
        problems = [each for each in unread if each[1] != GONE]
        problems = sorted([*self._saved.listing.problems, *problems])
        notes = (each for each in found.values() if isinstance(each, Note))
        read = reader(self.settings, dict(self._texts))
        return base_of(self.settings, notes, self._listed(found), problems, read)

    def _listed(self, found: Mapping[str, object]) -> Listing:
        listing = self._saved.listing
        if len(found) == len(listing.markdown):
            return listing
        return listing._replace(markdown=tuple(sorted(found)))

    def _take(self, base: KnowledgeBase) -> None:
        before, self.base = self.base, base
        difference = inherit(base, before)
        if self._judging is None:
            return
        touched = difference.changed | difference.relinked
        self._pending = self._pending.then(difference)
        self._near |= neighbours(before, touched) | neighbours(base, touched)

    def check(self, only: Iterable[str]) -> Report:
        """Return what a whole check says of some files, worked out for these alone."""
        return check(self.base, self.settings, frozenset(only))

    def report(self) -> Report:
        """Return what a whole check says. The first takes as long as one, later ones less."""
        if self._judging is None:
            self._judging = Judging(self.base, self.settings)
        else:
            self._judging.follow(self.base, self._pending, self._near)
        self._pending, self._near = Difference(), set()
        return summed(report_of(self.base, self.settings, self._judging.findings()))


class _Saved(NamedTuple):
    """What is on disk: the files, and the notes that they are or why they are none, by path."""

    listing: Listing
    notes: Mapping[str, Note | Problem]


def _read(settings: Settings, cache: NoteCache) -> _Saved:
    listing = list_files(settings.root, *settings.walked, stamps=True)
    found = read_notes(settings, listing, cache)
    return _Saved(listing, dict(zip(listing.markdown, found, strict=True)))


def _stamps(settings: Settings) -> list[object]:
    return [stamp_at(path) for path in dependencies(settings)]
