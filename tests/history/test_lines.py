"""Since when an edge stands and what its target stated then, against the definition."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.origin import HEAD, Origin
from codex_tools.history import lines
from codex_tools.history.lines import History
from codex_tools.history.readings import Reading, Where
from codex_tools.history.statement import Statement
from codex_tools.storage.commits import Commit, Touch
from codex_tools.syntax.document import parse_document

State = dict[str, str]
NOTHING = Statement("", "", "", "", "", "")
CONTENTS = ("", "x", "y", "xy")
"""What a note says is what it names, which is none of the notes: ``xy`` has two edges."""


@st.composite
def histories(draw: st.DrawFn) -> list[Commit]:
    """Random commits with merges and renames; what they touch differs from their first parent."""
    made: list[Commit] = []
    for number in range(draw(st.integers(1, 14))):
        earlier = st.integers(max(0, number - 4), max(0, number - 1))
        parents = draw(st.lists(earlier, min_size=1, max_size=2, unique=True)) if number else []
        state = state_of(made, parents[0]) if parents else {}
        touches: list[Touch] = []
        for path in draw(st.sets(st.sampled_from(("a", "b", "c")))):
            content = draw(st.sampled_from(CONTENTS)) + f"-{number}"
            old = draw(st.sampled_from([path, *sorted(state)]))
            is_move = old in state and old != path and path not in state
            is_move = is_move and old not in {touch.path for touch in touches}
            if is_move:
                touches += [Touch(old, "", old), Touch(path, content, old)]
            elif path not in {touch.path for touch in touches}:
                touches.append(Touch(path, content, path if path in state else ""))
        made.append(Commit(f"{number}", tuple(parents), f"2026-01-{number + 1:02}", tuple(touches)))
    return made


def state_of(commits: list[Commit], commit: int) -> State:
    """The contents that a commit has by path."""
    parents = commits[commit].parents
    state = dict(state_of(commits, parents[0])) if parents else {}
    for touch in commits[commit].touches:
        state.pop(touch.path, None)
        if touch.content:
            state[touch.path] = touch.content
    return state


def writer(commits: list[Commit], commit: int, path: str, name: str) -> int | None:
    """The commit that last wrote an edge which a commit has, by the definition."""
    content = state_of(commits, commit).get(path, "")
    if name not in content.partition("-")[0]:
        return None
    touch = next((each for each in commits[commit].touches if each.path == path), None)
    parents = commits[commit].parents
    if touch is None:
        return writer(commits, parents[0], path, name)
    known = []
    for number, parent in enumerate(parents):
        names = [touch.old] if number == 0 else [path, touch.old]
        before = next((each for each in names if each in state_of(commits, parent)), None)
        if before is not None:
            known.append(writer(commits, parent, before, name))
    written = [each for each in known if each is not None]
    return max(written) if written else commit


def read(_: object, __: object, wanted: list[Where]) -> dict[Where, Reading]:
    return {
        (path, content): Reading(
            NOTHING, tuple(("supports", name, "") for name in content.partition("-")[0])
        )
        for path, content in wanted
    }


def of_one_note(*rows: tuple[tuple[int, ...], str]) -> list[Commit]:
    return [
        Commit(f"{n}", parents, "2026-01-01", (Touch("a", content, "a" if n else ""),))
        for n, (parents, content) in enumerate(rows)
    ]


TWICE = of_one_note(((), "-0"), ((0,), "x-1"), ((0,), "x-2"), ((1, 2), "x-3"))
"""Two branches write the same edge, and a merge has it from both."""


@example(TWICE)
@given(histories())
def test_edges_are_written_by_the_commits_that_the_definition_says(commits: list[Commit]) -> None:
    state = state_of(commits, len(commits) - 1)
    documents = [parse_document(path, b"---\ntype: claim\n---\n") for path in sorted(state)]
    base = KnowledgeBase.of(documents, build_kinds({}, Path()))
    origin = Origin(Path(), HEAD, 1, False, lambda: 0)
    with (
        patch.object(lines, "commits", lambda *_: commits),
        patch.object(lines, "read_versions", read),
    ):
        history = History(base, origin)
    for path in state:
        for name in "xy":
            expected = writer(commits, len(commits) - 1, path, name)
            assert history.written(path, "supports", name) == expected
