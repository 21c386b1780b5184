"""One way in which values break a schema, as everybody else takes it."""

from typing import NamedTuple

Keys = tuple[str | int, ...]


class Violation(NamedTuple):
    """One way in which a front matter, or a configuration, breaks its schema.

    ``keyword`` is that of JSON Schema (``required``, ``type``, ``enum``, ``pattern`` …), where
    ``format`` is one of dates and all others count as patterns. ``keys`` is the path of the value;
    for ``required`` its last key is the one that is missing, for ``additionalProperties`` the one
    that nobody knows. ``meant`` is the allowed value or key that is most like the one on file,
    where there is one.
    """

    keyword: str
    keys: Keys
    message: str
    hint: str = ""
    meant: str = ""
