"""A known link joins a note that can name sources with one that claims can be taken from."""

import pytest
from bases import MakeBase

from codex_tools.app.link import linker
from codex_tools.app.workspace import load
from codex_tools.linking.plan import make_plan
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings

CLAIM, OTHER, MAP = "domains/tides-rise.md", "domains/moons-pull.md", "domains/_map.md"
SOURCE, SECOND = "inbox/archive/tides.md", "inbox/archive/moons.md"
FILES = {
    CLAIM: claim(),
    OTHER: claim(),
    MAP: "---\ntype: map\n---\n# Map\n",
    SOURCE: source(),
    SECOND: source(title="On moons", url="https://example.org/moons"),
}


def known(make_base: MakeBase, changed: dict[str, str]) -> dict[str, set[str]]:
    settings = load_settings(make_base({**FILES, **changed}))
    return dict(linker(load(settings), settings).known)


@pytest.mark.parametrize(
    "changed",
    [
        {CLAIM: claim(sourced_from=f"[{SOURCE}]")},
        {SOURCE: source(claims_extracted=f"[{CLAIM}]")},
    ],
)
def test_a_link_at_either_end_is_known(make_base: MakeBase, changed: dict[str, str]) -> None:
    assert known(make_base, changed) == {CLAIM: {SOURCE}}


def test_a_link_in_any_field_of_the_base_is_known(make_base: MakeBase) -> None:
    config = """
        model = "none"
        [kinds.claim]
        role = "claim"
        [kinds.source]
        role = "source"
        [relations.papers]
        provenance = "from"
        [relations.talks]
        provenance = "from"
    """
    files = {
        "a.md": "---\ntype: claim\npapers: [tides, moons]\n---\nA\n",
        "b.md": "---\ntype: claim\ntalks: [moons]\n---\nB\n",
        "tides.md": "---\ntype: source\n---\nTides.\n",
        "moons.md": "---\ntype: source\n---\nMoons.\n",
    }
    root = make_base(files | {"codex.toml": config})
    settings = load_settings(root)
    made = linker(load(settings), settings)
    assert made.known == {"a.md": {"tides.md", "moons.md"}, "b.md": {"moons.md"}}
    plan = make_plan(made)
    assert (plan.unlinked, plan.new, len(plan.standing)) == (0, [], 3)


@pytest.mark.parametrize("target", [OTHER, MAP])
def test_a_target_that_is_no_source_makes_no_known_link(make_base: MakeBase, target: str) -> None:
    assert known(make_base, {CLAIM: claim(sourced_from=f"[{target}]")}) == {}


@pytest.mark.parametrize("target", [SECOND, MAP])
def test_a_target_that_is_no_claim_makes_no_known_link(make_base: MakeBase, target: str) -> None:
    assert known(make_base, {SOURCE: source(claims_extracted=f"[{target}]")}) == {}
