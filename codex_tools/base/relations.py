"""The relation types: one row each; everything that is said of a relation is said here."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from enum import StrEnum
from typing import Any, NamedTuple

from codex_tools.base.kind_table import KindTable
from codex_tools.base.kinds import Model
from codex_tools.errors import SettingsError
from codex_tools.model import BODY, NOTHING, Role, Style
from codex_tools.runtime.text import closest

JOURNAL_FIELD = "reweave_edges"
"""The field that dates edges added later, as ``target|relation|YYYY-MM-DD``."""


class Polarity(StrEnum):
    """What an edge means for the argument: which of its ends holds up or attacks which."""

    LEANS_ON = "leans-on"
    """The note rests on the target."""

    BACKS = "backs"
    """The note holds the target up."""

    BACKED_BY = "backed-by"
    """The target holds the note up."""

    ATTACKS = "attacks"
    ATTACKED_BY = "attacked-by"
    ASSOCIATES = "associates"
    """The two belong together: mutual, and the weakest."""

    NONE = ""

    @property
    def converse(self) -> "Polarity":
        """What the same says at the other end; none where nothing says it there."""
        return _CONVERSE.get(self, Polarity.NONE)


_CONVERSE = {
    Polarity.BACKS: Polarity.BACKED_BY,
    Polarity.BACKED_BY: Polarity.BACKS,
    Polarity.ATTACKS: Polarity.ATTACKED_BY,
    Polarity.ATTACKED_BY: Polarity.ATTACKS,
    Polarity.ASSOCIATES: Polarity.ASSOCIATES,
}


class Provenance(StrEnum):
    """Whether an edge leads from a claim to its source, or from a source to its claim."""

    FROM = "from"
    GIVES = "gives"
    NONE = ""


_BACKED = {Provenance.FROM: Polarity.BACKED_BY, Provenance.GIVES: Polarity.BACKS}


class Succession(StrEnum):
    """Whether the note takes the place of its target, or the target that of the note."""

    REPLACES = "replaces"
    REPLACED_BY = "replaced-by"
    NONE = ""


_TARGET_KEYS = ("target", "claim", "source", "path", "title", "ref", "id")


class RelationType(NamedTuple):
    """What a front matter field of references means.

    ``target_roles`` and ``target_kinds`` say what it may name: neither means any document.
    ``prose`` says that a text which names nothing may stand there. ``acyclic`` relations must not
    lead in a circle. A claim with a relation that ``carries`` counts as having evidence. ``style``
    is how an entry is written where the base does not show it. ``target_key`` names the target in
    an entry with keys of its own, before the usual keys. Where it ``is_path``, an entry is an
    address as on the web, and only the ``target_key`` of a mapping names one.
    """

    name: str
    target_roles: frozenset[Role] = frozenset()
    target_kinds: frozenset[str] = frozenset()
    inverse: str = ""
    aliases: tuple[str, ...] = ()
    prose: bool = False
    acyclic: bool = False
    polarity: Polarity = Polarity.NONE
    provenance: Provenance = Provenance.NONE
    succession: Succession = Succession.NONE
    carries: bool = False
    style: Style = Style.NAME
    target_key: str = ""
    is_path: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of an entry with keys of its own, one of which names the target."""
        if self.is_path:
            return (self.target_key,)
        return (self.target_key, *_TARGET_KEYS) if self.target_key else _TARGET_KEYS

    @property
    def bearing(self) -> Polarity:
        """What an edge means for the argument: a claim is backed by the source that it is from."""
        argues = self.polarity not in (Polarity.NONE, Polarity.ASSOCIATES)
        return self.polarity if argues else _BACKED.get(self.provenance, Polarity.NONE)

    @property
    def fields(self) -> tuple[str, ...]:
        """The front matter keys that hold this relation, the canonical one first."""
        return (self.name, *self.aliases)


_CLAIMS = frozenset({Role.CLAIM})
_SOURCES = frozenset({Role.SOURCE})
_STANCES = frozenset({"conviction", "belief", "position", "divergence", "challenge"})
_THINGS = _STANCES | {"entity", "sector", "map", "musing"}

