"""What sources say of themselves, kept between runs: by the keys of their records."""

from __future__ import annotations

from itertools import starmap
from typing import Any

from codex_tools.linking.reading.documents import Described, DescriptionStore
from codex_tools.linking.reading.people import Cast, Person
from codex_tools.linking.text.dates import When
from codex_tools.storage.cache.table import OTHER_FORM, Table, is_stale


def load_descriptions(table: Table | None) -> DescriptionStore:
    """Return what an earlier run kept; nothing without a table."""
    try:
        rows = table.read()[1] if table else ()
        return DescriptionStore(dict(starmap(_described, rows)))
    except OTHER_FORM:
        return DescriptionStore()


def keep_descriptions(table: Table, store: DescriptionStore) -> None:
    """Write what was used, unless the file has nearly all of it."""
    if is_stale(store.fresh, len(store.used)):
        table.write(starmap(_row, store.used.items()))


def _row(key: str, described: Described) -> tuple[Any, ...]:
    keys, said = described
    people, *rest = said["cast"]
    plain = {"dates": list(map(tuple, said["dates"])), "cast": (list(map(tuple, people)), *rest)}
    return key, keys, {**said, **plain}


def _described(key: str, keys: tuple[str, ...], said: dict[str, Any]) -> tuple[str, Described]:
    people, *rest = said["cast"]
    said["dates"] = tuple(starmap(When, said["dates"]))
    said["cast"] = Cast(tuple(starmap(Person, people)), *rest)
    return key, (keys, said)
