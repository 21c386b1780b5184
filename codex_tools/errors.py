"""Failures of the tool itself; what is wrong with a user's file is a Diagnostic instead."""

from __future__ import annotations


class CodexError(Exception):
    """A failure that ends the run with exit status 2; its text is meant for the user."""


class SettingsError(CodexError):
    """The configuration or a flag cannot be used as it is."""


class NotFoundError(CodexError):
    """A path or a name given on the command line is not in the knowledge base."""


class EditRefusedError(CodexError):
    """An edit would not parse again, or would change more than the entry it is meant for."""
