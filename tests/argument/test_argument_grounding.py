"""What is grounded, what is circular, and on which circle."""

from __future__ import annotations

from itertools import pairwise

import networkx
from argument_samples import Declared, arguments, grounded_by_definition, names, rests_on, said
from hypothesis import given

from codex_tools.argument.circles import blame, circular_groups, shortest_circle
from codex_tools.argument.components import components
from codex_tools.argument.derivation import NONE
from codex_tools.argument.grounding import Grounding, classify, evidence, ground
from codex_tools.argument.model import Argument


def groundings(argument: Argument) -> dict[str, str]:
    verdicts = classify(argument, ground(argument).held)
    return dict(zip(argument.names, map(str, verdicts), strict=False))


def circle_of(argument: Argument, claim: str) -> list[str]:
    rows = blame(argument, ground(argument).held)
    return names(argument, shortest_circle(rows, argument.numbers[claim]))


def test_a_claim_with_a_source_is_grounded_and_what_it_backs_is() -> None:
    argument = said("S backs a", "a backs b", "c backs d")
    assert groundings(argument) == {
        "a": "grounded",
        "b": "grounded",
        "c": "ungrounded",
        "d": "ungrounded",
    }


def test_everything_that_a_claim_leans_on_must_be_grounded() -> None:
    argument = said("S backs a", "a leans-on b", "a backs c", "S backs d", "d leans-on a")
    assert set(groundings(argument).values()) == {"ungrounded"}


def test_a_premise_alone_is_no_support() -> None:
    assert groundings(said("S backs a", "b leans-on a"))["b"] == "ungrounded"


def test_a_source_that_a_claim_leans_on_is_its_evidence() -> None:
    assert groundings(said("a leans-on S")) == {"a": "grounded"}


def test_a_circle_with_evidence_from_outside_is_no_fault() -> None:
    argument = said("S backs a", "a backs b", "b backs c", "c backs a")
    assert set(groundings(argument).values()) == {"grounded"}


def test_a_circle_over_two_relations_is_found() -> None:
    argument = said("a backs b", "a leans-on b")
    assert groundings(argument) == {"a": "circular", "b": "circular"}
    assert circle_of(argument, "a") == ["a", "b"]


def test_premises_in_a_circle_are_circular_although_each_has_a_source() -> None:
    argument = said("S backs a", "T backs b", "a leans-on b", "b leans-on a")
    assert set(groundings(argument).values()) == {"circular"}


def test_what_a_circle_holds_up_is_ungrounded_and_on_no_circle() -> None:
    argument = said("a backs b", "b backs a", "b backs c")
    assert groundings(argument)["c"] == "ungrounded"
    assert circle_of(argument, "c") == []


def test_a_circle_is_not_blamed_where_the_want_of_a_premise_is_the_reason() -> None:
    argument = said("S backs a", "a backs b", "b backs a", "a leans-on x")
    assert groundings(argument) == dict.fromkeys("abx", "ungrounded")


def test_a_claim_that_backs_itself_is_circular() -> None:
    argument = said("a backs a")
    assert groundings(argument) == {"a": "circular"}
    assert circle_of(argument, "a") == ["a"]


def test_the_shortest_circle_is_shown() -> None:
    argument = said("a backs b", "b backs c", "c backs d", "d backs a", "c backs a")
    assert circle_of(argument, "a") == ["a", "c", "b"]


def test_a_retired_claim_holds_nothing_up() -> None:
    argument = said("S backs a", "a backs b", "T backs c", "c leans-on a").without("a")
    assert groundings(argument) == dict.fromkeys("abc", "ungrounded")


@given(arguments())
def test_grounded_is_what_the_definition_says(declared: Declared) -> None:
    argument = declared.built()
    held = ground(argument).held
    assert {node for node, mark in enumerate(held) if mark} == grounded_by_definition(argument)


@given(arguments())
def test_reasons_lead_to_a_document(declared: Declared) -> None:
    argument = declared.built()
    held, reasons = ground(argument)
    for node in argument.claims:
        assert (reasons[node] != NONE and bool(held[node])) or not held[node]
        met = {node}
        while held[node] and node in argument.claims:
            assert reasons[node] in argument.backers[node]
            node = reasons[node]
            assert node not in met
            met.add(node)


@given(arguments())
def test_circular_is_what_lies_on_a_circle_of_wants(declared: Declared) -> None:
    argument = declared.built()
    grounded = grounded_by_definition(argument)
    wants = networkx.DiGraph()
    for claim in set(argument.claims) - grounded - argument.retired:
        wants.add_edges_from((claim, p) for p in argument.premises[claim] if p not in grounded)
        if not grounded & set(argument.backers[claim]):
            wants.add_edges_from((claim, backer) for backer in argument.backers[claim])
    verdicts = groundings(argument)
    for claim in argument.claims:
        circles = [c for c in networkx.simple_cycles(wants) if claim in c]
        name = argument.names[claim]
        assert (verdicts[name] == Grounding.CIRCULAR) == bool(circles)
        shown = circle_of(argument, name)
        assert len(shown) == min(map(len, circles), default=0)
        assert not shown or (shown[0] == name and rests_on(argument, shown))


@given(arguments())
def test_each_group_is_on_circles_together(declared: Declared) -> None:
    argument = declared.built()
    rows = blame(argument, ground(argument).held)
    wants = networkx.DiGraph((node, other) for node, row in enumerate(rows) for other in row)
    expected = {
        frozenset(group)
        for group in networkx.strongly_connected_components(wants)
        if len(group) > 1 or wants.has_edge(*(*group, *group))
    }
    assert {frozenset(group) for group in circular_groups(rows)} == expected


@given(arguments())
def test_components_are_those_of_networkx_and_in_order(declared: Declared) -> None:
    argument = declared.built()
    rows = evidence(argument, ground(argument).held)
    graph = networkx.DiGraph((node, other) for node, row in enumerate(rows) for other in row)
    graph.add_nodes_from(range(len(rows)))
    found = list(components(rows))
    assert sorted(map(sorted, found)) == sorted(
        map(sorted, networkx.strongly_connected_components(graph))
    )
    place = {node: at for at, group in enumerate(found) for node in group}
    assert all(place[other] <= place[node] for node, other in graph.edges)


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    size = 20_000
    chain = [f"{a:05} backs {b:05}" for a, b in pairwise(range(size))]
    assert set(groundings(said("S backs 00000", *chain)).values()) == {"grounded"}
    closed = said(*chain, f"{size - 1:05} backs 00000")
    assert set(groundings(closed).values()) == {"circular"}
    assert len(circle_of(closed, "00000")) == size
