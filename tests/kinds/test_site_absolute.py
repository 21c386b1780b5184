"""Addresses from the root of a site: mapped by a setting, or reported once."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

SITE = {"docs/guide/start.md": "# Go\n", "docs/index.md": "x\n", "docs/img/map.png": "x"}
ROOTS = ('link-roots=["docs"]',)


def at(name: str, body: str, *settings: str, **more: object) -> Variation:
    """A variation with the site beside it."""
    return one(name, body, beside=SITE, settings=settings, **more)


TABLE = (
    at("mapped", "[x](/guide/start.md) [y](/guide/start) ![z](/img/map.png)\n", *ROOTS),
    at(
        "mapped_anchor",
        "[x](/guide/start#go) [y](«RF011 /guide/start#stop»)\n",
        *ROOTS,
        guessed=None,
    ),
    at("mapped_folder", "[x](/guide/) [y](/) [z](/guide/start/)\n", *ROOTS),
    at("mapped_html", '<a href="/guide/start">x</a> <img src="/img/map.png">\n', *ROOTS),
    at("mapped_gone", "[x](«RF004 /guide/stop») [y](«RF004 /lost/»)\n", *ROOTS, guessed=None),
    at(
        "from_the_base",
        "[x](/docs/guide/start.md) [y](«RF004 /docs/guide/stop.md»)\n",
        guessed=None,
    ),
    at(
        "reported_once",
        "[x](«RF015 /guide/start») [y](/guide/stop) [z](/guide/start#go)\n",
        words=r"(?s)3 links.*link-roots = \[\"docs\"\]",
    ),
    at(
        "one_of_each",
        "[x](«RF015 /azure/a») [y](«RF015 /intune/b») [z](/azure/c)\n",
        words=r"(?s)2 links.*ignore-links",
    ),
    at("ignored", "[x](/windows/a) [y](/windows/b/c)\n", 'ignore-links=["/windows/*"]'),
    at("ignored_scheme", "[x](dendron:a) [[dendron:b]]\n", 'ignore-links=["dendron:*"]'),
    at(
        "ignored_wikilinks",
        "[[@holm]] [[@berg, p. 4]] [[«RF001 holm»]]\n",
        'ignore-links=["[[@*]]"]',
        guessed=None,
    ),
    at(
        "ignored_relative",
        "[x](gen/a.md) [y](«RF004 lost.md»)\n",
        'ignore-links=["gen/*"]',
        guessed=None,
    ),
    at("two_roots", "[x](/guide/start) [y](/a.md)\n", 'link-roots=["docs", "notes"]'),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_site_absolute_addresses(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
