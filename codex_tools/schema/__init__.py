"""JSON Schema 2020-12 → violations in words for people.

``is_valid`` decides; ``violations`` explains, and is called only for what is not valid.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from codex_tools.runtime.text import closest, nearest
from codex_tools.schema.validators import FALSE, SchemaError, Validator, compile_schema

Keys = tuple[str | int, ...]

_TYPE_WORDS = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping of `key: value`",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}
_PYTHON_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "array": list,
    "object": dict,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class Violation(NamedTuple):
    """One way in which a front matter, or a configuration, breaks its schema.

    ``keyword`` is that of JSON Schema (``required``, ``type``, ``enum``, ``pattern``, ``format``
    …), ``keys`` the path of the value; for ``required`` its last key is the one that is missing,
    for ``additionalProperties`` the one that nobody knows. ``meant`` is the allowed value or key
    that is most like the one on file, where there is one.
    """

    keyword: str
    keys: Keys
    message: str
    hint: str = ""
    meant: str = ""


class SchemaValidator:
    """A schema under the name of its kind, compiled when it is first needed."""

    def __init__(
        self,
        name: str,
        schema: Mapping[str, Any],
        compiler: Callable[[Mapping[str, Any]], Validator] = compile_schema,
    ) -> None:
        self.name, self.schema = name, schema
        self._compile = compiler

    @cached_property
    def _validator(self) -> Validator:
        return self._compile(self.schema)

    def is_valid(self, fields: Mapping[str, object]) -> bool:
        """Tell whether the front matter conforms to the schema."""
        return self._validator.is_valid(fields)

    def judge(self, fields: Mapping[str, object]) -> tuple[Violation, ...]:
        """Return the violations, quickly where there are none."""
        return () if self.is_valid(fields) else tuple(self.violations(fields))

    def violations(self, fields: Mapping[str, object]) -> list[Violation]:
        """Return every violation, in the order of the fields on file; none for a valid one."""
        errors = set(self._validator.errors(fields))
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
            yield from _unknown_keys(error, about)
        else:
            yield _EXPLAINERS.get(error.keyword, _other)(error, about, value)

    def _explain_branches(
        self, error: SchemaError, about: Mapping[str, Any], fields: Mapping[str, object]
    ) -> Iterator[Violation]:
        """Explain by the branch that is meant for values of this type; by the types without one."""
        value = _value(fields, error.keys)
        for branch in about.get(error.keyword, ()):
            schema = self._resolved(branch)
            if _has_type(value, schema) and "type" in schema:
                part = {**schema, "$defs": self.schema.get("$defs", {})}
                for inner in self._compile(part).errors(value):
                    whole = inner._replace(keys=(*error.keys, *inner.keys))
                    yield from self._explain(whole, fields)
                return
        yield _wrong_type(error, about, value)

    def _explain_required(self, error: SchemaError) -> Iterator[Violation]:
        for name in error.names:
            keys = (*error.keys, name)
            above = dotted(error.keys)
            message = f"`{above}` lacks `{name}`" if above else f"`{name}` is missing"
            yield Violation("required", keys, message, _wanted(self._about(keys), name))

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
            return own
        for branch in _branches(schema):
            found = self._below(self._resolved(branch), key)
            if found:
                return found
        return {}

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Merge a local ``$ref`` into the schema that has it; what stands beside it goes first."""
        while "$ref" in schema:
            target: Any = self.schema
            for part in str(schema["$ref"]).removeprefix("#").strip("/").split("/"):
                target = target.get(part, {}) if part else target
            schema = {**target, **{key: schema[key] for key in schema if key != "$ref"}}
        return schema


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


def _types(schema: Mapping[str, Any]) -> list[str]:
    given = schema.get("type", [])
    found = list(given if isinstance(given, list) else [given])
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found += [name for name in _types(branch) if name not in found]
    return found