RELATIONS: tuple[RelationType, ...] = (
    RelationType(
        "sourced_from",
        _SOURCES,
        inverse="claims_extracted",
        provenance=Provenance.FROM,
        carries=True,
        style=Style.PATH,
    ),
    RelationType(
        "claims_extracted", _CLAIMS, _STANCES, inverse="sourced_from", provenance=Provenance.GIVES
    ),
    RelationType("supports", _CLAIMS, _STANCES, acyclic=True, polarity=Polarity.BACKS),
    RelationType(
        "challenges", _CLAIMS, _STANCES, inverse="challenged_by", polarity=Polarity.ATTACKS
    ),
    RelationType(
        "challenged_by",
        _CLAIMS,
        _STANCES,
        inverse="challenges",
        prose=True,
        polarity=Polarity.ATTACKED_BY,
    ),
    RelationType(
        "depends_on",
        _CLAIMS | _SOURCES,
        _STANCES,
        prose=True,
        acyclic=True,
        polarity=Polarity.LEANS_ON,
        carries=True,
    ),
    RelationType(
        "related",
        _CLAIMS | _SOURCES,
        _THINGS,
        aliases=("related_claims",),
        polarity=Polarity.ASSOCIATES,
    ),
    RelationType("cross_references", carries=True),
    RelationType("claims", _CLAIMS, _STANCES),
    RelationType(
        "supersedes",
        _CLAIMS,
        _STANCES,
        inverse="superseded_by",
        acyclic=True,
        succession=Succession.REPLACES,
    ),
    RelationType(
        "superseded_by",
        _CLAIMS,
        _STANCES,
        inverse="supersedes",
        succession=Succession.REPLACED_BY,
    ),
    RelationType(
        "sources",
        _SOURCES,
        prose=True,
        provenance=Provenance.FROM,
        carries=True,
        style=Style.PATH,
    ),
    RelationType(
        "enriches",
        _CLAIMS,
        _STANCES,
        aliases=("enrichments_applied", "enrichments"),
        prose=True,
        polarity=Polarity.BACKS,
    ),
)


RUNS: tuple[RelationType, ...] = (
    RelationType("computation", prose=True, target_key="resource", is_path=True),
    RelationType("executor", prose=True, target_key="resource", is_path=True),
    RelationType("attester", prose=True, target_key="resource", is_path=True),
)
"""What a concept of the Open Knowledge Format is computed and checked by."""

_OKF_RELATIONS = (
    RelationType(
        "sources",
        prose=True,
        provenance=Provenance.FROM,
        carries=True,
        style=Style.PATH,
        target_key="resource",
        is_path=True,
    ),
    *RUNS,
)


class RelationTable:
    """The relations of a knowledge base, in order, with the lookups by name and by field.

    ``own`` are those that a configuration describes. ``inline`` says that they may stand in the
    text of a body too, as ``name:: [[x]]``.
    """

    def __init__(
        self, rows: Iterable[RelationType], own: Collection[str] = (), inline: bool = False
    ) -> None:
        self.rows, self.own, self.inline = tuple(rows), frozenset(own), inline
        self.by_name = {relation.name: relation for relation in self.rows}
        self.by_field = {name: relation for relation in self.rows for name in relation.fields}

    def __iter__(self) -> Iterator[RelationType]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RelationTable) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    @property
    def _values(self) -> tuple[tuple[RelationType, ...], bool]:
        return self.rows, self.inline

    def _with(self, rows: Iterable[RelationType]) -> "RelationTable":
        return RelationTable(rows, self.own, self.inline)

    def read_inline(self) -> "RelationTable":
        """Return the same relations for a knowledge base in which they may stand in bodies."""
        return RelationTable(self.rows, self.own, inline=True)

    @property
    def inline_fields(self) -> Mapping[str, str]:
        """The names of the fields that are read in bodies, each with the relation it holds."""
        if not self.inline:
            return NOTHING
        return {name: row.name for name, row in self.by_field.items() if row.name != BODY}

    def with_polarity(self, *polarities: Polarity) -> list[RelationType]:
        """Return the relations that mean one of these for the argument, in order."""
        return [row for row in self.rows if row.polarity in polarities]

    def with_provenance(self, *directions: Provenance) -> list[RelationType]:
        """Return the relations that lead from claims to sources, or back, in order."""
        return [row for row in self.rows if row.provenance in directions]

    def with_succession(self, succession: Succession) -> list[RelationType]:
        """Return the relations in which a note names what it replaces, or what replaces it."""
        return [row for row in self.rows if row.succession is succession]

    def for_kinds(self, kinds: KindTable) -> "RelationTable":
        """Return the table with ``target_kinds`` that are among these ``kinds``, and hold those of
        ``target_roles`` too."""
        return self._with(_leading(row, kinds) for row in self.rows)

    def answered_by(self, used: Set[str]) -> "RelationTable":
        """Return the table for a knowledge base that does not use the shipped model.

        Fields of ours lead to any kind there, and notes need not name each other at both ends in
        such a field that is not among those ``used``.
        """
        foreign = self.by_name.keys() - self.own - used

        def as_foreign(row: RelationType) -> RelationType:
            inverse = "" if row.inverse in foreign else row.inverse
            return row._replace(inverse=inverse, target_kinds=frozenset())

        return self._with(row if row.name in self.own else as_foreign(row) for row in self.rows)

    def in_bundles(self, used: Set[str]) -> "RelationTable":
        """Return the table for bundles of the Open Knowledge Format: its own relations, and typed
        edges on top of them, as :meth:`answered_by` has them.

        The format does not know these, so that words in such a field are no dead reference.
        """
        edges = [row for row in self.answered_by(used) if row.polarity or row.name in self.own]
        rows = [row if row.name in self.own else row._replace(prose=True) for row in edges]
        new = [row for row in _OKF_RELATIONS if row.name not in self.own]
        return self._with([*new, *rows])

    def kinds(self, name: str) -> frozenset[str]:
        """Return the kinds that a relation leads to; none, which means any, for an unknown one."""
        relation = self.by_name.get(name)
        return relation.target_kinds if relation else frozenset()


