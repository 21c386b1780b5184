"""The references in a front matter: values of relation fields, and wikilinks anywhere else."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from sys import intern

from codex_tools.base.relations import JOURNAL_FIELD, SHIPPED, RelationTable, RelationType
from codex_tools.model import BODY, NOTHING, Link, Span, Syntax, field_place
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.address import parse_address
from codex_tools.syntax.markdown.wikilinks import (
    WIKILINK,
    WIKILINK_FORM,
    names_nothing_here,
    parse_wikilink,
)

_ONLY_WIKILINK = lazy_regex.compile(r"\[\[([^\[\]\n|#\s](?:[^\[\]\n|#]*[^\[\]\n|#\s])?)(?<!\\)\]\]")
"""A text that is a wikilink without alias, heading and blanks around, as most are."""

_ONLY_LINK = lazy_regex.compile(
    r"\[[^\[\]\n]*\]\((<[^<>\n]*>|[^\s<>()]*(?:\([^\s()]*\)[^\s()]*)*)\)"
)
"""A text that is a link of Markdown."""

_LEADING = lazy_regex.compile(rf"\s*(?:{WIKILINK_FORM}[\s,;]*)+")
_JOURNAL = lazy_regex.compile(
    r"(?P<target>[^|\n]+)\|(?P<relation>[\w-]+)\|(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
)

_ADDRESS = lazy_regex.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
"""An address on the web, which is no reference to a file of the base."""

Keys = tuple[str | int, ...]


def field_links(
    fields: Mapping[str, object],
    renamed: Mapping[str, str] = NOTHING,
    relations: RelationTable = SHIPPED,
) -> list[Link]:
    """Return the references of a front matter, in the order of its fields.

    ``fields`` are those on file, under the names on file; ``renamed`` maps canonical names to them
    where they differ.
    """
    found: list[Link] = []
    canonical = {old: new for new, old in renamed.items()} if renamed else NOTHING
    by_field = relations.by_field
    for name, value in fields.items():
        relation = by_field.get(canonical.get(name, name) if canonical else name)
        if name == JOURNAL_FIELD:
            _add_journal(found, value, relations)
        elif relation is not None:
            if value:
                _add_items(found, relation, name, value, relations)
        elif type(value) is str:
            if "[[" in value:
                _add_mentions(found, (name,), value)
        elif value and not _mentions_nothing(value):
            _add_mentions(found, (name,), value)
    return found


def _mentions_nothing(value: object) -> bool:
    """Tell at a look that a field holds no wikilink; a look is enough for most fields."""
    if isinstance(value, list):
        return not any("[[" in item if isinstance(item, str) else item for item in value)
    return not isinstance(value, Mapping) and "[[" not in str(value)


def _items(value: object) -> Sequence[object]:
    """The entries of a list, a single value as a list of one."""
    return value if isinstance(value, list) else (value,)


def _add_items(
    found: list[Link], relation: RelationType, name: str, value: object, relations: RelationTable
) -> None:
    for index, item in enumerate(_items(value)):
        if isinstance(item, str):
            _add_text(found, relation, (name, index), item)
        elif isinstance(item, Mapping):
            keys = (name, index) if item is not value else (name,)
            _add_mapping(found, relation, keys, item, relations)


def _add_mapping(
    found: list[Link],
    relation: RelationType,
    keys: Keys,
    item: Mapping[str, object],
    relations: RelationTable,
) -> None:
    """An entry with keys of its own, one of which names the target, and maybe one the relation."""
    named = item.get("relation")
    relation = relations.by_name.get(named, relation) if isinstance(named, str) else relation
    for key in relation.keys:
        if isinstance(text := item.get(key), str):
            _add_text(found, relation, (*keys, key), text)
            return


def _add_text(found: list[Link], relation: RelationType, keys: Keys, text: str) -> None:
    if relation.is_path:
        found += _path_links(relation, keys, text.strip())
        return
    if "[[" not in text:
        if stripped := text.strip():
            link = _ONLY_LINK.fullmatch(stripped) if "](" in stripped else None
            if link is None:
                found.append(_value_link(relation, keys, text, stripped))
            elif address := parse_address(link[1]):
                path, anchor = address
                place, form = field_place(keys), Syntax.MARKDOWN
                found.append(Link(relation.name, link[1], path, place, form, anchor))
        return
    plain = _ONLY_WIKILINK.fullmatch(text)
    if plain is not None:
        raw = intern(plain[1])
        if not names_nothing_here(raw):
            found.append(Link(relation.name, raw, raw, field_place(keys), Syntax.WIKILINK))
        return
    rest = 0
    leading = _LEADING.match(text)
    if leading is not None:
        rest = leading.end()
        found += [
            _value_link(relation, keys, raw, raw, Syntax.WIKILINK)
            for raw in _wikilinks(text[:rest])
        ]
    found += [_mention(raw, keys) for raw in _wikilinks(text[rest:])]


def _wikilinks(text: str) -> Iterator[str]:
    """Yield what stands between the brackets of the wikilinks that may lead to a file."""
    for match in WIKILINK.finditer(text):
        if not names_nothing_here(match[1]):
            yield intern(match[1])


def _value_link(
    relation: RelationType, keys: Keys, raw: str, address: str, syntax: Syntax = Syntax.VALUE
) -> Link:
    if syntax is Syntax.WIKILINK:
        parsed = parse_wikilink(address, Span(0, 0))
        target, heading = parsed.target, parsed.heading
    else:
        target, heading = address, ""
    is_text = relation.prose and not looks_like_reference(target)
    is_on_web = "://" in target and _ADDRESS.fullmatch(target) is not None
    prose = syntax is Syntax.VALUE and (is_text or is_on_web)
    return Link(relation.name, raw, target, field_place(keys), syntax, heading, prose=prose)


def _path_links(relation: RelationType, keys: Keys, text: str) -> Iterator[Link]:
    """Yield the link that a path is; an address that leads out of the base is none, and neither is
    a pattern, or a word that is the name of a file by chance."""
    address = parse_address(text)
    if address is None or (relation.prose and _WILDCARD in address.path):
        return
    is_path = looks_like_path(address.path)
    if is_path or "/" in address.path:
        prose = relation.prose and not is_path
        place = field_place(keys)
        yield Link(
            relation.name, text, address.path, place, Syntax.MARKDOWN, address.anchor, prose=prose
        )


def leads_out(text: str) -> bool:
    """Tell whether an address names something outside of the base, or says in words or by a
    pattern what it is."""
    address = parse_address(text)
    if address is None or _WILDCARD in address.path:
        return True
    return not ("/" in address.path or looks_like_path(address.path))


def above_root(source: str, target: str) -> str:
    """Return the path, seen from the root, to which one in the file ``source`` leads, if that is
    out of the base; empty where it is not."""
    if ".." not in target or target.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return path if path.startswith("../") else ""


_WILDCARD = "*"
"""What a pattern has that stands for many files, and no path."""

_PATH = lazy_regex.compile(
    r"\.{0,2}/\S.*|[^\s/]+\.(?:md|markdown)|[^\s/.]+/\S*\.[A-Za-z][A-Za-z0-9]{0,4}"
)


def looks_like_path(text: str) -> bool:
    """Tell whether a text is surely meant as the path of a file, and as no name in words or of a
    host or table, such as `sales.orders` and `example.org/a.html`."""
    return _PATH.fullmatch(text) is not None


def looks_like_reference(text: str) -> bool:
    """Tell whether a text has the form of a reference: a path, a file name or a slug."""
    if text.endswith(".md"):
        return True
    return " " not in text and "\n" not in text and ("/" in text or text.count("-") >= 2)


def _mention(raw: str, keys: Keys) -> Link:
    parsed = parse_wikilink(raw, Span(0, 0))
    return Link(BODY, raw, parsed.target, field_place(keys), Syntax.WIKILINK, parsed.heading)


def _add_mentions(found: list[Link], keys: Keys, value: object) -> None:
    if isinstance(value, str):
        if "[[" in value:
            found += [_mention(raw, keys) for raw in _wikilinks(value)]
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _add_mentions(found, (*keys, index), item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _add_mentions(found, (*keys, str(key)), item)


def _add_journal(found: list[Link], value: object, relations: RelationTable) -> None:
    for index, item in enumerate(_items(value)):
        entry = parse_journal_entry(item, relations)
        if entry is not None:
            target, relation, date = entry
            place = field_place((JOURNAL_FIELD, index))
            found.append(Link(relation, str(item), target, place, date=date, journal=True))


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
