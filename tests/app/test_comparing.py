"""What one state of a base has and another lacks is the same as if both were judged whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from app.random_bases import PATHS, PICTURES, SURROUNDINGS, texts, write
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.comparing import compare
from codex_tools.app.engine import run_rules
from codex_tools.app.revisions import State
from codex_tools.app.workspace import load, relisted
from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import Diagnostic
from codex_tools.rules import all_rules
from codex_tools.settings import Settings, load_settings
from codex_tools.storage.files import list_files

EVERY = tuple(rule.code for rule in all_rules())


def caused(now: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> object:
    """What is found now and was not before, without what it proposes."""
    known = set(fingerprints(before))
    found = zip(fingerprints(now), now, strict=True)
    return [each[:4] for mark, each in found if mark not in known]


FEW = st.sampled_from(PATHS[:10])
"""So few that notes name each other, and that it is those that change."""


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(SURROUNDINGS)),
    st.dictionaries(FEW, texts(), min_size=5),
    st.dictionaries(FEW, st.none() | texts(), min_size=1, max_size=2),
    PICTURES,
)
def test_what_a_change_causes_is_what_two_whole_checks_tell_apart(
    around: str,
    files: dict[str, bytes],
    edited: dict[str, bytes | None],
    pictures: list[str],
) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        old, new = Path(one).resolve(), Path(other).resolve()
        for path, text in {**SURROUNDINGS[around], **files}.items():
            write(old, path, text)
        for path, after in {**SURROUNDINGS[around], **files, **edited}.items():
            write(new, path, after)
        for path in pictures:
            write(new, path, b"")
        chosen = load_settings(old)._replace(cache=False, select=EVERY)
        there = {path: text for path, text in edited.items() if text is not None}
        was = {path: text for path, text in files.items() if path in edited}
        _hold_to_whole_checks(chosen, old, new, there)
        _hold_to_whole_checks(chosen, new, old, was)


def _hold_to_whole_checks(
    chosen: Settings, old: Path, new: Path, changed: Mapping[str, bytes]
) -> None:
    """Compare two folders, of which the files ``changed`` are other ones in the second."""
    wanted = caused(_whole(chosen, new), _whole(chosen, old))
    before = load(chosen._replace(root=old))
    own = chosen._replace(root=new)
    now = relisted(before, own, list_files(new, *own.walked), changed)
    assert caused(*compare(State(now, chosen), State(before, chosen))) == wanted


def _whole(chosen: Settings, root: Path) -> list[Diagnostic]:
    own = chosen._replace(root=root)
    return run_rules(load(own), own)
