"""Web addresses in the form in which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.runtime import lazy_regex

_ADDRESS = lazy_regex.compile(r"https?://[^\s<>\"'`\]]+", re.IGNORECASE)
_SCHEME = lazy_regex.compile(r"(?i:https?://(?:www\.)?|www\.)")
_TRACKING = lazy_regex.compile(
    r"(?i:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid)(?:=|$)"
)
_DOI = lazy_regex.compile(r"(?:^|/)(10\.\d{4,9}/[^\s?&]+)")
_ARXIV = lazy_regex.compile(r"(?i:arxiv\.org)/\w+/(\d{4}\.\d{4,5})")
_CLOSING = "/.,;:!?)('\"*_"
"""Marks that belong to the sentence around an address, or say nothing at its end."""

_SENTENCE = ".,;:)"


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address on the web, and not a path or a title; one without a scheme
    has to have a path behind its host."""
    is_one = _SCHEME.match(text) is not None and "/" in text
    return is_one and not any(map(str.isspace, text))


def addresses_in(text: str) -> Iterator[str]:
    """Yield the addresses on the web that a text names, without the marks of the sentence."""
    return (each.rstrip(_SENTENCE) for each in _ADDRESS.findall(text))


def normalise_url(url: str) -> str:
    """Return a web address without scheme, `www.`, fragment, tracking keys and closing marks.

    The host is in lower case; what is left of the path stands as it is: case and escapes stay. An
    address of a paper with a DOI or an arXiv number is that number, which many sites have.
    """
    address = url.strip()
    scheme = _SCHEME.match(address)
    if scheme:
        address = address[scheme.end() :]
    address = _without_tracking(address.partition("#")[0]).rstrip(_CLOSING)
    if "/10." in address and (doi := _DOI.search(address)):
        return f"doi.org/{doi[1].lower()}"
    host, slash, path = address.partition("/")
    if paper := _ARXIV.search(address):
        return f"arxiv.org/abs/{paper[1]}"
    return f"{host.lower()}{slash}{path}"


def _without_tracking(address: str) -> str:
    page, mark, query = address.partition("?")
    keys = [key for key in query.split("&") if not _TRACKING.match(key)]
    return f"{page}?{'&'.join(keys)}" if mark and keys != [""] and keys else page


def page_of(url: str) -> str:
    """Return an address below the front page of its site; else the empty string."""
    address = normalise_url(url) if "://" in url else ""
    return address if "/" in address else ""


def constant_part(page: str) -> str:
    """Return what every way of writing the address of a page has in it, letter by letter."""
    host, _, path = page.partition("/")
    if host == "doi.org":
        return path.partition("/")[0]
    return path.rpartition("/")[2] if host == "arxiv.org" else path.partition("?")[0]
