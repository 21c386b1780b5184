"""Words that turn what a title says into its contrary."""

from __future__ import annotations

from collections.abc import Mapping

_NEGATIONS = """not no never none nothing neither nor cannot without dont doesnt didnt isnt arent
cant wont"""
NEGATIONS = frozenset(_NEGATIONS.split())
"""Words that deny what the rest of a text says."""

_CONTRARIES = (
    ("large larger big bigger great greater", "small smaller lesser"),
    ("more most many", "less fewer few least"),
    ("high higher raise rise increase grow", "low lower fall decrease shrink reduce"),
    ("good better improve help", "bad worse worsen hurt harm"),
    ("fast faster", "slow slower"),
    ("strong stronger strengthen", "weak weaker weaken"),
    ("long longer", "short shorter"),
    ("gain win", "lose loss"),
    ("safe safer", "risky riskier unsafe dangerous"),
    ("easy easier", "hard harder difficult"),
    ("true right", "false wrong"),
    ("enable allow", "prevent forbid"),
    ("support confirm", "undermine refute"),
    ("before", "after"),
    ("above", "below"),
    ("positive", "negative"),
    ("necessary", "unnecessary"),
    ("possible", "impossible"),
    ("reliable", "unreliable"),
    ("likely", "unlikely"),
)

FILLERS = frozenset(["always", "do", "does", "did", "really", "very"])
"""Words without which a text says the same, or which only carry a negation."""

OPPOSITES: Mapping[str, tuple[str, bool]] = {
    word: (pair[0].partition(" ")[0], bool(is_contrary))
    for pair in _CONTRARIES
    for is_contrary, words in enumerate(pair)
    for word in words.split()
}
"""Words with a contrary → what the two have in common, and whether it is the second of them."""
