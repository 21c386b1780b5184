"""A round of ``codex watch`` → text: what changed, what is found there, what is new and gone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_tools.errors import CodexError
from codex_tools.model import Diagnostic, Report
from codex_tools.reporters.envelope import enveloped
from codex_tools.reporters.formats import full
from codex_tools.reporters.formats._json import as_dicts, counts_of
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import place
from codex_tools.runtime.printable import json_text, printable
from codex_tools.runtime.text import abridged, pluralise

if TYPE_CHECKING:
    from codex_tools.app.watch import Round

_MOST = 10
"""How many files or findings are named one by one."""


def round_text(found: Round | CodexError, now: str, coloured: bool) -> str:
    """Return what a round found, or why there was none; ``now`` is the time of day."""
    if isinstance(found, CodexError):
        lines = "\n".join(found.lines(printable))
        return f"{now}  {lines}\nWaiting for a change."
    if found.first:
        return f"{summary(found.report)} Watching; Ctrl-C ends."
    shown = Report((*found.touched, *found.appeared), 0)
    *paragraphs, _ = full.render(shown, coloured)
    numbers = (
        f"{pluralise(len(found.touched), 'finding')} in what changed,"
        f" {len(found.appeared):,} new elsewhere, {len(found.gone):,} gone;"
        f" {len(found.report.diagnostics):,} in all ({found.seconds * 1e3:,.0f} ms)."
    )
    changed = abridged([printable(path) for path in found.changed], _MOST, ", ")
    head = f"\n{now}  {changed or 'the configuration'} changed\n"
    return "".join([head, *paragraphs, _gone(found.gone), numbers])


def round_json(found: Round | CodexError, root: Path) -> str:
    """Return the same for programs, in one line."""
    if isinstance(found, CodexError):
        nothing: dict[str, Any] = {"changed": [], "gone": [], "milliseconds": 0}
        told = {
            **nothing,
            "counts": counts_of(Report((), 0)),
            "failure": list(map(str, found.args)),
        }
        return json_text(enveloped("watch", root, (), **told))
    shown = found.report.diagnostics if found.first else (*found.touched, *found.appeared)
    told = {
        "changed": list(found.changed),
        "gone": list(as_dicts(found.gone)),
        "counts": counts_of(found.report),
        "milliseconds": round(found.seconds * 1e3, 1),
        "failure": [],
    }
    return json_text(enveloped("watch", root, as_dicts(shown), **told))


def _gone(gone: Sequence[Diagnostic]) -> str:
    lines = [f"gone: {place(found)} {found.code} {printable(found.message)}\n" for found in gone]
    return abridged(lines, _MOST, "", lambda rest: f"… and {rest} more gone\n")
