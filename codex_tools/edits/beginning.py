"""The beginning of a file without front matter: whether one may be put there, and doing it."""

from __future__ import annotations

from codex_tools.errors import EditRefusedError
from codex_tools.syntax import frontmatter

_OTHERS = (b"---", b"+++", b";;;", b"{")
"""How a front matter of another sort begins (TOML, JSON, or a named format), one that is not at the
top, or a rule."""


def begun(data: bytes) -> bytes:
    """Return a file with an empty front matter, if it has none.

    Raises EditRefusedError when one may not be put above what is there.
    """
    if frontmatter.find_block(data) is not None:
        return data
    if reason := why_not_begun(data):
        raise EditRefusedError(reason)
    mark = frontmatter.BOM if data.startswith(frontmatter.BOM) else b""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    return mark + (b"---" + newline) * 2 + data.removeprefix(mark)


def why_not_begun(data: bytes) -> str:
    """Say why a file that has no front matter gets none, and what to do; empty if it may get one.

    Only plain text may: a second front matter would hide one that another program reads.
    """
    if b"\0" in data or not _is_utf8(data):
        return "the file is not UTF-8 text; save it as UTF-8"
    first = data.removeprefix(frontmatter.BOM).lstrip()
    begin = next(filter(first.startswith, _OTHERS), None)
    if begin is None:
        return ""
    return (
        f"the file begins with `{begin.decode()}`, but not with a front matter that is read; "
        "write one at its very top, fields between two lines `---`, and take away any other"
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
