"""How much evidence there is, and what was seen of it."""

from dataclasses import dataclass

from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.mentions import Mention

EvidenceValue = tuple[float, str]
"""How much there is of a kind of evidence, from 0 to 1, and in words what was seen."""

NO_EVIDENCE: EvidenceValue = (0.0, "")

Evidence = dict[str, EvidenceValue]
"""The evidence for a link by the names of its kinds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate of one mention with its evidence."""

    document: SourceDocument
    mention: Mention
    evidence: Evidence
