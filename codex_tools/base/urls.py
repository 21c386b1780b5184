"""Web addresses in the form in which they are compared."""

from __future__ import annotations

from codex_tools.runtime import lazy_regex

_SCHEME = lazy_regex.compile(r"(?i:https?://(?:www\.)?|www\.)")
_CLOSING = "/.,;:!?)('\"*_"
"""Marks that belong to the sentence around an address, or say nothing at its end."""


def normalise_url(url: str) -> str:
    """Return a web address without scheme, `www.`, fragment, campaign query and closing marks.

    What is left stands in the address as it is: case and escapes stay.
    """
    address = url.strip()
    scheme = _SCHEME.match(address)
    if scheme:
        address = address[scheme.end() :]
    return address.partition("#")[0].partition("?utm")[0].rstrip(_CLOSING)


def page_of(url: str) -> str:
    """Return an address below the front page of its site; else the empty string."""
    address = normalise_url(url) if "://" in url else ""
    return address if "/" in address else ""
