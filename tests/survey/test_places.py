"""What `codex init` finds of links and folders, and what it takes for nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from bases import MakeBase

from codex_tools.app.init import propose
from codex_tools.reporters.init import configuration

WORDS = ("ebb", "eel", "fog", "pier", "salt", "tide")


def table(make_base: MakeBase, files: Mapping[str, str]) -> dict[str, Any]:
    return tomllib.loads(configuration(propose(make_base(files))))


def linked(address: str, target: str) -> dict[str, str]:
    """Notes of which each has a link to another one."""
    files = {target.format(word): f"# {word}\n" for word in WORDS}
    return files | {f"n/{word}.md": f"See [it]({address.format(word)}).\n" for word in WORDS}


@pytest.mark.parametrize(
    ("address", "target", "roots"),
    [
        ("/library/{}", "site/library/{}.md", ["site"]),
        ("/library/{}.md#a", "site/library/{}.md", ["site"]),
        ("/library/{}/", "site/pages/library/{}/index.md", ["site/pages"]),
        ("/library/{}", "library/{}.md", None),
        ("/library/{}", "site/books/{}.md", None),
        ("../library/{}", "site/library/{}.md", None),
    ],
)
def test_the_root_of_addresses_is_found(
    address: str, target: str, roots: list[str] | None, make_base: MakeBase
) -> None:
    assert table(make_base, linked(address, target)).get("link-roots") == roots


def test_few_addresses_tell_no_root(make_base: MakeBase) -> None:
    files = {"site/x/a.md": "x\n", "b.md": "[a](/x/a) [a](/x/a)\n"}
    assert "link-roots" not in table(make_base, files)


@pytest.mark.parametrize(("named", "style"), [(0, "title"), (4, "title"), (6, None)])
def test_links_by_title_are_a_style(named: int, style: str | None, make_base: MakeBase) -> None:
    notes = {
        f"{n}.md": f"---\ntitle: The {word} comes twice\n---\n" for n, word in enumerate(WORDS)
    }
    text = "".join(f"[[The {word} comes twice]]\n" for word in WORDS[:5])
    files = {**notes, "a.md": text + "".join(f"[[{n}]]\n" for n in range(named))}
    assert table(make_base, files).get("link-style") == style


def roles(found: Mapping[str, Any]) -> dict[str, str]:
    return {name: kind["role"] for name, kind in found.get("kinds", {}).items() if "role" in kind}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("{}", "claim"),
        ("2025-03-0{}", None),
        ("2025_03_0{}", None),
        ("2025030{}", None),
        ("2025-03-0{} Sat", None),
    ],
)
def test_a_journal_that_cites_makes_no_claims(
    name: str, role: str | None, make_base: MakeBase
) -> None:
    works = {f"books/{word} book.md": "Pages.\n" for word in WORDS}
    notes = {
        f"days/{name.format(n)}.md": f"It is so. Source: [[{word} book]]\n"
        for n, word in enumerate(WORDS, 1)
    }
    assert roles(table(make_base, works | notes)).get("days") == role


def test_a_folder_of_code_holds_no_sources(make_base: MakeBase) -> None:
    code = {f"src/{word}.md": f"---\nowner: {word}\n---\nText.\n" for word in WORDS}
    notes = {f"claims/{word}.md": f"---\nlevel: {word}\n---\nText.\n" for word in WORDS}
    assert "src" not in roles(table(make_base, code | notes))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("categories", [f"[{word}]" for word in WORDS]),
        ("tags", list(WORDS)),
        ("aliases", [f"[/old/{word}/, /older/{word}.html]" for word in WORDS]),
        ("desc", [f"Taken from {word}-file.md" for word in WORDS]),
    ],
)
def test_words_are_no_relation(field: str, values: list[str], make_base: MakeBase) -> None:
    files = {f"n/{word}.md": "---\nx: y\n---\nText.\n" for word in WORDS}
    files |= {f"m/{n}.md": f"---\n{field}: {each}\n---\nText.\n" for n, each in enumerate(values)}
    assert field not in table(make_base, files).get("relations", {})


@pytest.mark.parametrize(("answered", "inverse"), [(6, "related"), (4, "related"), (3, None)])
def test_a_relation_needs_an_answer_where_nearly_all_have_one(
    answered: int, inverse: str | None, make_base: MakeBase
) -> None:
    files = {}
    for n in range(6):
        files[f"a/{n}.md"] = f'---\nrelated: ["[[b{n}]]"]\n---\nText.\n'
        back = f'related: ["[[{n}]]"]' if n < answered else "x: y"
        files[f"a/b{n}.md"] = f"---\n{back}\n---\nText.\n"
    assert table(make_base, files)["relations"]["related"].get("inverse") == inverse
