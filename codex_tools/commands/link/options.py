"""What ``codex link`` may be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from codex_tools.settings import Settings
from codex_tools.terminal.options import settings_for


@dataclass(frozen=True, slots=True)
class Options:
    """The flags of ``codex link``, under the names of their parameters."""

    paths: tuple[Path, ...]
    staged: bool
    limit: int | None
    backfill: bool
    fix: bool
    dry_run: bool
    diff: bool
    review: bool
    explain: str | None
    evaluate: bool
    calibrate: bool
    target_precision: float | None
    min_score: float | None
    no_git: bool
    output_format: str
    root: Path | None
    color: str

    @property
    def writes(self) -> bool:
        """Tell whether files change without anybody being asked in between."""
        return (self.backfill or self.calibrate) and not (self.dry_run or self.diff)

    @property
    def is_answer(self) -> bool:
        """Tell whether all that happens is that one text is printed."""
        return not (self.writes or self.review or self.diff or self.staged)

    def settings(self) -> Settings:
        """Load the settings, these flags going before the configuration."""
        settings = settings_for(self.root, self.paths, min_score=self.min_score)
        if self.no_git:
            settings = settings._replace(link={**settings.link, "git": False})
        return settings
