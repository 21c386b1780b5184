"""A knowledge base → findings: one module a rule. A new rule is a new file here, nothing else.

Codes: ``IO`` files · ``FM`` front matter · ``SC`` schema · ``RF`` references · ``PV`` provenance ·
``ED`` edges · ``AG`` the argument · ``TI`` titles · ``CL`` claims · ``AT`` attribution · ``OK`` the
Open Knowledge Format. A code is never used again for something else.
"""

from codex_tools.rules._base import AfterRule, Case, ProblemRule, Rule, ViolationRule
from codex_tools.rules._registry import (
    all_rules,
    chosen_rules,
    is_known,
    listed_rules,
    matches,
    near,
)

__all__ = [
    "AfterRule",
    "Case",
    "ProblemRule",
    "Rule",
    "ViolationRule",
    "all_rules",
    "chosen_rules",
    "is_known",
    "listed_rules",
    "matches",
    "near",
]
