"""The figures of the code: what is counted of a package that is known."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSAGE = "".join(f"{name} = {name!r} + other\n" for name in "abcdefg")


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scripts find each other, as they do when one of them is run."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


def test_floors_are_the_longest_chain_and_a_circle_is_on_one() -> None:
    from house import circles, floors

    graph: networkx.DiGraph[str] = networkx.DiGraph(["ab", "bc", "ac", "cd", "dc"])
    assert (floors(graph), circles(graph)) == (3, 1)
    graph.remove_edge("d", "c")
    assert (floors(graph), circles(graph)) == (4, 0)


def test_a_passage_counts_once_however_long_it_is() -> None:
    from house import repetitions

    texts = {Path("a.py"): f"x = 1\n{PASSAGE}", Path("b.py"): f"def f():\n{PASSAGE}"}
    texts = {path: text.replace("\na", "\n\n  # why\na") for path, text in texts.items()}
    with pytest.raises(IndentationError):
        repetitions(texts)
    texts[Path("b.py")] = PASSAGE
    assert repetitions(texts) == 1
    assert repetitions({**texts, Path("c.py"): PASSAGE + "z = 1\n"}) == 3
    assert repetitions({**texts, Path("b.py"): "".join(PASSAGE.splitlines(True)[:5])}) == 0


def test_imports_are_no_repetition() -> None:
    from house import repetitions

    text = "from a import (\n b,\n c,\n d,\n e,\n f,\n g,\n)\nimport h\n"
    assert repetitions({Path("a.py"): text, Path("b.py"): text}) == 0


def test_functions_are_measured_with_all_their_lines() -> None:
    from house import functions, spread

    lengths = sorted(functions(["@x\ndef f():\n  def g():\n    1\n  return g\nasync def h(): 1\n"]))
    assert lengths == [1, 2, 4]
    assert spread([*range(1, 11)]) == "6 / 10 / 10"


def test_the_rooms_of_this_checkout_are_its_packages_and_modules() -> None:
    from house import circles, rooms

    graph = rooms(ROOT)
    paths = (ROOT / "codex_tools").iterdir()
    wanted = {
        path.stem for path in paths if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert set(graph) == wanted - {"__init__"}
    assert graph.has_edge("cli", "commands")
    assert not graph.has_edge("commands", "cli")
    assert circles(graph) == 0


def test_the_ways_are_those_of_runs_that_do_what_they_say() -> None:
    from ways import CHANGED, WAYS, follow

    check, linked, fixed = (follow(ROOT, arguments) for arguments in WAYS.values())
    assert check["changed"] == []
    assert check["way"][0] == "__main__"
    assert check["way"][-1].startswith("rules/")
    assert linked["changed"] == [CHANGED, "inbox/archive/2025-quillfeather-harbours.md"]
    assert {"linking", "edits"} <= set(linked["rooms"])
    assert "linking" not in check["rooms"]
    assert fixed["changed"] == [CHANGED]
    assert fixed["parsed"][CHANGED] > 1
