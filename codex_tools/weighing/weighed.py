"""A knowledge base → its argument and what follows from it, each worked out once and on demand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from codex_tools.argument.building import build_argument
from codex_tools.argument.circles import blame
from codex_tools.argument.edges import Edge
from codex_tools.argument.judging import Judgement, judge
from codex_tools.argument.model import Argument, Rows
from codex_tools.argument.origins import count_origins
from codex_tools.argument.standing import Attack, Standing
from codex_tools.argument.strength import weakest_links
from codex_tools.argument.trails import Hop, nearest_ends, turned
from codex_tools.base.edges import WEIGHED
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import ResolvedLink
from codex_tools.weighing.edges import stated_edges
from codex_tools.weighing.materials import materials_of
from codex_tools.weighing.nodes import declared_nodes


class Weighed:
    """The argument of a knowledge base, with all that is said of its claims.

    Ask :func:`weighed` for it. It does not hold the base, which keeps it.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._edges, self._relations = base.edges, base.relations
        self.attack = Attack(base.argumentation.attack)
        stated = (each.edge for each in stated_edges(self._edges, self._relations))
        edges = chain(stated, materials_of(base).edges)
        self.argument: Argument = build_argument(declared_nodes(base), edges)

    @cached_property
    def judgement(self) -> Judgement:
        """The grounding and standing of all claims."""
        return judge(self.argument, self.attack)

    @cached_property
    def wants(self) -> Rows:
        """For each node those for want of which it is not grounded."""
        return blame(self.argument, self.judgement.ground.held)

    @cached_property
    def nearest_wants(self) -> Mapping[int, Hop]:
        """For each node that is not grounded the nearest one for want of which that is so, and
        which itself wants for nothing: nothing is there to back it, or it is retired."""
        held, wants = self.judgement.ground.held, self.wants
        ends = (node for node, row in enumerate(wants) if not row and not held[node])
        return nearest_ends(turned(wants), ends)

    @cached_property
    def fallen_premises(self) -> Mapping[int, Hop]:
        """For each node that leans on a fallen one, at whatever distance, the nearest of these.

        A node has fallen when it is retired, or defeated though no premise of it has fallen.
        """
        argument, standings = self.argument, self.judgement.standings
        fallen = {n for n, standing in enumerate(standings) if standing is Standing.DEFEATED}
        fallen |= argument.retired
        ends = (
            node
            for node in sorted(fallen)
            if node in argument.retired or fallen.isdisjoint(argument.premises[node])
        )
        return nearest_ends(argument.leaners, ends)

    @cached_property
    def origins(self) -> list[int]:
        """How many independent documents reach each claim, by its number."""
        return count_origins(self.argument, self.judgement.ground.held)

    @cached_property
    def documents(self) -> Mapping[int, int]:
        """For each grounded node a nearest one of its origins."""
        argument, held = self.argument, self.judgement.ground.held
        return {
            node: hop.end
            for node, hop in nearest_ends(
                [[claim for claim in row if held[claim]] for row in argument.backs],
                (document for document in argument.documents if held[document]),
            ).items()
        }

    @cached_property
    def weakest(self) -> list[int]:
        """The weakest link of each claim, by its number; -1 for none."""
        return weakest_links(self.argument, self.judgement.ground.held)

    @cached_property
    def links(self) -> Mapping[Edge, ResolvedLink]:
        """The first reference that says an edge, those outside the journal before others."""
        found: dict[Edge, ResolvedLink] = {}
        for each in sorted(
            stated_edges(self._edges, self._relations), key=lambda each: each.link.link.journal
        ):
            found.setdefault(each.edge, each.link)
        return found


def weighed(base: KnowledgeBase) -> Weighed:
    """Return the argument of a knowledge base; there is one for each base."""
    return base.once(WEIGHED, Weighed)
