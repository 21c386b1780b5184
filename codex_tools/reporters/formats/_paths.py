"""Paths as the places where code is hosted want them: relative to the repository."""

from __future__ import annotations

import os
from pathlib import Path

from codex_tools.model import Report

WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables in which GitHub and GitLab tell a job where its checkout is."""


def folder_in_repository(report: Report) -> str:
    """Return the path of the knowledge base in the checkout of a job, with a slash at its end.

    It is empty where the knowledge base is the checkout, and where no job runs.
    """
    for variable in WORKSPACES:
        workspace = os.environ.get(variable)
        if workspace and report.root:
            root, top = Path(report.root), Path(os.path.realpath(workspace))
            if root != top and root.is_relative_to(top):
                return f"{root.relative_to(top).as_posix()}/"
    return ""


def as_uri(path: str) -> str:
    """Return a path as a relative URI reference (RFC 3986, section 4.2), in ASCII.

    The bytes of a name that is not UTF-8 are kept.
    """
    from urllib.parse import quote

    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return quote(data, safe="/")