def _leading(row: RelationType, kinds: KindTable) -> RelationType:
    named = {kind.name for kind in kinds.kinds if kind.role in row.target_roles}
    return row._replace(target_kinds=(row.target_kinds & kinds.by_name.keys()) | named)


SHIPPED = RelationTable(RELATIONS)


def _check_inverses(rows: Mapping[str, RelationType], own: Iterable[str]) -> None:
    """Raise SettingsError for an inverse that is no relation."""
    for name in own:
        inverse = rows[name].inverse
        if inverse and inverse not in rows:
            words = f"`relations.{name}.inverse` is `{inverse}`, which is no relation"
            close = closest(inverse, rows, _SLIP)
            hint = f"did you mean `{close}`? If not, add" if close else "add"
            raise SettingsError(f"{words}; {hint} a table [relations.{inverse}]")


_SLIP = 0.85
_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "target_roles": lambda roles: frozenset(map(Role, roles)),
    "target_kinds": frozenset,
    "inverse": str,
    "aliases": tuple,
    "prose": bool,
    "acyclic": bool,
    "carries": bool,
    "polarity": Polarity,
    "provenance": Provenance,
    "succession": Succession,
    "style": Style,
    "target_key": str,
}


def build_relations(
    own: Mapping[str, Mapping[str, Any]], model: Model = Model.MEASURED
) -> RelationTable:
    """Merge the relations that a configuration describes into those of a model.

    ``own`` maps the name of a relation, which is that of its field, to the parts of
    :class:`RelationType` that differ, under their names with dashes. A relation that is named as
    the inverse of another means the converse of it, where nothing else is said. Raises
    SettingsError for an inverse that is no relation.
    """
    shipped = {} if model is Model.NONE else SHIPPED.by_name
    new = {name: RelationType(name) for name in own if name not in shipped}
    rows = new | shipped
    for name, table in own.items():
        given = {key.replace("-", "_"): value for key, value in table.items()}
        given = {key: _CONVERTERS[key](each) for key, each in given.items()}
        if given.keys() & {"target_roles", "target_kinds"}:
            given = {"target_roles": frozenset(), "target_kinds": frozenset(), **given}
        rows[name] = rows[name]._replace(**given)
    _check_inverses(rows, own)
    named = [relation.inverse for relation in rows.values()]
    for relation in tuple(rows.values()):
        if inverse := relation.inverse:
            only = relation.name if named.count(inverse) == 1 else ""
            rows[inverse] = _answering(rows[inverse], relation, only)
    return RelationTable(rows.values(), own)


def _answering(back: RelationType, relation: RelationType, only: str) -> RelationType:
    """Return the inverse of ``relation``, whose own inverse is ``only``, as far as it says no more
    itself."""
    polarity = back.polarity or relation.polarity.converse
    return back._replace(inverse=back.inverse or only, polarity=polarity)
