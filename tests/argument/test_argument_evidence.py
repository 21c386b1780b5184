"""Origins, weakest links, strengths, and single points of failure."""

from __future__ import annotations

import math
from itertools import pairwise

import networkx
import pytest
from argument_samples import (
    Declared,
    arguments,
    declared,
    evidence_graph,
    evidence_paths,
    names,
    said,
)
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.argument import origins
from codex_tools.argument.derivation import NONE
from codex_tools.argument.grounding import ground
from codex_tools.argument.model import Argument, Node
from codex_tools.argument.origins import count_origins, origins_of
from codex_tools.argument.paths import chains, single_points
from codex_tools.argument.strength import Bounds, bounds, strengths, weakest_links


def held(argument: Argument) -> bytearray:
    return ground(argument).held


def points(argument: Argument, claim: str) -> list[str]:
    return names(argument, single_points(argument, held(argument), argument.numbers[claim]))


def weakest(argument: Argument, claim: str) -> str | None:
    number = weakest_links(argument, held(argument))[argument.numbers[claim]]
    return None if number == NONE else argument.names[number]


def test_ten_notes_of_one_paper_are_one_origin() -> None:
    argument = said(*(line for n in range(10) for line in (f"S backs n{n}", f"n{n} backs c")))
    assert count_origins(argument, held(argument))[argument.numbers["c"]] == 1


def test_evidence_through_an_ungrounded_backer_does_not_count() -> None:
    argument = said("S backs a", "a leans-on x", "a backs c", "T backs c")
    assert names(argument, origins_of(argument, held(argument), argument.numbers["c"])) == ["T"]


@given(arguments(), st.sampled_from([64, origins.BLOCK_BITS]))
def test_origins_are_the_documents_that_reach_a_claim(declared: Declared, bits: int) -> None:
    argument = declared.built()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origins, "BLOCK_BITS", bits)
        counts = count_origins(argument, held(argument))
    for claim in argument.claims:
        ancestors = networkx.ancestors(evidence_graph(argument, claim), claim)
        expected = sorted(ancestors & set(argument.documents))
        assert origins_of(argument, held(argument), claim) == expected
        assert counts[claim] == len(expected)


def test_origins_are_exact_beyond_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "BLOCK_BITS", 64)
    lines = [f"{n:03} backs {n + 1:03}" for n in range(300)]
    argument = said(*lines, *(f"S{n} backs {n:03}" for n in range(301)))
    assert count_origins(argument, held(argument)) == list(range(1, 302))


def test_the_weakest_link_is_that_of_the_best_path() -> None:
    lines = ("S backs a", "a backs c", "T backs b", "b backs c", "c backs d")
    argument = said(*lines, a=1, b=2, c=3)
    assert (weakest(argument, "c"), weakest(argument, "d")) == ("b", "b")
    assert weakest(argument, "a") is None


def test_of_equally_good_paths_the_shortest_counts() -> None:
    lines = ("S backs a", "a backs b", "b backs c", "T backs d", "d backs c")
    assert weakest(said(*lines, a=1, b=2, d=1), "c") == "d"


@given(arguments())
def test_no_path_has_a_higher_lowest_rank(declared: Declared) -> None:
    argument = declared.built()
    found = weakest_links(argument, held(argument))
    for claim in argument.claims:
        widths = [
            min(math.inf if argument.ranks[n] is None else argument.ranks[n] for n in path)
            for path in evidence_paths(argument, claim)
        ]
        best = max(widths, default=math.inf)
        shown = math.inf if found[claim] == NONE else argument.ranks[found[claim]]
        assert shown == best


@given(arguments())
def test_strengths_are_the_best_products(declared: Declared) -> None:
    argument = declared.built()
    for claim in argument.claims:
        expected: dict[int, float] = {}
        for path in evidence_paths(argument, claim):
            product = math.prod(argument.weights[node] for node in path)
            expected[path[0]] = max(product, expected.get(path[0], 0.0))
        assert strengths(argument, held(argument), claim) == expected


def test_bounds() -> None:
    assert bounds([]) == Bounds(0.0, 0.0, 0.0)
    assert bounds([0.5, 0.5, 0.25]) == Bounds(0.5, 0.8125, 1.0)


@given(st.lists(st.floats(0, 1)))
def test_bounds_are_in_order(each: list[float]) -> None:
    low, independent, high = bounds(each)
    assert low <= independent + 1e-9
    assert independent <= high + 1e-9


def test_what_all_evidence_passes() -> None:
    argument = said("S backs a", "a backs b", "a backs c", "b backs d", "c backs d", "d backs e")
    assert points(argument, "e") == ["d", "a", "S"]
    assert points(argument, "d") == ["a", "S"]


def test_two_documents_on_two_ways_leave_no_single_point() -> None:
    assert points(said("S backs a", "T backs b", "a backs c", "b backs c"), "c") == []


@given(arguments())
def test_single_points_are_those_without_which_nothing_reaches_a_claim(declared: Declared) -> None:
    argument = declared.built()
    for claim in argument.claims:
        graph = evidence_graph(argument, claim)
        expected = {
            node
            for node in set(graph) - {-1, claim}
            if networkx.has_path(graph, -1, claim)
            and not networkx.has_path(networkx.restricted_view(graph, [node], []), -1, claim)
        }
        found = single_points(argument, held(argument), claim)
        assert set(found) == expected
        assert len(found) == len(expected)


@given(arguments())
def test_single_points_are_the_dominators_of_networkx(declared: Declared) -> None:
    argument = declared.built()
    for claim in argument.claims:
        nearest = networkx.immediate_dominators(evidence_graph(argument, claim), -1)
        dominators, node = [], nearest.get(claim)
        while node not in (None, -1):
            dominators.append(node)
            node = nearest[node]
        assert single_points(argument, held(argument), claim) == dominators


@given(arguments())
def test_a_chain_for_each_origin_and_none_shorter(declared: Declared) -> None:
    argument = declared.built()
    for claim in argument.claims:
        found = list(chains(argument, held(argument), claim))
        graph = evidence_graph(argument, claim).reverse()
        assert sorted(chain[-1] for chain in found) == origins_of(argument, held(argument), claim)
        assert [len(chain) for chain in found] == sorted(map(len, found))
        for chain in found:
            assert chain[0] == claim
            assert networkx.is_path(graph, chain)
            assert len(chain) == 1 + networkx.shortest_path_length(graph, claim, chain[-1])


def test_long_chains_need_no_recursion() -> None:
    size = 10_000
    lines = [f"{a:05} backs {b:05}" for a, b in pairwise(range(size))]
    argument = said("S backs 00000", *lines)
    last = f"{size - 1:05}"
    assert len(points(argument, last)) == size
    assert count_origins(argument, held(argument)) == [1] * size
    assert list(strengths(argument, held(argument), argument.numbers[last]).values()) == [1.0]
    assert weakest(argument, last) is None


def test_copies_of_one_source_are_one_point_of_failure() -> None:
    once = declared("S backs a", "a backs c")
    twice = once.plus(Node("T", "S"), *declared("T backs c").edges)
    assert points(once.built(), "c") == ["a", "S"]
    assert points(twice.built(), "c") == ["S"]
