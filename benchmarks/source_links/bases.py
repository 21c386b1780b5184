"""A knowledge base with known answers: files, and for each claim the sources that are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from source_links.telling import told
from source_links.works import Work, number_of, right_of, slug

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim to be linked: `form` is how it names its sources, in words for the table.

    `cited` is what it says of them. `sources` are right, `spared` count neither way, because the
    text fits them as well.
    """

    path: str
    form: str
    cited: str
    sources: frozenset[str]
    spared: frozenset[str] = frozenset()


@dataclass(slots=True)
class Base:
    """The files of a base by their paths, its claims, and where its works are archived by key."""

    name: str
    claims_in: str
    sources_in: str
    settings: str = ""
    files: dict[str, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    at: dict[str, str] = field(default_factory=dict)

    def archive(self, work: Work, name: str, text: str) -> None:
        """Put a work in."""
        self.at[work.key] = f"{self.sources_in}/{name}.md"
        self.files[self.at[work.key]] = text

    def claim(
        self,
        form: str,
        cited: str,
        works: Iterable[Work],
        fields: Fields | None = None,
        pattern: str = "# {title}\n\n{body}",
        alike: Iterable[Work] = (),
    ) -> None:
        """Put a claim in that was taken from works and names them.

        `pattern` is its text; where other works are `alike` to what it names, none is required.
        """
        works = list(works)
        said = told(works[0], form)
        name = f"{slug(said.title)}-{number_of(form + works[0].key) % 10**8}"
        right, spared = right_of(works, self.at), right_of(alike, self.at)
        if spared:
            right, spared = frozenset(), right | spared
        path = f"{self.claims_in}/{name}.md"
        text = pattern.format(title=said.title, body=said.body, cited=cited)
        self.files[path] = note(fields or {}, text)
        self.claims.append(Claim(path, form, cited, right, spared))

    def write(self, folder: Path) -> None:
        """Write all files below a folder, with a configuration that says what lies where."""
        kinds = {"claim": self.claims_in, "source": self.sources_in}
        tables = [f'[kinds.{kind}]\nfolders = ["{at}"]\n' for kind, at in kinds.items()]
        files = {**self.files, "codex.toml": "\n".join([*tables, self.settings])}
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def note(fields: Fields, body: str) -> str:
    """A Markdown file with this front matter, or without any."""
    kept = {name: value for name, value in fields.items() if value not in ("", [], None)}
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---\n\n{body.strip()}\n" if kept else f"{body.strip()}\n"
