"""A schema and a front matter → its violations, as an earlier run found them.

Most edits leave a front matter as it was, or are in other files: with this they need no validator,
which takes longer to load than to use. What is kept is a number for each front matter that
conforms, and the violations of each that does not.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from codex_tools.schema import SchemaValidator, Violation
from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

try:
    from _blake2 import blake2b  # what hashlib has, which takes longer to load
except ImportError:
    from hashlib import blake2b

_VERSION = 2
"""The version of ``marshal`` that does not depend on which objects are shared."""

_SIZE = 8

Found = tuple[Violation, ...]
Values = Mapping[str, Any]


class ValidationCache:
    """A :class:`codex_tools.schema.Judge` that remembers its answers from one run to the next.

    They are on the front matters of the knowledge base at ``root``, or on something else of that
    name.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._keys: dict[str, bytes] = {}
        self._seen: dict[int, Found] = {}
        self._is_new = False

    def judge(self, validator: SchemaValidator, fields: Values) -> Found:
        """Return how ``fields`` break a schema: as is known, or as its validator finds out."""
        number = self._number(validator, fields)
        if number is None:
            return validator.judge(fields)
        found = self._known.get(number)
        if found is None:
            found, self._is_new = validator.judge(fields), True
        self._seen[number] = found
        return found

    def keep(self, is_all: bool) -> None:
        """Write what was found out; ``is_all`` tells that everything there is was judged."""
        if not self._is_new:
            return
        kept = self._seen if is_all else {**self._known, **self._seen}
        conforming = [number for number, found in kept.items() if not found]
        others = ((number, list(map(tuple, found))) for number, found in kept.items() if found)
        about = marshal.dumps((program_digest(), self._root, conforming))
        location.write(self._file, chain([about], location.marshalled(others)))
        location.evict(location.VALIDATIONS, location.MAX_BASES)
        self._is_new = False

    @property
    def _file(self) -> str:
        return location.file_for(location.VALIDATIONS, self._root)

    @cached_property
    def _known(self) -> dict[int, Found]:
        parts = map(marshal.loads, location.read(self._file))
        try:
            program, root, conforming = next(parts)
            if (program, root) != (program_digest(), self._root):
                return {}
            known: dict[int, Found] = dict.fromkeys(conforming, ())
            for number, found in chain.from_iterable(parts):
                known[number] = tuple(Violation(*each) for each in found)
        except (ValueError, EOFError, TypeError, StopIteration):
            return {}
        return known

    def _number(self, validator: SchemaValidator, fields: Values) -> int | None:
        """A number for a schema and what a front matter says, in the order in which it says it.

        ``None`` where that is nested too deeply.
        """
        key = self._keys.get(validator.name)
        if key is None:
            schema = marshal.dumps(dict(validator.schema), _VERSION)
            key = self._keys[validator.name] = blake2b(schema, digest_size=_SIZE).digest()
        try:
            said = marshal.dumps(dict(fields), _VERSION)
        except ValueError:
            return None
        return int.from_bytes(blake2b(said, digest_size=_SIZE, key=key).digest())
