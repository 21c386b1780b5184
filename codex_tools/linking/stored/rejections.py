"""Links that a person has rejected: remembered in a file that belongs in git."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.storage.guarded import MAX_RECORDS, parse_json, read_record

FILE = "codex-rejected-links.json"

LinkPair = tuple[str, str]
"""The paths of a claim and of a source."""


def read_rejected(root: Path) -> frozenset[LinkPair]:
    """Return the rejected links of the base at ``root``.

    Raises CodexError for a file that cannot be read or has another form.
    """
    data = read_record(root / FILE, MAX_RECORDS, root)
    return frozenset() if data is None else _parsed(root / FILE, data)


def _parsed(path: Path, data: bytes) -> frozenset[LinkPair]:
    try:
        rows = parse_json(data)["rejected"]
        return frozenset((str(row["claim"]), str(row["source"])) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        message = f'{path} has to hold {{"rejected": [{{"claim": …, "source": …}}]}}'
        raise CodexError(message) from error


def reject(root: Path, pairs: Iterable[LinkPair]) -> None:
    """Remember links as rejected, one a line and sorted, so that two people's merge well."""
    _change(root, lambda known: known.union(pairs))


def forgive(root: Path, pairs: Iterable[LinkPair]) -> None:
    """Forget that links were rejected."""
    _change(root, lambda known: known.difference(pairs))


def _change(root: Path, change: Callable[[frozenset[LinkPair]], frozenset[LinkPair]]) -> None:
    from codex_tools.storage.writing.together import write_together

    before = read_record(root / FILE, MAX_RECORDS, root)
    known = frozenset() if before is None else _parsed(root / FILE, before)
    if (after := change(known)) != known:
        write_together(root, {FILE: (before, _text(after))})


def renamed_rejections(root: Path, place: Callable[[str], str]) -> tuple[bytes, bytes] | None:
    """Return the file before and after documents get the paths that ``place`` gives.

    ``None`` where it says nothing of them.

    Raises CodexError as :func:`read_rejected` does.
    """
    before = read_record(root / FILE, MAX_RECORDS, root)
    if before is None:
        return None
    known = _parsed(root / FILE, before)
    renamed = {(place(claim), place(source)) for claim, source in known}
    return None if renamed == known else (before, _text(renamed))


def _text(pairs: Iterable[LinkPair]) -> bytes:
    rows = [
        json.dumps({"claim": claim, "source": source}, ensure_ascii=False)
        for claim, source in sorted(pairs)
    ]
    body = ",\n".join(f"    {row}" for row in rows)
    text = '{\n  "rejected": [\n' + body + "\n  ]\n}\n"
    return text.encode("utf-8", "surrogateescape")
