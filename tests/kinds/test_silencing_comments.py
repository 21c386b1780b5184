"""``--add-ignore`` writes what silences, whatever ends the lines, and counts what is silenced."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from bases import MakeBase
from kinds.table import claim, marked, run, texts, write_base

RULES = ("--select", "RF", "--select", "SC")
_COMMENT = re.compile(
    r"[ \t]*(?:<!-- codex: ignore.*? -->|%% codex: ignore.*? %%|# codex: ignore[^\r\n]*)"
)


@dataclass(frozen=True)
class Silenced:
    """A note, and how many findings its comments silence."""

    name: str
    text: str
    count: int = 1


def crlf(text: str) -> str:
    """A text with the line ends of Windows."""
    return text.replace("\n", "\r\n")


WITHOUT_DATE = claim("Text.\n").replace("created: 2026-03-04\n", "")

TABLE = (
    Silenced("relation_crlf", crlf(claim("Text.\n", supports="\n  - lost-lamp"))),
    Silenced("relation_lf", claim("Text.\n", supports="\n  - lost-lamp")),
    Silenced("heading_crlf", crlf(claim("# Ebb\n\n## Of the [[lost]]\n\nText.\n"))),
    Silenced("setext_crlf", crlf(claim("# Ebb\n\nOf the [[lost]]\n---\n\nText.\n"))),
    Silenced("field_crlf", crlf(WITHOUT_DATE)),
    Silenced("list_crlf", crlf(claim("- one [[lost]]\n- two [[gone]]\n")), 2),
    Silenced("quotation_crlf", crlf(claim("> one [[lost]]\n> two\n"))),
    Silenced("table_crlf", crlf(claim("| a | b |\n|---|---|\n| [[lost]] | c |\n"))),
    Silenced("no_last_line_end", crlf(claim("Text.\n\nSee [[lost]]")).removesuffix("\r\n")),
    Silenced("two_on_a_line_crlf", crlf(claim("[[lost]] and [x](gone.md)\n")), 2),
    Silenced("both_parts_crlf", crlf(claim("[[lost]]\n", supports="[gone]")), 2),
    Silenced("hard_break_crlf", crlf(claim("See [[lost]]  \nand go\n"))),
    Silenced("mixed", claim("Text.\r\n\nSee [[lost]].\r\nText.\n")),
    Silenced("nothing_crlf", crlf(claim("Text.\n")), 0),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_comments_silence_what_is_said_to_be_silenced(case: Silenced, make_base: MakeBase) -> None:
    root = write_base(make_base, {"coast/a.md": case.text})
    assert run(root, "check", *RULES, "--exit-zero").exit_code == 0
    done = run(root, "check", *RULES, "--add-ignore")
    assert re.match(rf"{case.count} findings? ", done.stdout), done.stdout
    left = run(root, "check", *RULES)
    assert "nothing found" in left.output, left.output
    [after] = texts(root).values()
    assert _without_comments(after) == case.text, "the rest stays"
    if case.text.count("\r\n") == case.text.count("\n"):
        assert after.count("\r\n") == after.count("\n"), "the line ends stay"


def _without_comments(text: str) -> str:
    """A text without the comments, and without the lines that hold nothing else."""
    lines = text.splitlines(keepends=True)
    alone = [line for line in lines if not _COMMENT.fullmatch(line.rstrip("\r\n"))]
    return _COMMENT.sub("", "".join(alone))
