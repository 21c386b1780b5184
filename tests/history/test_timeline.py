"""Which version a commit has, against a walk from parent to parent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codex_tools.history.timeline import Timeline
from codex_tools.storage.commits import Commit, Touch


@st.composite
def histories(draw: st.DrawFn) -> list[Commit]:
    made: list[Commit] = []
    for number in range(draw(st.integers(1, 25))):
        earlier = st.integers(0, number - 1) if number else st.nothing()
        parents = draw(st.lists(earlier, max_size=2, unique=True)) if number else []
        paths = draw(st.sets(st.sampled_from("abc")))
        contents = draw(st.lists(st.sampled_from(("", "x")), min_size=3, max_size=3))
        touches = (
            Touch(path, f"{number}" if content else "", "")
            for path, content in zip(sorted(paths), contents, strict=False)
        )
        made.append(Commit(f"{number}", tuple(parents), "2026-01-01", tuple(touches)))
    return made


def walked(commits: list[Commit], path: str, commit: int) -> str:
    """The content of a path at a commit, found by going from first parent to first parent."""
    while True:
        for touch in commits[commit].touches:
            if touch.path == path:
                return touch.content
        if not commits[commit].parents:
            return ""
        commit = commits[commit].parents[0]


@given(histories())
def test_a_commit_has_the_version_of_its_nearest_ancestor(commits: list[Commit]) -> None:
    timeline = Timeline(commits)
    for number in range(len(commits)):
        for path in "abc":
            found = timeline.at(path, number)
            assert (found.touch.content if found else "") == walked(commits, path, number)
