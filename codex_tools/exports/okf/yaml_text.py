"""The fields of a concept → the text of its front matter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

_NUMBER_LIKE = frozenset("+-.0123456789")


def as_front_matter(fields: Mapping[str, object]) -> str:
    """Return a front matter that says these fields, in their order; every parser reads them alike.

    A text that another version of YAML takes for something else stands between quotes.
    """
    import yaml

    text = yaml.dump(
        _plain(fields),
        Dumper=_dumper(),
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=float("inf"),
    )
    return f"---\n{text}---\n"


def _plain(value: object) -> Any:
    """Return a value of mappings, lists and texts in which nothing stands twice, so that there are
    no anchors, and whose keys are texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


@cache
def _dumper() -> Any:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Quotes what looks like a number, which versions of YAML do not agree upon."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        style = "'" if text[:1] in _NUMBER_LIKE and text[:1] else None
        node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style)
        return node

    Dumper.add_representer(str, represent)
    return Dumper
