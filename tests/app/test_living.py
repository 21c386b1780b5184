"""A knowledge base that follows its files: after any edits it is what a fresh one would be."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.check import check
from codex_tools.app.living import Workspace
from codex_tools.app.workspace import load
from codex_tools.rules import all_rules
from codex_tools.rules._samples import claim, source
from codex_tools.settings import Settings, load_settings
from codex_tools.weighing.weighed import weighed

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


def expected(root: Path, chosen: Settings, unsaved: Mapping[str, bytes]) -> object:
    """What a fresh check says where everything is saved."""
    with TemporaryDirectory() as name:
        copy = Path(name).resolve() / "base"
        shutil.copytree(root, copy)
        for path, text in unsaved.items():
            write(copy, path, text)
        own = chosen._replace(root=copy)
        base = load(own)
        known = weighed(base)
        return check(base, own).diagnostics, known.judgement, known.origins


def found(workspace: Workspace) -> object:
    known = weighed(workspace.base)
    return workspace.report().diagnostics, known.judgement, known.origins


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


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(SURROUNDINGS)),
    st.dictionaries(st.sampled_from(PATHS), texts(), min_size=3),
    st.data(),
)
def test_after_any_edits_the_findings_are_those_of_a_fresh_check(
    around: str, files: dict[str, bytes], data: st.DataObject
) -> None:
    with TemporaryDirectory() as name:
        root = Path(name).resolve()
        for path, text in {**SURROUNDINGS[around], **files}.items():
            write(root, path, text)
        every = tuple(rule.code for rule in all_rules())
        chosen = load_settings(root)._replace(cache=False, select=every)
        workspace, unsaved = Workspace(lambda: chosen), dict[str, bytes]()
        assert found(workspace) == expected(root, chosen, unsaved)
        for changes in data.draw(st.lists(CHANGES, min_size=1, max_size=5)):
            on_disk = False
            for path, change in changes.items():
                if change is None or change[0]:
                    write(root, path, change and change[1])
                    on_disk = True
                    unsaved.pop(path, None)
                    workspace.edit({path: None})
                else:
                    unsaved[path] = change[1]
                    workspace.edit({path: change[1]})
            for path in data.draw(PICTURES):
                write(root, path, b"")
                on_disk = True
            if on_disk:
                workspace.refresh()
            wanted = expected(root, chosen, unsaved)
            assert found(workspace) == wanted
            for path in changes:
                some = [each for each in wanted[0] if each.path == path]  # type: ignore[index]
                assert list(workspace.check([path]).diagnostics) == some
