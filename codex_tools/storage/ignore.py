"""Files in the manner of ``.gitignore`` → whether git ignores a path.

The patterns are those of gitignore(5): anchored ones, ``**``, folders alone, and ``!`` that takes
back what an earlier line said. A deeper file goes before one above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_LARGEST = 1_000_000
_TOKEN = re.compile(r"\\(.)|(\*\*/)|(/\*\*\Z)|\*+|\?|\[([!^]?\]?[^\]]*)\]|[^\\*?\[/]+|.", re.DOTALL)


class Rules:
    """What one file says about the paths below ``folder``, which is empty or ends with a slash."""

    def __init__(self, folder: str, text: str) -> None:
        self._folder = folder
        patterns = list(_patterns(text))[::-1]  # the last one that fits decides
        self._taken_back = [taken_back for taken_back, _ in patterns]
        self._form = re.compile("|".join(f"({form})" for _, form in patterns)) if patterns else None

    def judge(self, path: str, is_folder: bool) -> bool | None:
        """Tell whether a path is ignored; ``None`` where nothing is said of it."""
        if self._form is None:
            return None
        own = path[len(self._folder) :] + ("/" if is_folder else "")
        found = self._form.fullmatch(own)
        return None if found is None else not self._taken_back[(found.lastindex or 1) - 1]


def read_rules(file: str, folder: str) -> Rules | None:
    """Return what the file at ``file`` says about paths below ``folder``, if it can be read."""
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(_LARGEST)
    except OSError:
        return None
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return Rules(folder, text)


def _patterns(text: str) -> Iterator[tuple[bool, str]]:
    """Yield whether a line takes back what is ignored, and the expression for what it fits."""
    for line in text.split("\n"):
        pattern = _stripped(line.removesuffix("\r"))
        taken_back = pattern.startswith("!")
        pattern = pattern[taken_back:]
        if pattern.strip("/") and not line.startswith("#"):
            try:
                form = _form_of(pattern)
                re.compile(form)
            except re.error:  # such as a range that ends before it begins: git fits nothing to it
                continue
            yield taken_back, form


def _stripped(line: str) -> str:
    """A line without the blanks at its end, but for one behind a backslash."""
    bare = line.rstrip(" ")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2 and len(bare) < len(line)
    return bare + " " if escaped else bare


def _form_of(pattern: str) -> str:
    end = "(?<!/)/" if pattern.endswith("/") else "(?<!/)/?"
    inner = pattern.removesuffix("/")
    anywhere = "" if "/" in inner else "(?:.*/)?"
    return anywhere + "".join(map(_translated, _TOKEN.finditer(inner.removeprefix("/")))) + end


def _translated(token: re.Match[str]) -> str:
    escaped, folders, all_below, letters = token.groups()
    if escaped is not None:
        return re.escape(escaped)
    if folders:
        before = token.string[token.start() - 1 : token.start()]
        return "(?:.*/)?" if before in ("", "/") else "[^/]*/"
    if all_below:
        return "/.+"
    if letters is not None:
        return _one_of(letters)
    return {"*": "[^/]*", "?": "[^/]"}.get(token[0][:1]) or re.escape(token[0])


def _one_of(letters: str) -> str:
    negated = letters[:1] in ("!", "^") and letters[:1] != ""
    inside = letters[negated:].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"(?!/)[{'^' if negated else ''}{inside.replace('^', chr(92) + '^')}]"
