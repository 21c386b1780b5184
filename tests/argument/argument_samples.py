"""Random arguments, arguments from a few words, and slow definitions to hold results against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import networkx
from hypothesis import strategies as st

from codex_tools.argument.building import build_argument
from codex_tools.argument.edges import Edge, Meaning
from codex_tools.argument.model import Argument, Node
from codex_tools.argument.standing import Attack, succeeds

CLAIMS = [f"c{number}" for number in range(7)]
SOURCES = [f"s{number}" for number in range(4)]
DOCUMENTS = ["D", "E", "F"]
VERBS = {"backs": Meaning.BACKS, "leans-on": Meaning.LEANS_ON, "attacks": Meaning.ATTACKS}
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Declared(NamedTuple):
    """What an argument is built of."""

    nodes: list[Node]
    edges: list[Edge]

    def built(self) -> Argument:
        """Return the argument."""
        return build_argument(*self)

    def plus(self, *more: Node | Edge) -> Declared:
        """Return the same with further nodes and edges."""
        return Declared(
            self.nodes + [item for item in more if isinstance(item, Node)],
            self.edges + [item for item in more if isinstance(item, Edge)],
        )


@st.composite
def arguments(draw: st.DrawFn, attacks: bool = True) -> Declared:
    """Make a small argument of any kind."""
    ranks, weights = st.sampled_from([None, 1, 2, 3]), st.sampled_from(WEIGHTS)
    retired = st.integers(0, 9).map(lambda number: number == 0)
    documents = st.sampled_from(DOCUMENTS)
    nodes = [Node(c, "", draw(ranks), draw(weights), draw(retired)) for c in CLAIMS]
    nodes += [Node(s, draw(documents), None, draw(weights), draw(retired)) for s in SOURCES]
    claims, anything = st.sampled_from(CLAIMS), st.sampled_from(CLAIMS + SOURCES)
    backing = st.builds(Edge, anything, claims, st.just(Meaning.BACKS))
    leaning = st.builds(Edge, claims, anything, st.just(Meaning.LEANS_ON))
    attacking = st.builds(Edge, anything, anything, st.just(Meaning.ATTACKS))
    edges = draw(st.lists(backing, max_size=14)) + draw(st.lists(leaning, max_size=5))
    return Declared(nodes, edges + (draw(st.lists(attacking, max_size=7)) if attacks else []))


def said(*lines: str, **ranks: int) -> Argument:
    """Return the argument of lines such as ``a backs b``; names with a capital are sources."""
    return declared(*lines, **ranks).built()


def declared(*lines: str, **ranks: int) -> Declared:
    """Return what :func:`said` builds from."""
    edges = [Edge(a, b, VERBS[verb]) for a, verb, b in map(str.split, lines)]
    names = dict.fromkeys(name for edge in edges for name in edge[:2])
    nodes = [Node(name, name if name[0].isupper() else "", ranks.get(name)) for name in names]
    return Declared(nodes, edges)


def names(argument: Argument, nodes: Iterable[int]) -> list[str]:
    """Return the names of numbers."""
    return [argument.names[node] for node in nodes]


def grounded_by_definition(argument: Argument) -> set[int]:
    """Return the least set that the definition of grounding allows, by trying over and over."""
    return gamma(argument, set(), Attack.ALWAYS)


def gamma(argument: Argument, attackers: set[int], attack: Attack) -> set[int]:
    """Return Γ(X) as ``docs/argument.md`` defines it."""
    accepted: set[int] = set()
    while True:
        more = {
            node
            for node in range(len(argument.names))
            if node not in argument.retired
            and (node in argument.documents or accepted & set(argument.backers[node]))
            and accepted >= set(argument.premises[node])
            and not any(
                attacker in attackers and succeeds(argument, attacker, node, attack)
                for attacker in argument.attackers[node]
            )
        }
        if more == accepted:
            return accepted
        accepted = more


def well_founded(argument: Argument, attack: Attack) -> tuple[set[int], set[int]]:
    """Return what is in, lfp(Γ²), and what is possible, Γ(in)."""
    inside: set[int] = set()
    while True:
        possible = gamma(argument, inside, attack)
        more = gamma(argument, possible, attack)
        if more == inside:
            return inside, possible
        inside = more


def evidence_graph(argument: Argument, claim: int) -> networkx.DiGraph:
    """Return the backing edges from grounded nodes, from -1 over the documents to the claim."""
    grounded = grounded_by_definition(argument)
    graph = networkx.DiGraph()
    graph.add_nodes_from([-1, claim])
    graph.add_edges_from((-1, document) for document in grounded & set(argument.documents))
    for node in grounded | {claim}:
        graph.add_edges_from((b, node) for b in argument.backers[node] if b in grounded)
    return graph


def evidence_paths(argument: Argument, claim: int) -> Iterator[Sequence[int]]:
    """Yield all ways from documents to a claim: the document, then claims, without the claim."""
    graph = evidence_graph(argument, claim)
    for path in networkx.all_simple_paths(graph, -1, claim):
        yield path[1:-1]


def rests_on(argument: Argument, circle: Sequence[str]) -> bool:
    """Tell whether each member of a circle leans on the next one or is backed by it."""
    ring = [argument.numbers[name] for name in (*circle, circle[0])]
    return all(b in {*argument.premises[a], *argument.backers[a]} for a, b in pairwise(ring))
