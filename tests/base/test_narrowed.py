"""A check of some files says of them what a check of all says."""

from __future__ import annotations

import pytest
from bases import MakeBase

from codex_tools.app.engine import run_rules
from codex_tools.app.workspace import load
from codex_tools.rules import all_rules
from codex_tools.settings import load_settings

BASES = {
    "edges that are links of bodies": {
        "codex.toml": "[relations.links_to]\nacyclic = true\n",
        "domains/zz.md": "---\ntype: claim\n---\n[[/zz2]]\n",
        "zz2.md": "---\ntype: claim\n---\n[[domains/zz]]\n",
    },
    "entries of a journal under an older name": {
        "codex.toml": '[kinds.claim.legacy-fields]\nreweave_edges = "old_journal"\n',
        "domains/a.md": "---\ntype: claim\nreweave_edges: [bad]\n---\nA\n",
    },
    "entries of a journal that is the alias of a relation": {
        "codex.toml": '[relations.related]\naliases = ["reweave_edges"]\n',
        "domains/a.md": "---\ntype: claim\nreweave_edges: b|related|2024-01-01\n---\nA\n",
        "domains/b.md": "---\ntype: claim\n---\nB\n",
    },
    "a source that names itself": {
        "codex.toml": "",
        "inbox/ss.md": "---\ntype: source\nstatus: unprocessed\nclaims_extracted: [zz]\n"
        "sourced_from: [ss]\n---\n",
        "zz.md": "---\ntype: claim\n---\n",
    },
    "archives that are copies of one another in a chain": {
        "codex.toml": "",
        "inbox/a.md": "---\ntype: source\nauthor: A\ntitle: One\nurl: https://e.org/1\n---\n",
        "inbox/b.md": "---\ntype: source\nauthor: A\ntitle: Two\nurl: https://e.org/1\n---\n",
        "inbox/c.md": "---\ntype: source\nauthor: A\ntitle: Two\n---\n",
    },
}
EXPECTED = {
    "edges that are links of bodies": "ED007",
    "entries of a journal under an older name": "ED001",
    "entries of a journal that is the alias of a relation": "ED002",
    "a source that names itself": "PV004",
    "archives that are copies of one another in a chain": "PV006",
}


@pytest.mark.parametrize("name", BASES)
def test_of_odd_bases(make_base: MakeBase, name: str) -> None:
    settings = load_settings(make_base(BASES[name]), select=("ALL",))
    base = load(settings)
    every = run_rules(base, settings)
    assert EXPECTED[name] in {found.code for found in every}
    for path in base.notes:
        some = run_rules(load(settings), settings, {path})
        assert some == [found for found in every if found.path == path]


def test_of_the_cases_of_all_rules(make_base: MakeBase) -> None:
    files = {
        f"{rule.code}/{number}/{path}": text
        for rule in all_rules()
        for number, case in enumerate((*rule.valid, *rule.invalid))
        for path, text in case.files.items()
        if text.isascii() and len(path) < 60 and len(text) < 10_000
    }
    settings = load_settings(make_base({"codex.toml": "", **files}), select=("ALL",))
    every = run_rules(load(settings), settings)
    assert len(every) > 500
    paths = sorted(load(settings).notes)
    for start in range(0, len(paths), 60):
        some = set(paths[start : start + 60 : 7])
        found = run_rules(load(settings), settings, some)
        assert found == [each for each in every if each.path in some]
