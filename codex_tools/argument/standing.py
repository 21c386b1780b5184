"""What stands against the challenges: the well-founded semantics, three-valued."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from codex_tools.argument.derivation import derive
from codex_tools.argument.grounding import Ground
from codex_tools.argument.model import Argument, Rows


class Attack(StrEnum):
    """When an attack succeeds."""

    BY_CONFIDENCE = "by-confidence"
    """Unless the attacker states less confidence than its target."""

    ALWAYS = "always"


class Standing(StrEnum):
    """What is left of a grounded claim when its challenges are weighed."""

    STANDS = "stands"
    CONTESTED = "contested"
    DEFEATED = "defeated"


def succeeds(argument: Argument, attacker: int, target: int, attack: Attack) -> bool:
    """Tell whether an attack counts.

    Leila Amgoud and Claudette Cayrol, "A reasoning model based on the production of acceptable
    arguments", Annals of Mathematics and Artificial Intelligence 34 (2002).
    """
    mine, other = argument.ranks[attacker], argument.ranks[target]
    return attack is Attack.ALWAYS or mine is None or other is None or mine >= other


def weigh(
    argument: Argument, grounded: Ground, attack: Attack = Attack.BY_CONFIDENCE
) -> list[Standing | None]:
    """Return the standing of each node, by its number; None for what is not grounded.

    Allen Van Gelder, Kenneth Ross and John Schlipf, "The well-founded semantics for general logic
    programs", Journal of the ACM 38 (1991), computed from both sides at once: what is in and what
    is out spread along the edges; when nothing spreads any more, what is held up only by circles
    is out as well. Linear but for that last step, which goes again through what lost its reason.
    """
    labels = _Labelling(argument, grounded, attack)
    labels.settle()
    meaning = {IN: Standing.STANDS, OPEN: Standing.CONTESTED, OUT: Standing.DEFEATED}
    return [
        meaning[label] if held else None
        for label, held in zip(labels.labels, grounded.held, strict=True)
    ]


OPEN, IN, OUT = range(3)


class _Labelling:
    """The labels of the nodes, and what each of them still waits for."""

    def __init__(self, argument: Argument, grounded: Ground, attack: Attack) -> None:
        self.argument = argument
        self.held, self.reasons = bytearray(grounded.held), list(grounded.reasons)
        self.labels = bytearray(OPEN if held else OUT for held in self.held)
        self.targets = _successful(argument, attack)
        self.supported = bytearray(len(self.labels))
        self.waits_for = [len(row) for row in argument.premises]
        for attacker, row in enumerate(self.targets):
            if self.held[attacker]:
                for target in row:
                    self.waits_for[target] += 1
        self.shaken: list[int] = []

    def settle(self) -> None:
        """Label everything that is in or out."""
        for document in self.argument.documents:
            self.supported[document] = 1
        self._spread(document for document in self.argument.documents if self._may_enter(document))
        while self.shaken:
            self._spread((), self._unfounded())

    def _may_enter(self, node: int) -> bool:
        return self.labels[node] == OPEN and self.supported[node] > 0 and not self.waits_for[node]

    def _spread(self, entering: Iterable[int], leaving: Iterable[int] = ()) -> None:
        """Label nodes in or out, and whatever follows from it."""
        queue: list[int] = []
        self._label(entering, IN, queue)
        self._label(leaving, OUT, queue)
        for node in queue:  # which grows
            if self.labels[node] == IN:
                self._entered(node, queue)
            else:
                self._left(node, queue)

    def _label(self, nodes: Iterable[int], label: int, queue: list[int]) -> None:
        for node in nodes:
            if self.labels[node] == OPEN:
                self.labels[node] = label
                queue.append(node)

    def _entered(self, node: int, queue: list[int]) -> None:
        for claim in self.argument.backs[node]:
            self.supported[claim] = 1
        for claim in self.argument.leaners[node]:
            self.waits_for[claim] -= 1
        self._label(self.targets[node], OUT, queue)
        for row in (self.argument.backs[node], self.argument.leaners[node]):
            self._label(filter(self._may_enter, row), IN, queue)

    def _left(self, node: int, queue: list[int]) -> None:
        self.held[node] = 0
        reasons = self.reasons
        self.shaken += [claim for claim in self.argument.backs[node] if reasons[claim] == node]
        self._label(self.argument.leaners[node], OUT, queue)
        for target in self.targets[node]:
            self.waits_for[target] -= 1
        self._label(filter(self._may_enter, self.targets[node]), IN, queue)

    def _unfounded(self) -> list[int]:
        """Return the open nodes that nothing founded holds up any more."""
        lost = self._lost()
        derive(self.argument, lost, self.held, self.reasons)
        return [node for node in lost if not self.held[node]]

    def _lost(self) -> list[int]:
        """Take hold from all open nodes whose reasons go back to one that is out."""
        lost: list[int] = []
        self._take_hold(self.shaken, lost)
        self.shaken = []
        for node in lost:  # which grows
            backed = (claim for claim in self.argument.backs[node] if self.reasons[claim] == node)
            self._take_hold(backed, lost)
            self._take_hold(self.argument.leaners[node], lost)
        return lost

    def _take_hold(self, nodes: Iterable[int], lost: list[int]) -> None:
        for node in nodes:
            if self.labels[node] == OPEN and self.held[node]:
                self.held[node] = 0
                lost.append(node)


def _successful(argument: Argument, attack: Attack) -> Rows:
    """Return for each node those that it attacks with success."""
    return [
        row and [target for target in row if succeeds(argument, attacker, target, attack)]
        for attacker, row in enumerate(argument.attacks)
    ]
