"""The tags of a front matter."""

from collections.abc import Collection, Mapping

from codex_tools.base.fields import USUAL_NAMES, Meaning


def tags_of(fields: Mapping[str, object]) -> frozenset[str]:
    """Return the tags of a front matter, a list or one text, without ``#``."""
    found: list[str] = []
    for name in USUAL_NAMES[Meaning.TAGS]:
        given = fields.get(name)
        if isinstance(given, str):
            found += given.replace(",", " ").split()
        elif isinstance(given, list):
            found += map(str, given)
    return frozenset(tag.strip().removeprefix("#") for tag in found)


def has_tag(tags: Collection[str], wanted: str) -> bool:
    """Tell whether a tag is among ``tags``, or one below it: ``claim/open`` is below ``claim``."""
    return wanted in tags or any(tag.startswith(f"{wanted}/") for tag in tags)
