"""``codex graph stats``: how well the claims of each domain are held up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from codex_tools.reporters.argument.words import section
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.weighing.domains import DomainFigures

SHARES = ("grounded", "circular", "contested", "defeated", "one_origin")
MOST_CONTRIBUTORS = 10


def domains_text(domains: Sequence[DomainFigures]) -> str:
    """Return a table of the domains, and who contributed most claims; nothing for no claims."""
    lines = [*section("claims by domain", _table(domains))]
    return "\n".join([*lines, *section("contributors", _contributors(domains))])


def _table(domains: Sequence[DomainFigures]) -> Iterator[str]:
    if domains:
        heads = (name.replace("_", " ") for name in SHARES)
        yield f" claims  {'  '.join(f'{head:>10}' for head in heads)}  domain"
    for each in domains:
        shares = (getattr(each, name) / each.claims for name in SHARES)
        name = printable(each.domain) or "(none)"
        yield f"{each.claims:>7,}  {'  '.join(f'{share:>10.0%}' for share in shares)}  {name}"


def _contributors(domains: Sequence[DomainFigures]) -> Iterator[str]:
    total: Counter[str] = Counter()
    for each in domains:
        total.update(each.contributors)
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    for handle, count in ranked[:MOST_CONTRIBUTORS]:
        yield f"{count:>7,}  {printable(handle)}"
    if len(ranked) > MOST_CONTRIBUTORS:
        yield f"… and {pluralise(len(ranked) - MOST_CONTRIBUTORS, 'contributor')} more"


def domain_dicts(domains: Sequence[DomainFigures]) -> list[dict[str, Any]]:
    """Return the same for programs."""
    return [each._asdict() for each in domains]
