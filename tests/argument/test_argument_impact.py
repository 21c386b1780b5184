"""What falls with a node, why a claim stands, and what changes nothing."""

from __future__ import annotations

import random

import pytest
from argument_samples import CLAIMS, SOURCES, Declared, arguments, declared, names, said
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.argument.building import build_argument
from codex_tools.argument.edges import Edge, Meaning
from codex_tools.argument.grounding import Grounding, ground
from codex_tools.argument.impact import impact, level
from codex_tools.argument.judging import Judgement, Verdict, judge
from codex_tools.argument.model import Argument, Node
from codex_tools.argument.origins import count_origins
from codex_tools.argument.paths import single_points
from codex_tools.argument.standing import Standing
from codex_tools.argument.strength import bounds, strengths, weakest_links
from codex_tools.argument.why import explain


def verdicts(argument: Argument) -> dict[str, Verdict]:
    judgement = judge(argument)
    return {argument.names[claim]: judgement.verdict(claim) for claim in argument.claims}


def all_told(argument: Argument) -> dict[str, object]:
    """Return everything that is said of each claim, by names."""
    judgement = judge(argument)
    held = judgement.ground.held
    counts, weakest = count_origins(argument, held), weakest_links(argument, held)
    told: dict[str, object] = {}
    for claim in argument.claims:
        told[argument.names[claim]] = (
            judgement.verdict(claim),
            counts[claim],
            argument.ranks[weakest[claim]] if weakest[claim] >= 0 else None,
            names(argument, single_points(argument, held, claim)),
            bounds(strengths(argument, held, claim).values()),
        )
    return told


def test_what_falls_is_listed_nearest_first() -> None:
    argument = said("S backs a", "a backs b", "b backs c", "d leans-on c", "T backs d", "T backs e")
    lost = impact(argument, ["S"]).lost
    assert [(argument.names[change.claim], change.distance) for change in lost] == [
        ("a", 1),
        ("b", 2),
        ("c", 3),
        ("d", 4),
    ]
    assert names(argument, (change.through for change in lost)) == ["S", "a", "b", "c"]


def test_what_has_other_support_does_not_fall() -> None:
    argument = said("S backs a", "T backs b", "a backs c", "b backs c")
    assert names(argument, (change.claim for change in impact(argument, ["a"]).lost)) == []


def test_who_was_kept_down_rises_and_whom_it_challenges_falls() -> None:
    argument = said(
        "S backs a", "T backs b", "U backs c", "a attacks b", "b attacks c", "c backs d"
    )
    lost, gained = impact(argument, ["a"])
    assert names(argument, (change.claim for change in gained)) == ["b"]
    assert [(argument.names[change.claim], change.after.standing) for change in lost] == [
        ("c", Standing.DEFEATED),
        ("d", Standing.DEFEATED),
    ]


def test_retiring_what_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        impact(said("S backs a"), ["nobody"])


@given(arguments(), st.lists(st.sampled_from(CLAIMS + SOURCES), min_size=1, max_size=2))
def test_impact_is_the_difference_of_two_judgements(declared: Declared, ids: list[str]) -> None:
    argument = declared.built()
    before, after = judge(argument), judge(argument.without(*ids))
    retired = {argument.numbers[name] for name in ids}
    changed = {
        claim
        for claim in set(argument.claims) - retired - argument.retired
        if before.standings[claim] != after.standings[claim]
    }
    lost, gained = impact(argument, ids)
    assert {change.claim for change in lost + gained} == changed
    assert len(lost) + len(gained) == len(changed)
    for change in lost + gained:
        fell = level(after.standings[change.claim]) < level(before.standings[change.claim])
        assert (change in lost) == fell
        assert change.before == before.verdict(change.claim)
        assert change.after == after.verdict(change.claim)
    for changes in (lost, gained):
        assert [c.distance for c in changes] == sorted(c.distance for c in changes)


@given(arguments(attacks=False), st.sampled_from(CLAIMS))
def test_without_challenges_what_passes_a_single_point_falls_with_it(
    declared: Declared, claim: str
) -> None:
    argument = declared.built()
    held = ground(argument).held
    number = argument.numbers[claim]
    for point in single_points(argument, held, number):
        name = next(name for name, node in argument.numbers.items() if node == point)
        assert not ground(argument.without(name)).held[number]


