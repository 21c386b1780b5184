"""How a command ends: with an exit status, and words for people where it failed."""

from __future__ import annotations

import errno
from collections.abc import Callable

from codex_tools.commands._output import tell
from codex_tools.errors import CodexError

FAILURE = 2


def ended(work: Callable[[], int]) -> int:
    """Do the work of a command; returns its exit status, or 2 where it failed.

    A reader of the output that went away is left to the caller: BrokenPipeError.
    """
    try:
        return work()
    except CodexError as error:
        tell(f"codex: {error}\n")
        return FAILURE
    except KeyboardInterrupt:
        tell("\nAborted!\n")
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _mistake(error)
        tell(f"codex: {error.strerror}\n")
        return FAILURE
    except Exception as error:  # noqa: BLE001 - whatever it is, people are told whose mistake
        return _mistake(error)


def _mistake(error: Exception) -> int:
    import traceback

    traceback.print_exception(error)
    tell("codex: this is a mistake in codex itself, not in your files\n")
    return FAILURE
