"""A schema and values → every violation, explained by the part of the schema that is meant."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from codex_tools.schema.messages import (
    EXPLAINERS,
    dotted,
    explain_other,
    has_type,
    unknown_keys,
    wanted_hint,
    wrong_type,
)
from codex_tools.schema.references import (
    MAX_DEPTH,
    SchemaRefusedError,
    check_references,
    resolve,
)
from codex_tools.schema.validators import SchemaError, Validator
from codex_tools.schema.violation import Keys, Violation


class Explainer:
    """Says in words how values break ``schema``; ``compiler`` is for parts of it."""

    def __init__(
        self, schema: Mapping[str, Any], compiler: Callable[[Mapping[str, Any]], Validator]
    ) -> None:
        self.schema, self._compile = schema, compiler

    def violations(self, validator: Validator, fields: Mapping[str, object]) -> list[Violation]:
        """Return every violation that ``validator`` finds, in the order of the fields on file."""
        errors = set(validator.errors(fields))
        formless = {error.keys for error in errors if error.keyword == "pattern"}
        found = {
            violation
            for error in errors
            if error.keyword != "format" or error.keys not in formless
            for violation in self._explain(error, fields)
        }
        order = {name: index for index, name in enumerate(fields)}
        return sorted(found, key=lambda each: _rank(each, order))

    def _explain(self, error: SchemaError, fields: Mapping[str, object]) -> Iterator[Violation]:
        about, value = self._about(error.keys), _value(fields, error.keys)
        if error.keyword in ("anyOf", "oneOf"):
            yield from self._explain_branches(error, about, fields)
        elif error.keyword == "required" and error.names:
            yield from self._explain_required(error)
        elif error.keyword == "additionalProperties" and error.names:
            yield from unknown_keys(error, about)
        else:
            yield EXPLAINERS.get(error.keyword, explain_other)(error, about, value)

    def _explain_branches(
        self, error: SchemaError, about: Mapping[str, Any], fields: Mapping[str, object]
    ) -> Iterator[Violation]:
        """Explain by the branch that is meant for values of this type; by the types without one."""
        value = _value(fields, error.keys)
        for branch in about.get(error.keyword, ()):
            schema = self._resolved(branch)
            part = {**schema, "$defs": self.schema.get("$defs", {})}
            if has_type(value, schema) and "type" in schema and _stands_alone(part):
                for inner in self._compile(part).errors(value):
                    whole = inner._replace(keys=(*error.keys, *inner.keys))
                    yield from self._explain(whole, fields)
                return
        yield wrong_type(error, about, value)

    def _explain_required(self, error: SchemaError) -> Iterator[Violation]:
        for name in error.names:
            keys = (*error.keys, name)
            above = dotted(error.keys)
            message = f"`{above}` lacks `{name}`" if above else f"`{name}` is missing"
            yield Violation("required", keys, message, wanted_hint(self._about(keys), name))

    def _about(self, keys: Keys) -> Mapping[str, Any]:
        """Return the part of the schema that describes the value at ``keys``."""
        schema = self._resolved(self.schema)
        for key in keys:
            schema = self._resolved(self._below(schema, key))
        return schema

    def _below(self, schema: Mapping[str, Any], key: str | int) -> Mapping[str, Any]:
        own: Any = schema.get("properties", {}).get(key) if isinstance(key, str) else None
        own = own or schema.get("items" if isinstance(key, int) else "additionalProperties")
        if isinstance(own, Mapping):
            return cast("Mapping[str, Any]", own)
        for branch in _branches(schema):
            found = self._below(self._resolved(branch), key)
            if found:
                return found
        return {}

    def _resolved(self, schema: Any) -> Mapping[str, Any]:
        """Merge a ``$ref`` into the schema that has it; what stands beside it wins.

        A schema that is true or false describes nothing.
        """
        whole, merged, hops = self.schema, schema, 0
        while isinstance(merged, Mapping) and "$ref" in merged and hops < MAX_DEPTH:
            whole, target = resolve(whole, merged["$ref"])
            own = {key: merged[key] for key in merged if key != "$ref"}
            merged, hops = {**target, **own} if isinstance(target, Mapping) else own, hops + 1
        return merged if isinstance(merged, Mapping) else {}


def _stands_alone(part: Mapping[str, Any]) -> bool:
    """Tell whether a part of a schema refers to nothing but its definitions."""
    try:
        check_references(part)
    except SchemaRefusedError:
        return False
    return True


def _branches(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the parts of a schema that may describe the same value."""
    for name in ("anyOf", "oneOf", "allOf"):
        yield from schema.get(name, ())
    yield from (schema[name] for name in ("then", "else") if name in schema)


def _value(fields: Any, keys: Keys) -> object:
    for key in keys:
        fields = fields[key]
    value: object = fields
    return value


def _rank(violation: Violation, order: Mapping[str, int]) -> tuple[int, str, str]:
    first = violation.keys[0] if violation.keys else ""
    return order.get(str(first), -1), str(violation.keys), violation.message
