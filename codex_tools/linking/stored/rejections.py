"""Links that a person has rejected: remembered in a file that belongs in git."""

import json
from collections.abc import Iterable
from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.storage.files import write_atomically

FILE = "codex-rejected-links.json"

LinkPair = tuple[str, str]
"""The paths of a claim and of a source."""


def read_rejected(root: Path) -> frozenset[LinkPair]:
    """Return the rejected links of the base at ``root``.

    Raises CodexError for a file that cannot be read or has another form.
    """
    path = root / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise CodexError(f"{path} cannot be read: {error.strerror}") from error
    try:
        rows = json.loads(data)["rejected"]
        return frozenset((str(row["claim"]), str(row["source"])) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        message = f'{path} has to hold {{"rejected": [{{"claim": …, "source": …}}]}}'
        raise CodexError(message) from error


def reject(root: Path, pairs: Iterable[LinkPair]) -> None:
    """Remember links as rejected, one a line and sorted, so that two people's merge well."""
    _write(root, read_rejected(root) | set(pairs))


def rename_rejected(root: Path, old: str, new: str) -> None:
    """Make the rejected links of a document follow its rename."""
    known = read_rejected(root)
    renamed = {(new if a == old else a, new if b == old else b) for a, b in known}
    if renamed != known:
        _write(root, renamed)


def _write(root: Path, pairs: Iterable[LinkPair]) -> None:
    every = sorted(pairs)
    rows = [
        json.dumps({"claim": claim, "source": source}, ensure_ascii=False)
        for claim, source in every
    ]
    body = ",\n".join(f"    {row}" for row in rows)
    text = '{\n  "rejected": [\n' + body + "\n  ]\n}\n"
    write_atomically(root / FILE, text.encode("utf-8", "surrogateescape"))
