"""An entry that is a mapping, appended to a list of such entries; nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.edits.entries import append_entries
from codex_tools.errors import EditRefusedError
from codex_tools.syntax.document import parse_document

CASES = {
    "": "sources:\n  - resource: /a.md\n",
    "sources:\n- id: x\n  resource: b\n": "sources:\n- id: x\n  resource: b\n- resource: /a.md\n",
    "sources:\n  - {resource: b}\n": "sources:\n  - {resource: b}\n  - resource: /a.md\n",
    "sources: [{resource: b}]\n": "sources: [{resource: b}, {resource: /a.md}]\n",
    "sources: []\n": "sources:\n  - resource: /a.md\n",
    "sources:\n": "sources:\n  - resource: /a.md\n",
    "sources: words\n": "sources:\n  - words\n  - resource: /a.md\n",
    "sources:\n  - resource: /a.md\n": "sources:\n  - resource: /a.md\n",
}


@pytest.mark.parametrize("before", CASES)
def test_an_entry_is_appended(before: str) -> None:
    head = "---\ntype: x  # why\n"
    after = append_entries(f"{head}{before}---\nBody\n".encode(), "sources", ["/a.md"], "resource")
    assert after.decode() == f"{head}{CASES[before]}---\nBody\n"


def test_one_mapping_is_no_list() -> None:
    with pytest.raises(EditRefusedError):
        append_entries(b"---\nsources: {resource: b}\n---\n", "sources", ["/a.md"], "resource")


FRONTS = st.sampled_from([each for each in CASES if "/a.md" not in each])


@given(FRONTS, st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_any_text_comes_back(before: str, item: str) -> None:
    data = f"---\ntype: x\n{before}---\nBody\n".encode()
    try:
        after = append_entries(data, "sources", [item], "resource")
    except EditRefusedError:
        return
    fields = parse_document("a.md", after).fields
    assert fields["type"] == "x"
    assert fields["sources"][-1] == {"resource": item}  # type: ignore[index]
    assert append_entries(after, "sources", [item], "resource") == after
