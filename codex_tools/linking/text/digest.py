"""A value → a number that stands for it."""

import marshal
from typing import Any

try:
    from _blake2 import blake2b  # what hashlib has, which takes longer to load
except ImportError:
    from hashlib import blake2b

_VERSION = 2
"""The version of ``marshal`` that does not depend on which objects are shared."""


def digest(value: Any) -> bytes:
    """Return a digest of a value, alike in each run. Raises ValueError for one that ``marshal``
    does not write."""
    return blake2b(marshal.dumps(value, _VERSION), digest_size=16).digest()
