from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import TYPE, Kind
from codex_tools.base.scope import Scope
from codex_tools.model import FieldPath, Finding, Role, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source


class MisfiledNote(Rule):
    """A claim stands in a folder of sources, or a source in a folder of claims.

    ## Why it matters
    Whoever goes through the folders by hand, or by a program that goes by folder, overlooks it.

    ## What to do
    Move the file, or correct its `type:`.
    """

    code = "SC011"
    severity = Severity.INFO
    valid = (
        Case({"domains/a.md": claim(), "inbox/archive/s.md": source()}),
        Case({"notes/a.md": claim()}),
        Case({"inbox/archive/_map.md": "---\ntype: map\n---\n"}),
    )
    invalid = (
        Case({"inbox/a.md": claim(), "inbox/s.md": source()}, ("inbox/a.md:2:7",)),
        Case({"domains/s.md": source(), "domains/a.md": claim()}, ("domains/s.md:2:7",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim and each source whose folder is one of the other kind."""
        folders: dict[str, Kind | None] = {}
        for note in scope.examined():
            folder = note.path.rpartition("/")[0]
            if note.role is Role.NONE:
                continue
            if folder not in folders:
                folders[folder] = scope.base.kinds.by_path(f"{folder}/")
            around = folders[folder]
            if around and around.role not in (Role.NONE, note.role):
                what = f"a note of the kind `{note.kind}`"
                message = f"{what} stands in a folder of the kind `{around.name}`"
                yield Finding(note.path, FieldPath((TYPE,)), message)
