"""References of fields → the relations that they are, with what they mean and what answers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import SHIPPED, Polarity, Provenance
from codex_tools.model import Role, Style, Syntax
from codex_tools.survey.groups import FEWEST
from codex_tools.survey.references import Reference, by_field
from codex_tools.survey.values import EXAMPLES, Evidence, Proposed
from codex_tools.survey.words import is_provenance_name, polarity_of_name

_MOST = 0.8
"""The part of the entries that has to lead to a role for all of them to have to."""

_SOME = 0.1
"""The part of the notes with a field called after sources that are claims: sources may have it too,
where one is a summary of another."""

_ANSWERED = 0.8
"""The part of the edges that has to stand at the other end too for all of them to have to."""

_WORDS = 0.2
"""The part of the entries that are texts in words, from which on they are no mistakes."""

KindOf = Mapping[str, tuple[str, Role]]
"""The kind and the role of each file that has any."""


def find_relations(references: Sequence[Reference], kind_of: KindOf) -> list[Proposed]:
    """Return the settings of the relations of a knowledge base."""
    pairs = {field: _pairs(found) for field, found in by_field(references)}
    fields_of = _fields_of(pairs)
    settings = []
    for field, found in by_field(references):
        head = Proposed(("relations", field), None, _evidence(found))
        table = _table(field, found, kind_of)
        if inverse := _inverse(field, pairs[field], fields_of):
            table["inverse"] = inverse
        settings += [head, *(Proposed((*head.keys, key), table[key]) for key in table)]
        if not table:
            settings.append(Proposed(head.keys, {}))
    return settings


def place_for_links(
    base: KnowledgeBase, settings: Iterable[Proposed], kind_of: KindOf
) -> list[Proposed]:
    """Return the relation in which new links are written, for a base that has claims and sources
    and no field yet that leads from one to the other."""
    roles = {role for _, role in kind_of.values()}
    has_one = any(each.keys[-1] == "provenance" for each in settings)
    used = {name for note in base.notes.values() for name in note.document.fields}
    free = (row for row in SHIPPED.with_provenance(Provenance.FROM) if row.name not in used)
    row = next(free, None)
    if has_one or row is None or not {Role.CLAIM, Role.SOURCE} <= roles:
        return []
    keys = ("relations", row.name)
    table = {"target-roles": [Role.SOURCE.value], "provenance": Provenance.FROM.value}
    if _has_wikilinks(base):
        table["style"] = Style.WIKILINK.value
    words = "no field leads from claims to sources yet: `codex link` writes its links here"
    head = Proposed(keys, None, None, words)
    return [head, *(Proposed((*keys, key), value) for key, value in table.items())]


def _has_wikilinks(base: KnowledgeBase) -> bool:
    """Tell whether most links in bodies are wikilinks."""
    bodies = base.links.bodies
    wikilinks = sum(each.link.syntax is Syntax.WIKILINK for each in bodies.resolved)
    others = len(bodies.resolved) - wikilinks
    return wikilinks + sum(map(len, bodies.mentions.values())) > others


def _fields_of(
    pairs: Mapping[str, Collection[tuple[str, str]]],
) -> dict[tuple[str, str], list[str]]:
    """The fields that lead from a file to another one."""
    found: dict[tuple[str, str], list[str]] = {}
    for field, ends in pairs.items():
        for pair in ends:
            found.setdefault(pair, []).append(field)
    return found


def _pairs(references: Iterable[Reference]) -> set[tuple[str, str]]:
    found = ((each.source, each.target) for each in references)
    return {pair for pair in found if pair[1] and pair[0] != pair[1]}


def _evidence(found: Sequence[Reference]) -> Evidence:
    shown = [f"{each.source} → {each.text}" for each in found if each.target]
    return Evidence(len(found), noun="reference", examples=tuple(shown[:EXAMPLES]))


def _table(field: str, found: Sequence[Reference], kind_of: KindOf) -> dict[str, Any]:
    """What a configuration says of a relation, its inverse left out."""
    roles = _roles(found, kind_of)
    table: dict[str, Any] = {"target-roles": [role.value for role in roles]} if roles else {}
    if not roles and (kind := _kind(found, kind_of)):
        table["target-kinds"] = [kind]
    meaning = _meaning(field, found, kind_of, roles)
    table |= meaning
    if meaning.get("provenance") == Provenance.FROM or meaning.get("polarity") == Polarity.LEANS_ON:
        table["carries"] = True
    if sum(not each.is_reference for each in found) >= _WORDS * len(found):
        table["prose"] = True
    keys = Counter(each.key for each in found if each.key)
    if keys:
        table["target-key"] = keys.most_common(1)[0][0]
    return table


def _meaning(
    field: str, found: Sequence[Reference], kind_of: KindOf, roles: Sequence[Role]
) -> dict[str, str]:
    """The polarity or the provenance: claims and sources at the ends say which it can be."""
    polarity = polarity_of_name(field)
    known = is_provenance_name(field, Provenance.FROM)
    share = _share(found, kind_of, Role.CLAIM)
    others = (Polarity.ATTACKS, Polarity.ATTACKED_BY, Polarity.ASSOCIATES)
    leads_back = share >= _SOME if known else share >= _MOST and polarity not in others
    if list(roles) == [Role.SOURCE] and leads_back:
        return {"provenance": Provenance.FROM.value}
    if list(roles) == [Role.CLAIM] and _share(found, kind_of, Role.SOURCE) >= _MOST:
        return {"provenance": Provenance.GIVES.value}
    return {"polarity": polarity.value} if polarity else {}


def _share(found: Sequence[Reference], kind_of: KindOf, role: Role) -> float:
    """The part of the notes with the field that have a role."""
    sources = {each.source for each in found}
    return sum(kind_of.get(path, ("", Role.NONE))[1] is role for path in sources) / len(sources)


def _roles(found: Sequence[Reference], kind_of: KindOf) -> list[Role]:
    """The roles of what the field names: one that most have, or both, or none."""
    counts = Counter(kind_of.get(each.target, ("", Role.NONE))[1] for each in found if each.target)
    total = sum(counts.values())
    for role in (Role.CLAIM, Role.SOURCE):
        if _are_most(counts[role], total):
            return [role]
    both = counts[Role.CLAIM] + counts[Role.SOURCE]
    return [Role.CLAIM, Role.SOURCE] if total >= FEWEST and both >= 0.9 * total else []


def _are_most(number: int, total: int) -> bool:
    """Tell whether so many are nearly all: a fifth may be otherwise, or one where they are few."""
    return 0 < number == total or number >= max(FEWEST, min(_MOST * total, total - 1))


def _kind(found: Sequence[Reference], kind_of: KindOf) -> str:
    """The kind that nearly all named files are of, if it is another one than that of the files
    which name them."""
    counts = Counter(kind_of.get(each.target, ("", Role.NONE))[0] for each in found if each.target)
    total = sum(counts.values())
    [(kind, count)] = counts.most_common(1) or [("", 0)]
    own = Counter(kind_of.get(each.source, ("", Role.NONE))[0] for each in found)
    is_other = own.most_common(1)[0][0] != kind
    return kind if is_other and total > FEWEST and count >= 0.9 * total else ""


def _inverse(
    field: str, pairs: Collection[tuple[str, str]], fields_of: Mapping[tuple[str, str], list[str]]
) -> str:
    """The field that stands at the other end of most edges of this one; it may be the same."""
    converse = polarity_of_name(field).converse
    answered = Counter(
        other
        for source, target in pairs
        for other in fields_of.get((target, source), ())
        if polarity_of_name(other) is converse
    )
    best = max(answered, key=lambda other: (answered[other], other), default="")
    return best if answered[best] >= max(FEWEST, _ANSWERED * len(pairs)) else ""
