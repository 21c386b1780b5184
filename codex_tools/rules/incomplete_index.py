from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold
from codex_tools.base.okf.bundles import INDEX, is_below, is_reserved
from codex_tools.base.okf.lists import entry, lead_of
from codex_tools.base.scope import Scope
from codex_tools.model import (
    Applicability,
    Finding,
    Fix,
    Link,
    Note,
    Replace,
    ResolvedLink,
    Severity,
    Span,
)
from codex_tools.rules._base import Case
from codex_tools.rules._okf import BundleRule, reserved
from codex_tools.rules._samples import ROOT, concept
from codex_tools.runtime import lazy_regex

UNSAFE = Applicability.UNSAFE
_MARKUP = lazy_regex.compile(r"[\\`*_\[\]<&]")

_A, _B = concept("title: Orders\ndescription: All of them.\n"), concept("title: Net income\n")
_LISTED = f"{ROOT}# Metric\n\n* [Net income](b.md) - what is left\n"


class IncompleteIndex(BundleRule):
    """The list of a folder lacks a concept that is there, or has its title in another form.

    ## Why it matters
    Programs read an `index.md` to learn what there is, and open only what it lists. A concept that
    it lacks is not found. A list that has less than half of its folder is taken for a choice.

    ## What to do
    Let the fix add the line, which is its own, below the last entry; it is not a safe one, since
    only you know the place that fits. A title that differs in capital letters or punctuation alone
    is repaired safely. A link to a file that is gone is reported as `dangling-markdown-link`.
    """

    code = "OK011"
    severity = Severity.WARNING
    valid = (
        Case({"index.md": _LISTED, "b.md": _B}),
        Case({"index.md": f"{ROOT}* [The income](b.md)\n* [More](sub/)\n", "b.md": _B}),
        Case({"index.md": _LISTED, "b.md": _B, "README.md": "# About\n"}),
        Case({"index.md": f"{ROOT}* [One](a.md)\n", "a.md": _A, "b.md": _B, "c.md": _A}),
        Case(
            {
                "index.md": f"{ROOT}* [Sub](sub/)\n",
                "sub/index.md": "* [Orders](a.md)\n",
                "sub/a.md": _A,
                "log.md": "## 2026-07-01\n",
            }
        ),
    )
    invalid = (
        Case(
            {"index.md": _LISTED, "a.md": _A, "b.md": _B},
            ("index.md:6:16",),
            {"index.md": f"{_LISTED}* [Orders](a.md) - All of them.\n"},
        ),
        Case(
            {
                "index.md": f"{ROOT}- [Orders](/a.md)\n\nThat is all.\n",
                "a.md": _A,
                "sub/index.md": "* [Net income](b.md)\n",
                "sub/b.md": _B,
            },
            ("index.md:4:12",),
            {"index.md": f"{ROOT}- [Orders](/a.md)\n- [sub](sub/index.md)\n\nThat is all.\n"},
        ),
        Case(
            {"index.md": f"{ROOT}We have [net income](b.md) here.\n", "a.md": _A, "b.md": _B},
            ("index.md:4:22",),
        ),
        Case(
            {"index.md": f"{ROOT}* [net-income](b.md)\n", "b.md": _B},
            ("index.md:4:4",),
            {"index.md": f"{ROOT}* [Net income](b.md)\n"},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield what each list lacks, and the titles in it that differ in form."""
        for note in reserved(scope, INDEX):
            links = [each for each in note.document.links if each.syntax.is_address]
            if links:
                yield from _lacking(scope.base, note, links[-1])
                yield from _retitled(scope.base, note)


def _lacking(base: KnowledgeBase, index: Note, last: Link) -> Iterator[Finding]:
    wanted = _contents(base).get(index.path.removesuffix(INDEX), [])
    found = [each.target for each in base.links.of_bodies([index]).resolved]
    missing = [path for path in wanted if not any(_lists(target, path) for target in found)]
    if missing and 2 * len(missing) <= len(wanted):
        fix = _adding(base, index, missing)
        for path in missing:
            yield Finding(index.path, last.place, f"the list lacks {path}", "", fix)


def _lists(target: str, path: str) -> bool:
    """Tell whether a link to ``target`` lists ``path``, a concept or the list of a folder."""
    if path == target or not is_reserved(path):
        return path == target
    return is_below(target, path.removesuffix(f"/{INDEX}")) or f"{target}/{INDEX}" == path


def _contents(base: KnowledgeBase) -> dict[str, list[str]]:
    """Return by folder, with a slash behind it, its concepts and the lists of the folders in it.

    A file without a type is none that a list has to name.
    """
    return base.once("contents of folders", _worked_out)


def _worked_out(base: KnowledgeBase) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for path, note in base.notes.items():
        folder, _, name = path.rpartition("/")
        if base.kinds.is_concept(path) and note.given_type:
            table.setdefault(f"{folder}/" if folder else "", []).append(path)
        elif name == INDEX and folder and folder not in base.kinds.bundles:
            above = folder.rpartition("/")[0]
            table.setdefault(f"{above}/" if above else "", []).append(path)
    return table


def _adding(base: KnowledgeBase, index: Note, missing: list[str]) -> Fix | None:
    """Return the fix that adds lines below the last entry; none where nothing is an entry."""
    data = base.text(index.path)
    for link in reversed(index.document.links):
        assert isinstance(link.place, Span)
        start = data.rfind(b"\n", 0, link.place.start) + 1
        line = data[start:].partition(b"\n")[0]
        if lead := lead_of(line.decode("utf-8", "replace")):
            end = start + len(line.rstrip(b"\r"))
            newline = "\r\n" if line.endswith(b"\r") else "\n"
            lines = "".join(f"{newline}{_line(base, index, path, lead)}" for path in missing)
            words = f"add {', '.join(missing)}"
            return Fix(words, (Replace(index.path, Span(end, end), lines),), UNSAFE)
    return None


def _line(base: KnowledgeBase, index: Note, path: str, lead: str) -> str:
    note, address = base.notes[path], path[len(index.path) - len(INDEX) :]
    if is_reserved(path):
        return entry(address.removesuffix(f"/{INDEX}"), address, "", lead)
    return entry(note.title, address, base.fields.text(note, Meaning.DESCRIPTION), lead)


def _retitled(base: KnowledgeBase, index: Note) -> Iterator[Finding]:
    data = base.text(index.path)
    for found in base.links.of_bodies([index]).resolved:
        title, place = _title_of(base, found), _text_place(data, found)
        text = data[place.start : place.end].decode("utf-8", "replace")
        same = bool(title) and text != title and fold(text) == fold(title) != ""
        if same and not (_MARKUP.search(text) or _MARKUP.search(title)):
            fix = Fix(f"write `{title}`", (Replace(index.path, place, title),))
            yield Finding(index.path, place, f"the title is written `{title}` there", "", fix)


def _title_of(base: KnowledgeBase, found: ResolvedLink) -> str:
    """Return the title that the front matter of a concept gives it, on one line."""
    if not base.kinds.is_concept(found.target) or found.target not in base.notes:
        return ""
    title = base.fields.text(base.notes[found.target], Meaning.TITLE)
    return title if " ".join(title.split()) == title else ""


def _text_place(data: bytes, found: ResolvedLink) -> Span:
    """Return where the text of the link of an entry stands; nowhere for any other link."""
    place = found.link.place
    assert isinstance(place, Span)
    line = data.rfind(b"\n", 0, place.start) + 1
    lead = lead_of(data[line : place.start].decode("utf-8", "replace"))
    start, end = line + len(lead.encode()) + 1, data.rfind(b"](", line, place.start)
    is_text = bool(lead) and start <= end and b"[" not in data[start:end]
    return Span(start, end) if is_text else Span(0, 0)
