"""What stands, what is contested, what is defeated."""

from __future__ import annotations

from itertools import pairwise

from argument_samples import Declared, arguments, grounded_by_definition, said, well_founded
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.argument.edges import Edge, Meaning
from codex_tools.argument.grounding import ground
from codex_tools.argument.model import Argument, Node
from codex_tools.argument.standing import Attack, Standing, weigh


def standings(argument: Argument, attack: Attack = Attack.BY_CONFIDENCE) -> dict[str, str | None]:
    return dict(zip(argument.names, weigh(argument, ground(argument), attack), strict=True))


def sourced(*lines: str, **ranks: int) -> Argument:
    claims = dict.fromkeys(name for line in lines for name in line.split()[::2])
    return said(*(f"S{claim} backs {claim}" for claim in claims), *lines, **ranks)


def test_without_challenges_what_is_grounded_stands() -> None:
    argument = said("S backs a", "a backs b", "c backs d")
    assert standings(argument) == {
        "a": "stands",
        "b": "stands",
        "c": None,
        "d": None,
        "S": "stands",
    }


def test_a_challenge_that_stands_defeats() -> None:
    verdicts = standings(sourced("a attacks b"))
    assert (verdicts["a"], verdicts["b"]) == ("stands", "defeated")


def test_a_challenge_without_evidence_does_nothing() -> None:
    assert standings(said("S backs b", "a attacks b"))["b"] == "stands"


def test_who_defends_a_claim_reinstates_it() -> None:
    verdicts = standings(sourced("a attacks b", "b attacks c"))
    assert [verdicts[name] for name in "abc"] == ["stands", "defeated", "stands"]


def test_two_claims_that_challenge_each_other_are_contested() -> None:
    verdicts = standings(sourced("a attacks b", "b attacks a", "b attacks c"))
    assert [verdicts[name] for name in "abc"] == ["contested"] * 3


def test_a_claim_that_challenges_itself_is_contested() -> None:
    assert standings(sourced("a attacks a"))["a"] == "contested"


def test_a_challenge_of_a_premise_defeats_what_leans_on_it() -> None:
    verdicts = standings(sourced("a attacks b", "c leans-on b"))
    assert (verdicts["b"], verdicts["c"]) == ("defeated", "defeated")


def test_what_has_another_backer_outlives_the_defeat_of_one() -> None:
    argument = said("S backs a", "T backs b", "U backs x", "x attacks a", "a backs c", "b backs c")
    assert standings(argument)["c"] == "stands"


def test_a_circle_falls_with_the_evidence_from_outside() -> None:
    argument = said(
        "S backs a", "a backs b", "b backs c", "c backs b", "c backs d", "T backs x", "x attacks a"
    )
    assert [standings(argument)[name] for name in "abcd"] == ["defeated"] * 4


def test_a_circle_over_a_premise_falls_with_the_evidence_from_outside() -> None:
    argument = said(
        "S backs z",
        "z backs p",
        "c backs p",
        "c leans-on p",
        "T backs c",
        "U backs x",
        "x attacks z",
    )
    assert [standings(argument)[name] for name in "zpc"] == ["defeated"] * 3


def test_less_confidence_does_not_defeat_more() -> None:
    argument = sourced("a attacks b", a=1, b=2)
    assert standings(argument)["b"] == "stands"
    assert standings(argument, Attack.ALWAYS)["b"] == "defeated"
    assert standings(sourced("a attacks b", a=2, b=2))["b"] == "defeated"
    assert standings(sourced("a attacks b", b=2))["b"] == "defeated"


def test_a_challenge_of_a_source_is_one_of_all_that_rests_on_it() -> None:
    verdicts = standings(said("S backs a", "T backs x", "x attacks S"))
    assert (verdicts["S"], verdicts["a"]) == ("defeated", "defeated")


@given(arguments(), st.sampled_from(Attack))
@settings(max_examples=400)
def test_standing_is_what_the_definition_says(declared: Declared, attack: Attack) -> None:
    argument = declared.built()
    inside, possible = well_founded(argument, attack)
    grounded = grounded_by_definition(argument)
    for node, verdict in enumerate(weigh(argument, ground(argument), attack)):
        expected = (
            None
            if node not in grounded
            else Standing.STANDS
            if node in inside
            else Standing.CONTESTED
            if node in possible
            else Standing.DEFEATED
        )
        assert verdict is expected


@given(arguments(attacks=False), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6))))
def test_without_challenges_more_support_never_hurts(
    declared: Declared, more: list[tuple[int, int]]
) -> None:
    backing = [Edge(f"c{a}", f"c{b}", Meaning.BACKS) for a, b in more]
    before, after = standings(declared.built()), standings(declared.plus(*backing).built())
    assert all(after[name] == verdict for name, verdict in before.items() if verdict)


@given(arguments(), st.lists(st.tuples(st.sampled_from(list(Meaning)), st.integers(0, 6))))
def test_a_circle_without_evidence_changes_nothing_elsewhere(
    declared: Declared, more: list[tuple[Meaning, int]]
) -> None:
    circle = [Node("x"), Node("y"), Edge("x", "y", Meaning.BACKS), Edge("y", "x", Meaning.BACKS)]
    touching = [
        Edge("x", f"c{number}", meaning) for meaning, number in more if meaning != "leans-on"
    ]
    before, after = (
        standings(declared.built()),
        standings(declared.plus(*circle, *touching).built()),
    )
    assert all(after[name] == verdict for name, verdict in before.items())
    assert (after["x"], after["y"]) == (None, None)


def chain_of_attacks(size: int) -> list[str]:
    return [f"{a:05} attacks {b:05}" for a, b in pairwise(range(size))]


def test_thousands_of_attacks_in_a_row() -> None:
    argument = sourced(*chain_of_attacks(10_000))
    verdicts = standings(argument)
    assert [verdicts[f"{number:05}"] for number in range(4)] == ["stands", "defeated"] * 2
    assert verdicts["09999"] == "defeated"


def test_thousands_of_circles_that_fall_one_after_the_other() -> None:
    lines = []
    for number in range(3_000):
        lines += [f"S{number} backs a{number}", f"a{number} backs b{number}"]
        lines += [f"b{number} backs c{number}", f"c{number} backs b{number}"]
        lines += [f"T{number} backs x{number}", f"c{number} attacks x{number}"]
        lines += [f"x{number} attacks a{number + 1}"]
    argument = said("R backs r", "r attacks a0", *lines, "Z backs a3000")
    verdicts = standings(argument)
    assert [verdicts[name] for name in ("a0", "c0", "x0", "a1")] == [
        "defeated",
        "defeated",
        "stands",
        "defeated",
    ]
    assert verdicts["a3000"] == "defeated"
