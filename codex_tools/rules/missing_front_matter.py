from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import TYPE, Kind
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Note
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim


class MissingFrontMatter(Rule):
    """A note has no front matter.

    ## Why it matters
    A file in a folder of claims or sources that does not say what it is, how sure it is and where
    it comes from cannot be linked, filtered or checked. In a folder where no file has a front
    matter there are pages, not notes, and nothing is reported.

    ## What to do
    Begin the file with a line `---`, the fields of its kind, and another line `---`.
    """

    code = "FM001"
    whole_base = True
    valid = (
        Case({"domains/a.md": "---\ntype: map\n---\n"}),
        Case({"README.md": "# What this is\n"}),
        Case({"domains/a.md": "# A page\n", "domains/b.md": "# Another\n"}),
        Case({"domains/a.md": "\n---\ntype: map\n---\n"}),
        Case({"domains/_map.md": "# A map needs no fields\n"}),
    )
    invalid = (
        Case({"domains/a.md": "# A claim\n", "domains/b.md": claim()}, ("domains/a.md:1:1",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each note that its folder makes a note and that has no front matter."""
        kinds = {kind.name for kind in scope.base.kinds.kinds if _needed(kind)}
        bare = [note for note in scope.examined() if note.kind in kinds and _is_bare(note)]
        every = scope.base.notes.values() if bare else ()
        folders = {_folder(note) for note in every if note.document.has_front_matter}
        for note in bare:
            if _folder(note) not in folders:
                continue
            kind = scope.base.kinds.by_name[note.kind]
            message = f"a note of the kind `{note.kind}` has no front matter"
            wanted = ", ".join(f"`{name}`" for name in kind.required)
            yield Finding(note.path, None, message, f"it needs {wanted}")


def _is_bare(note: Note) -> bool:
    return not (note.document.has_front_matter or _misplaced(note))


def _needed(kind: Kind) -> list[str]:
    """The fields that a note of a kind must have besides its type."""
    return [name for name in kind.required if name != TYPE]


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


def _misplaced(note: Note) -> bool:
    """Tell whether there is one that stands where it does not count, which has its own rule."""
    return any(problem.kind == "misplaced-front-matter" for problem in note.document.problems)
