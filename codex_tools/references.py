"""The references in a front matter: values of relation fields, and wikilinks anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern

from codex_tools.markdown import parse_wikilink
from codex_tools.model import FieldPath, Link, Span, Syntax
from codex_tools.relations import BODY, JOURNAL_FIELD, SHIPPED, RelationTable, RelationType

WIKILINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_ONLY_WIKILINK = re.compile(r"\[\[([^\[\]\n|#\s](?:[^\[\]\n|#]*[^\[\]\n|#\s])?)\]\]")
"""A text that is a wikilink without alias, heading and blanks around, as most are."""

TARGET_KEYS = ("target", "claim", "source", "path", "title", "ref", "id")
_LEADING = re.compile(r"\s*(?:\[\[[^\[\]\n]+\]\][\s,;]*)+")
_JOURNAL = re.compile(r"(?P<target>[^|\n]+)\|(?P<relation>[a-z_]+)\|(?P<date>\d{4}-\d{2}-\d{2})")

Keys = tuple[str | int, ...]

_place = lru_cache(maxsize=4096)(FieldPath)
"""The same places occur in many documents, and are held once."""


def field_links(
    fields: Mapping[str, object],
    renamed: Mapping[str, str] | None = None,
    relations: RelationTable = SHIPPED,
) -> Iterator[Link]:
    """Yield the references of a front matter, in the order of its fields.

    ``fields`` are those on file, under the names on file; ``renamed`` maps canonical names to them
    where they differ.
    """
    canonical = {old: new for new, old in (renamed or {}).items()}
    by_field = relations.by_field
    for name, value in fields.items():
        relation = by_field.get(canonical.get(name, name) if canonical else name)
        if not value or (relation is None and isinstance(value, str) and "[[" not in value):
            continue
        if name == JOURNAL_FIELD:
            yield from _journal_links(value, relations)
        elif relation is None and _mentions_nothing(value):
            continue
        elif relation is not None:
            for keys, item in _items((name,), value):
                yield from _item_links(relation, keys, item, relations)
        else:
            yield from _mentions((name,), value)


def _mentions_nothing(value: object) -> bool:
    """Tell at a look that a field holds no wikilink; a look is enough for most fields."""
    if isinstance(value, list):
        return not any("[[" in item if isinstance(item, str) else item for item in value)
    return not isinstance(value, Mapping) and "[[" not in str(value)


def _items(keys: Keys, value: object) -> Iterator[tuple[Keys, object]]:
    """Yield the entries of a list, a single value as a list of one."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield (*keys, index), item
    else:
        yield (*keys, 0), value


def _item_links(
    relation: RelationType, keys: Keys, item: object, relations: RelationTable
) -> Iterator[Link]:
    if isinstance(item, str):
        yield from _text_links(relation, keys, item)
    elif isinstance(item, list) and len(item) == 1:
        yield from _unquoted(relation, keys, item)
    elif isinstance(item, Mapping):
        named = item.get("relation")
        relation = relations.by_name.get(named, relation) if isinstance(named, str) else relation
        for key in TARGET_KEYS:
            if isinstance(item.get(key), str):
                yield from _text_links(relation, (*keys, key), item[key])
                return


def _unquoted(relation: RelationType, keys: Keys, item: object) -> Iterator[Link]:
    """A wikilink without quotes is a list in a list for YAML: ``[[name]]``."""
    while isinstance(item, list) and len(item) == 1:
        keys, item = (*keys, 0), item[0]
    if isinstance(item, str):
        yield _value_link(relation, keys, item, item)


def _text_links(relation: RelationType, keys: Keys, text: str) -> Iterator[Link]:
    plain = _ONLY_WIKILINK.fullmatch(text)
    if plain is not None:
        raw = intern(plain[1])
        yield Link(relation.name, raw, raw, _place(keys), Syntax.WIKILINK)
        return
    if "[[" not in text:
        if stripped := text.strip():
            yield _value_link(relation, keys, text, stripped)
        return
    rest = 0
    leading = _LEADING.match(text)
    if leading is not None:
        for match in WIKILINK.finditer(text, 0, leading.end()):
            raw = intern(match.group(1))
            yield _value_link(relation, keys, raw, raw, Syntax.WIKILINK)
        rest = leading.end()
    for match in WIKILINK.finditer(text, rest):
        yield _mention(intern(match.group(1)), keys)


def _value_link(
    relation: RelationType, keys: Keys, raw: str, address: str, syntax: Syntax = Syntax.VALUE
) -> Link:
    if syntax is Syntax.WIKILINK:
        parsed = parse_wikilink(address, Span(0, 0))
        target, heading = parsed.target, parsed.heading
    else:
        target, heading = address, ""
    prose = relation.prose and syntax is Syntax.VALUE and not looks_like_reference(target)
    return Link(relation.name, raw, target, _place(keys), syntax, heading, prose=prose)


def looks_like_reference(text: str) -> bool:
    """Tell whether a text has the form of a reference: a path, a file name or a slug."""
    if text.endswith(".md"):
        return True
    return " " not in text and "\n" not in text and ("/" in text or text.count("-") >= 2)


def _mention(raw: str, keys: Keys) -> Link:
    parsed = parse_wikilink(raw, Span(0, 0))
    return Link(BODY, raw, parsed.target, _place(keys), Syntax.WIKILINK, parsed.heading)


def _mentions(keys: Keys, value: object) -> Iterator[Link]:
    if isinstance(value, str):
        if "[[" in value:
            for match in WIKILINK.finditer(value):
                yield _mention(intern(match.group(1)), keys)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _mentions((*keys, index), item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _mentions((*keys, str(key)), item)


def _journal_links(value: object, relations: RelationTable) -> Iterator[Link]:
    for keys, item in _items((JOURNAL_FIELD,), value):
        entry = parse_journal_entry(item, relations)
        if entry is not None:
            target, relation, date = entry
            yield Link(relation, str(item), target, _place(keys), date=date, journal=True)


def parse_journal_entry(
    item: object, relations: RelationTable = SHIPPED
) -> tuple[str, str, str] | None:
    """Take ``target|relation|YYYY-MM-DD`` apart; ``None`` when it has another form."""
    match = _JOURNAL.fullmatch(item.strip()) if isinstance(item, str) else None
    if match is None or match["relation"] not in relations.by_name:
        return None
    wikilink = WIKILINK.fullmatch(match["target"].strip())
    target = wikilink.group(1) if wikilink else match["target"]
    return target.strip(), match["relation"], match["date"]
