"""The table of evidence: one row a kind. A new kind is one function and one row here.

Each kind looks at one pair of a mention and a candidate and returns how much of it there is, from
0 to 1, and in words what was found. The weights stand in `weights.json`; a fit keeps the sign that
stands here, so that no agreement ever becomes a reason against a link.
"""

from collections.abc import Callable
from dataclasses import dataclass

from codex_tools.linking import dating, naming, reading
from codex_tools.linking.naming import Finding
from codex_tools.linking.pair import Pair


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence: `sign` 1 speaks for a link, -1 against; `name` ones make it thinkable."""

    look: Callable[[Pair], Finding]
    sign: int
    is_name: bool = False
    reads_text: bool = False


FOR, AGAINST = 1, -1
EVIDENCE: dict[str, Kind] = {
    "named_file": Kind(naming.named_file, FOR, is_name=True),
    "same_identifier": Kind(naming.same_identifier, FOR, is_name=True),
    "other_identifier": Kind(naming.other_identifier, AGAINST),
    "title_words": Kind(naming.title_words, FOR, is_name=True),
    "title_order": Kind(naming.title_order, FOR, is_name=True),
    "whole_title": Kind(naming.whole_title, FOR, is_name=True),
    "other_title": Kind(reading.other_title, AGAINST, reads_text=True),
    "shared_names": Kind(naming.shared_names, FOR, is_name=True),
    "author_named": Kind(naming.author_named, FOR, is_name=True),
    "whole_author": Kind(naming.whole_author, FOR, is_name=True),
    "author_with_title": Kind(naming.author_with_title, FOR, is_name=True),
    "author_with_date": Kind(dating.author_with_date, FOR, is_name=True),
    "first_named": Kind(naming.first_named, FOR, is_name=True),
    "first_in_text": Kind(reading.first_in_text, FOR, reads_text=True),
    "unexplained": Kind(reading.unexplained, AGAINST, reads_text=True),
    "same_date": Kind(dating.same_date, FOR, is_name=True),
    "other_date": Kind(dating.other_date, AGAINST),
    "same_day_work": Kind(dating.same_day_work, FOR),
    "created_before": Kind(dating.created_before, AGAINST),
    "same_domain": Kind(dating.same_domain, FOR),
    "like_text": Kind(reading.like_text, FOR, reads_text=True),
    "shared_figures": Kind(reading.shared_figures, FOR, reads_text=True),
    "quoted_text": Kind(reading.quoted_text, FOR, reads_text=True),
    "same_commit": Kind(naming.same_commit, FOR, is_name=True),
    "body_mention": Kind(naming.body_mention, AGAINST),
    "own_notes": Kind(naming.own_notes, AGAINST),
    "unnamed": Kind(naming.unnamed, AGAINST),
    "unarchived": Kind(naming.unarchived, AGAINST),
}
SIGNS = {name: kind.sign for name, kind in EVIDENCE.items()}
_THINKABLE = 1.25


def gather(pair: Pair) -> dict[str, Finding]:
    """All evidence there is for a pair; the texts are read only when the names allow a link."""
    found = {name: kind.look(pair) for name, kind in EVIDENCE.items() if not kind.reads_text}
    named = sum(found[name][0] for name, kind in EVIDENCE.items() if kind.is_name)
    if named >= _THINKABLE or not pair.mention.text:
        found |= {name: kind.look(pair) for name, kind in EVIDENCE.items() if kind.reads_text}
    return {name: finding for name, finding in found.items() if finding[0]}
