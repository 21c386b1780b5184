"""Files in the manner of ``.gitignore`` → whether git ignores a path.

The patterns are those of gitignore(5): anchored ones, ``**``, folders alone, and ``!`` that takes
back what an earlier line said. A deeper file goes before one above it.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

_LARGEST = 100_000
"""Bytes of a file of patterns; a larger one is not read, since each path is held against all."""

_Pattern = tuple[bool, bool, str]
"""Of a line: whether it takes back what is ignored, whether it is one of names, and the expression.

One of names has no slash inside, and fits the last part of a path, wherever that is.
"""

_NOWHERE = sys.maxsize
_TOKEN = re.compile(
    r"\\(.)|(\*\*++/)|(/\*\*++\Z)|\*+|\?|\[([!^]?\]?[^\]\n]{0,1000}+)\]|[^\\*?\[/]+|.", re.DOTALL
)


class Rules:
    """What one file says about the paths below ``folder``, which is empty or ends with a slash.

    Of a file that stands above all paths, ``above`` leads from its folder to where they begin.
    """

    def __init__(self, folder: str, text: str, above: str = "") -> None:
        self.folder = folder
        self._above = above
        patterns = list(_patterns(text))[::-1]  # the last one that fits decides
        self._taken_back = [taken_back for taken_back, _, _ in patterns]
        self._names = _Alternatives(patterns, of_names=True)
        self._paths = _Alternatives(patterns, of_names=False)

    @property
    def says_anything(self) -> bool:
        """Whether there is a pattern; the file that git makes in each repository has none."""
        return bool(self._taken_back)

    def judge(self, path: str, is_folder: bool) -> bool | None:
        """Tell whether a path is ignored; ``None`` where nothing is said of it."""
        end = "/" if is_folder else ""
        own = self._above + path[len(self.folder) :] + end
        first = min(self._names.first(path[path.rfind("/") + 1 :] + end), self._paths.first(own))
        return None if first == _NOWHERE else not self._taken_back[first]


class _Alternatives:
    """The patterns that are of names, or those that are not, by their places among all."""

    def __init__(self, patterns: Sequence[_Pattern], of_names: bool) -> None:
        self._places = [at for at, (_, of, _) in enumerate(patterns) if of is of_names]
        forms = [f"({patterns[at][2]})" for at in self._places]
        self._match = _compiled("|".join(forms)).fullmatch if forms else None

    def first(self, text: str) -> int:
        """Return the place of the first pattern that fits a text, ``_NOWHERE`` for none."""
        found = self._match(text) if self._match else None
        return _NOWHERE if found is None else self._places[(found.lastindex or 1) - 1]


def read_rules(file: str, folder: str, above: str = "", is_own: bool = False) -> Rules | None:
    """Return what the file at ``file`` says about paths below ``folder``; ``None`` for nothing, and
    where it cannot be read.

    ``above`` is that of :class:`Rules`. As for git, a link is no such file, unless it is a person's
    own one.
    """
    from codex_tools.storage.files import read_file

    is_linked = not is_own and Path(file).is_symlink()
    data = None if is_linked else read_file(file, _LARGEST)
    if not isinstance(data, bytes):
        return None
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    rules = Rules(folder, text, above)
    return rules if rules.says_anything else None


def _compiled(form: str) -> re.Pattern[str]:
    """Compile an expression, whose classes may look like the set operations of other engines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(form)


def _patterns(text: str) -> Iterator[_Pattern]:
    for line in text.split("\n"):
        pattern = _stripped(line.removesuffix("\r"))
        taken_back = pattern.startswith("!")
        pattern = pattern[taken_back:]
        if pattern.strip("/") and not line.startswith("#"):
            try:
                form = _form_of(pattern)
                _compiled(form)
            except re.error:  # such as a range that ends before it begins: git fits nothing to it
                continue
            yield taken_back, "/" not in pattern.removesuffix("/"), form


def _stripped(line: str) -> str:
    """A line without the blanks at its end, but for one behind a backslash."""
    bare = line.rstrip(" ")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2 and len(bare) < len(line)
    return bare + " " if escaped else bare


def _form_of(pattern: str) -> str:
    end = "(?<!/)/" if pattern.endswith("/") else "(?<!/)/?"
    inner = pattern.removesuffix("/")
    tokens: list[str] = []
    for token in _TOKEN.finditer(inner.removeprefix("/")):
        tokens += _translated(token)
    return _lazily(tokens, _FOLDERS, "(?:[^/]*/)*?", _in_folders) + end


_STAR, _FOLDERS = "[^/]*", "(?:.*/)?"


def _lazily(
    tokens: Iterable[str], wild: str, least: str, join: Callable[[Sequence[str]], str]
) -> str:
    """Join tokens so that each ``wild`` one but the last stands for as little as it can, for good.

    That finds what backtracking would find, in time that does not grow with their number: see
    ``fnmatch.translate`` of the standard library.
    """
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == wild:
            parts.append([])
        else:
            parts[-1].append(token)
    first, *rest = parts
    middle = (f"(?>{least}{join(part)})" for part in rest[:-1] if part)
    return join(first) + "".join(middle) + (wild + join(rest[-1]) if rest else "")


def _in_folders(tokens: Sequence[str]) -> str:
    """Join tokens, those of each folder by themselves, since no star reaches over a slash."""
    folders: list[list[str]] = [[]]
    for token in tokens:
        folders[-1].append(token)
        if token == "/":
            folders.append([])
    return "".join(_lazily(each, _STAR, f"{_STAR}?", "".join) for each in folders)


def _translated(token: re.Match[str]) -> tuple[str, ...]:
    """Return the expressions for a token: most are one."""
    escaped, folders, all_below, letters = token.groups()
    if escaped is not None:
        return (re.escape(escaped),)
    if folders:
        before = token.string[token.start() - 1 : token.start()]
        return (_FOLDERS,) if before in ("", "/") else (_STAR, "/")
    if all_below:
        return ("/.+",)
    if letters is not None:
        return (_one_of(letters),)
    return ({"*": _STAR, "?": "[^/]"}.get(token[0][:1]) or re.escape(token[0]),)


def _one_of(letters: str) -> str:
    negated = letters[:1] in ("!", "^") and letters[:1] != ""
    inside = letters[negated:].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"(?!/)[{'^' if negated else ''}{inside.replace('^', chr(92) + '^')}]"
