from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import BrokenLink, Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import unknown_root
from codex_tools.rules._samples import claim
from codex_tools.settings.toml_text import toml_value


class UnknownLinkRoot(Rule):
    """Links begin at the root of a site, with a folder that is not there.

    ## Why it matters
    Either the site has its root elsewhere, so that all these links work there and cannot be
    checked here, or they are all broken.

    ## What to do
    Say which it is, once for all of them: `link-roots` names the folders from which such a link
    is looked up, and `ignore-links` what is not part of this base. It is reported at the first
    link of each folder, with their number.
    """

    code = "RF015"
    subject = "dangling"
    whole_base = True
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("See [b](/domains/b.md).\n"), "domains/b.md": claim()}),
        Case({"domains/a.md": claim("See [b](/lost.md) and [c](/domains/lost.md).\n")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("See [b](/guide/b), [c](/guide/c) and [d](/shop/d).\n")},
            ("domains/a.md:9:9", "domains/a.md:9:42"),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield the first link of each folder that is not there."""
        if not any(unknown_root(scope.base, each) for each in scope.dangling):
            return
        counts, first = scope.base.once("links from unknown roots", _in_all)
        for folder, broken in first.items():
            if scope.examines(broken.source):
                many = counts[folder] > 1
                begin = "links begin" if many else "link begins"
                message = f"{counts[folder]:,} {begin} with `/{folder}`, which is no folder here"
                yield Finding(broken.source, broken.link.place, message, _hint(scope.base, folder))


def _in_all(base: KnowledgeBase) -> tuple[Counter[str], dict[str, BrokenLink]]:
    """How many links of the whole base begin with each unknown folder, and the first of each."""
    counts: Counter[str] = Counter()
    first: dict[str, BrokenLink] = {}
    for broken in base.links.bodies.broken:
        if folder := unknown_root(base, broken):
            counts[folder] += 1
            first.setdefault(folder, broken)
    return counts, first


def _hint(base: KnowledgeBase, folder: str) -> str:
    above = [
        path.rpartition("/")[0]
        for path in base.resolver.places.folders
        if path.rpartition("/")[2] == folder
    ]
    if above:
        root = min(above, key=lambda path: (path.count("/"), path))
        return f"if its root is there, set `link-roots = {toml_value([root])}`"
    return f"if they lead to another site, set `ignore-links = {toml_value([f'/{folder}/*'])}`"
