"""Failures of the tool itself; what is wrong with a user's file is a Diagnostic instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator


class CodexError(Exception):
    """A failure that ends the run with its exit ``status``; its text is meant for the user.

    Each argument is one line, whatever names and values are in it. ``kind`` is for programs.
    """

    kind = "failure"
    status = 2

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))

    def lines(self, printable: Callable[[str], str]) -> Iterator[str]:
        """Yield the lines, made ``printable``."""
        return map(printable, map(str, self.args))


class SettingsError(CodexError):
    """The configuration or a flag cannot be used as it is."""

    kind = "settings"


class NotFoundError(CodexError):
    """A path or a name given on the command line is not in the knowledge base."""

    kind = "not-found"


class EditRefusedError(CodexError):
    """An edit would not parse again, or would change more than the entry it is meant for."""

    kind = "refused"


class NoteExistsError(EditRefusedError):
    """A note that is to be new is in the knowledge base already, which is an answer, no failure."""

    kind = "exists"
    status = 1


class MissingExtraError(CodexError):
    """Something needs packages that only an extra of codex-tools brings."""

    kind = "missing-extra"

    def __init__(self, what: str, extra: str) -> None:
        remedy = f"pip install 'codex-tools[{extra}]'"
        super().__init__(f"{what} needs packages that are not installed: {remedy}")
