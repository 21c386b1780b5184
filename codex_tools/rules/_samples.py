"""Small claims, sources and concepts for the cases of rules, with fields to change."""

from __future__ import annotations

from collections.abc import Mapping

from codex_tools.rules._base import Case


def _line(name: str, value: str | None) -> str:
    if value is None:
        return ""
    return f"{name}:{value}\n" if value.startswith("\n") else f"{name}: {value}\n"


def _lines(fields: Mapping[str, str | None]) -> Mapping[str, str]:
    return {name: _line(name, value) for name, value in fields.items()}


CLAIM = {
    "type": "claim",
    "domain": "tides",
    "description": "Says more than the title does.",
    "confidence": "likely",
    "source": "Ada Sample, 'On tides', 2025",
    "created": "2026-01-02",
}
SOURCE = {
    "type": "source",
    "title": "On tides",
    "author": "Ada Sample",
    "url": "https://example.org/tides",
    "date": "2025-06-01",
    "domain": "tides",
    "status": "unprocessed",
}


_CLAIM, _SOURCE = _lines(CLAIM), _lines(SOURCE)
"""The lines of a front matter: hundreds of samples are made when the rules are loaded."""


def claim(body: str = "", /, **changes: str | None) -> str:
    """Return the text of a claim; a change to ``None`` leaves the field out."""
    return _text({**_CLAIM, **_lines(changes)}, body)


def source(body: str = "", /, **changes: str | None) -> str:
    """Return the text of a source; a change to ``None`` leaves the field out."""
    return _text({**_SOURCE, **_lines(changes)}, body)


def _text(lines: Mapping[str, str], body: str) -> str:
    return "".join(("---\n", *lines.values(), "---\n", body))


def valid_claim(**changes: str | None) -> Case:
    """Return a case of one claim in which nothing is found."""
    return Case({"domains/tides.md": claim(**changes)})


def broken_claim(position: str, **changes: str | None) -> Case:
    """Return a case of one claim with a finding at ``position``, as ``line:column``."""
    return Case({"domains/tides.md": claim(**changes)}, (f"domains/tides.md:{position}",))


def valid_source(**changes: str | None) -> Case:
    """Return a case of one source in which nothing is found."""
    return Case({"inbox/archive/tides.md": source(**changes)})


def broken_source(position: str, **changes: str | None) -> Case:
    """Return a case of one source with a finding at ``position``, as ``line:column``."""
    path = "inbox/archive/tides.md"
    return Case({path: source(**changes)}, (f"{path}:{position}",))


ROOT = '---\nokf_version: "0.2"\n---\n'
"""The `index.md` in the root of a bundle."""


def concept(front: str = "", body: str = "") -> str:
    """Return the text of a concept with these lines in its front matter."""
    return f"---\ntype: Metric\n{front}---\n{body}"
