"""Rules without code: the SELECT of a configuration → findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent, indent

from codex_tools.app.tables import database_of
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.errors import SettingsError
from codex_tools.model import FieldPath, Finding, Place
from codex_tools.query.asking import ask
from codex_tools.query.database import Value
from codex_tools.query.limits import QueryError, Result
from codex_tools.rules import Rule
from codex_tools.runtime.printable import printable
from codex_tools.settings.policies import PREFIX, Policy

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class PolicyRule(Rule):
    """A rule that a configuration describes; see :class:`Policy`."""

    whole_base = True

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.code = PREFIX + policy.name
        self.severity = policy.severity
        self.name = policy.name

    @property
    def page(self) -> str:
        """What the configuration says of the policy, in the form of a rule's page."""
        policy = self.policy
        hint = printable(policy.hint) or "The configuration gives no hint."
        query = indent(printable(dedent(policy.sql).strip(), keep="\n\t"), "    ")
        return (
            f"{printable(policy.message)}\n\n"
            f"## Why it matters\n{printable(policy.place)} asks for it.\n\n"
            f"## What to do\n{hint}\n\n"
            f"## The query\nEach row that it finds is a finding.\n\n{query}"
        )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield a finding for each row. Raises SettingsError for a policy that cannot be used."""
        found = self._ask(scope.base)
        if "path" not in found.columns:
            raise self._broken("the query has no column `path`")
        self._check_placeholders(found.columns)
        for row in found.rows:
            yield self._finding(scope.base, dict(zip(found.columns, row, strict=True)))

    def _ask(self, base: KnowledgeBase) -> Result:
        database = database_of(base, None, self.policy.sql)
        database.connection.execute("DROP TABLE findings")  # which have to be known for that
        try:
            found = ask(database, self.policy.sql)
        except QueryError as error:
            raise self._broken(str(error)) from None
        if found.truncated:
            raise self._broken(f"the query finds more than {len(found.rows):,} rows")
        return found

    def _check_placeholders(self, columns: Sequence[str]) -> None:
        for name in _PLACEHOLDER.findall(self.policy.message):
            if name not in columns:
                raise self._broken(f"the message names `{name}`, which is no column of the query")

    def _finding(self, base: KnowledgeBase, row: Mapping[str, Value]) -> Finding:
        path = row["path"]
        if not isinstance(path, str) or path not in base.notes:
            raise self._broken(f"the column `path` has {path!r}, which is no note")
        message = _PLACEHOLDER.sub(lambda found: str(row[found[1]]), self.policy.message)
        return Finding(path, _place(base, path, row.get("field")), message, self.policy.hint)

    def _broken(self, reason: str) -> SettingsError:
        return SettingsError(f"{self.policy.place}: policy `{self.policy.name}`: {reason}")


def _place(base: KnowledgeBase, path: str, field: Value) -> Place | None:
    """Return the place of a field of a note; none where it has no such field."""
    note = base.notes[path]
    if not isinstance(field, str) or field not in note.fields:
        return None
    return FieldPath((note.renamed.get(field, field),))


def policy_rules(policies: Sequence[Policy], known: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules that policies are. Raises SettingsError for a name of a ``known`` rule."""
    names = {rule.name: rule for rule in known}
    for policy in policies:
        if policy.name in names:
            words = f"the name `{policy.name}` is that of {names[policy.name].code}"
            raise SettingsError(f"{policy.place}: {words}")
    return tuple(map(PolicyRule, policies))
