"""The weights that the configuration of a knowledge base has in its table `[link.weights]`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from codex_tools.errors import SettingsError
from codex_tools.linking.evidence.table import PRIORS
from codex_tools.linking.model.weights import Weights, shipped_weights
from codex_tools.runtime.text import did_you_mean

_OTHERS = ("bias", "write", "review")
_ANEW = "if codex link --calibrate wrote the table, delete it and run that again"


def weights_from(table: Mapping[str, Any]) -> Weights:
    """Return the weights that `[link.weights]` says, what it leaves out as shipped.

    Raises SettingsError for a kind of evidence that there is not.
    """
    shipped = shipped_weights()
    known = (*PRIORS, *_OTHERS)
    for name in table:
        if name not in known:
            message = f"[link.weights]: there is no evidence `{name}` ({_ANEW})"
            raise SettingsError(message + did_you_mean(name, known))
    own = {name: float(value) for name, value in table.items() if name not in _OTHERS}
    given = {name: float(table[name]) for name in _OTHERS if name in table}
    return replace(shipped, weights={**shipped.weights, **own}, **given)
