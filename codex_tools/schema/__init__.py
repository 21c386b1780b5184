"""JSON Schema 2020-12 and values → violations in words for people."""

from codex_tools.schema.judge import JUDGE_ANEW, Judge, SchemaValidator
from codex_tools.schema.violation import Violation

__all__ = ["JUDGE_ANEW", "Judge", "SchemaValidator", "Violation"]
