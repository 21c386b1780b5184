"""A schema and values → how they break it, worked out or remembered.

Most values conform or are known from before, so what explains violations is loaded by the first one
that is worked out.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from codex_tools.schema.violation import Violation

if TYPE_CHECKING:
    from codex_tools.schema.validators import Validator

    Compiler = Callable[[Mapping[str, Any]], Validator]


class SchemaValidator:
    """A schema under the name of its kind, compiled when it is first needed."""

    def __init__(
        self, name: str, schema: Mapping[str, Any], compiler: "Compiler | None" = None
    ) -> None:
        self.name, self.schema = name, schema
        self._compiler = compiler

    @cached_property
    def _compile(self) -> "Compiler":
        from codex_tools.schema.validators import compile_schema

        return self._compiler or compile_schema

    @cached_property
    def _validator(self) -> "Validator":
        return self._compile(self.schema)

    def is_valid(self, fields: Mapping[str, object]) -> bool:
        """Tell whether the front matter conforms to the schema."""
        return self._validator.is_valid(fields)

    def judge(self, fields: Mapping[str, object]) -> tuple[Violation, ...]:
        """Return the violations, quickly where there are none."""
        return () if self.is_valid(fields) else tuple(self.violations(fields))

    def violations(self, fields: Mapping[str, object]) -> list[Violation]:
        """Return every violation, in the order of the fields on file; none for a valid one."""
        from codex_tools.schema.violations import Explainer

        return Explainer(self.schema, self._compile).violations(self._validator, fields)


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
