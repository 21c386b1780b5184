"""Which document a reference names exactly: by path, file name, alias, citation key or title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from posixpath import join, normpath

from codex_tools.base.names import fold_strictly, stem, without_ending
from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.names import KINDS_OF_NAMES
from codex_tools.linking.reading.references import FileReference

_MIN_LENGTH = 4
"""Letters from which on a name without the form of a reference is looked up."""


class ExactNames:
    """The documents by all that names them; a name of several kinds means the first of these."""

    def __init__(self, documents: Sequence[SourceDocument]) -> None:
        self._documents = documents
        self._tables = [_table(documents, kind) for kind in range(KINDS_OF_NAMES)]

    def named(
        self, references: Iterable[FileReference], folder: str = ""
    ) -> tuple[list[list[SourceDocument]], bool]:
        """Return for each reference that names documents which, one where it is unique; and whether
        any that is certain to be a reference names none.

        A path may begin at ``folder``, that of the file in which the reference stands.
        """
        found, is_absent = [], False
        for reference in references:
            numbers = self._beside(reference, folder) or self._find(reference)
            if numbers:
                found.append([self._documents[number] for number in numbers])
            is_absent |= reference.is_certain and not numbers
        return found, is_absent

    def _beside(self, reference: FileReference, folder: str) -> list[int]:
        """Return the document at the path that begins at a folder."""
        if not (folder and reference.is_certain):
            return []
        key = fold_strictly(without_ending(normpath(join(folder, reference.target))))
        return [number for number in self._tables[0].get(key, ()) if self._lies_at(number, key)]

    def _lies_at(self, number: int, key: str) -> bool:
        records = self._documents[number].records
        return any(fold_strictly(without_ending(record.id)) == key for record in records)

    def _find(self, reference: FileReference) -> list[int]:
        name = without_ending(reference.target.lstrip("./"))
        tables = self._tables if reference.is_certain else self._tables[:2]
        for text in dict.fromkeys((name, stem(name))):
            key = fold_strictly(text)
            if len(key) < _MIN_LENGTH and not reference.is_certain:
                continue
            for table in tables:
                if numbers := table.get(key):
                    return numbers
        return []


def _table(documents: Sequence[SourceDocument], kind: int) -> dict[str, list[int]]:
    """Return the numbers of the documents that have each name of a kind."""
    table: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for name in document.names[kind]:
            table[name].append(number)
    return dict(table)
