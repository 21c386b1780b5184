"""What ``codex link`` may be asked for."""

from pathlib import Path
from typing import NamedTuple

from codex_tools.app.configuration import BaseFlags, settings_of
from codex_tools.settings import Settings


class Options(NamedTuple):
    """The flags of ``codex link``, under the names of their parameters."""

    paths: tuple[Path, ...] = ()
    staged: bool = False
    limit: int | None = None
    backfill: bool = False
    fix: bool = False
    dry_run: bool = False
    diff: bool = False
    review: bool = False
    explain: str | None = None
    evaluate: bool = False
    calibrate: bool = False
    target_precision: float | None = None
    min_score: float | None = None
    no_git: bool = False
    output_format: str = "text"
    root: Path | None = None
    color: str = "auto"
    base: BaseFlags = BaseFlags()

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
        settings = settings_of(self.base, self.root, self.paths, min_score=self.min_score)
        if self.no_git:
            settings = settings._replace(link={**settings.link, "git": False})
        return settings
