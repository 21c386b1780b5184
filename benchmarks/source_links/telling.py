"""What a claim says that was taken from a work: a title, a sentence on it, a body."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from source_links.works import Work, number_of

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
TITLES = (
    "{0} matters more than {1} in most accounts",
    "Without {1} there is little {0}",
    "{0} and {1} rise and fall together",
    "{0} explains what {1} does not",
    "The case for {0} rests on {1}",
)
OPENINGS = (
    "This goes against what is mostly said about {0}.",
    "For {0} the evidence is better than for {1}.",
    "The point about {1} is easily missed.",
    "It took a while until {0} was looked at in this way.",
)
CLOSINGS = (
    "What would change my mind is a case where {1} came first.",
    "Nobody has repeated it yet.",
    "The same may hold elsewhere, but that is not shown.",
    "See also what was said about {0} under other headings.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a claim."""

    title: str
    description: str
    body: str


def told(work: Work, seed: str) -> Told:
    """A claim on the matter of a work, with one of its sentences in other or the same words."""
    chance = random.Random(number_of(f"{seed} {work.key}"))
    first, second = (work.topic * 2 or ["this", "that"])[:2]
    if len(work.topic) > 3:
        first, second = chance.sample(work.topic, 2)

    def one(forms: tuple[str, ...]) -> str:
        text = chance.choice(forms).format(first, second)
        return text[0].upper() + text[1:]

    middle = _retold(work, chance)
    title = one(TITLES)
    body = " ".join(filter(None, [one(OPENINGS), middle, one(CLOSINGS)]))
    return Told(title, f"{first.capitalize()} as against {second}, in short.", body)


def _retold(work: Work, chance: random.Random) -> str:
    """A sentence of the abstract: in its own words now and then, mostly only its last half."""
    sentences = [one for one in _SENTENCE.split(work.abstract) if len(one) > 40]
    if not sentences:
        return ""
    sentence = chance.choice(sentences)
    if chance.random() < 0.25:
        return f"“{sentence}”"
    words = sentence.split()
    return f"As it turns out, {' '.join(words[len(words) // 2 :])}"
