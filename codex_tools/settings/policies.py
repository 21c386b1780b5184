"""``[[policy]]`` tables → policies, each with the place where it stands."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from codex_tools.errors import SettingsError
from codex_tools.model import Severity
from codex_tools.settings.config_files import Layer

PREFIX = "policy/"
"""What the codes of policies begin with; the name follows."""


class Policy(NamedTuple):
    """A rule that needs no code.

    ``sql`` is a SELECT whose rows are the findings: ``path``, maybe ``field``, and values that
    ``message`` names in braces. ``layer`` is where it is set, as the ``number``-th of its list.
    """

    name: str
    message: str
    sql: str
    severity: Severity = Severity.WARNING
    hint: str = ""
    layer: Layer | None = None
    number: int = 0

    @property
    def place(self) -> str:
        """The file and line where it is set, for messages."""
        return self.layer.place(("policy", self.number)) if self.layer else "the configuration"


def read_policies(layers: Sequence[Layer]) -> tuple[Policy, ...]:
    """Return the policies of the last layer that has any, as lists of settings are replaced.

    Raises SettingsError for a name that two of them have.
    """
    layer = next((each for each in reversed(layers) if "policy" in each.table), None)
    if layer is None:
        return ()
    policies = tuple(
        _policy(table, layer, number) for number, table in enumerate(layer.table["policy"])
    )
    seen: dict[str, Policy] = {}
    for policy in policies:
        if (first := seen.setdefault(policy.name, policy)) is not policy:
            words = f"the name `{policy.name}` is taken by the policy at {first.place}"
            raise SettingsError(f"{policy.place}: {words}")
    return policies


def _policy(table: dict[str, Any], layer: Layer, number: int) -> Policy:
    given = {**table}
    if "severity" in given:
        given["severity"] = Severity[given["severity"].upper()]
    return Policy(**given, layer=layer, number=number)
