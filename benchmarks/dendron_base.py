"""A made-up Dendron workspace: a hierarchy of dots, and wikilinks with the label first.

Note references with ranges and stars, links between vaults, users, assets from the root; every
thirtieth reference is faulty, and known to be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from known_links import KnownBase, slip
from prose import Prose

_CONFIG = """\
version: 5
workspace:
  vaults:
    - fsPath: vault
    - fsPath: shared
"""


class Note(NamedTuple):
    """A note to write: its path, its name with dots, its title and its headings."""

    path: str
    name: str
    title: str
    headings: tuple[str, str]


class Workspace:
    """Writes the notes of a workspace into a base."""

    def __init__(self, base: KnownBase, notes: list[Note]) -> None:
        self.base, self.notes = base, notes
        self.random = base.prose.random
        self.pictures = [
            f"vault/assets/images/{note.name.split('.')[-1]}.png" for note in notes[::11]
        ]

    def write(self) -> None:
        """Write all files."""
        self.base.add("dendron.yml", *_CONFIG.splitlines())
        for picture in self.pictures:
            self.base.add(picture, "x")
        for number, note in enumerate(self.notes):
            self._note(note, number)

    def _note(self, note: Note, number: int) -> None:
        base, path = self.base, note.path
        base.add(path, "---", f"id: d{number:08}", f"title: {note.title}", "desc: ''")
        base.add(path, "updated: 1652107200000", "created: 1652107200000", "---", "")
        for heading in note.headings:
            base.add(path, f"## {heading}", "", f"{base.prose.sentence()} ^b1", "")
            for _ in range(self.random.randint(2, 5)):
                if self.random.random() < 1 / 30:
                    self.random.choice(_FAULTS)(self, path)
                else:
                    self.random.choice(_SOUND)(self, path)

    def _other(self) -> Note:
        return self.random.choice(self.notes)

    def _planned(self) -> str:
        return ".".join(self.base.prose.words(3))

    # References without a fault.

    def name(self, path: str) -> None:
        """A name, maybe behind a label, maybe with a heading or a block."""
        note = self._other()
        more = self.random.choice(("", "", f"#{_slug(note.headings[0])}", "#^b1"))
        label = self.random.choice(("", f"{note.title}|", "so|"))
        self.base.say(path, f"[[{label}{note.name}{more}]]")

    def embedded(self, path: str) -> None:
        """A reference to a note, a part of it, or all below a name."""
        note = self._other()
        first, second = map(_slug, note.headings)
        part = self.random.choice(
            (
                f"{note.name}",
                f"{note.name}#{first}",
                f"{note.name}#{first}:#{second}",
                f"{note.name}#{first}:#*",
                f"{note.name}#{first},1",
                f"{note.name.split('.')[0]}.*",
            )
        )
        self.base.refer(path, f"![[{part}]] {{n}}")
        self.base.add(path, "")

    def other_vault(self, path: str) -> None:
        """A note of a vault that is named."""
        note = self._other()
        vault = note.path.split("/")[0]
        self.base.say(path, f"[[{note.title}|dendron://{vault}/{note.name}]]")

    def asset(self, path: str) -> None:
        """A picture from the root of the vault."""
        place = self.random.choice(self.pictures).removeprefix("vault")
        self.base.say(path, f"![shot]({place})")

    def user(self, path: str) -> None:
        """A user and a tag, which are notes only where somebody wrote them."""
        self.base.say(path, "@ada.quill and #topic.tides")

    def code(self, path: str) -> None:
        """Code in a line and in a fence."""
        self.base.say(path, f"`[[so|{self._planned()}]]`")
        self.base.add(path, "```md")
        self.base.refer(path, f"![[{self._planned()}]] {{n}}")
        self.base.add(path, "```", "")

    def math(self, path: str) -> None:
        """A formula."""
        self.base.say(path, "$k[[x]]$")

    def web(self, path: str) -> None:
        """An address on the web."""
        self.base.say(path, "[[so|https://example.org/x]] [web](https://example.org/y)")

    # References with a fault.

    def planned(self, path: str) -> None:
        """A note that is still to be written."""
        label = self.random.choice(("", "so|"))
        self.base.say(path, f"[[{label}{self._planned()}]]", "dead")

    def slip(self, path: str) -> None:
        """A name with a slip, behind a label."""
        note = self._other()
        wrong = slip(note.name, self.random.randrange(20))
        self.base.say(path, f"[[{note.title}|{wrong}]]", "dead", note.path)

    def no_heading(self, path: str) -> None:
        """A heading that is not there."""
        self.base.say(
            path, f"[[so|{self._other().name}#{'-'.join(self.base.prose.words(3))}]]", "anchor"
        )

    def lost_embed(self, path: str) -> None:
        """A reference to a note that is not there."""
        self.base.refer(path, f"![[{self._planned()}#so:#*]] {{n}}", "dead")
        self.base.add(path, "")

    def end_of_name(self, path: str) -> None:
        """The end of a name, which is none."""
        self.base.say(path, f"[[so|{self._other().name.split('.', 1)[-1]}.x]]", "dead")


_SOUND: tuple[Callable[[Workspace, str], None], ...] = (
    *(Workspace.name, Workspace.name, Workspace.name, Workspace.embedded, Workspace.other_vault),
    *(Workspace.asset, Workspace.user, Workspace.code, Workspace.math, Workspace.web),
)
_FAULTS: tuple[Callable[[Workspace, str], None], ...] = (
    *(Workspace.planned, Workspace.slip, Workspace.no_heading, Workspace.lost_embed),
    Workspace.end_of_name,
)


def make_dendron(files: int, seed: int = 0) -> KnownBase:
    """Return a workspace of about this many notes in two vaults."""
    prose = Prose(files, seed)
    tops = [prose.words(1)[0] for _ in range(12)]
    notes: dict[str, Note] = {}
    for number in range(files):
        words = prose.words(prose.random.randint(2, 4))
        name = ".".join((tops[number % len(tops)], *words))
        folder = "shared" if number % 10 == 0 else "vault"
        first, second = (" ".join(prose.words(2)).capitalize() for _ in range(2))
        headings = (f"{first} one", f"{second} two")
        notes[name] = Note(f"{folder}/{name}.md", name, words[-1].capitalize(), headings)
    base = KnownBase(prose, label_first=True)
    Workspace(base, list(notes.values())).write()
    return base


def _slug(text: str) -> str:
    return text.lower().replace(" ", "-")