def _has_type(value: object, schema: Mapping[str, Any]) -> bool:
    allowed = _types(schema)
    if isinstance(value, bool):
        return "boolean" in allowed
    return any(isinstance(value, _PYTHON_TYPES[name]) for name in allowed)


def _wrong_type(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    wanted = " or ".join(_TYPE_WORDS[name] for name in _types(about) if name != "null")
    message = f"`{dotted(error.keys)}` has to be {wanted or 'of another form'}, not {_what(value)}"
    return Violation("type", error.keys, message, _wanted(about))


def _not_allowed(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    allowed = [str(each) for each in about.get("enum") or [about.get("const")]]
    words = ", ".join(f"`{each}`" for each in allowed)
    message = f"`{dotted(error.keys)}` may not be {_what(value)}"
    hint = f"allowed: {words}{nearest(str(value), allowed)}"
    return Violation("enum", error.keys, message, hint, closest(str(value), allowed))


def _unknown_keys(error: SchemaError, about: Mapping[str, Any]) -> Iterator[Violation]:
    known = list(about.get("properties", ()))
    words = ", ".join(f"`{each}`" for each in known)
    for name in error.names:
        keys = (*error.keys, name)
        hint = nearest(name, known).removeprefix("; ") or (words and f"known: {words}")
        message = f"`{dotted(keys)}` is not known"
        yield Violation(error.keyword, keys, message, hint, closest(name, known))


def _no_day(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    message = f"`{dotted(error.keys)}` is {_what(value)}, which is no day of the calendar"
    hint = "write YYYY-MM-DD with a month from 01 to 12 and a day which that month has"
    return Violation("format", error.keys, message, hint)


def _wrong_form(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    message = f"`{dotted(error.keys)}` is {_what(value)}, which does not have the right form"
    return Violation("pattern", error.keys, message, _wanted(about))


def _empty(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    message = f"`{dotted(error.keys)}` is {'too short' if value else 'empty'}"
    return Violation(error.keyword, error.keys, message, _wanted(about))


def _out_of_range(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    side = "less" if error.keyword == "minimum" else "more"
    message = f"`{dotted(error.keys)}` is {value}, {side} than {about.get(error.keyword)}"
    return Violation(error.keyword, error.keys, message, _wanted(about))


def _forbidden(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    subject = f"`{dotted(error.keys)}`" if error.keys else "a key that it has"
    return Violation(error.keyword, error.keys, f"{subject} may not be there")


def _other(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    limit = about.get(error.keyword)
    wanted = f"`{error.keyword}: {limit}`" if isinstance(limit, int | float | str) else ""
    subject = f"`{dotted(error.keys)}`" if error.keys else "it"
    message = f"{subject} breaks {wanted or f'`{error.keyword}`'} of its schema"
    return Violation(error.keyword, error.keys, message, _wanted(about))


_EXPLAINERS = {
    "type": _wrong_type,
    "enum": _not_allowed,
    "const": _not_allowed,
    "format": _no_day,
    "pattern": _wrong_form,
    "minLength": _empty,
    "minItems": _empty,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    FALSE: _forbidden,
}


def dotted(keys: Keys) -> str:
    """Write a path as people do: ``attribution.extractor[0].handle``."""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return text.removeprefix(".")


def _what(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "…"}"'
    if isinstance(value, bool | int | float):
        return f"the value {str(value).lower()}"
    return "a list" if isinstance(value, list) else "a mapping"


def _wanted(about: Mapping[str, Any], name: str = "") -> str:
    if "enum" in about:
        return "allowed: " + ", ".join(f"`{each}`" for each in about["enum"])
    examples = about.get("examples")
    if examples and isinstance(examples[0], str | int | float):
        shown = str(examples[0])
        shown = shown.lower() if isinstance(examples[0], bool) else shown
        return f"for example `{name}: {shown}`" if name else f"for example {shown}"
    return str(about.get("description", ""))
