"""Weights in a configuration: written without touching anything else, and read again."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.errors import CodexError, SettingsError
from codex_tools.linking.model.weights import shipped_weights
from codex_tools.linking.stored.weights import weights_from
from codex_tools.linking.stored.weights_table import store_weights, with_table
from codex_tools.settings import load_settings

TABLE = ("link", "weights")
LINES = ["# fitted", "bias = -1.5", "write = 0.7"]
BLOCK = "[link.weights]\n# fitted\nbias = -1.5\nwrite = 0.7\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", BLOCK),
        ("include = ['a']\n", f"include = ['a']\n\n{BLOCK}"),
        ("include = ['a']", f"include = ['a']\n\n{BLOCK}"),
        ("[link]\ngit = false # no\n", f"[link]\ngit = false # no\n\n{BLOCK}"),
        ("[link.weights]\nbias = 1\nx = 2\n", BLOCK),
        (
            "[link.weights]\nbias = 1\n\n# about kinds\n[kinds.a]\n",
            f"{BLOCK}\n# about kinds\n[kinds.a]\n",
        ),
        ("[ link . weights ] # mine\nbias = 1", BLOCK),
        (
            "baseline = '''\n[link.weights]\n'''\n",
            f"baseline = '''\n[link.weights]\n'''\n\n{BLOCK}",
        ),
    ],
)
def test_only_the_table_changes(before: str, after: str) -> None:
    assert with_table(before, TABLE, LINES) == after
    assert with_table(after, TABLE, LINES) == after


def test_line_ends_and_marks_stay() -> None:
    after = with_table("\ufeffinclude = ['a']\r\n", TABLE, LINES)
    assert after == "\ufeffinclude = ['a']\r\n\r\n" + BLOCK.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "link = { weights = { bias = 1 } }\n",
        "link.weights.bias = 1\n",
        "[link]\nweights.bias = 1\n",
        "[link]\nweights = { bias = 1 }\n",
    ],
)
def test_a_table_in_another_form_is_left_alone(text: str) -> None:
    with pytest.raises((CodexError, ValueError)):
        with_table(text, TABLE, LINES)


@given(
    st.lists(
        st.sampled_from(
            [
                "[link]",
                "git = true",
                "[link.weights]",
                "bias = 2",
                "[kinds.a]",
                "[[x]]",
                "# note",
                "",
                's = """',
                '"""',
                "[a]\nlist = [\n[1],\n]",
            ]
        ),
        max_size=9,
    )
)
def test_everything_else_survives(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        before = tomllib.loads(text)
        after = with_table(text, TABLE, LINES)
    except (ValueError, CodexError):
        return
    found = tomllib.loads(after)
    assert found["link"]["weights"] == {"bias": -1.5, "write": 0.7}
    for one in (before, found):
        one.setdefault("link", {}).pop("weights", None)
    assert found == before
    kept = [line for line in text.split("\n") if line.startswith("#") or line == "[kinds.a]"]
    assert all(line in after.split("\n") for line in kept if "link.weights" not in text)


@pytest.mark.parametrize("name", ["codex.toml", ".codex.toml", "pyproject.toml"])
def test_stored_weights_are_read_again(tmp_path: Path, name: str) -> None:
    text = '[project]\nname = "x"\n\n[tool.codex]\n' if name == "pyproject.toml" else "# mine\n"
    (tmp_path / name).write_text(text)
    weights = replace(shipped_weights(), bias=-3.25, write=0.83)
    assert store_weights(tmp_path, weights, "fitted") == tmp_path / name
    assert (tmp_path / name).read_text().startswith(text)
    table = load_settings(tmp_path).link["weights"]
    assert weights_from(table) == weights


def test_without_a_configuration_there_is_one_afterwards(tmp_path: Path) -> None:
    assert store_weights(tmp_path, shipped_weights(), "fitted").name == "codex.toml"
    assert weights_from(load_settings(tmp_path).link["weights"]) == shipped_weights()


def test_a_file_that_cannot_be_edited_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "codex.toml"
    path.write_text("link.weights.bias = 1\n")
    with pytest.raises(CodexError, match=r"codex\.toml"):
        store_weights(tmp_path, shipped_weights(), "fitted")
    assert path.read_text() == "link.weights.bias = 1\n"


def test_unknown_evidence_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(SettingsError, match="did you mean `whole_title`"):
        weights_from({"whole_titel": 1})


def test_weights_of_evidence_that_is_gone_are_to_be_fitted_again() -> None:
    with pytest.raises(SettingsError, match="delete it and run that again"):
        weights_from({"bare_names": 1})
