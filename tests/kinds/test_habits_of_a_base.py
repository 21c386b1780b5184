"""What most of a base does is no fault: it is counted once, or not said at all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from bases import MakeBase, findings
from kinds.table import Variation, claim, marked, verify, write_base

NUMBERS = range(1, 9)
SAYINGS = {n: f"The eel number {word} swims upstream" for n, word in enumerate("abcdefgh", 1)}
NOTES = {f"n/{n}.md": f"---\ntitle: {SAYINGS[n]}\n---\nText.\n" for n in NUMBERS}


def linking(name: str, texts: Mapping[str, str], **more: object) -> Variation:
    """A base of notes with titles, and some that link to them."""
    return Variation(name, {**NOTES, **texts}, guessed=None, **more)  # type: ignore[arg-type]


def by_title(*numbers: int) -> str:
    return "".join(f"[[{SAYINGS[n]}]]\n" for n in numbers)


def fixed(*numbers: int) -> str:
    return "".join(f"[[{n}|{SAYINGS[n]}]]\n" for n in numbers)


ONCE = f"[[«RF003 {SAYINGS[1]}»]]\n{by_title(2, 3)}"
EACH = "".join(f"[[«RF003 {SAYINGS[n]}»]]\n" for n in (1, 2))

TABLE = (
    linking("most", {"a.md": ONCE, "b.md": by_title(4, 5)}, words="5 wikilinks give the titles"),
    linking("all_in_one", {"a.md": ONCE + by_title(4, 5, 6)}, words="link-style"),
    linking("half", {"a.md": ONCE + by_title(4, 5) + "[[1]] [[2]] [[3]] [[4]] [[5]]\n"}),
    linking(
        "less_than_half",
        {"a.md": EACH + "[[1]] [[2]] [[3]]\n"},
        fixed={"a.md": fixed(1, 2) + "[[1]] [[2]] [[3]]\n"},
    ),
    linking("few", {"a.md": EACH}, fixed={"a.md": fixed(1, 2)}),
    linking("gone", {"a.md": ONCE + by_title(4, 5) + "[[«RF001 The eels»]]\n"}),
    linking(
        "short_titles",
        {"a.md": ONCE + by_title(4, 5) + "[[Ebb]]\n", "e.md": "# Ebb\n"},
    ),
    linking("short_title_alone", {"a.md": "[[«RF001 Ebb»]]\n", "e.md": "# Ebb\n"}),
    linking(
        "another_form",
        {"a.md": ONCE + by_title(4, 5) + "[[«RF003 High Water»]]\n", "high-water.md": "x\n"},
        fixed={"a.md": by_title(1, 2, 3, 4, 5) + "[[high-water]]\n"},
    ),
    linking("said", {"a.md": by_title(1, 2, 3, 4, 5)}, settings=('link-style = "title"',)),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_links_by_title_are_counted_where_they_prevail(
    case: Variation, make_base: MakeBase
) -> None:
    verify(case, make_base)


OWN = 'model = "none"\n[kinds.thesis]\nrole = "claim"\nfolders = ["t"]\n'
FOREIGN = {f"t/T{n}.md": f"---\ntitle: {SAYINGS[n]}\n---\nText.\n" for n in NUMBERS}
ALIKE = {f"t/{text}.md": f"---\ntitle: {text}\n---\nText.\n" for text in SAYINGS.values()}
LABELS = {f"t/Eel {n}.md": "---\nx: y\n---\nText.\n" for n in NUMBERS}
ODD = {"t/Ebb.md": "---\ntitle: Winds move the upper sea\n---\nText.\n"}
LABEL = {"t/Ebb tide.md": "---\nx: y\n---\nText.\n"}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (FOREIGN, []),
        ({**FOREIGN, **LABEL}, ["TI002"]),
        (ALIKE, []),
        ({**ALIKE, **ODD}, ["TI001"]),
        ({**ALIKE, **LABEL}, ["TI002"]),
        (LABELS, []),
        ({**LABELS, **ODD}, []),
        ({**ODD, **LABEL}, []),
        ({"domains/Ebb.md": claim("# Winds move the upper sea\n")}, ["TI001"]),
    ],
)
def test_titles_are_held_against_what_the_base_does(
    files: Mapping[str, str], found: list[str], make_base: MakeBase
) -> None:
    config = {} if "domains/Ebb.md" in files else {"codex.toml": OWN}
    root = write_base(make_base, {**files, **config})
    assert [each["code"] for each in findings(root) if each["code"].startswith("TI")] == found


@pytest.mark.parametrize("text", ["---\ntype: moc\n---\n", "---\ntype: map\n---\n"])
def test_a_word_alone_brings_no_model(text: str, make_base: MakeBase) -> None:
    root = write_base(make_base, {"a.md": text, "b.md": "---\ntype: concept\n---\n"})
    assert not findings(root)


@pytest.mark.parametrize(("crlf", "lf", "count"), [(5, 0, 1), (6, 6, 1), (6, 7, 6), (4, 0, 4)])
def test_line_ends_of_most_files_are_counted(
    crlf: int, lf: int, count: int, make_base: MakeBase
) -> None:
    files = {f"a{n}.md": "x\r\ny\r\n" for n in range(crlf)} | {f"b{n}.md": "x\n" for n in range(lf)}
    found = findings(write_base(make_base, files), "--select", "IO004")
    assert len(found) == count
    assert (f"in {crlf} files" in found[0]["message"]) is (count == 1)
