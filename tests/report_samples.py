"""Reports for the tests of the formats: a small one by hand, and any that Hypothesis thinks of."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from codex_tools import __version__
from codex_tools.model import Applicability, Diagnostic, Fix, Report, Severity
from codex_tools.reporters import formats
from codex_tools.runtime import discovery

FORMATS = discovery.names(formats)
NASTY = "\0\x07\x1b\t\n\r\x85\u2028\u202e\ud83d\udce9\ufffe\ufeff%:,;=&<>'\"]{}`|\\ #?…語😀e\u0301"


def diagnostic(
    path: str = "domains/a.md",
    line: int = 9,
    span: tuple[int, int] = (7, 8),
    source_line: str = "See [[c]].",
    *,
    code: str = "XX001",
    rule: str = "made-up",
    severity: Severity = Severity.ERROR,
    message: str = 'the wikilink names no file: "c"',
    end_line: int | None = None,
    hint: str = "",
    fix: Fix | None = None,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        rule=rule,
        severity=severity,
        path=path,
        start=100,
        end=110,
        line=line,
        column=span[0],
        end_line=end_line or line,
        end_column=span[1],
        message=message,
        hint=hint,
        fix=fix,
        source_line=source_line,
    )


LONG = "- " + "a long line that goes on and on, " * 6 + "[[gone]]" + " and on and on" * 9
MARK = {"code": "XX003", "rule": "a-mark", "severity": Severity.INFO}
TITLE = {"code": "XX002", "rule": "title", "severity": Severity.WARNING}

SMALL = Report(
    (
        diagnostic("a 100%, b: c.md", 1, (1, 1), "\ufeff# A", **MARK, message="a BOM"),
        diagnostic(hint="the nearest name is d", fix=Fix("write `d`", (), Applicability.UNSAFE)),
        diagnostic(line=12, span=(1, 7), source_line="links: 1", message="`links` is no list"),
        diagnostic(line=12, span=(8, 9), source_line="links: 1", message="`links` is no list"),
        diagnostic(line=14, span=(203, 207), source_line=LONG, message='no file: "gone"'),
        diagnostic(line=14, span=(3, 201), source_line=LONG, message="too long", **TITLE),
        diagnostic(line=20, span=(5, 4), end_line=23, source_line="\tsee [[a", message="open link"),
        diagnostic(line=30, span=(3, 1), end_line=31, source_line="# A title", **TITLE),
        diagnostic(line=31, span=(1, 1), source_line="", message="a blank line"),
        diagnostic(
            "domains/caf\udce9/語.md",
            2,
            (11, 15),
            "\t語語😀 e\u0301: [[gone]] \x1b[31m",
            message='a\nb \x1b[31m%0A <"&> ]]> 😀 \ud800',
            hint="50 % off, or: so",
            fix=Fix("write it", ()),
        ),
    ),
    checked=1214,
    root="/base",
)
EMPTY = Report((), checked=3, root="/base")


def rendered(name: str, report: Report) -> str:
    return "".join(discovery.load(formats, name).render(report))


def without_version(text: str) -> str:
    """What does not change with a release or from day to day."""
    text = re.sub(r'timestamp="[^"]*"', 'timestamp="NOW"', text)
    return text.replace(f'"{__version__}"', '"VERSION"')


TEXTS = st.text(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=40)
LINES = TEXTS.map(lambda text: text.replace("\n", " "))
PATHS = TEXTS.map(lambda text: f"{text.replace(chr(0), '')}.md")
FIXES = st.builds(Fix, TEXTS, st.just(()), st.sampled_from(Applicability))


@st.composite
def diagnostics(draw: Callable[..., int]) -> Diagnostic:
    """A diagnostic whose span lies within its line, or goes on below it."""
    source_line = draw(LINES)
    start = draw(st.integers(1, len(source_line) + 1))
    line, below = draw(st.integers(1, 10**6)), draw(st.sampled_from([0, 0, 1, 7]))
    end = draw(st.integers(1, 50) if below else st.integers(start, len(source_line) + 1))
    return diagnostic(
        draw(PATHS),
        line,
        (start, end),
        source_line,
        end_line=line + below,
        code=draw(st.sampled_from(["XX001", "RF001"])),
        severity=draw(st.sampled_from(Severity)),
        message=draw(TEXTS),
        hint=draw(TEXTS),
        fix=draw(st.none() | FIXES),
    )


REPORTS = st.builds(Report, st.lists(diagnostics(), max_size=4).map(tuple), st.integers(0, 9))
