"""Claims with known answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from codex_tools.linking.evidence.values import Candidate
from codex_tools.linking.reading.documents import SourceDocument


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim for which one knows the answer.

    ``sources`` are its right sources, ``ignored`` count neither way, ``candidates`` stand by
    mention. ``weight`` is how much it counts in a fit.
    """

    claim: str
    candidates: Sequence[Sequence[Candidate]]
    sources: Collection[str]
    ignored: Collection[str] = ()
    weight: float = 1.0

    def label(self, document: SourceDocument) -> bool | None:
        """Tell whether a document is right; ``None`` when it counts neither way."""
        ids = {record.id for record in document.records}
        if ids & set(self.sources):
            return True
        return None if ids & set(self.ignored) else False
