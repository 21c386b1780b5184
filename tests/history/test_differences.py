"""``codex diff``: what changed between two revisions, or a revision and the working tree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from histories import Repository
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from codex_tools.cli import codex
from codex_tools.errors import NotFoundError
from codex_tools.reporters.differences.text import code
from codex_tools.rules._samples import claim, source

SOURCE = "inbox/archive/s.md"
BODY = "The moon pulls the water, and the water follows the moon.\n" * 5


def run(root: Path, *words: str, status: int | None = None) -> str:
    command = ["diff", *words, "--root", str(root)]
    done = CliRunner().invoke(codex, command, catch_exceptions=False)
    assert status is None or done.exit_code == status, done.output
    return done.stdout


def diff(root: Path, *revisions: str) -> dict[str, Any]:
    [found] = json.loads(run(root, *revisions, "--format", "json"))["items"]
    return dict(found)


def paths(rows: list[dict[str, Any]]) -> list[str]:
    return [row["path"] for row in rows]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "base")
    files = {
        "domains/a.md": claim(BODY, sourced_from="[s]"),
        "domains/b.md": claim(f"B. {BODY} See [[a]].", depends_on="[a]", sourced_from="[s]"),
        "domains/c.md": claim(f"C. {BODY}", supports="[b]"),
        SOURCE: source(claims_extracted="[a, b]"),
    }
    made.commit(files)
    return made


def test_nothing_changes_between_a_revision_and_itself(repository: Repository) -> None:
    assert "nothing changes" in run(repository.root, "HEAD", "HEAD", status=0)
    assert "nothing changes" in run(repository.root, "HEAD", status=0)


def test_notes_that_come_and_go_and_are_retired(repository: Repository) -> None:
    new, retired = (
        claim("New.", sourced_from="[s]"),
        claim(BODY, sourced_from="[s]", status="retired"),
    )
    repository.commit({"domains/d.md": new, "domains/c.md": None, "domains/a.md": retired})
    found = diff(repository.root, "HEAD~1", "HEAD")
    assert [(each["path"], each["standing"]) for each in found["added"]] == [
        ("domains/d.md", "stands")
    ]
    assert paths(found["removed"]) == ["domains/c.md"]
    assert paths(found["retired"]) == ["domains/a.md"]
    assert paths(found["lost"]) == ["domains/a.md", "domains/b.md"]
    back = diff(repository.root, "HEAD", "HEAD~1")
    assert paths(back["restored"]) == ["domains/a.md"]
    assert paths(back["won"]) == ["domains/a.md", "domains/b.md"]
    assert back["added"][0]["path"] == "domains/c.md"


def test_words_and_confidence(repository: Repository) -> None:
    worded = claim(BODY.replace("pulls", "pushes"), sourced_from="[s]")
    repository.commit(
        {
            "domains/a.md": worded,
            "domains/c.md": claim(f"C. {BODY}", supports="[b]", confidence="proven", title="C"),
        }
    )
    found = diff(repository.root, "HEAD~1", "HEAD")
    assert [(each["path"], each["parts"]) for each in found["reworded"]] == [
        ("domains/a.md", ["text"]),
        ("domains/c.md", ["title"]),
    ]
    [moved] = found["moved"]
    assert moved == {
        "path": "domains/c.md",
        "part": "confidence",
        "before": "likely",
        "after": "proven",
        "rose": True,
    }


def test_a_new_heading_was_said_to_be_text_alone(repository: Repository) -> None:
    repository.commit({"domains/e.md": claim(f"# It ebbs\n\n{BODY}")})
    repository.commit({"domains/e.md": claim(f"# It flows\n\n{BODY}")})
    assert "domains/e.md: text, It ebbs → It flows\n" in run(repository.root, "HEAD~1", "HEAD")


def test_what_is_set_anew_is_not_reworded(repository: Repository) -> None:
    text = (repository.root / "domains/a.md").read_text()
    text = text.replace("sourced_from: [s]", "sourced_from:\n  - 's'").replace("moon", "*moon*")
    repository.commit({"domains/a.md": text})
    assert "nothing changes" in run(repository.root, "HEAD~1", "HEAD")


def test_edges_and_links(repository: Repository) -> None:
    linked = claim(f"C. {BODY} See [[b]].", challenges="[b]")
    repository.commit({"domains/c.md": linked})
    found = diff(repository.root, "HEAD~1", "HEAD")
    ends = {"source": "domains/c.md", "target": "domains/b.md"}
    assert found["edges"] == {
        "added": [{**ends, "relation": "challenges"}],
        "dropped": [{**ends, "relation": "supports"}],
    }
    assert found["links"] == {"added": [{**ends, "relation": "links_to"}], "dropped": []}


def test_a_file_that_is_a_source_is_no_note_that_comes_or_goes(tmp_path: Path) -> None:
    made, path = Repository(tmp_path / "base"), "domains/a.md"
    made.commit({path: claim(BODY, sourced_from="[p.pdf]"), "inbox/p.pdf": "%PDF-1"})
    made.commit({path: claim(BODY, sourced_from="[q.pdf]"), "inbox/q.pdf": "%PDF-2"})
    made.commit({path: claim(BODY)})
    swapped, lost = diff(made.root, "HEAD~2", "HEAD~1"), diff(made.root, "HEAD~1", "HEAD")
    assert (swapped["added"], swapped["removed"], swapped["lost"]) == ([], [], [])
    edge = {"source": path, "target": "inbox/q.pdf", "relation": "sourced_from"}
    assert swapped["edges"]["added"] == [edge]
    assert (lost["added"], lost["removed"], paths(lost["lost"])) == ([], [], [path])


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_renamed_note_is_the_same_note(repository: Repository, is_committed: bool) -> None:
    root = repository.root
    assert [each["path"] for each in diff(root, "HEAD", "HEAD")["findings"]["gone"]] == []
    (root / "domains/a.md").rename(root / "domains/the-moon.md")
    repository.write(
        {
            "domains/b.md": claim(
                f"B. {BODY} See [[the-moon]].", depends_on="[the-moon]", sourced_from="[s]"
            ),
            SOURCE: source(claims_extracted="[the-moon, b]"),
        }
    )
    revisions = ["HEAD"]
    if is_committed:
        repository.commit()
        revisions = ["HEAD~1", "HEAD"]
    found = diff(root, *revisions)
    assert found["renamed"] == [{"before": "domains/a.md", "after": "domains/the-moon.md"}]
    rest = {key: value for key, value in found.items() if key not in ("renamed", "before", "after")}
    empty: tuple[Any, ...] = ([], {"added": [], "dropped": []}, {"new": [], "gone": []})
    assert [key for key, value in rest.items() if value not in empty] == []


def test_findings_of_a_renamed_file_are_neither_new_nor_gone(repository: Repository) -> None:
    root = repository.root
    bad = claim(f"D. {BODY}", sourced_from="[nowhere]", depends_on="[a]", source=None)
    repository.commit({"domains/d.md": bad})
    kept = [each["code"] for each in diff(root, "HEAD~1", "HEAD")["findings"]["new"]]
    assert kept
    repository.move("domains/d.md", "domains/deep/e.md")
    repository.commit()
    assert diff(root, "HEAD~1", "HEAD")["findings"] == {"new": [], "gone": []}
    repository.commit({"domains/deep/e.md": None})
    gone = diff(root, "HEAD~1", "HEAD")["findings"]
    assert sorted(each["code"] for each in gone["gone"]) == sorted(kept)


def test_a_moved_folder_moves_its_notes(repository: Repository) -> None:
    repository.move("domains", "domains2")
    repository.commit()
    found = diff(repository.root, "HEAD~1", "HEAD")
    assert [each["after"] for each in found["renamed"]] == [
        "domains2/a.md",
        "domains2/b.md",
        "domains2/c.md",
    ]
    assert found["edges"] == {"added": [], "dropped": []}
    assert found["reworded"] == []


def test_the_exit_status_tells_new_findings(repository: Repository) -> None:
    root = repository.root
    repository.commit({"domains/d.md": claim(f"D. {BODY}", sourced_from="[nowhere]")})
    run(root, "HEAD~1", "HEAD", status=1)
    run(root, "HEAD~1", "HEAD", "--exit-zero", status=0)
    run(root, "HEAD", "HEAD~1", status=0)
    run(root, "HEAD~1", "HEAD", "--select", "circular-edges", status=0)
    with pytest.raises(NotFoundError, match="no revision"):
        run(root, "HEAD~1", "nowhere")


def test_own_kinds_and_relations(tmp_path: Path) -> None:
    made = Repository(tmp_path / "base")
    settings = (
        "model = 'none'\n[kinds.thesis]\nrole = 'claim'\ntypes = ['thesis']\n"
        "[kinds.paper]\nrole = 'source'\ntypes = ['paper']\n"
        "[relations.rests_on]\npolarity = 'leans-on'\n[relations.drawn_from]\nprovenance = 'from'\n"
        "[fields]\nconfidence = ['how_sure']\n"
    )
    thesis = "---\ntype: thesis\nhow_sure: {}\ndrawn_from: [p]\nrests_on: {}\n---\nText.\n"
    made.commit(
        {
            "codex.toml": settings,
            "a.md": thesis.format("likely", "[b]"),
            "b.md": thesis.format("likely", "[]"),
            "p.md": "---\ntype: paper\ntitle: P\n---\n",
        }
    )
    made.commit({"a.md": thesis.format("proven", "[]"), "b.md": "---\ntype: thesis\n---\nText.\n"})
    found = diff(made.root, "HEAD~1", "HEAD")
    assert found["edges"]["dropped"] == [
        {"source": "a.md", "target": "b.md", "relation": "rests_on"},
        {"source": "b.md", "target": "p.md", "relation": "drawn_from"},
    ]
    assert paths(found["lost"]) == ["b.md"]
    assert {each["path"]: each["after"] for each in found["moved"]} == {
        "a.md": "proven",
        "b.md": None,
    }


HOSTILE = "x`` </details><img src=x onerror=y> @somebody #1 [a](https://e.org) ::error::"


def test_a_comment_lets_nothing_of_the_base_out(repository: Repository) -> None:
    name = "domains/a` @somebody <b> ::set-output::.md"
    titled = claim(f"D. {BODY}", title=json.dumps(HOSTILE), sourced_from="[s]")
    repository.commit({name: titled})
    repository.commit({name: titled.replace("x``", "y``\\n\\n# H")})
    text = run(repository.root, "HEAD~1", "HEAD", "--format", "markdown")
    assert "### The argument from `HEAD~1` to `HEAD`" in text
    assert "somebody" in text
    shown = MarkdownIt().parse(text)
    inline = [child for token in shown for child in token.children or ()]
    kinds = {child.type for child in inline}
    assert kinds <= {"text", "code_inline", "softbreak", "strong_open", "strong_close"}
    assert not any("somebody" in child.content for child in inline if child.type == "text")
    blocks = {token.content for token in shown if token.type == "html_block"}
    assert all("img" not in content for content in blocks)
    assert "\n::" not in text


@given(st.text(max_size=60))
def test_code_is_one_span_whatever_stands_in_it(text: str) -> None:
    [paragraph] = [token for token in MarkdownIt().parse(f"- {code(text)}: x") if token.children]
    span, rest = paragraph.children or ()
    assert (span.type, rest.content) == ("code_inline", ": x")


def test_the_text_is_short_and_names_what_fell(repository: Repository) -> None:
    falls = {
        "domains/a.md": claim(BODY, confidence="proven"),
        SOURCE: source(claims_extracted="[b]"),
    }
    repository.commit({**falls, "domains/c.md": None})
    assert run(repository.root, "HEAD~1", "HEAD", "--select", "dangling-edge") == (
        "HEAD~1 → HEAD\n"
        "lost standing: 2, removed: 1, confidence moved: 1, edges dropped: 3\n"
        "\n"
        "Lost standing:\n"
        "  domains/a.md: stands → ungrounded\n"
        "  domains/b.md: stands → ungrounded\n"
        "\n"
        "Removed:\n"
        "  domains/c.md: claim, ungrounded\n"
        "\n"
        "Confidence moved:\n"
        "  domains/a.md: likely → proven, higher\n"
        "\n"
        "Edges dropped:\n"
        "  domains/a.md sourced_from inbox/archive/s.md\n"
        "  domains/c.md supports domains/b.md\n"
        "  inbox/archive/s.md claims_extracted domains/a.md\n"
    )


def test_a_comment_is_never_longer_than_a_service_takes(repository: Repository) -> None:
    long = "x" * 150
    many = {f"domains/{long}{n}.md": claim(f"{n}", supports="[a]") for n in range(40)}
    linked = {
        name: f"{text}[[a]] [[b]] [[c]] [[gone{n}]]\n"
        for n, (name, text) in enumerate(many.items())
    }
    repository.commit({**linked})
    text = run(repository.root, "HEAD~1", "HEAD", "--format", "markdown", "--select", "ALL")
    assert len(text) < 65_536
    assert text.count("<details>") == text.count("</details>") > 1
    assert "… and 15 more" in text
