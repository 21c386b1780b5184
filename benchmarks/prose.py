"""Made-up text: sentences, paragraphs, lists and code out of words that mean nothing.

The words are those of ``generate_links.World``; small English words stand between them, so that
whatever looks for words finds about as many as in real text. Most sentences come from a pool, which
keeps a hundred thousand files quick to write; each paragraph has one of its own that goes on about
its topic.
"""

from __future__ import annotations

from collections.abc import Sequence

from generate_links import World

SMALL = (
    *("the", "of", "and", "in", "a", "to", "with", "for", "that", "on"),
    *("by", "as", "from", "is", "was", "were", "than", "at", "it", "which"),
)
POOL = 4000
FENCES = (
    "```python\nfor {0} in {1}:\n    print({0}, [[0]])\n```",
    "```\n{0} -> {1} -> {2}\n[[{0} in code is no link]]\n```",
    '```json\n{{"{0}": ["{1}", "{2}"], "count": 12}}\n```',
)


class Prose:
    """Writes text; all chance comes from ``random``, so that the same seed gives the same text."""

    def __init__(self, size: int, seed: int) -> None:
        self.world = World(size, seed)
        self.random = self.world.random
        self.pool = [self.sentence() for _ in range(POOL)]

    def words(self, count: int) -> list[str]:
        """Some telling words, common ones more often."""
        return self.random.choices(self.world.words, cum_weights=self.world.shares, k=count)

    def mixed(self, telling: Sequence[str]) -> list[str]:
        """The words with small ones between them."""
        found: list[str] = []
        chances = self.random.choices(range(10), k=len(telling))
        for word, chance in zip(telling, chances, strict=True):
            if chance < 5:
                found.append(SMALL[(chance * 7 + len(word) * 3 + ord(word[0])) % len(SMALL)])
            found.append(word)
        return found

    def sentence(self, topic: Sequence[str] = ()) -> str:
        """A sentence, now and then with a figure, an emphasis or an aside."""
        telling = self.words(self.random.randint(6, 14))
        telling[2 : 2 + len(topic)] = topic
        found = self.mixed(telling)
        at = self.random.randrange(1, len(found))
        turn = self.random.randrange(12)
        if turn < 3:
            found[at] = f"{self.random.randint(2, 99_999):,}"
        elif turn == 3:
            found[at] = f"*{found[at]}*"
        elif turn == 4:
            found[at] = f"({found[at]} {self.random.randint(1, 99)}%)"
        elif turn < 8:
            found[at - 1] += ","
        return " ".join([found[0].capitalize(), *found[1:]]) + "."

    def paragraph(self, topic: Sequence[str], sentences: int = 6) -> str:
        """Some sentences; the second one goes on about the topic."""
        found = self.random.choices(self.pool, k=sentences)
        found.insert(1, self.sentence(self.random.sample(topic, min(3, len(topic)))))
        return " ".join(found)

    def bullets(self, topic: Sequence[str], count: int) -> str:
        """A list of short sentences."""
        return "\n".join(f"- {self.sentence(topic[:2])}" for _ in range(count))

    def fence(self) -> str:
        """A block of code."""
        return self.random.choice(FENCES).format(*self.words(3))

    def day(self, first: int, last: int) -> str:
        """A day from the one year to the other."""
        pick = self.random.randint
        return f"{pick(first, last)}-{pick(1, 12):02}-{pick(1, 28):02}"

    def chance(self, share: float) -> bool:
        """Whether something happens that happens this often."""
        return self.random.random() < share
