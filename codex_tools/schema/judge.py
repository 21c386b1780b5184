"""Values → how they break a schema, worked out or remembered."""

from collections.abc import Mapping
from typing import Protocol

from codex_tools.schema.messages import Violation
from codex_tools.schema.violations import SchemaValidator


class Judge(Protocol):
    """Says how values break a schema. It may remember what it said from one run to the next."""

    def judge(
        self, validator: SchemaValidator, fields: Mapping[str, object]
    ) -> tuple[Violation, ...]:
        """Return how ``fields`` break the schema of ``validator``."""
        ...

    def keep(self, is_all: bool) -> None:
        """Remember what was said; ``is_all`` tells that everything there is was judged."""
        ...


class _JudgeAnew:
    """Remembers nothing."""

    def judge(
        self, validator: SchemaValidator, fields: Mapping[str, object]
    ) -> tuple[Violation, ...]:
        return validator.judge(fields)

    def keep(self, is_all: bool) -> None:
        return


JUDGE_ANEW: Judge = _JudgeAnew()
"""The judge that asks the validator each time."""
