"""`codex rename`: every form of a reference follows, nothing else moves, all or nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.app import rename
from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.cli import codex
from codex_tools.errors import CodexError, EditRefusedError
from codex_tools.model import Document
from codex_tools.refactoring.meant import moved_file
from codex_tools.refactoring.move import Move
from codex_tools.refactoring.rename import Renaming, plan_rename
from codex_tools.refactoring.wishes import Wish
from codex_tools.settings import load_settings
from codex_tools.storage.writing import carrying_out
from codex_tools.syntax.document import parse_document

KINDS = build_kinds({}, Path())
Texts = dict[str, bytes]


def build(texts: Texts) -> KnowledgeBase:
    documents = [parse_document(path, data) for path, data in texts.items()]
    return KnowledgeBase.of(documents, KINDS, text=texts.__getitem__)


def plan(texts: Texts, old: str, new: str, title: str = "") -> Renaming:
    return planned(texts, Wish(Move(old, new), title))


def planned(texts: Texts, wish: Wish) -> Renaming:
    def rebuild(documents: Iterable[Document], others: frozenset[str]) -> KnowledgeBase:
        return KnowledgeBase.of(documents, KINDS, others=others)

    return plan_rename(build(texts), wish, rebuild)


def renamed(texts: Texts, old: str, new: str, title: str = "") -> Texts:
    return made(texts, plan(texts, old, new, title))


def moved_as(texts: Texts, move: Move) -> Texts:
    return made(texts, planned(texts, Wish(move)))


def made(texts: Texts, found: Renaming) -> Texts:
    after = {path: file.after for path, file in found.outcome.files.items()}
    return {found.move.place(path): after.get(path, data) for path, data in texts.items()}


def follow(text: str, new: str = "domains/new.md", source: str = "domains/s.md") -> str:
    """What becomes of the text of a note beside ``domains/old.md``."""
    texts = {"domains/old.md": b"# A title of its own\n", source: text.encode()}
    return renamed(texts, "domains/old.md", new)[source].decode()


@pytest.mark.parametrize(
    "text",
    [
        "[[old]]",
        "[[old|an alias]] ![[old]] [[old#A part|x]]",
        "| [[old\\|in a table]] |",
        "[[ old ]] [[old.md]]",
        "[[domains/old]] [[domains/old.md|x]]",
        "[[/domains/old]] [[./old]]",
        "[a](old.md) [b](./old.md#part)",
        "[a](/domains/old.md) [b](<old.md>) [c](old)",
    ],
)
def test_each_form_of_a_link_stays_what_it_is(text: str) -> None:
    assert follow(text) == text.replace("old", "new")


@pytest.mark.parametrize(
    "text",
    [
        "supports: [old]",
        "supports: old",
        "supports:\n  - 'old' # why\n  - old.md",
        'related: ["[[old|x]]", "[[old]], [[old]] say"]',
        "related: [[old]]",
        "related:\n  - target: old\n    note: n",
        "related:\n  target: old",
        "sourced_from: [domains/old.md]",
        "reweave_edges:\n  - old|supports|2026-01-02",
        "reweave_edges: ['[[old]]|supports|2026-01-02']",
        "description: see [[old]], not [[else]]",
        "description: >-\n  long\n  [[old]] and\n  [[old|x]]",
        "notes:\n  deep: [{text: 'x [[old]]'}]",
    ],
)
def test_each_form_of_an_entry_stays_what_it_is(text: str) -> None:
    text = f"---\n{text}\n---\nBody"
    assert follow(text) == text.replace("old", "new")


def test_an_inexact_reference_becomes_an_exact_one() -> None:
    assert follow("[[Old!]] [[domains/x/old]]") == "[[new]] [[domains/new]]"


@pytest.mark.parametrize(
    "text",
    [
        "[[A title of its own]]",
        "---\nrelated: [A title of its own]\n---\n",
        "`[[old]]` [x](https://e.org/old.md) old",
        "---\ntags: [old]\n---\n```\n[[old]]\n```\n",
    ],
)
def test_what_is_no_reference_to_the_name_stays(text: str) -> None:
    assert follow(text) == text


def test_a_name_that_needs_quotes_gets_them() -> None:
    text = "---\nsupports: [old]\n---\n[x](old.md) [[old]]"
    after = "---\nsupports: ['a, b: (c']\n---\n[x](a,%20b:%20%28c.md) [[a, b: (c]]"
    assert follow(text, "domains/a, b: (c.md") == after


def test_byte_order_mark_and_line_ends_survive() -> None:
    text = "\ufeff---\r\nsupports: [old]\r\n---\r\n[[old]]\r\nno newline"
    assert follow(text) == text.replace("old", "new")


def test_links_from_other_folders_follow_into_another_folder() -> None:
    text = "[a](../domains/old.md) [b](domains/old.md) [[old]]"
    after = "[a](../core/deep/old.md) [b](core/deep/old.md) [[old]]"
    assert follow(text, "core/deep/old.md", "inbox/s.md") == after


def test_the_links_of_the_document_itself_are_as_good_from_another_folder() -> None:
    own = b"[a](b.md) [c](sub/c.md#x) [self](old.md) [[b]] [d](gone.md) [e](../../out.md) [f](sub/)"
    texts = {"domains/old.md": own, "domains/b.md": b"", "domains/sub/c.md": b"[[sub/c]]"}
    after = renamed(texts, "domains/old.md", "core/deep/new.md")["core/deep/new.md"]
    assert after == (
        b"[a](../../domains/b.md) [c](../../domains/sub/c.md#x) [self](new.md) [[b]]"
        b" [d](../../domains/gone.md) [e](../../../out.md) [f](../../domains/sub/)"
    )


def test_a_name_that_two_documents_bear_is_written_as_a_path() -> None:
    texts = {"a/old.md": b"", "b/new.md": b"", "s.md": b"[[old]] [[new|x]] [[b/new]]"}
    after = renamed(texts, "a/old.md", "a/new.md")["s.md"]
    assert after == b"[[a/new]] [[b/new|x]] [[b/new]]"


def test_a_reference_by_another_name_does_not_go_over_to_the_new_one() -> None:
    texts = {"a/old.md": b"", "b/fresh-air.md": b"", "s.md": b"[[Fresh air]]"}
    assert renamed(texts, "a/old.md", "a/Fresh air.md")["s.md"] == b"[[fresh-air]]"


def test_what_changes_without_being_rewritten_is_remarked() -> None:
    texts = {"a/old.md": b"", "b/old.md": b"", "s.md": b"[[old]] [[new]]"}
    found = plan(texts, "a/old.md", "a/new.md")
    assert found.remarks == (
        "s.md: `old` may have meant it and names b/old.md now",
        "s.md: `new` named nothing and names it now",
    )
    texts = {"old.md": b"", "s.md": b"---\nsupports: [old\n---\n"}
    assert plan(texts, "old.md", "new.md").remarks == ("s.md:2: may name old.md still",)


def test_a_link_to_a_folder_that_would_be_empty_is_not_lost() -> None:
    texts = {"a/old.md": b"", "s.md": b"[x](a/)"}
    with pytest.raises(EditRefusedError, match="in the place of `a/` would name a"):
        plan(texts, "a/old.md", "b/new.md")


def test_a_name_that_a_wikilink_cannot_hold_is_refused() -> None:
    with pytest.raises(EditRefusedError, match="in the place of `old`"):
        follow("[[old]]", "domains/a #1.md")


def test_a_title_is_changed_with_the_references_by_title() -> None:
    texts = {
        "old.md": b"---\ntitle: 'Some old words' # t\n---\n# Some old words #\n",
        "s.md": b"[[Some old words]] [[old]]",
    }
    after = renamed(texts, "old.md", "new.md", "Some new words")
    assert after["new.md"] == b"---\ntitle: 'Some new words' # t\n---\n# Some new words #\n"
    assert after["s.md"] == b"[[Some new words]] [[new]]"


@pytest.mark.parametrize(
    ("new", "path"),
    [
        ("x", "a/b/x.md"),
        ("x.md", "a/b/x.md"),
        ("v1.2", "a/b/v1.2.md"),
        ("c/x", "c/x.md"),
        ("/x", "x.md"),
        ("c/", "c/old.md"),
        ("./a", "a/old.md"),
    ],
)
def test_the_new_path(new: str, path: str) -> None:
    assert moved_file(build({"a/b/old.md": b""}), "a/b/old.md", new).new == path


@pytest.mark.parametrize("new", ["../x", "a/../../x", "", "..", "./..", "a\nb"])
def test_a_path_that_is_none(new: str) -> None:
    with pytest.raises(CodexError):
        moved_file(build({"old.md": b""}), "old.md", new)


NAMES = st.sampled_from(["old", "b note", "c-note", "dé"])
NEW = st.sampled_from(["new", "two words", "ünï", "it's", "x (1)", "b.2"])
FOLDERS = st.sampled_from(["a", "a/b", "c"])


@st.composite
def bases(draw: st.DrawFn) -> Texts:
    """A base whose references name what they name exactly, in every form.

    Names that need quotes are left out: an entry that gets them on the way there keeps them.
    """
    paths = {name: f"{draw(FOLDERS)}/{name}.md" for name in ("old", "b note", "c-note", "dé")}
    return {path: draw(notes(path, paths)) for path in paths.values()}


@st.composite
def notes(draw: st.DrawFn, path: str, paths: dict[str, str]) -> bytes:
    body = "".join(draw(st.lists(NAMES.flatmap(lambda name: links(paths[name], path)))))
    entries = draw(st.lists(NAMES.flatmap(lambda name: values(paths[name])), max_size=4))
    head = "".join(f"  - {entry}\n" for entry in entries)
    text = f"---\ntype: claim\nrelated:\n{head}---\n{body}" if entries else body
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode()


def links(path: str, source: str) -> st.SearchStrategy[str]:
    name = Path(path).stem
    relative = os.path.relpath(path, Path(source).parent)
    bare = path.removesuffix(".md")
    forms = [name, f"{name}.md", bare, path, f"/{bare}", f"{name}|an alias", f"{bare}#part|x"]
    wikilinks = [f"see [[{form}]]\n" for form in forms]
    return st.sampled_from([*wikilinks, f"[x](<{relative}>)\n", f"![[{name}]], `[[{name}]]` \n"])


def values(path: str) -> st.SearchStrategy[str]:
    name = Path(path).stem
    forms = [name, f"'{name}.md'", path, f'"[[{name}|x]] and [[{name}]]"', f"target: {name}"]
    return st.sampled_from(forms)


@given(bases(), NEW, FOLDERS)
def test_there_and_back_again(texts: Texts, name: str, folder: str) -> None:
    [old] = [path for path in texts if path.endswith("/old.md")]
    new = f"{folder}/{name}.md"
    there = renamed(texts, old, new)
    assert not build(there).links.broken
    assert len(build(there).links.resolved) == len(build(texts).links.resolved)
    assert renamed(there, new, old) == texts


@given(bases(), st.sampled_from(["a", "a/b", "c"]), st.sampled_from(["z", "y/z", "a z"]))
def test_a_folder_goes_there_and_comes_back(texts: Texts, folder: str, new: str) -> None:
    if not any(path.startswith(f"{folder}/") for path in texts):
        return
    there = moved_as(texts, Move(folder, new, is_folder=True))
    assert not any(path.startswith(f"{folder}/") for path in there)
    assert not build(there).links.broken
    assert len(build(there).links.resolved) == len(build(texts).links.resolved)
    assert moved_as(there, Move(new, folder, is_folder=True)) == texts


def run(root: Path, *arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(codex, [*arguments, "--root", str(root)])
    failed = isinstance(result.exception, CodexError)
    assert (2 if failed else result.exit_code) == status, result.output
    return str(result.exception) if failed else result.output


SMALL = {"domains/old.md": "# Old\n", "domains/s.md": "[[old]]\n", "inbox/t.md": "[[old]]\n"}


def contents(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.md")}


def test_the_command_writes_and_mv_is_the_same(make_base: MakeBase) -> None:
    root = make_base(SMALL)
    assert "old.md → domains/new.md: 2 references rewritten in 2 files." in run(
        root, "rename", "old", "new"
    )
    assert contents(root)["inbox/t.md"] == "[[new]]\n"
    run(root, "mv", "domains/new.md", "fresh/folder/old.md")
    run(root, "mv", "old", "domains/")
    assert contents(root) == SMALL


@pytest.mark.parametrize("flag", ["--diff", "--dry-run"])
def test_a_look_ahead_writes_nothing(make_base: MakeBase, flag: str) -> None:
    root = make_base(SMALL)
    assert "domains/new.md" in run(root, "rename", "old", "new", flag)
    assert contents(root) == SMALL


def test_the_diff_can_be_applied(make_base: MakeBase) -> None:
    root = make_base({**SMALL, "domains/old.md": "[x](s.md) [[old]]\n"})
    result = CliRunner().invoke(codex, ["mv", "old", "core/a b", "--diff", "--root", str(root)])
    subprocess.run(["git", "apply", "-"], input=result.stdout, cwd=root, check=True, text=True)
    assert contents(root) == {
        "core/a b.md": "[x](../domains/s.md) [[a b]]\n",
        "domains/s.md": "[[a b]]\n",
        "inbox/t.md": "[[a b]]\n",
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("old", "s", "is there already"),
        ("old", "picture.md", "is there already"),
        ("old", "old", "is called so already"),
        ("odl", "new", "no file is called odl"),
        ("old", "../../x", "not in the knowledge base|cannot be called"),
        ("old", ".hidden/x", "leave it out"),
        ("domains/", "domains/x", "into itself"),
        ("nosuch/old.md", "x", "no file is called nosuch/old.md; did you mean domains/old.md"),
    ],
)
def test_what_cannot_be_is_refused(make_base: MakeBase, old: str, new: str, words: str) -> None:
    root = make_base({**SMALL, "domains/old.md": "x"})
    (root / "domains/picture.md").symlink_to("old.md")
    before = contents(root)
    message = run(root, "rename", old, new, status=2)
    assert re.search(words, message), message
    assert contents(root) == before


def test_a_write_that_fails_midway_is_taken_back(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base(SMALL)
    swap = carrying_out.swap

    def fail(one: str, other: str) -> None:
        if other.endswith("t.md"):
            raise OSError(5, "Input/output error", other)
        swap(one, other)

    monkeypatch.setattr(carrying_out, "swap", fail)
    output = run(root, "rename", "old", "far/away/new", status=2)
    assert output.endswith("inbox/t.md cannot be written: Input/output error")
    assert contents(root) == SMALL
    assert not (root / "far").exists()


def test_a_file_that_changed_meanwhile_is_not_overwritten(make_base: MakeBase) -> None:
    root = make_base(SMALL)
    settings = load_settings(root)
    base = load(settings)
    found = rename.plan_rename(base, settings, "old", "new")
    (root / "inbox/t.md").write_text("[[old]], and more\n")
    with pytest.raises(CodexError, match="changed while"):
        rename.write_renaming(found, base, settings)
    assert contents(root) == {**SMALL, "inbox/t.md": "[[old]], and more\n"}


def test_a_much_linked_note_of_the_real_base(corpus: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(corpus, root)
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    settings, chosen = load_settings(root), load_settings(root, select=("RF",))
    before = load(settings)
    bytes_before = {path: path.read_bytes() for path in root.rglob("*.md")}
    old = "domains/ai-alignment/AI alignment is a coordination problem not a technical problem.md"
    run(root, "rename", old, "core/alignment is coordination")
    after = load(settings)
    assert len(after.links.broken) == len(before.links.broken)
    assert len(after.links.resolved) == len(before.links.resolved)
    named = [
        each for each in after.links.resolved if each.target == "core/alignment is coordination.md"
    ]
    assert len(named) == sum(each.target == old for each in before.links.resolved) > 40
    found = [
        Counter(each.code for each in check(base, chosen).diagnostics) for base in (before, after)
    ]
    assert found[0] == found[1]
    run(root, "rename", "alignment is coordination", old)
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == bytes_before


def test_what_is_known_of_a_file_that_refers_stays_known(make_base: MakeBase) -> None:
    root = make_base({**SMALL, "domains/s.md": "[[old#no heading]] [[gone]]\n"})
    run(root, "check", "--select", "RF", "--write-baseline")
    run(root, "rename", "old", "new")
    run(root, "check", "--select", "RF")


def test_a_record_that_cannot_be_read_stops_a_rename(make_base: MakeBase) -> None:
    root = make_base({**SMALL, "codex-baseline.json": "{broken"})
    assert "is no baseline" in run(root, "rename", "old", "new", status=2)
    assert contents(root) == SMALL


def test_the_records_follow_a_rename(make_base: MakeBase) -> None:
    rejected = '{"rejected": [{"claim": "domains/old.md", "source": "inbox/t.md"}]}'
    root = make_base(
        {**SMALL, "domains/old.md": "[[gone]]\n", "codex-rejected-links.json": rejected}
    )
    run(root, "check", "--select", "RF001", "--write-baseline")
    run(root, "rename", "old", "new")
    run(root, "check", "--select", "RF001")
    assert "domains/new.md: RF001" in (root / "codex-baseline.json").read_text()
    assert '"domains/new.md"' in (root / "codex-rejected-links.json").read_text()


def test_a_dot_is_a_folder_and_no_name(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"domains/deep/old.md": "# Old\n", "domains/s.md": "[[old]]\n"})
    monkeypatch.chdir(root / "domains")
    run(root, "mv", "deep/old.md", ".")
    assert (root / "domains/old.md").is_file()
    run(root, "mv", "old.md", "..")
    assert (root / "old.md").is_file()
    run(root, "mv", "../old.md", "", status=2)


def test_a_title_becomes_an_alias_that_keeps_the_table(make_base: MakeBase) -> None:
    table = "| a | b |\n|---|---|\n| [[The moon pulls]] | x |\n"
    root = make_base({"domains/b.md": "# The moon pulls\n", "domains/t.md": table})
    run(root, "check", "--fix", "--select", "RF003")
    assert "| [[b\\|The moon pulls]] | x |" in (root / "domains/t.md").read_text()
