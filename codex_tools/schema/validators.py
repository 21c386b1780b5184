"""Two JSON Schema libraries behind one face: the fast one where it is installed, else the other.

``tests/schema/test_schema.py`` holds both to the same errors.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, cast

from codex_tools.schema.formats import ANNOTATIONS, CHECKS
from codex_tools.schema.references import SchemaRefusedError, check_references, retrieve

FALSE = "false"
"""What stands for a keyword where the schema of a value is ``false``, which allows nothing."""


class SchemaError(NamedTuple):
    """One violated keyword and the path of the value that violates it.

    ``names`` are the keys that the value lacks (``required``) or that nobody knows
    (``additionalProperties``), or the name of the ``format``.
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
    """A schema compiled by jsonschema-rs, with an engine for patterns that never backtracks."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema_rs import Draft202012Validator, RegexOptions

        # What the library has of its own is quickest, and for dates it is the same.
        checks = {**CHECKS, **dict.fromkeys(ANNOTATIONS, _accept)}
        del checks["date"]
        retriever: Any = retrieve
        self._validator = Draft202012Validator(
            dict(schema),
            validate_formats=True,
            formats=checks,
            retriever=retriever,
            pattern_options=RegexOptions(),
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
            names: tuple[str, ...] = (kind.format,) if keyword == "format" else ()
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
    """A schema compiled by jsonschema, which needs nothing but Python.

    Its patterns are run by an engine that backtracks, so they have to be trusted ones: see
    :func:`check_schema`.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        from jsonschema import Draft202012Validator, FormatChecker
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012

        def resource(uri: str) -> Any:
            return DRAFT202012.create_resource(retrieve(uri))

        checker = FormatChecker(())
        for name, check in CHECKS.items():
            checker.checks(name)(_texts_only(check))
        registry: Any = Registry(retrieve=resource)  # type: ignore[call-arg]
        self._validator = Draft202012Validator(schema, format_checker=checker, registry=registry)

    def is_valid(self, instance: object) -> bool:
        """Tell whether ``instance`` conforms."""
        return self._validator.is_valid(instance)

    def errors(self, instance: object) -> Iterator[SchemaError]:
        """Yield every violated keyword."""
        for error in self._validator.iter_errors(instance):
            keyword = error.validator or FALSE
            names = _NAMES[keyword](error) if keyword in _NAMES else ()
            yield SchemaError(keyword, tuple(error.absolute_path), names)


def _unknown(error: Any) -> tuple[str, ...]:
    known, forms = error.schema.get("properties", ()), error.schema.get("patternProperties", ())
    return tuple(
        name
        for name in error.instance
        if name not in known and not any(re.search(form, name) for form in forms)
    )


def _texts_only(check: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or check(value)


_NAMES: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "required": lambda error: tuple(
        name for name in error.validator_value if name not in error.instance
    ),
    "additionalProperties": _unknown,
    "format": lambda error: (error.validator_value,),
}


def compile_schema(schema: Mapping[str, Any]) -> Validator:
    """Compile ``schema`` with the fastest library that is installed."""
    try:
        return RustValidator(schema)
    except ImportError:
        return PythonValidator(schema)


def check_schema(schema: Mapping[str, Any]) -> None:
    """Raise ValueError for what is no JSON Schema, or none that may be run if it is anybody's.

    Its patterns must not backtrack, so they take jsonschema-rs; and see
    :func:`~codex_tools.schema.references.check_references`.
    """
    check_references(schema)
    try:
        RustValidator(schema)
    except ImportError:
        from jsonschema import Draft202012Validator, SchemaError

        if _has_patterns(schema):
            raise SchemaRefusedError("a `pattern` needs jsonschema-rs, which is not here") from None
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            raise ValueError(error.message) from error


def _has_patterns(part: Any) -> bool:
    if isinstance(part, Mapping):
        here = bool({"pattern", "patternProperties"} & part.keys())
        return here or any(map(_has_patterns, part.values()))
    return isinstance(part, list) and any(map(_has_patterns, part))
