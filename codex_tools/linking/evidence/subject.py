"""A claim with what is derived from it once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from codex_tools.linking.index.texts import Content, TextStatistics
from codex_tools.linking.reading.bodies import own_text, quotations
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.linking.text.dates import day_number, parse_date


@dataclass
class Subject:
    """A claim to be matched: ``commits`` are the sources that its own commit touched, ``leads``
    says of the documents most like it how many times more they are so than the next one."""

    claim: ClaimRecord
    body: str
    texts: TextStatistics
    commits: Collection[str] = ()
    leads: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def own(self) -> str:
        """The claim's text without later additions."""
        return own_text(self.body)

    @cached_property
    def content(self) -> Content:
        """The comparable content of the claim."""
        return self.texts.content_of_claim(self.claim, self.own)

    @cached_property
    def quotations(self) -> list[str]:
        """The long quotations in the claim's text."""
        return quotations(self.own)

    @cached_property
    def day(self) -> int | None:
        """The day on which the claim was created."""
        when = parse_date(self.claim.created)
        return day_number(when) if when else None
