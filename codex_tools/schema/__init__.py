"""JSON Schema 2020-12 and values → violations in words for people."""

from codex_tools.schema.judge import JUDGE_ANEW, Judge
from codex_tools.schema.messages import Violation
from codex_tools.schema.violations import SchemaValidator

__all__ = ["JUDGE_ANEW", "Judge", "SchemaValidator", "Violation"]
