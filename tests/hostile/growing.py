"""Inputs that grow, each of a kind that once cost or might cost more than its size deserves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Files = Mapping[str, str]
Input = Callable[[int], Files]
"""The files of a base for a number of repetitions."""


def front(text: Callable[[int], str]) -> Input:
    return lambda n: {"a.md": f"---\ntype: claim\ntitle: T\n{text(n)}\n---\nB\n"}


def body(text: Callable[[int], str]) -> Input:
    head = "---\ntype: claim\ntitle: T\n---\n"
    return lambda n: {"a.md": f"{head}{text(n)}\n", "b.md": "# H\n"}


def times(text: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda n: f"{before}{text * n}{after}"


def each(text: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return a text in which ``@`` is another number each time."""
    return lambda n: before + "".join(text.replace("@", str(i)) for i in range(n)) + after


BODIES: dict[str, Callable[[int], str]] = {
    "a long line of links": times("[[gone]] "),
    "a long line of letters and links": times("é [[gone]] "),
    "lines of links": times("[[gone]]\n"),
    "inline links": times("[a](gone.md) "),
    "different links": each("[[g@]] "),
    "headings and links to them": each("# H@\n[[#x@]]\n"),
    "comments": times("<!-- codex: ignore[RF001] -->\n"),
    "comments that silence": times("[[gone]] <!-- codex: ignore[RF001] -->\n"),
    "a comment with blanks": times(" ", "<!-- codex:"),
    "a comment with names": times("RF001,", "<!-- codex: ignore[", "] -->"),
    "comments that do not end": times("<!--"),
    "runs of backticks": lambda n: "".join("`" * (i % 50 + 1) + " " for i in range(n)),
    "definitions": each("[d@]: gone@.md\n"),
    "references": each("[d@]\n"),
    "footnotes": each("[^@]\n"),
    "a table": times("|[[x\\|y]]|z|\n", "|a|b|\n|-|-|\n"),
    "entities in a link": times("a", "[a](&", ")"),
    "second front matters": times("---\na: b\n"),
    "quotations": times('"a b c d" '),
}
BODIES |= {
    f"{name} times": times(name)
    for name in (
        *("[", "[[", "![[", "[](", "](", "]", "(", ")", "<", "<a ", "<div>\n", "!", "*", "_ ", "`"),
        *("``", "```\n", "~~~ a\n", "$", "$a ", "%%", "&amp;", "&", "> ", "- ", "1. ", "1", "\\"),
        *(
            "|",
            "#",
            "# a\n",
            "---\n",
            "===\n",
            "\n",
            " ",
            "\t\n",
            "\r",
            " \n",
            '"',
            "'",
            "@a ",
            "^a",
        ),
        *(
            "https://a.b/",
            "a:",
            "a.",
            "{",
            "==",
            "~~",
            "<!--x-->",
            "é",
            "\x00",
            "{{",
            "[a]: <",
            "|-",
        ),
    )
}

FRONTS: dict[str, Callable[[int], str]] = {
    "a block list": each("- gone@\n", "supports:\n"),
    "a block list of one text": times("- gone\n", "supports:\n"),
    "a list in brackets": each("gone@, ", "supports: [", "x]"),
    "a list in brackets and lines": each("  gone@,\n", "supports: [\n", "x]"),
    "values of a wrong type": times("- 4\n", "supports:\n"),
    "handles": each("    - handle: X@!\n", "attribution:\n  extractor:\n"),
    "a journal": each("- g@|supports|2020-01-01\n", "reweave_edges:\n"),
    "one key again": times("supports: x\n"),
    "keys again": each("k@: x\nk@: y\n"),
    "unknown keys": each("k@: x\n"),
    "keys like a known one": each("confidenc@: x\n"),
    "anchors": each("k@: &a@ x\n"),
    "question marks": times("? a\n"),
    "dashes": times("- a\n"),
    "an indentation": lambda n: "".join(" " * i + "a:\n" for i in range(min(n, 1_000))),
    "brackets": times("[", "a: "),
    "comments": times("# codex: ignore[RF001]\n"),
    "a block text": times("  a\n", "source: |\n"),
    "blank lines": times(" \n", "supports:\n", "- x"),
    "a text without an end": times("''", "source: '"),
    "digits": times("1", "created: "),
    "a fraction": times("1", "created: 1."),
}
FRONTS |= {
    f"a source of {name!r}": times(name, 'source: "a', 'b"')
    for name in (
        *(
            " ",
            "  -",
            "Ann Bee, ",
            "@a, ",
            "a ",
            "1",
            "10.1234/",
            "https://a.b/",
            "[[gone]] ",
            "[[",
        ),
        *(
            "a; ",
            "(",
            "(2020) ",
            "et al. ",
            "J. ",
            "A.B.",
            ", ",
            "and ",
            "2020-01-01 ",
            ". See ",
            "|",
        ),
        *("|", "[[gone]] ", "analysis ", "- ", "\u2014", "'", "`", "-", "/", "_", "é"),
    )
}

INPUTS: dict[str, Input] = {
    **{f"body: {name}": body(text) for name, text in BODIES.items()},
    **{f"front matter: {name}": front(text) for name, text in FRONTS.items()},
    "front matter without an end": lambda n: {"a.md": "---\n" + "a: b\n" * n},
    "links to headings": lambda n: {
        "a.md": "".join(f"[[b#x{i}]]\n" for i in range(n)),
        "b.md": "".join(f"# H{i}\n" for i in range(n)),
    },
    "a source with claims": lambda n: {
        **{f"domains/c{i}.md": _claim(i) for i in range(n // 8)},
        "inbox/archive/s.md": "---\ntype: source\ntitle: S\nclaims_extracted:\n"
        + "".join(f"- c{i}\n" for i in range(n // 8))
        + "---\nText.\n",
    },
    "dead names of few words": lambda n: {
        f"{_of_few_words(i)}.md": f"[[{_of_few_words(i + 7)} x]]\n" * 4 for i in range(n // 8)
    },
    "settings that are not known": lambda n: {
        "codex.toml": "".join(f"k{i} = 1\n" for i in range(n))
    },
    "rules that are not known": lambda n: {
        "codex.toml": "select = [\n" + "".join(f'"X{i}",\n' for i in range(n)) + "]\n"
    },
    "a key of a setting": lambda n: {"codex.toml": "a." * min(n, 9_000) + "a = 1\n"},
    "patterns to exclude": lambda n: {"codex.toml": f'exclude = ["{"*a" * n}b"]\n'},
    "globs of git": lambda n: {".gitignore": "*a" * min(n, 20_000) + "b\n" + "[" * min(n, 20_000)},
}


def _claim(number: int) -> str:
    return f"---\ntype: claim\ntitle: Claim {number}\nsourced_from: [s]\n---\nText {number}.\n"


def _of_few_words(number: int) -> str:
    """Write a number in base eight, with a word for each digit."""
    words = ("moon", "moor", "tide", "tile", "sand", "sail", "rock", "rope")
    return " ".join(words[int(digit)] for digit in f"{number:06o}")
