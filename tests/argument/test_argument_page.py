"""The examples of ``docs/argument.md`` are true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from argument_samples import names, said

from codex_tools.argument.impact import impact
from codex_tools.argument.judging import judge
from codex_tools.argument.model import Argument
from codex_tools.argument.origins import origins_of
from codex_tools.argument.paths import single_points
from codex_tools.argument.strength import weakest_links

PAGE = Path(__file__).resolve().parents[2] / "docs/argument.md"


def examples() -> list[str]:
    return re.findall(r"^```argument\n(.*?)^```", PAGE.read_text("utf-8"), re.S | re.M)


def built(example: str) -> Argument:
    ranks = {claim: int(rank) for claim, rank in re.findall(r"^(\w) declares (\d)", example, re.M)}
    return said(*re.findall(r"^\w (?:backs|leans-on|attacks) \w$", example, re.M), **ranks)


def verdict(argument: Argument, claim: str) -> set[str | None]:
    return set(judge(argument).verdict(argument.numbers[claim]))


def points(argument: Argument, claim: str) -> list[str]:
    held = judge(argument).ground.held
    return names(argument, single_points(argument, held, argument.numbers[claim]))


def losses(argument: Argument, name: str) -> list[str]:
    return names(argument, (change.claim for change in impact(argument, [name]).lost))


def origin_count(argument: Argument, claim: str) -> list[str]:
    held = judge(argument).ground.held
    return [str(len(origins_of(argument, held, argument.numbers[claim])))]


def weakest(argument: Argument, claim: str) -> list[str]:
    held = judge(argument).ground.held
    return names(argument, [weakest_links(argument, held)[argument.numbers[claim]]])


ASKED: dict[str, Callable[[Argument, str], list[str]]] = {
    "origins": origin_count,
    "weakest": weakest,
    "points": points,
    "loses": losses,
}


@pytest.mark.parametrize("example", examples())
def test_an_example_is_true(example: str) -> None:
    argument = built(example)
    results = re.findall(r"^=> (.*)$", example, re.M)
    assert results
    for statement in ", ".join(results).split(", "):
        name, word, *expected = statement.split()
        if word in ASKED:
            assert ASKED[word](argument, name) == expected
        else:
            assert word in verdict(argument, name), statement


def test_there_are_examples_and_each_line_of_them_is_read() -> None:
    assert len(examples()) >= 9
    for line in "".join(examples()).splitlines():
        assert re.fullmatch(r"\w (backs|leans-on|attacks) \w|\w declares \d|=> .+", line), line
