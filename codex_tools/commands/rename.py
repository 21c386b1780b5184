"""``codex rename``, which is ``codex mv`` too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools.app import session
from codex_tools.commands._options import base_options, settings_for
from codex_tools.errors import NotFoundError
from codex_tools.reporters.diff import unified_diff
from codex_tools.runtime.text import counted

if TYPE_CHECKING:
    from codex_tools.refactoring.rename import Renaming

MOST_REMARKS = 10


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--title", default="", help="The new title, for its heading and its `title` field.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written as a diff; write nothing.")
@base_options
def command(old: str, new: str, title: str, dry_run: bool, diff: bool, root: Path | None) -> None:
    """Rename the document OLD, and let the references to it follow.

    OLD is a path, a name or a title. NEW is a name, which leaves the document in its folder, or a
    path or folder with a slash in it. References are wikilinks, inline Markdown links and entries
    of a front matter; reference links and HTML are left. They keep the form in which they are
    written, their aliases and their headings. Where NEW would be taken for another document, they
    are written as paths. All is written or nothing; an existing file is never replaced. The title
    of the document stays as it is without --title.
    """
    settings = settings_for(root)
    base = session.load(settings)
    old, new = _old(settings.root, old), _new(settings.root, new)
    renaming = session.plan_rename(base, settings, old, new, title)
    if diff:
        click.echo(_diff(renaming), nl=False)
    elif not dry_run:
        session.write_renaming(renaming, settings)
    click.echo(_summary(renaming, dry_run), err=diff)
    if renaming.remarks:
        click.echo(_remarks(renaming), err=True)


def _old(root: Path, text: str) -> str:
    """Turn a file that is named from where we are into a path from the root."""
    return _from_root(root, text) if Path(text).is_file() else text.removeprefix("./")


def _new(root: Path, text: str) -> str:
    inside = Path.cwd().is_relative_to(root) or Path(text).is_absolute()
    is_path = "/" in text or text in (".", "..")
    return _from_root(root, text) if inside and is_path else text


def _from_root(root: Path, text: str) -> str:
    full = os.path.abspath(text)  # noqa: PTH100 - Path.absolute leaves `..` in
    if not Path(full).is_relative_to(root):
        raise NotFoundError(f"{text} is not in the knowledge base at {root}")
    path = Path(full).relative_to(root).as_posix()
    is_folder = text.endswith(("/", "/.", "/..")) or text in (".", "..")
    return f"./{path}{'/' if is_folder else ''}"


def _diff(renaming: Renaming) -> str:
    """The changes as a diff that ``git apply`` takes, the renamed file last with its new name."""
    from codex_tools.edits.fixing import Outcome

    files = dict(renaming.outcome.files)
    own = {renaming.old: files.pop(renaming.old)} if renaming.old in files else {}
    old, new = renaming.old, renaming.new
    _, _, hunks = unified_diff(Outcome(own)).split("\n", 2) if own else ("", "", "")
    names = f"--- a/{old}\n+++ b/{new}\n" if own else ""
    head = f"diff --git a/{old} b/{new}\nrename from {old}\nrename to {new}\n"
    return f"{unified_diff(Outcome(files))}{head if old != new else ''}{names}{hunks}"


def _summary(renaming: Renaming, listed: bool) -> str:
    references = counted(renaming.references, "reference")
    files = counted(len(renaming.outcome.files), "file")
    lines = [f"{renaming.old} → {renaming.new}: {references} rewritten in {files}."]
    return "\n".join((*lines, *(f"  {path}" for path in renaming.outcome.files if listed)))


def _remarks(renaming: Renaming) -> str:
    """What to look at, though not all of it."""
    shown = [f"Look at {remark}" for remark in renaming.remarks[:MOST_REMARKS]]
    more = len(renaming.remarks) - len(shown)
    return "\n".join((*shown, f"and {more} more") if more else shown)
