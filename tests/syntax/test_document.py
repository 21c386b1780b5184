"""Reading: positions, links, headings, and everything strange that files hold."""

from __future__ import annotations

import pytest
from bases import grows_evenly
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.model import Document, Heading, Span, Syntax
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.markdown.body import Body
from codex_tools.syntax.markdown.body_links import BodyLinks


def parse(text: str) -> Document:
    return parse_document("a.md", text.encode("utf-8", "surrogateescape"))


def targets(text: str) -> list[str]:
    return [link.target for link in parse(text).links]


def headings(text: str) -> list[Heading]:
    data = text.encode("utf-8", "surrogateescape")
    return list(Body(data, 0).headings())


def kinds(data: bytes) -> list[str]:
    return [problem.kind for problem in parse_document("a.md", data).problems]


def test_wikilinks_in_all_their_forms() -> None:
    text = "[[a]] [[b|c]] [[d#e]] [[f/g]] [[h.md]] [[#i]] ![[j.png]] [[k#l|m]] | [[n\\|o]] |"
    found = parse(text).links
    assert [(link.target, link.heading) for link in found] == [
        ("a", ""),
        ("b", ""),
        ("d", "e"),
        ("f/g", ""),
        ("h.md", ""),
        ("", "i"),
        ("j.png", ""),
        ("k", "l"),
        ("n", ""),
    ]
    data = text.encode()
    assert [data[link.place[0] : link.place[1]].decode() for link in found] == [
        link.raw for link in found
    ]


def test_relative_markdown_links() -> None:
    text = "[a](b.md) [c](<d e.md> 'title') [f](g%20h.md#i) [web](https://x.org) [m](mailto:a@b.c)"
    found = parse(text).links
    assert [(link.target, link.heading) for link in found] == [
        ("b.md", ""),
        ("d e.md", ""),
        ("g h.md", "i"),
    ]
    assert all(link.syntax is Syntax.MARKDOWN for link in found)


def test_links_in_code_are_no_links() -> None:
    assert targets("`[[a]]` ``[[b]] ` `` [[c]]") == ["c"]
    assert targets("```\n[[a]]\n```\n[[b]]\n~~~ text\n[[c]]\n```\n~~~\n[[d]]") == ["b", "d"]
    assert targets("- item\n  ```\n  [[a]]\n  ```\n[[b]]") == ["b"]
    assert targets("Text.\n\n    [[a]]\n\n    [[b]]\n\n[[c]]") == ["c"]
    assert targets("- item\n\n    [[a]]") == ["a"]
    assert targets("<!-- [[a]] --> [[b]]") == ["b"]
    assert targets("A lone ` and [[a]]\n\nanother ` here [[b]]") == ["a", "b"]
    assert targets("```\nnever closed [[a]]") == []
    assert targets("\\`[[a]]\\`") == ["a"]


def test_a_fence_in_a_comment_and_a_comment_in_a_fence_begin_nothing() -> None:
    assert targets("<!--\n```\n-->\n[[a]]") == ["a"]
    assert targets("```\n<!--\n```\n[[a]]\n-->") == ["a"]
    assert targets("<!-- x -->\n```\n[[a]]\n```\n[[b]] <!--\nx\n--> [[c]]") == ["b", "c"]
    assert targets("[[b]] <!--\n~~~\n--> [[c]]\n~~~\n[[d]]") == ["b", "d"]
    assert targets("Write `<!--` to begin and [[a]] and `-->` to end") == ["a"]
    assert targets("`x` <!-- [[a]] `y` --> [[b]]") == ["b"]


def test_a_code_span_ends_with_its_paragraph() -> None:
    assert targets("a ` b\n \nSee [[x]] ` c") == ["x"]
    assert targets("- a ` b\n- See [[x]] ` c") == ["x"]
    assert targets("# a ` b\nSee [[x]] ` c") == ["x"]
    assert targets("a ` b\n# See [[x]] ` c") == ["x"]
    assert targets("a ` b\n===\nSee [[x]] ` c") == ["x"]
    assert targets("a ` b\n> See [[x]] ` c") == ["x"]
    assert targets("a ` b\n```\nc\n```\nSee [[x]] ` d") == ["x"]
    assert targets("a ` b\nSee [[x]] ` c") == []
    assert targets("a ` [[x]]\n` end") == []
    assert targets("> a ` [[x]]\n> more ` end") == []
    assert targets("> a ` b\n>\n> [[x]] ` end") == ["x"]
    assert targets("a ` [[x]] and\n2. more ` end") == []
    assert targets("1. a ` b\n2. [[x]] ` end") == ["x"]


