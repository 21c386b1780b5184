"""A survey → what was seen in sentences, and the text of a configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.settings.toml_text import toml_key, toml_value
from codex_tools.survey.values import Evidence, Keys, Proposed, Survey

_HEAD = (
    "# Written by `codex init` from what it found; `codex config schema` describes all settings."
)

_LONGEST = 80
"""Characters of an example."""


def seen(survey: Survey) -> Iterator[str]:
    """Yield sentences on what a folder is made of."""
    for label, counts in survey.seen:
        total = sum(count for _, count in counts)
        listed = ", ".join(f"{printable(name)} {count:,}" for name, count in counts)
        yield f"{label}: {total:,}" + (f" ({listed})" if listed else "")
    yield from survey.remarks


def configuration(survey: Survey) -> str:
    """Return the settings as the text of a codex.toml, with the evidence for each as comments."""
    plain = [each for each in survey.settings if len(each.keys) == 1]
    tables = [each for each in survey.settings if len(each.keys) > 1]
    order = {_table_of(each): number for number, each in reversed(list(enumerate(tables)))}
    tables.sort(key=lambda each: order[_table_of(each)])
    parts = ["\n".join(_setting(key, list(group))) for key, group in groupby(plain, _key)]
    for table, group in groupby(tables, _table_of):
        parts.append("\n".join(_table(table, list(group))))
    return "\n\n".join((_HEAD, *parts)) + "\n"


def _key(proposed: Proposed) -> Keys:
    return proposed.keys


def _table_of(proposed: Proposed) -> Keys:
    """The table in which a setting is written: that of a kind or a relation is one of its own."""
    if proposed.keys[0] in ("kinds", "relations"):
        return proposed.keys[:2]
    return proposed.keys[:1]


def _setting(keys: Keys, proposed: Sequence[Proposed]) -> Iterator[str]:
    yield from _comments(proposed)
    for each in proposed:
        if each.value is not None:
            yield f"{'' if each.is_on else '# '}{toml_key(*keys)} = {toml_value(each.value)}"


def _table(table: Keys, proposed: Sequence[Proposed]) -> Iterator[str]:
    heads = [each for each in proposed if each.keys == table]
    yield from _comments(heads)
    mark = "" if all(each.is_on for each in proposed) else "# "
    yield f"{mark}[{toml_key(*table)}]"
    inside = [each for each in proposed if each.keys != table]
    for keys, group in groupby(inside, _key):
        yield from _setting(keys[len(table) :], list(group))


def _comments(proposed: Iterable[Proposed]) -> Iterator[str]:
    for each in proposed:
        if text := _reason(each):
            yield f"# {printable(text)}"


def _reason(proposed: Proposed) -> str:
    parts = [proposed.words] if proposed.words else []
    if proposed.evidence:
        parts.append(_counted(proposed.evidence))
    reason = ": ".join(part for part in parts if part)
    return f"{reason[:1].upper()}{reason[1:]}"


def _counted(evidence: Evidence) -> str:
    number, total, noun, examples = evidence
    of_total = f"{number:,} of {pluralise(total, noun)}" if total else pluralise(number, noun)
    counted = of_total if number or total else ""
    return ", ".join(part for part in (counted, _such_as(examples)) if part)


def _such_as(examples: Sequence[str]) -> str:
    return f"such as {', '.join(map(_short, examples))}" if examples else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
