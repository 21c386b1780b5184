"""Two JSON Schema libraries behind one face: the fast one where it is installed, else the other.

``tests/schema/test_schema.py`` holds both to the same errors.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, cast

ANNOTATIONS = (
    *("date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname"),
    *("ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid"),
    *("json-pointer", "relative-json-pointer", "regex"),
)
"""The formats of the standard that are not checked, only noted, which it leaves open: the libraries
do not agree on them. ``date`` alone is checked."""

_FULL_DATE = re.compile(r"([0-9]{4})(-[0-9]{2}-[0-9]{2})")

FALSE = "false"
"""What stands for a keyword where the schema of a value is ``false``, which allows nothing."""


class SchemaError(NamedTuple):
    """One violated keyword and the path of the value that violates it.

    ``names`` are the keys that the value lacks (``required``) or that nobody knows
    (``additionalProperties``).
    """

    keyword: str
    keys: tuple[str | int, ...]
    names: tuple[str, ...] = ()


class Validator(Protocol):
    """A compiled schema."""

    def is_valid(self, instance: object) -> bool:
        """Tell whether ``instance`` conforms."""
        ...

    def errors(self, instance: object) -> Iterator[SchemaError]:
        """Yield every violated keyword."""
        ...


class RustValidator:
    """A schema compiled by jsonschema-rs."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema_rs import Draft202012Validator

        unchecked = dict.fromkeys(ANNOTATIONS, _accept)
        self._validator = Draft202012Validator(
            dict(schema), validate_formats=True, formats=unchecked
        )

    def is_valid(self, instance: object) -> bool:
        """Tell whether ``instance`` conforms."""
        valid: bool = self._validator.is_valid(instance)
        return valid

    def errors(self, instance: object) -> Iterator[SchemaError]:
        """Yield every violated keyword."""
        for error in self._validator.iter_errors(instance):
            keyword, kind = str(error.schema_path[-1]), cast("Any", error.kind)
            keys, value = _followed(instance, error.instance_path)
            names: tuple[str, ...] = ()
            if keyword == "required":
                names = (kind.property,)
            elif keyword == "additionalProperties" and isinstance(value, Mapping):
                names = tuple(getattr(kind, "unexpected", value))
            elif kind.name == "falseSchema":
                keyword = FALSE
            yield SchemaError(keyword, keys, names)


def _accept(value: str) -> bool:
    return True


def _followed(value: Any, path: Iterable[str | int]) -> tuple[tuple[str | int, ...], object]:
    """Return the keys of a path and what is there: jsonschema-rs gives a key such as ``"0"`` as a
    number."""
    keys: list[str | int] = []
    for key in path:
        keys.append(key if isinstance(value, list) else str(key))
        value = value[keys[-1]]
    return tuple(keys), value


class PythonValidator:
    """A schema compiled by jsonschema, which needs nothing but Python."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema import Draft202012Validator, FormatChecker

        checker = FormatChecker(())
        checker.checks("date")(_is_date)
        self._validator = Draft202012Validator(schema, format_checker=checker)

    def is_valid(self, instance: object) -> bool:
        """Tell whether ``instance`` conforms."""
        return self._validator.is_valid(instance)

    def errors(self, instance: object) -> Iterator[SchemaError]:
        """Yield every violated keyword."""
        for error in self._validator.iter_errors(instance):
            keyword = error.validator or FALSE
            names = _NAMES[keyword](error) if keyword in _NAMES else ()
            yield SchemaError(keyword, tuple(error.absolute_path), names)


def _is_date(value: object) -> bool:
    """Tell whether a text is a full date of RFC 3339, which has a year 0 (a leap year) too."""
    if not isinstance(value, str):
        return True
    from datetime import date

    match = _FULL_DATE.fullmatch(value)
    if match is None:
        return False
    try:
        date.fromisoformat(("2000" if match[1] == "0000" else match[1]) + match[2])
    except ValueError:
        return False
    return True


def _unknown(error: Any) -> tuple[str, ...]:
    known, forms = error.schema.get("properties", ()), error.schema.get("patternProperties", ())
    return tuple(
        name
        for name in error.instance
        if name not in known and not any(re.search(form, name) for form in forms)
    )


_NAMES: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "required": lambda error: tuple(
        name for name in error.validator_value if name not in error.instance
    ),
    "additionalProperties": _unknown,
}


def compile_schema(schema: Mapping[str, Any]) -> Validator:
    """Compile ``schema`` with the fastest library that is installed."""
    try:
        return RustValidator(schema)
    except ImportError:
        return PythonValidator(schema)
