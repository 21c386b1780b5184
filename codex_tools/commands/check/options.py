"""What ``codex check`` may be asked for."""

from pathlib import Path
from typing import NamedTuple

from codex_tools.app.configuration import BaseFlags, settings_of
from codex_tools.model import Severity
from codex_tools.settings import Settings

_MODES = ("show_files", "write_baseline", "add_ignore", "diff")


class Options(NamedTuple):
    """The flags of ``codex check``, under the names of their parameters."""

    paths: tuple[Path, ...] = ()
    output_format: str = "full"
    output_file: Path | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    exit_zero: bool = False
    fixes: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    add_ignore: bool = False
    write_baseline: bool = False
    no_baseline: bool = False
    statistics: bool = False
    show_files: bool = False
    staged: bool = False
    since: str = ""
    stdin_filename: Path | None = None
    root: Path | None = None
    color: str = "auto"
    base: BaseFlags = BaseFlags()

    @property
    def mode(self) -> str:
        """The flag that asks for something else than a report; empty where none does."""
        return next((name for name in _MODES if getattr(self, name)), "")

    @property
    def writes(self) -> bool:
        """Tell whether files of the knowledge base change."""
        return self.mode in ("write_baseline", "add_ignore") or (self.fixes and not self.mode)

    @property
    def of_changes(self) -> bool:
        """Tell whether only a change is to be judged, as git has it."""
        return self.staged or bool(self.since)

    def settings(self) -> Settings:
        """Load the settings, these flags going before the configuration."""
        return settings_of(
            self.base,
            self.root,
            (self.stdin_filename,) if self.stdin_filename else self.paths,
            select=self.select or None,
            extend_select=self.extend_select or None,
            ignore=self.ignore or None,
            fail_on=Severity[self.fail_on.upper()] if self.fail_on else None,
            baseline="" if self.no_baseline else None,
        )
