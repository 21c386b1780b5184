"""A violated keyword → the violation in words for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from codex_tools.runtime.text import closest, did_you_mean
from codex_tools.schema.validators import FALSE, SchemaError
from codex_tools.schema.violation import Keys, Violation

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


def _types(schema: Any) -> list[str]:
    """Return the names of the types that a schema allows in so many words."""
    if not isinstance(schema, Mapping):
        return []
    given = schema.get("type", [])
    found = list(given if isinstance(given, list) else [given])
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found += [name for name in _types(branch) if name not in found]
    return found


def has_type(value: object, schema: Mapping[str, Any]) -> bool:
    """Tell whether a schema has the type of ``value`` among its types."""
    allowed = _types(schema)
    if isinstance(value, bool):
        return "boolean" in allowed
    return any(isinstance(value, _PYTHON_TYPES[name]) for name in allowed)


def wrong_type(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    """Explain a value of another type than ``about`` allows."""
    wanted = " or ".join(_TYPE_WORDS[name] for name in _types(about) if name != "null")
    message = f"`{dotted(error.keys)}` has to be {wanted or 'of another form'}, not {_what(value)}"
    return Violation("type", error.keys, message, wanted_hint(about))


def _not_allowed(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    allowed = [str(each) for each in about.get("enum") or [about.get("const")]]
    words = ", ".join(f"`{each}`" for each in allowed)
    message = f"`{dotted(error.keys)}` may not be {_what(value)}"
    hint = f"allowed: {words}{did_you_mean(str(value), allowed)}"
    return Violation("enum", error.keys, message, hint, closest(str(value), allowed))


def unknown_keys(error: SchemaError, about: Mapping[str, Any]) -> Iterator[Violation]:
    """Explain the keys that ``about`` does not know, one by one."""
    known = list(about.get("properties", ()))
    words = ", ".join(f"`{each}`" for each in known)
    for name in error.names:
        keys = (*error.keys, name)
        hint = did_you_mean(name, known).removeprefix("; ") or (words and f"known: {words}")
        message = f"`{dotted(keys)}` is not known"
        yield Violation(error.keyword, keys, message, hint, closest(name, known))


def _wrong_format(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    if error.names == ("date",):
        return no_day(error.keys, value)
    message = f"`{dotted(error.keys)}` is {_what(value)}, which is not of the format `"
    return Violation("pattern", error.keys, f"{message}{error.names[0]}`", wanted_hint(about))


def no_day(keys: Keys, value: object) -> Violation:
    """Explain a date that does not exist."""
    message = f"`{dotted(keys)}` is {_what(value)}, which is no day of the calendar"
    hint = "write YYYY-MM-DD with a month from 01 to 12 and a day which that month has"
    return Violation("format", keys, message, hint)


def _wrong_form(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    message = f"`{dotted(error.keys)}` is {_what(value)}, which does not have the right form"
    return Violation("pattern", error.keys, message, wanted_hint(about))


def _empty(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    message = f"`{dotted(error.keys)}` is {'too short' if value else 'empty'}"
    return Violation(error.keyword, error.keys, message, wanted_hint(about))


def _out_of_range(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    side = "less" if error.keyword == "minimum" else "more"
    message = f"`{dotted(error.keys)}` is {value}, {side} than {about.get(error.keyword)}"
    return Violation(error.keyword, error.keys, message, wanted_hint(about))


def _forbidden(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    subject = f"`{dotted(error.keys)}`" if error.keys else "a key that it has"
    return Violation(error.keyword, error.keys, f"{subject} may not be there")


def explain_other(error: SchemaError, about: Mapping[str, Any], value: object) -> Violation:
    """Explain any other keyword by its name and limit."""
    limit = about.get(error.keyword)
    wanted = f"`{error.keyword}: {limit}`" if isinstance(limit, int | float | str) else ""
    subject = f"`{dotted(error.keys)}`" if error.keys else "it"
    message = f"{subject} breaks {wanted or f'`{error.keyword}`'} of its schema"
    return Violation(error.keyword, error.keys, message, wanted_hint(about))


EXPLAINERS = {
    "type": wrong_type,
    "enum": _not_allowed,
    "const": _not_allowed,
    "format": _wrong_format,
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


def wanted_hint(about: Mapping[str, Any], name: str = "") -> str:
    """Return a hint at what ``about`` allows: its values, an example or its description."""
    if "enum" in about:
        return "allowed: " + ", ".join(f"`{each}`" for each in about["enum"])
    examples = about.get("examples")
    if examples and isinstance(examples[0], str | int | float):
        shown = str(examples[0])
        shown = shown.lower() if isinstance(examples[0], bool) else shown
        return f"for example `{name}: {shown}`" if name else f"for example {shown}"
    return str(about.get("description", ""))
