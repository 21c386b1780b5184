"""The front matter of a note → how it breaks the schema of its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from codex_tools.base.kinds import Kind
from codex_tools.model import FieldPath, Note
from codex_tools.schema import Judge, SchemaValidator, Violation


class Violations:
    """The violations of notes, each note judged once and when it is asked for."""

    def __init__(self, kinds: Iterable[Kind], judge: Judge) -> None:
        self._judge = judge
        self._validators = {kind.name: SchemaValidator(kind.name, kind.schema) for kind in kinds}
        self._known: dict[str, tuple[Violation, ...]] = {}

    def follow(self, before: Violations, again: Collection[str]) -> None:
        """Take over what ``before`` found, but for the notes at the paths ``again``."""
        self._validators = before._validators
        self._known = {path: each for path, each in before._known.items() if path not in again}

    def of(self, note: Note) -> tuple[Violation, ...]:
        """Return how the front matter of ``note`` breaks the schema of its kind."""
        known = self._known.get(note.path)
        if known is None and (found := self._find(note)):
            known = self._known[note.path] = found
        return known or ()

    def _find(self, note: Note) -> tuple[Violation, ...]:
        validator = self._validators.get(note.kind)
        if validator is None or not (note.document.has_front_matter and note.fields):
            return ()
        return self._judge.judge(validator, note.fields)

    def allows(self, note: Note, name: str, value: object) -> bool:
        """Tell whether the schema of ``note`` takes ``value`` for its field ``name``."""
        validator = self._validators.get(note.kind)
        fields = {**note.fields, name: value}
        found = validator.violations(fields) if validator else []
        return not any(violation.keys[:1] == (name,) for violation in found)

    def keep(self, is_all: bool) -> None:
        """Let the judge remember what was found; ``is_all`` tells that every note was judged."""
        self._judge.keep(is_all)


def place_of(note: Note, violation: Violation) -> FieldPath:
    """Return where a violation stands, under the names on file."""
    keys = violation.keys[:-1] if violation.keyword == "required" else violation.keys
    if keys and keys[0] in note.renamed:
        keys = (note.renamed[str(keys[0])], *keys[1:])
    return FieldPath(keys, on_key=violation.keyword == "required")
