"""A knowledge base that follows its files: after any edits it is what a fresh one would be."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from app.random_bases import CHANGES, PATHS, PICTURES, SURROUNDINGS, texts, write
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.check import check
from codex_tools.app.living import Workspace
from codex_tools.app.workspace import load
from codex_tools.rules import all_rules
from codex_tools.settings import Settings, load_settings
from codex_tools.weighing.weighed import weighed


def expected(root: Path, chosen: Settings, unsaved: Mapping[str, bytes]) -> object:
    """What a fresh check says where everything is saved."""
    with TemporaryDirectory() as name:
        copy = Path(name).resolve() / "base"
        shutil.copytree(root, copy)
        for path, text in unsaved.items():
            write(copy, path, text)
        own = chosen._replace(root=copy)
        base = load(own)
        known = weighed(base)
        return check(base, own).diagnostics, known.judgement, known.origins


def found(workspace: Workspace) -> object:
    known = weighed(workspace.base)
    return workspace.report().diagnostics, known.judgement, known.origins


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(SURROUNDINGS)),
    st.dictionaries(st.sampled_from(PATHS), texts(), min_size=3),
    st.data(),
)
def test_after_any_edits_the_findings_are_those_of_a_fresh_check(
    around: str, files: dict[str, bytes], data: st.DataObject
) -> None:
    with TemporaryDirectory() as name:
        root = Path(name).resolve()
        for path, text in {**SURROUNDINGS[around], **files}.items():
            write(root, path, text)
        every = tuple(rule.code for rule in all_rules())
        chosen = load_settings(root)._replace(cache=False, select=every)
        workspace, unsaved = Workspace(lambda: chosen), dict[str, bytes]()
        assert found(workspace) == expected(root, chosen, unsaved)
        for changes in data.draw(st.lists(CHANGES, min_size=1, max_size=5)):
            on_disk = False
            for path, change in changes.items():
                if change is None or change[0]:
                    write(root, path, change and change[1])
                    on_disk = True
                    unsaved.pop(path, None)
                    workspace.edit({path: None})
                else:
                    unsaved[path] = change[1]
                    workspace.edit({path: change[1]})
            for path in data.draw(PICTURES):
                write(root, path, b"")
                on_disk = True
            if on_disk:
                workspace.refresh()
            wanted = expected(root, chosen, unsaved)
            assert found(workspace) == wanted
            for path in changes:
                some = [each for each in wanted[0] if each.path == path]  # type: ignore[index]
                assert list(workspace.check([path]).diagnostics) == some
