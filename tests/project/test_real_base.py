"""The real knowledge base: every file is accounted for, and the counts can be had another way."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bases import CORPUS

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold, stem
from codex_tools.base.scope import Scope
from codex_tools.model import ResolvedBy, ResolvedLink, Syntax
from codex_tools.settings import load_settings


@pytest.fixture(scope="module")
def base(request: pytest.FixtureRequest) -> KnowledgeBase:
    if not CORPUS.is_dir():
        pytest.skip("needs the real knowledge base, which is not beside this checkout")
    return load(load_settings(CORPUS))


def test_every_file_is_checked(base: KnowledgeBase, corpus: Path) -> None:
    files = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*.md")}
    assert set(base.notes) == files
    command = [sys.executable, "-m", "codex_tools", "check", "--format", "concise"]
    done = subprocess.run(command, cwd=corpus, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith(f"{len(files):,} files checked: ")


def simple_count(root: Path, unread: set[str]) -> Counter[str]:
    """Count wikilinks by how they resolve, in another way than the tool: one pass of plain code.

    Of the files ``unread`` the front matter cannot be read, so that it is left out here too.
    """
    names: dict[str, list[str]] = {}
    for path in root.rglob("*.md"):
        names.setdefault(path.stem, []).append(path.relative_to(root).as_posix())

    def folded(text: str) -> str:
        return "".join(letter for letter in text.casefold() if letter.isalnum())

    by_fold: dict[str, list[str]] = {}
    for name, paths in names.items():
        by_fold.setdefault(folded(name), []).extend(paths)
    paths = {path for found in names.values() for path in found}
    counts: Counter[str] = Counter()
    for path in root.rglob("*.md"):
        text = path.read_text("utf-8", "replace")
        if path.relative_to(root).as_posix() in unread:
            text = text.split("\n---\n", 1)[1]
        text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.S | re.M)
        text = re.sub(r"`[^`\n]+`", "", text)
        for target in re.findall(r"\[\[([^\[\]\n|#]+)(?:#[^\[\]\n|]*)?(?:\|[^\[\]\n]*)?\]\]", text):
            name = target.strip().removesuffix(".md")
            if "/" in name:
                found = [each for each in paths if f"/{each}".endswith(f"/{name}.md")]
            else:
                found = names.get(name, [])
            exact = bool(found)
            found = found or by_fold.get(folded(name.rsplit("/", 1)[-1]), [])
            same = [each for each in found if Path(each).stem.casefold() == name.casefold()]
            if not exact and len(found) > 1:  # what is only like several names is none of them
                found = same
            kind = "gone" if not found else "exact" if exact else "folded"
            counts["ambiguous" if len(found) > 1 else kind] += 1
    return counts


def _kind(link: ResolvedLink) -> str:
    """How the simple count, which knows no titles, counts a reference that resolves."""
    if link.how is ResolvedBy.TITLE:
        is_folded = fold(link.link.target) == fold(stem(link.target))
        return "folded" if is_folded else "gone"
    return "folded" if link.how is ResolvedBy.CASE else "exact"


def test_the_counts_of_wikilinks_agree_with_a_simple_count(
    base: KnowledgeBase, corpus: Path
) -> None:
    counts: Counter[str] = Counter()
    for link in base.links.resolved:
        if link.link.syntax is Syntax.WIKILINK:
            counts[_kind(link)] += 1
    for link in (*base.links.fields.loose, *base.links.bodies.loose):
        if link.link.syntax is Syntax.WIKILINK:
            counts["folded"] += 1
    for broken in base.links.broken:
        if broken.link.syntax is Syntax.WIKILINK:
            counts["ambiguous" if broken.candidates else "gone"] += 1
    unread = {path for path, _ in Scope(base).problems["invalid-yaml"]}
    assert counts == simple_count(corpus, unread)
    assert counts["ambiguous"] > 900
    assert counts["gone"] > 900


@pytest.mark.parametrize("share", [slice(None, None, 7), slice(3, None, 40), slice(0, 9)])
def test_the_findings_of_some_files_are_those_of_all_in_them(corpus: Path, share: slice) -> None:
    settings = load_settings(corpus)._replace(select=("ALL",))
    base = load(settings)
    whole = check(base, settings).diagnostics
    paths = sorted(base.notes)[share]
    some = check(load(settings), settings, paths).diagnostics
    assert some == tuple(found for found in whole if found.path in paths)
    assert some
