"""Settings and marks on disk → vaults and dialects; and what ``codex init`` makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bases import MakeBase

from codex_tools.app.init import propose
from codex_tools.app.workspace import load
from codex_tools.base.resolver.layout import Dialect, Vault
from codex_tools.reporters.init import configuration
from codex_tools.settings import load_settings

NOTES = {"en/m.md": "[[m]]\n", "de/m.md": "x\n"}
MARKED = {"en/.obsidian/app.json": "{}", "de/.obsidian/app.json": "{}"}
WORKSPACE = {"dendron.yml": "workspace:\n  vaults:\n    - fsPath: 'en' # one\n    - fsPath: ./de\n"}
NAMED = {
    "dendron.yml": "workspace:\n  vaults:\n    -\n      fsPath: en\n      name: sea.notes\n"
    "    - name: 'shore'\n      fsPath: de\n  journal:\n    name: daily\n"
}


def vaults(root: Path, *config: str) -> list[Vault]:
    layout = load(load_settings(root, config, cache=False)).resolver.layout
    return [layout.root, *layout.vaults]


@pytest.mark.parametrize(
    ("files", "config", "wanted"),
    [
        ({}, (), [Vault()]),
        ({".obsidian/app.json": "{}"}, (), [Vault("", Dialect.OBSIDIAN, True)]),
        (
            MARKED,
            (),
            [Vault(), *(Vault(each, Dialect.OBSIDIAN, True) for each in ("de", "en"))],
        ),
        ({**MARKED, ".obsidian/app.json": "{}"}, (), [Vault("", Dialect.OBSIDIAN, True)]),
        ({}, ('vaults=["en"]',), [Vault(), Vault("en")]),
        (
            {},
            ('vaults=["./en/"]', 'dialect="obsidian"', 'resolution="unique"'),
            [Vault("", Dialect.OBSIDIAN), Vault("en", Dialect.OBSIDIAN)],
        ),
        (
            NAMED,
            (),
            [
                Vault("", Dialect.DENDRON, True),
                Vault("de", Dialect.DENDRON, True, "shore"),
                Vault("en", Dialect.DENDRON, True, "sea.notes"),
            ],
        ),
        (WORKSPACE, (), [Vault(each, Dialect.DENDRON, True) for each in ("", "de", "en")]),
    ],
)
def test_the_vaults_are_those_of_the_settings_or_of_the_marks(
    make_base: MakeBase, files: dict[str, str], config: tuple[str, ...], wanted: list[Vault]
) -> None:
    assert vaults(make_base({**NOTES, **files}), *config) == wanted


def test_the_configuration_that_is_proposed_names_the_vaults(make_base: MakeBase) -> None:
    root = make_base({**NOTES, **MARKED})
    text = configuration(propose(root))
    assert 'vaults = ["de", "en"]' in text
    assert '\nresolution = "nearest"' in text


def test_the_nearest_file_is_only_offered_where_nothing_marks_a_vault(make_base: MakeBase) -> None:
    root = make_base({**NOTES, "a.md": "[[m]]\n"})
    text = configuration(propose(root))
    assert '# resolution = "nearest"' in text
    assert "# Of several files of one name one is nearest: 1 of 2 references\n" in text
