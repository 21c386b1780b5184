"""New references are written as the base writes them, unless that would name another file."""

from __future__ import annotations

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.rules._samples import claim

TITLED = "# The tides rise\n"


def written(make_base: MakeBase, style: str, more: dict[str, str]) -> str:
    """The entry that is added to ``domains/b.md`` and names ``domains/a.md``."""
    files = {
        "codex.toml": f'link-style = "{style}"\n',
        "domains/a.md": claim(TITLED, challenges="[domains/b.md]"),
        "domains/b.md": claim(),
        **more,
    }
    root = make_base(files)
    words = ["check", "--root", str(root), "--select", "one-sided-challenge", "--fix"]
    done = CliRunner().invoke(codex, [*words, "--unsafe-fixes"])
    assert done.exit_code == 0, done.output
    text = (root / "domains/b.md").read_text()
    return text.partition("challenged_by:")[2].partition("---")[0].strip().strip("-' []")


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("name", "a"),
        ("file", "a.md"),
        ("path", "domains/a.md"),
        ("wikilink", "a"),
        ("title", "The tides rise"),
    ],
)
def test_a_reference_is_written_in_the_style_that_is_set(
    make_base: MakeBase, style: str, text: str
) -> None:
    assert written(make_base, style, {}) == text


@pytest.mark.parametrize("style", ["name", "file", "path", "title"])
def test_a_name_or_title_that_two_notes_have_is_not_written(
    make_base: MakeBase, style: str
) -> None:
    twins = {"x/a.md": claim(), "x/c.md": claim(TITLED)}
    assert written(make_base, style, twins) == "domains/a.md"


def test_a_wikilink_to_a_name_that_two_notes_have_gives_the_path(make_base: MakeBase) -> None:
    assert written(make_base, "wikilink", {"x/a.md": claim()}) == "domains/a"


def test_a_title_that_is_the_name_of_another_note_is_not_written(make_base: MakeBase) -> None:
    assert written(make_base, "title", {"x/The tides rise.md": claim()}) == "domains/a.md"
