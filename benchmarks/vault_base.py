"""A made-up Obsidian repository: two sister vaults with the same names, in Obsidian's habits.

Comments, math, callouts, block references, aliases, embeds by the end of a path, canvases,
templates and links in any case; every thirtieth reference is faulty, and known to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from known_links import KnownBase, slip
from prose import Prose

_FOLDERS = ("Zettel", "Projects/Now", "Projects/Done", "Areas", "Sources")


class Note(NamedTuple):
    """A note to write: its path, its name, and what else it may be called."""

    path: str
    name: str
    title: str
    alias: str
    heading: str


class Vault:
    """Writes one of the sister vaults into a base."""

    def __init__(self, base: KnownBase, folder: str, notes: list[Note]) -> None:
        self.base, self.folder, self.notes = base, folder, notes
        self.random = base.prose.random
        self.pictures = [f"{folder}/Attachments/img/{note.name} 1.png" for note in notes[::9]]
        self.titled = [note for note in notes if note.title]

    def write(self) -> None:
        """Write all its files."""
        base = self.base
        base.add(f"{self.folder}/.obsidian/app.json", "{}")
        for picture in self.pictures:
            base.add(picture, "x")
        for number, note in enumerate(self.notes):
            self._note(note)
            if number % 40 == 0:
                self._canvas(number)
        template = f"{self.folder}/Templates/Daily.md"
        base.add(template, "---", 'up: "[[{{title}}]]"', "---", "# <% tp.file.title %>", "")
        base.say(template, "[[<% tp.date.now() %>]]")
        base.say(template, "[[{{date:YYYY-MM-DD}}|today]]")

    def _note(self, note: Note) -> None:
        base, path = self.base, note.path
        title = [f"title: {note.title}"] if note.title else []
        base.add(path, "---", *title, f"aliases: [{note.alias}]", "tags: [note]")
        base.refer(path, f'up: "[[{self._other().name}]]"  # {{n}}')
        base.add(path, "---", "")
        for _ in range(self.random.randint(3, 9)):
            if self.random.random() < 1 / 30:
                self.random.choice(_FAULTS)(self, path)
            else:
                self.random.choice(_SOUND)(self, path)
        base.add(path, f"# {note.heading}", "", f"{base.prose.sentence()} ^b1", "")

    def _canvas(self, number: int) -> None:
        nodes = [
            {"id": str(index), "type": "file", "file": note.path, "x": 0, "y": index * 90}
            for index, note in enumerate(self.notes[number : number + 4])
        ]
        text = json.dumps({"nodes": nodes, "edges": []}, indent="\t")
        self.base.add(f"{self.folder}/Maps/Board {number}.canvas", *text.split("\n"))

    def _other(self) -> Note:
        return self.random.choice(self.notes)

    def _planned(self) -> str:
        return " ".join(self.base.prose.words(4)).capitalize()

    # References without a fault.

    def name(self, path: str) -> None:
        """A name, maybe with a label, a heading or a block."""
        note = self._other()
        more = self.random.choice(
            ("", "", "|so", f"#{note.heading}", "#^b1", f"#{note.heading}|it")
        )
        self.base.say(path, f"[[{note.name}{more}]]")

    def other_case(self, path: str) -> None:
        """A name in small letters, which is as good to Obsidian."""
        self.base.say(path, f"[[{self._other().name.lower()}]]")

    def by_path(self, path: str) -> None:
        """A path from the vault, as a wikilink or as Markdown has it."""
        place = self._other().path.removeprefix(f"{self.folder}/")
        link = f"[[{place.removesuffix('.md')}]]"
        address = place.replace(" ", "%20")
        self.base.say(path, self.random.choice((link, f"[there]({address})", f"[so](<{place}>)")))

    def picture(self, path: str) -> None:
        """An embedded picture, by name or by the end of its path."""
        name = self.random.choice(self.pictures).rsplit("/", 1)[-1]
        self.base.say(path, self.random.choice((f"![[{name}]]", f"![[img/{name}|300]]")))

    def sister(self, path: str) -> None:
        """The map that each of the vaults has."""
        self.base.say(path, "[[Home]]")

    def comment(self, path: str) -> None:
        """A comment with a link to nothing."""
        line = f"%% later: [[{self._planned()}]] %%"
        self.base.say(path, self.random.choice((line, f"<!-- [[{self._planned()}]] -->")))

    def comment_block(self, path: str) -> None:
        """A comment over several lines."""
        self.base.add(path, "%%")
        self.base.say(path, f"[[{self._planned()}]]")
        self.base.add(path, "%%", "")

    def math(self, path: str) -> None:
        """A formula with brackets."""
        ring, value = r"$\mathbb F_q[[t]]$", r"$[f, g](x) = 0$"
        self.base.say(path, self.random.choice((ring, value)))

    def math_block(self, path: str) -> None:
        """A formula of its own."""
        self.base.add(path, "$$")
        self.base.refer(path, r"\left[ a_{i} \right](t) + k[[x, y]] % {n}")
        self.base.add(path, "$$", "")

    def code(self, path: str) -> None:
        """Code in a line, in a fence, and below a list item."""
        planned = self._planned()
        self.base.say(path, f"`[[{planned}]]`")
        self.base.add(path, "```dataview")
        self.base.refer(path, f'LIST FROM [[{planned}]] WHERE x = "{{n}}"')
        self.base.add(path, "```", "", "- so:", "")
        self.base.refer(path, f"      a = b[[{planned}]] # {{n}}")
        self.base.add(path, "")

    def callout(self, path: str) -> None:
        """A callout with a link."""
        self.base.add(path, "> [!note] So it is")
        self.base.refer(path, f"> {self.base.prose.sentence()} [[{self._other().name}]] ({{n}})")
        self.base.add(path, "")

    def escaped(self, path: str) -> None:
        """Brackets that are no link."""
        self.base.say(path, f"\\[[{self._planned()}]]")

    def web(self, path: str) -> None:
        """An address on the web."""
        link = "https://example.org/a(b)?c=[1]"
        self.base.say(path, self.random.choice((f"[web]({link})", "[[https://example.org/x]]")))

    # References with a fault.

    def planned(self, path: str) -> None:
        """A note that is still to be written."""
        self.base.say(path, f"[[{self._planned()}]]", "dead")

    def slip(self, path: str) -> None:
        """A name with a slip."""
        note = self._other()
        self.base.say(path, f"[[{slip(note.name, self.random.randrange(20))}]]", "dead", note.path)

    def moved(self, path: str) -> None:
        """A path to where the note was."""
        note = self._other()
        link = f"[[Inbox/{note.name}{self.random.choice(('', '|it'))}]]"
        self.base.say(path, link, "moved", note.path)

    def punctuation(self, path: str) -> None:
        """A name with hyphens for its blanks."""
        note = self._other()
        self.base.say(path, f"[[{note.name.replace(' ', '-')}]]", "form", note.path)

    def by_title(self, path: str) -> None:
        """A title in the place of a name."""
        note = self.random.choice(self.titled)
        self.base.say(path, f"[[{note.title}]]", "title", note.path)

    def by_alias(self, path: str) -> None:
        """An alias in the place of a name."""
        note = self._other()
        self.base.say(path, f"[[{note.alias}]]", "dead", note.path)

    def by_heading(self, path: str) -> None:
        """A heading in the middle of a note, which is no name of it."""
        self.base.say(path, f"[[{self._other().heading}]]", "dead")

    def no_heading(self, path: str) -> None:
        """A heading or a block that is not there."""
        planned = self.random.choice((self._planned(), "^b7"))
        self.base.say(path, f"[[{self._other().name}#{planned}]]", "anchor")

    def lost_picture(self, path: str) -> None:
        """A picture that is not there, with the name of a note."""
        self.base.say(path, f"![[{self._other().name}.png]]", "dead")


_SOUND: tuple[Callable[[Vault, str], None], ...] = (
    *(Vault.name, Vault.name, Vault.name, Vault.other_case, Vault.by_path, Vault.picture),
    *(Vault.sister, Vault.comment, Vault.comment_block, Vault.math, Vault.math_block, Vault.code),
    *(Vault.callout, Vault.escaped, Vault.web),
)
_FAULTS: tuple[Callable[[Vault, str], None], ...] = (
    *(Vault.planned, Vault.slip, Vault.moved, Vault.punctuation, Vault.by_title, Vault.by_alias),
    *(Vault.by_heading, Vault.no_heading, Vault.lost_picture),
)


def make_vaults(files: int, seed: int = 0) -> KnownBase:
    """Return a repository of two sister vaults with about this many notes together."""
    prose = Prose(files, seed)
    base = KnownBase(prose)
    names = list(dict.fromkeys(_name(prose, 3) for _ in range(files // 2)))
    folders = prose.random.choices(_FOLDERS, k=len(names))
    for language in ("en", "de"):
        notes = [
            Note(
                f"{language}/{folder}/{name}.md",
                name,
                _name(prose, 5) if number % 4 == 0 else "",
                f"{_name(prose, 3)} also",
                _name(prose, 3) if number % 3 else _name(prose, 1),
            )
            for number, (name, folder) in enumerate(zip(names, folders, strict=True))
        ]
        home = Note(f"{language}/Home.md", "Home", "", "Start here then", "All of it")
        Vault(base, language, [home, *notes]).write()
    return base


def _name(prose: Prose, words: int) -> str:
    return " ".join(word.capitalize() for word in prose.words(words))