RUNS: list[tuple[str, str, str, list[str]]] = [
    ("](", " ", "", []),
    ("", "    see [[note]] here\n", "", []),
    ("", " ", "x", []),
    ("", "\n \t", "x", []),
    ("", "` ", "[[a]]", ["a"]),
    ("", "`<!--` ", "--> [[a]]", ["a"]),
    ("", "` <!-- --> `[[b]]", "[[a]]", ["b", "a"]),
    ("", "```\n", "[[a]]", ["a"]),
    ("", "<!--", " [[a]]", ["a"]),
    ("", "[[a]] <!-- codex: ignore -->\n", "", ["a"]),
]
"""What is written once, what many times behind it, the end, and the links that there are then."""


class Searched(bytes):
    """A text that counts how many of its bytes are searched, but for regular expressions."""

    bytes_searched = 0

    def find(self, what: bytes, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        end = len(self) if end is None else end
        at = super().find(what, start, end)
        self.bytes_searched += max(0, (end if at < 0 else at) - start)
        return at

    def rfind(self, what: bytes, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        end = len(self) if end is None else end
        at = super().rfind(what, start, end)
        self.bytes_searched += max(0, end - max(at, start))
        return at

    def count(self, what: bytes, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        self.bytes_searched += (len(self) if end is None else end) - start
        return super().count(what, start, end)


def searched(data: bytes) -> int:
    text = Searched(data)
    parse_document("a.md", text)
    return text.bytes_searched


@pytest.mark.parametrize(("first", "mark", "last", "found"), RUNS)
def test_links_are_found_behind_long_runs_of_marks(
    first: str, mark: str, last: str, found: list[str]
) -> None:
    assert list(dict.fromkeys(targets(first + 10_000 * mark + last))) == found


@pytest.mark.parametrize(("first", "mark", "last"), [run[:3] for run in RUNS])
def test_the_work_of_reading_grows_with_the_length_of_a_run_of_marks(
    first: str, mark: str, last: str
) -> None:
    def text(many: int) -> str:
        return first + many * mark + last

    assert grows_evenly(lambda many: parse(text(many)), 400)
    assert searched(text(1_600).encode()) <= 2.5 * searched(text(800).encode()) + 100


def test_headings() -> None:
    text = "# One #\n\nTwo\n===\n\n```\n# not\n```\nThree\n---\n\n#not\n####### not\n---\n## Four\n"
    assert [(each.level, each.text) for each in headings(text)] == [
        (1, "One"),
        (1, "Two"),
        (2, "Three"),
        (2, "Four"),
    ]
    front = parse("---\na: 1\n---\n## First\n# Title\n# Other").heading
    assert front == (1, "Title", 24, 29)


def test_dates_stay_text() -> None:
    fields = parse("---\na: 2026-02-00\nb: 2026-01-02\nc: 2026-01-02T10:00:00Z\n---\n").fields
    assert fields == {"a": "2026-02-00", "b": "2026-01-02", "c": "2026-01-02T10:00:00Z"}


def test_every_oddity_is_reported_once() -> None:
    assert kinds(b"---\na: 1\n") == ["unclosed-front-matter"]
    assert kinds(b"---\na: b: c\n---\n") == ["invalid-yaml"]
    assert kinds(b"---\na: 1\na: 2\n---\n") == ["repeated-key"]
    assert kinds(b"---\na:\n  b: 1\n  b: 2\n---\n") == ["repeated-key"]
    assert kinds(b"---\n- a\n---\n") == ["not-a-mapping"]
    assert kinds(b"---\na: 1\r\n---\n") == ["crlf-line-ends"]
    assert kinds(b"\xef\xbb\xbf---\na: 1\n---\n") == ["byte-order-mark"]
    assert kinds(b"---\na: 1\n---\n\xff") == ["invalid-utf8"]
    assert kinds(b"---\na: 1\n---\n\0") == ["nul-byte"]
    assert kinds(b"---\na: &x [*x]\n---\n") == ["alias-bomb"]
    assert kinds(b"---\na: " + b"[" * 100_000 + b"\n---\n") == ["invalid-yaml"]
    assert kinds(b"---\na: " + b"[" * 3_000 + b"]" * 3_000 + b"\n---\n") == ["invalid-yaml"]
    assert kinds(b"---\na: *x\n---\n") == ["invalid-yaml"]
    assert kinds(b"---\n---\n") == kinds(b"") == kinds(b"# Text\n") == []


@pytest.mark.parametrize(
    ("data", "mixed"), [(b"a\r\nb\r\n", False), (b"a\r\nb\n", True), (b"a\nb\r\n", True)]
)
def test_line_ends_of_both_kinds_are_told_from_those_of_one(data: bytes, mixed: bool) -> None:
    [problem] = parse_document("a.md", data).problems
    assert ("LF in another" in problem.message) == mixed


def test_a_file_behind_a_byte_order_mark_is_read() -> None:
    document = parse_document("a.md", b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n[[b]]")
    assert document.fields == {"title": "x"}
    assert document.links[0].place == Span(25, 26)


def test_a_front_matter_that_is_not_utf8_is_read_as_far_as_it_goes() -> None:
    document = parse_document("a.md", b"---\ntitle: Ol\xe9\nother: x\n---\n")
    assert document.fields["other"] == "x"


PIECES = st.sampled_from(
    ["---\n", "a: b\n", "a: [", "- ", "\n", "[[x", "]]", "`", "```\n", "# ", "\r\n", "&a ", "*a"]
    + ["\0", "\ufeff", "é", "    ", "\t", "<!--", "-->", "](", ")", "'", '"', ": ", "{", "|", "~~~"]
)


@given(st.lists(PIECES).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    data = text.encode()
    document = parse_document("a.md", data)
    for link in document.links:
        start, end = link.place
        assert data[start:end].decode() == link.raw
    for heading in headings(text):
        assert data[heading.start : heading.end].decode() == heading.text


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    parse_document("a.md", data)
    parse_document("a.md", b"---\n" + data + b"\n---\n" + data)


BYTES = st.sampled_from([b"[[", b"]]", b"a", b"\xff", b"\xc3\xa9", b"\xe2\x82", b"|", b"#", b" "])


@given(st.lists(BYTES, max_size=12).map(b"".join))
def test_a_wikilink_ends_where_its_brackets_close_whatever_its_bytes(data: bytes) -> None:
    for link in Body(data, 0).links:
        assert isinstance(link.place, Span)
        start, end = link.place
        assert (data[start - 2 : start], data[end : end + 2]) == (b"[[", b"]]")


def test_the_links_of_a_body_are_the_same_packed_and_made() -> None:
    body = b"[[a]] [[b|shown]] [[c]] [d](e/f.md) [[g#part]] [[ h ]]\n"
    links = Body(body, 0).links
    assert [link.raw for link in links] == ["a", "b|shown", "c", "e/f.md", "g#part", " h "]
    assert [link.target for link in links] == ["a", "b", "c", "e/f.md", "g", "h"]
    assert all(body[slice(*link.place)].decode() == link.raw for link in links)
    assert (links[2], links[-1], links[1:3]) == (list(links)[2], list(links)[5], list(links)[1:3])
    assert BodyLinks(links.flat) == links
    assert len(links) == 6


def test_problems_of_a_file_with_crlf_stand_where_they_are() -> None:
    for text, marked in (
        (b"---\na: 1\nb: 2\na: 3\n---\n", b"a"),
        (b"---\na: 1\nb: @x\nc: 3\n---\n", b"@"),
    ):
        for data in (text, text.replace(b"\n", b"\r\n")):
            kinds = ("repeated-key", "invalid-yaml")
            [problem] = [p for p in parse_document("a.md", data).problems if p.kind in kinds]
            assert isinstance(problem.place, Span)
            assert data[slice(*problem.place)] == marked
