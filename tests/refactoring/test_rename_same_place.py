"""`codex rename` writes what names the same place in the same form, or nothing."""

from __future__ import annotations

import pytest
from bases import MakeBase, places
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import EditRefusedError

SITE = {"codex.toml": 'link-roots = ["docs"]\n', "docs/guide/intro.md": "# Intro\n"}


def rename(make_base: MakeBase, files: dict[str, str], old: str, new: str, read: str) -> str:
    """What is in the file ``read`` after a rename."""
    root = make_base(files)
    done = CliRunner().invoke(codex, ["rename", old, new, "--root", str(root)])
    if isinstance(done.exception, EditRefusedError):
        assert {path: (root / path).read_text() for path in files} == files
        raise done.exception
    assert done.exit_code == 0, done.output
    assert not [place for place in places(root) if place.endswith(("RF001", "RF011"))]
    return (root / read).read_text()


@pytest.mark.parametrize("form", ["/{}", "/{}/", "/{}.md", "/{}.md#intro", "/docs/{}.md"])
def test_a_link_from_a_link_root_stays_one(make_base: MakeBase, form: str) -> None:
    text = "[a](" + form + ")\n\n[b]: " + form + "\n"
    files = {**SITE, "docs/index.md": text.replace("{}", "guide/intro")}
    after = rename(make_base, files, "docs/guide/", "docs/manual/", "docs/index.md")
    assert after == text.replace("{}", "manual/intro")


def test_a_link_to_a_folder_from_a_link_root_stays_one(make_base: MakeBase) -> None:
    files = {**SITE, "docs/index.md": "[a](/guide/) [b](/guide)\n"}
    after = rename(make_base, files, "docs/guide/", "docs/manual/", "docs/index.md")
    assert after == "[a](/manual/) [b](/manual)\n"


def test_a_link_from_a_link_root_leads_out_of_it_with_its_slash(make_base: MakeBase) -> None:
    files = {**SITE, "docs/index.md": "[a](/guide/intro)\n"}
    after = rename(make_base, files, "docs/guide/intro.md", "notes/intro.md", "docs/index.md")
    assert after == "[a](/notes/intro)\n"


@pytest.mark.parametrize(
    "text", ["[x](../{}/{}.md) <a href='../{}/{}.md'>y</a>\n", "[x]: ../{}/{}\n"]
)
@pytest.mark.parametrize("name", ["river", "River"])
def test_a_relative_link_in_another_case_stays_relative(
    make_base: MakeBase, text: str, name: str
) -> None:
    files = {"raw/river.md": "# R\n", "wiki/a.md": text.format("raw", name, "raw", name)}
    after = rename(make_base, files, "raw/", "sources/", "wiki/a.md")
    assert after == text.format("sources", "river", "sources", "river")


NOTE = "# A\n\n## Old name\n\n## A/B\n\n[x](#old-name) [[a#Old name]] [[a#Old name|y]]\n"


@pytest.mark.parametrize(
    "new",
    ["A", "a", "*A*", "A!", "A B", "x | y", "x]]", "x ^y", "x #y", "# y", "C# y", "<x> [y", "!"],
)
def test_a_heading_that_links_cannot_name_is_refused(make_base: MakeBase, new: str) -> None:
    with pytest.raises(EditRefusedError):
        rename(make_base, {"a.md": NOTE}, "a.md#Old name", new, "a.md")


def test_a_heading_whose_anchor_a_repeated_one_has_is_refused(make_base: MakeBase) -> None:
    files = {"a.md": "# A\n\n## B\n\n## B\n\n## Old\n\n[x](#old) [y](#b-1)\n"}
    with pytest.raises(EditRefusedError, match="another heading"):
        rename(make_base, files, "a.md#Old", "B 1", "a.md")


def test_a_title_that_another_heading_has_is_refused(make_base: MakeBase) -> None:
    root = make_base({"a.md": NOTE})
    words = ["rename", "a.md", "b.md", "--title", "Old name", "--root", str(root)]
    done = CliRunner().invoke(codex, words)
    assert isinstance(done.exception, EditRefusedError)
    assert (root / "a.md").read_text() == NOTE


def test_a_heading_gets_another_name(make_base: MakeBase) -> None:
    after = rename(make_base, {"a.md": NOTE}, "a.md#Old name", "New: name", "a.md")
    assert after == NOTE.replace("Old name", "New: name").replace("old-name", "new-name")
