"""Knowledge bases at random, and what becomes of their files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from codex_tools.rules._samples import claim, source

NAMES = ("tides", "Tides", "moon and sea", "low-water", "low water", "salt", "202601021200", "c#")
FOLDERS = ("domains/", "domains/coast/", "inbox/archive/", "inbox/", "")
PATHS = [f"{folder}{name}.md" for folder in FOLDERS for name in NAMES if "/" not in name]
FIELDS = ("supports", "challenges", "challenged_by", "depends_on", "related", "sourced_from")
TITLES = ("The tide follows the moon", "Low water comes twice a day", "Salt", "tides")


@st.composite
def references(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from((*NAMES, *TITLES, "gone", "tidse")))
    folder = draw(st.sampled_from(("", "", "", *FOLDERS, "../", "coast/")))
    return folder + name


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """The text of a note, of any kind or of none, and with references anywhere."""
    links = draw(st.lists(references(), max_size=3))
    forms = ("See [[{}]].", "See [[{}|a label]].", "See [[{}#Heading]].", "[x]({}.md)", "[x](<{}>)")
    body = "\n".join(draw(st.sampled_from(forms)).format(link) for link in links)
    if draw(st.integers(0, 5)) == 0:
        body += draw(st.sampled_from(("\n<!-- codex: ignore[RF001] -->\n", "\n## Heading\n")))
    fields = draw(st.dictionaries(st.sampled_from(FIELDS), references(), max_size=3))
    given = {name: f'["{value}"]' for name, value in fields.items()}
    if draw(st.booleans()):
        given["title"] = f'"{draw(st.sampled_from(TITLES))}"'
    if draw(st.integers(0, 3)) == 0:
        given["status"] = draw(st.sampled_from(("superseded", "processed", "unprocessed")))
    if draw(st.integers(0, 3)) == 0:
        given["id"] = draw(st.sampled_from(("202601021200", "202601021201")))
    if draw(st.integers(0, 3)) == 0:
        given["aliases"] = f'["{draw(st.sampled_from(TITLES))}"]'
    if draw(st.integers(0, 5)) == 0:
        body = (
            f"{draw(st.sampled_from(('title', 'alias')))}:: {draw(st.sampled_from(TITLES))}\n{body}"
        )
    make = draw(st.sampled_from((claim, claim, source, _plain)))
    return make(f"{body}\n", **given).encode()


def _plain(body: str, **fields: str) -> str:
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{front}---\n\n{body}"


CHANGES = st.dictionaries(
    st.sampled_from(PATHS), st.none() | st.tuples(st.booleans(), texts()), min_size=1, max_size=2
)
"""What becomes of files: gone, another text on disk, or one that is not saved."""

PICTURES = st.lists(st.sampled_from(("img/salt.png", "coast/tides.png")), max_size=1)


def write(root: Path, path: str, text: bytes | None) -> None:
    target = root / path
    if text is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)
    elif target.exists():
        target.unlink()


SURROUNDINGS: Mapping[str, Mapping[str, bytes]] = {
    "nothing": {},
    "a vault": {".obsidian/app.json": b"{}"},
    "a vault below": {"domains/.obsidian/app.json": b"{}"},
    "a site": {"mkdocs.yml": b"docs_dir: domains\n"},
    "a site that knows labels": {"conf.py": b"project = 'tides'\n"},
    "links that may be dead": {"codex.toml": b"ignore-links = ['gone', '*salt*']\n"},
    "no model": {"codex.toml": b"model = 'none'\n[kinds.claim]\nrole = 'claim'\n"},
    "links as edges": {"codex.toml": b"[relations.links_to]\npolarity = 'backs'\n"},
    "a Logseq graph": {"logseq/config.edn": b"{}"},
    "a bundle": {"index.md": b'---\nokf_version: "0.2"\n---\n* [Salt](salt.md)\n'},
}
"""Files that say by what rules links and notes are read."""
