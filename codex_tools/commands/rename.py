"""``codex rename``, which is ``codex mv`` too."""

from __future__ import annotations

import os
from pathlib import Path

import click

from codex_tools.app.access import access
from codex_tools.app.rename import plan_rename, write_renaming
from codex_tools.app.workspace import load
from codex_tools.errors import NotFoundError
from codex_tools.refactoring.rename import Renaming
from codex_tools.reporters.envelope import envelope
from codex_tools.reporters.rename import rename_dict, rename_diff, rename_remarks, rename_summary
from codex_tools.terminal.options import AS_TEXT_OR_JSON, base_options, settings_for
from codex_tools.terminal.output import say, tell, write_diff


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--title", default="", help="The new title, for its heading and its `title` field.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written as a diff; write nothing.")
@AS_TEXT_OR_JSON
@base_options
def command(
    old: str,
    new: str,
    title: str,
    dry_run: bool,
    diff: bool,
    output_format: str,
    root: Path | None,
) -> None:
    """Rename a file, a folder or a heading with all references.

    OLD is a path, a name or a title; a folder has a slash at its end, a heading stands behind the
    file and a #, as in "tides.md#Low water". NEW is a name, which leaves OLD in its folder, a path
    or folder with a slash in it, or the new heading.

    References are all links that codex reads, in notes and in canvases. They keep the form in which
    they are written, their labels and their headings. Where NEW would be taken for another file,
    they are written as paths. What may name the old file and is no link is listed.

    The title of a note stays as it is without --title; with it, labels that were the old title
    follow. All is written or nothing; an existing file is never replaced.
    """
    settings = settings_for(root)
    writes = not (dry_run or diff)
    with access(settings.root, writes, tell=tell):
        base = load(settings)
        old, new = _old(settings.root, old), _new(settings.root, new)
        plan = plan_rename(base, settings, old, new, title)
        if writes:
            write_renaming(plan, base, settings)
    if output_format == "json":
        say(envelope("changes", settings.root, **rename_dict(plan, writes)))
    else:
        _print(plan, dry_run, diff)


def _print(plan: Renaming, dry_run: bool, diff: bool) -> None:
    if diff:
        write_diff(rename_diff(plan))
    say(rename_summary(plan, written=not (diff or dry_run)), err=diff)
    if plan.remarks:
        say(rename_remarks(plan), err=True)


def _old(root: Path, text: str) -> str:
    """Turn a file or folder that is named from where we are into a path from the root."""
    name, mark, heading = (text, "", "") if Path(text).exists() else text.partition("#")
    is_there = Path(name).is_dir() if name.endswith("/") else Path(name).is_file()
    is_there = is_there and (Path(name).is_absolute() or Path.cwd().is_relative_to(root))
    path = _from_root(root, name) if is_there else name.removeprefix("./")
    return f"{path}{mark}{heading}"


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
