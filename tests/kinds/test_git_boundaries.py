"""What git ignores, and repositories inside this one, are no part of the base."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, verify

SEA = {"notes/a.md": "[[sea]]\n", "notes/sea.md": "x\n"}
GIT = {".git/HEAD": "ref: refs/heads/main\n", ".git/config": "[core]\n"}
COPY = "x [[lost]]\n"


def ignored(name: str, rules: str, copy: str, where: str = ".gitignore") -> Variation:
    """A copy of a note that git ignores."""
    return Variation(name, {**GIT, **SEA, where: rules, copy: COPY})


TABLE = (
    ignored("folder", "public/\n", "public/notes/sea.md"),
    ignored("anchored", "/build\n", "build/sea.md"),
    ignored("deep", "**/copies/\n", "notes/x/copies/sea.md"),
    ignored("pattern", "# generated\n\n*.gen/\n", "notes/site.gen/sea.md"),
    ignored("file", "notes/old/sea.md\n", "notes/old/sea.md"),
    ignored("nested_rules", "out\n", "notes/out/sea.md", "notes/.gitignore"),
    ignored("exclude_file", "scratch/\n", "scratch/sea.md", ".git/info/exclude"),
    ignored("crlf", "public/\r\ndist/\r\n", "dist/sea.md"),
    Variation(
        "not_anchored_elsewhere",
        {
            **GIT,
            ".gitignore": "/build\n",
            "notes/a.md": "[[«RF002 sea»]]\n",
            "notes/build/sea.md": "x\n",
            "sea.md": "x\n",
        },
        guessed=None,
    ),
    Variation(
        "taken_back",
        {
            **GIT,
            ".gitignore": "gen/*\n!gen/keep\n",
            "notes/a.md": "[[sea]] [[«RF001 foam»]]\n",
            "gen/keep/sea.md": "x\n",
            "gen/foam.md": "x\n",
        },
        guessed=None,
    ),
    Variation("without_repository", {**SEA, ".gitignore": "public/\n", "public/sea.md": COPY}),
    Variation(
        "setting",
        {
            **GIT,
            ".gitignore": "public/\n",
            "notes/a.md": "[[«RF002 sea»]]\n",
            "notes/sea.md": "x\n",
            "public/sea.md": "x\n",
        },
        guessed=None,
        settings=("respect-gitignore=false",),
    ),
    Variation("repository", {**GIT, **SEA, "vendor/lib/.git/HEAD": "x", "vendor/lib/sea.md": COPY}),
    Variation(
        "worktree",
        {**GIT, **SEA, "wt/.git": "gitdir: ../.git/worktrees/wt\n", "wt/notes/sea.md": COPY},
    ),
    Variation(
        "submodule",
        {
            **GIT,
            **SEA,
            "docs/theme/.git": "gitdir: ../../.git/modules/theme\n",
            "docs/theme/sea.md": COPY,
        },
    ),
    Variation(
        "repository_setting",
        {
            **GIT,
            "notes/a.md": "[[«RF002 sea»]]\n",
            "notes/sea.md": "x\n",
            "vendor/.git/HEAD": "x",
            "vendor/sea.md": "x\n",
        },
        guessed=None,
        settings=("respect-gitignore=false",),
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_what_git_leaves_out_is_left_out(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
