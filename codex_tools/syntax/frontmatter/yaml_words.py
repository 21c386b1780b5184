"""What a parser of YAML says of a mistake → what is wrong, and what to do, in plain words."""

from __future__ import annotations

_SAID = (
    (
        "mapping values are not allowed",
        "a colon stands where no field can begin",
        "put a text that has a colon in it between quotes",
    ),
    (
        "block sequence entries are not allowed",
        "a hyphen stands where no list can begin",
        "put a text that has brackets and hyphens in it between quotes, or begin the list on a line"
        " of its own",
    ),
    (
        "expected ',' or",
        "a bracket is not closed",
        "close it, or put a text that begins with a bracket between quotes",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is not closed",
        "close it; between single quotes, write '' for an apostrophe",
    ),
    (
        "expected key",
        "no field can begin here",
        "see whether text follows a closing quotation mark, and whether the lines above are"
        " indented alike",
    ),
    (
        "expected '-' indicator",
        "a list goes on with something that is no entry",
        "begin each entry with `- `, and each field where the first one begins",
    ),
    ("violates indentation", "a tab cannot indent a line", "indent with spaces"),
    (
        "comment or line break",
        "text follows a | or > that begins a text of several lines",
        "put a text that begins with | or > between quotes",
    ),
    (
        "alphabetic or numeric character",
        "no name follows & or *",
        "put a text that begins with & or * between quotes",
    ),
    (
        "hexdecimal number",
        "a backslash between double quotes begins no sign that YAML knows",
        "write it twice, or use single quotes",
    ),
    (
        "unknown escape",
        "a backslash between double quotes begins no sign that YAML knows",
        "write it twice, or use single quotes",
    ),
    (
        "cannot start any token",
        "no value can begin with this sign",
        "indent with spaces instead of tabs, and quote texts that begin with @, ` or %",
    ),
    ("core schema", "", "write it as a text, a list or `key: value`, without the tag"),
    ("alias", "", "put a text that begins with * between quotes"),
)
"""A part of what the parser says, what that means where it does not say it, and a hint."""

_LEFT_OPEN = ("expected ',' or", "unexpected end of stream")


def is_left_open(said: str) -> bool:
    """Tell whether something has no end, so that its beginning is where the mistake is."""
    return any(part in said for part in _LEFT_OPEN)


def plain_words(said: str) -> tuple[str, str]:
    """Return what is wrong and what to do; the former is what the parser says, the latter nothing,
    where there is no better."""
    for part, words, hint in _SAID:
        if part in said:
            return words or said, hint
    return said, ""
