"""Formats of fields: only a date is "no day of the calendar", in whatever field it stands."""

from __future__ import annotations

import json

import pytest
from bases import MakeBase
from kinds.table import Variation, archived, claim, marked, verify

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {
            "mail": {"type": "string", "format": "email"},
            "page": {"type": "string", "format": "uri"},
            "at": {"type": "string", "format": "date-time"},
            "met": {"type": "string", "format": "date"},
            "address": {"type": "string", "format": "ipv4"},
            "key": {"type": "string", "format": "uuid"},
        },
    }
)
CONFIG = "[kinds.person]\nschema = 'person.json'\n"
BOTH = ("FM005", "SC004")


def person(name: str, line: str, **more: object) -> Variation:
    """A document of a kind of one's own."""
    files = {
        "codex.toml": CONFIG,
        "person.json": SCHEMA,
        "a.md": f"---\ntype: person\n{line}\n---\nText.\n",
    }
    return Variation(name, files, select=BOTH, **more)


def dated(name: str, text: str, **more: object) -> Variation:
    """A claim or a source with a date."""
    return Variation(name, {"coast/a.md": text}, select=BOTH, **more)


TABLE = (
    person("mail", "mail: «SC004 rosa at example»", words="e-?mail"),
    person("page", "page: «SC004 not a page»", words=r"(?i)\buri\b|address"),
    person("time", "at: «SC004 yesterday»", words="time"),
    person("address", "address: «SC004 300.1.1.1»", words="(?i)ip"),
    person("key", "key: «SC004 abc»", words="(?i)uuid"),
    person("day", "met: «FM005 2026-02-30»", words="day of the calendar"),
    person("right", "mail: rosa@example.org\npage: https://example.org\nmet: 2026-02-28"),
    dated("created", claim().replace("2026-03-04", "«FM005 2026-13-01»")),
    dated("reviewed", claim("", last_evaluated="«FM005 2026-04-31»")),
    dated("own_field", claim("", reviewed_on="«FM005 2025-02-29»")),
    dated("own_field_date", claim("", harvest_date="«FM005 2025-06-31»")),
    dated("in_source", archived("", accessed="«FM005 2021-00-10»"), guessed=None),
    dated("not_a_date_field", claim("", code="2025-99-99", version="2025-02-30")),
    dated("right_day", claim("", reviewed_on="2024-02-29", harvest_date="2025")),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_format_is_called_what_it_is(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
