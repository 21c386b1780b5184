"""Two JSON Schema libraries behind one face: the fast one where it is installed, else the other.

``tests/test_schema.py`` holds both to the same errors.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

FORMATS = ("date",)
"""The formats that are checked; every other ``format`` is an annotation."""


class SchemaError(NamedTuple):
    """One violated keyword and the path of the value that violates it."""

    keyword: str
    keys: tuple[str | int, ...]


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

        self._validator = Draft202012Validator(dict(schema), validate_formats=True)

    def is_valid(self, instance: object) -> bool:
        """Tell whether ``instance`` conforms."""
        valid: bool = self._validator.is_valid(instance)
        return valid

    def errors(self, instance: object) -> Iterator[SchemaError]:
        """Yield every violated keyword."""
        for error in self._validator.iter_errors(instance):
            keys = tuple(_typed(instance, error.instance_path))
            yield SchemaError(str(error.schema_path[-1]), keys)


def _typed(instance: Any, path: Iterable[str | int]) -> Iterator[str | int]:
    """Yield the keys of a path: jsonschema-rs gives a key such as ``"0"`` as a number."""
    for key in path:
        typed = key if isinstance(instance, list) else str(key)
        instance = instance[typed]
        yield typed


class PythonValidator:
    """A schema compiled by jsonschema, which needs nothing but Python."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema import Draft202012Validator, FormatChecker

        checker = FormatChecker(FORMATS)
        self._validator = Draft202012Validator(schema, format_checker=checker)

    def is_valid(self, instance: object) -> bool:
        """Tell whether ``instance`` conforms."""
        return self._validator.is_valid(instance)

    def errors(self, instance: object) -> Iterator[SchemaError]:
        """Yield every violated keyword."""
        for error in self._validator.iter_errors(instance):
            yield SchemaError(str(error.validator), tuple(error.absolute_path))


def compile_schema(schema: Mapping[str, Any]) -> Validator:
    """Compile ``schema`` with the fastest library that is installed."""
    try:
        return RustValidator(schema)
    except ImportError:
        return PythonValidator(schema)