def told_of(argument: Argument, claim: str) -> tuple[Judgement, int]:
    return judge(argument), argument.numbers[claim]


def test_why_a_claim_stands() -> None:
    argument = said(
        "S backs a", "a backs c", "T backs b", "b backs c", "c leans-on p", "U backs p",
        "V backs x", "x attacks c", a=2, b=3, x=1, c=3,
    )  # fmt: skip
    why = explain(argument, *told_of(argument, "c"))
    assert why.verdict == Verdict(Grounding.GROUNDED, Standing.STANDS)
    assert [backer.name for backer in why.backers] == ["a", "b"]
    assert [(each.by.name, each.succeeds) for each in why.challenges] == [("x", False)]
    assert [(premise.name, premise.standing) for premise in why.premises] == [("p", "stands")]
    assert [[node.name for node in chain] for chain in why.chains] == [
        ["c", "a", "S"],
        ["c", "b", "T"],
    ]
    assert [(origin.name, origin.sources) for origin in why.origins] == [
        ("S", ("S",)),
        ("T", ("T",)),
    ]
    assert why.weakest is not None
    assert why.weakest.name == "b"
    assert (why.single_points, why.circle) == ([], [])


def test_why_a_claim_is_circular() -> None:
    argument = said("a backs b", "b backs a", "a backs c")
    why = explain(argument, *told_of(argument, "a"))
    assert why.verdict == Verdict(Grounding.CIRCULAR, None)
    assert [node.name for node in why.circle] == ["a", "b"]
    assert (why.chains, why.origins, why.weakest) == ([], [], None)
    assert explain(argument, *told_of(argument, "c")).circle == []


def test_chains_are_bounded() -> None:
    argument = said(*(f"S{number} backs c" for number in range(30)))
    why = explain(argument, *told_of(argument, "c"), most_chains=3)
    assert (len(why.chains), len(why.origins)) == (3, 30)


@given(arguments(), st.integers(0, 3))
def test_one_more_copy_of_a_source_changes_nothing(declared: Declared, number: int) -> None:
    source = next(node for node in declared.nodes if node.id == f"s{number}")
    copy = source._replace(id="copy")
    edges = [
        Edge("copy", edge.end, edge.meaning) for edge in declared.edges if edge.start == source.id
    ]
    assert all_told(declared.plus(copy, *edges).built()) == all_told(declared.built())


@given(arguments(), arguments())
def test_an_argument_beside_it_changes_nothing(one: Declared, other: Declared) -> None:
    def renamed(name: str) -> str:
        return f"other {name}"

    nodes = [node._replace(id=renamed(node.id), document=node.document and renamed(node.document))
             for node in other.nodes]  # fmt: skip
    edges = [Edge(renamed(a), renamed(b), meaning) for a, b, meaning in other.edges]
    both = all_told(one.plus(*nodes, *edges).built())
    assert {name: both[name] for name in CLAIMS} == all_told(one.built())


@given(arguments(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(declared: Declared, chance: random.Random) -> None:
    nodes, edges = list(declared.nodes), list(declared.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    assert build_argument(nodes, edges) == declared.built()


@given(arguments())
def test_an_edge_written_twice_changes_nothing(declared: Declared) -> None:
    assert declared.plus(*declared.edges).built() == declared.built()


def test_a_copy_that_remains_keeps_a_document() -> None:
    twice = declared("S backs a").plus(Node("T", "S", retired=True))
    assert verdicts(twice.built())["a"].grounding is Grounding.GROUNDED
    gone = twice._replace(nodes=[node._replace(retired=node.id in "ST") for node in twice.nodes])
    assert verdicts(gone.built())["a"].grounding is Grounding.UNGROUNDED


def test_retired_by_meaning() -> None:
    argument = said("S backs a", "T backs b", "a attacks b").without("a")
    assert verdicts(argument)["b"].standing is Standing.STANDS
    assert Meaning("attacks") is Meaning.ATTACKS
