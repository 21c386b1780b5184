"""JSON Schema 2020-12 → violations in words for people.

``is_valid`` decides; ``violations`` explains, and is called only for what is not valid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from codex_tools.kinds import Kind
from codex_tools.settings import nearest

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

TYPE_WORDS = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping of `key: value`",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a front matter breaks its schema.

    ``keyword`` is that of JSON Schema (``required``, ``type``, ``enum``, ``pattern``, ``format``
    …), ``keys`` the path of the value, or of its parent for ``required``.
    """

    keyword: str
    keys: tuple[str | int, ...]
    message: str
    hint: str = ""


@dataclass
class SchemaValidator:
    """The compiled schema of one kind."""

    kind: Kind
    _formats: tuple[str, ...] = field(default=("date",))

    @cached_property
    def _validator(self) -> Draft202012Validator:
        from jsonschema import Draft202012Validator, FormatChecker

        return Draft202012Validator(self.kind.schema, format_checker=FormatChecker(self._formats))

    def is_valid(self, fields: Mapping[str, object]) -> bool:
        """Tell whether the front matter conforms to the schema."""
        return self._validator.is_valid(fields)

    def violations(self, fields: Mapping[str, object]) -> list[Violation]:
        """Return every violation, in the order of the fields on file; none for a valid one."""
        found = [
            violation
            for error in self._validator.iter_errors(fields)  # type: ignore[arg-type]
            for violation in _explain(error)
        ]
        order = {name: index for index, name in enumerate(fields)}
        return sorted(found, key=lambda each: _rank(each, order))


def _rank(violation: Violation, order: Mapping[str, int]) -> tuple[int, str, str]:
    first = violation.keys[0] if violation.keys else ""
    return order.get(str(first), -1), str(violation.keys), violation.message


def _explain(error: ValidationError) -> Iterator[Violation]:
    deepest = _most_telling(error)
    keys = tuple(deepest.absolute_path)
    explain = _EXPLAINERS.get(str(deepest.validator), _explain_other)
    yield from explain(deepest, keys)


def _most_telling(error: ValidationError) -> ValidationError:
    """Descend into ``anyOf`` and ``oneOf``: the branch for the value's own type says most."""
    while error.validator in ("anyOf", "oneOf") and error.context:
        branches = [each for each in error.context if each.validator != "type" or each.path]
        if not branches:
            return error
        error = min(branches, key=lambda each: (-len(each.path), str(each.validator)))
    return error


def _explain_required(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    name = error.message.split("'")[1]
    about = error.schema.get("properties", {}).get(name, {})
    label = f"`{dotted(keys)}` lacks `{name}`" if keys else f"`{name}` is missing"
    yield Violation("required", (*keys, name), label, _wanted(about, name))


def _explain_type(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    allowed = sorted(_types(error.schema))
    wanted = " or ".join(TYPE_WORDS.get(each, each) for each in allowed)
    message = f"`{dotted(keys)}` has to be {wanted}, not {_what(error.instance)}"
    yield Violation("type", keys, message, _wanted(error.schema))


def _types(schema: Mapping[str, Any]) -> set[str]:
    given = schema.get("type", [])
    found = set(given if isinstance(given, list) else [given])
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found |= _types(branch)
    return found


def _explain_enum(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    allowed = error.schema.get("enum") or [error.schema.get("const")]
    words = ", ".join(f"`{each}`" for each in allowed)
    close = nearest(str(error.instance), [str(each) for each in allowed])
    message = f"`{dotted(keys)}` may not be {_what(error.instance)}"
    yield Violation("enum", keys, message, f"allowed: {words}{close}")


def _explain_format(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    message = f"`{dotted(keys)}` is {_what(error.instance)}, which is no day of the calendar"
    hint = "write YYYY-MM-DD with a month from 01 to 12 and a day which that month has"
    yield Violation("format", keys, message, hint)


def _explain_pattern(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    message = f"`{dotted(keys)}` is {_what(error.instance)}, which does not have the right form"
    yield Violation("pattern", keys, message, _wanted(error.schema))


def _explain_empty(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    message = f"`{dotted(keys)}` is empty"
    yield Violation("empty", keys, message, _wanted(error.schema))


def _explain_other(error: Any, keys: tuple[str | int, ...]) -> Iterator[Violation]:
    about = f"`{dotted(keys)}`: " if keys else ""
    yield Violation(str(error.validator), keys, f"{about}{error.message}", _wanted(error.schema))


_EXPLAINERS = {
    "required": _explain_required,
    "type": _explain_type,
    "anyOf": _explain_type,
    "oneOf": _explain_type,
    "enum": _explain_enum,
    "const": _explain_enum,
    "format": _explain_format,
    "pattern": _explain_pattern,
    "minLength": _explain_empty,
    "minItems": _explain_empty,
}


def dotted(keys: tuple[str | int, ...]) -> str:
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
    if examples and isinstance(examples[0], str | int):
        return f"for example `{name}: {examples[0]}`" if name else f"for example {examples[0]}"
    return str(about.get("description", ""))
