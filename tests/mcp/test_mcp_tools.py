"""Each tool by the official client: what it answers, within its schemas and its budget."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase, closed
from jsonschema import Draft202012Validator
from mcp import Client
from served import BASE, GAUGE, MOON, SOURCE, answer, ask, ask_process, contents, expected, failure

from codex_tools.mcp import tools
from codex_tools.mcp.calling import tool_of
from codex_tools.mcp.tools._base import Tool
from codex_tools.rules._samples import claim
from codex_tools.runtime import discovery


@pytest.fixture
def root(make_base: MakeBase) -> Path:
    return make_base(BASE)


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"text": "moon"}),
    ("search", {"text": "moon", "detail": "full", "kind": "claim"}),
    ("get", {"note": MOON}),
    ("get", {"note": "the-moon-pulls-the-sea", "detail": "full"}),
    ("context", {"claim": MOON}),
    ("why", {"claim": MOON}),
    ("why", {"claim": MOON, "detail": "full"}),
    ("impact", {"note": SOURCE}),
    ("similar", {"text": "Harbours need shorter gauges"}),
    ("check", {}),
    ("check", {"path": MOON, "detail": "full"}),
    ("check", {"path": "domains/new.md", "text": "[[gone]]", "detail": "full"}),
    ("query", {"sql": "SELECT path, origins FROM notes ORDER BY 1"}),
    ("link", {"detail": "full"}),
    ("propose", {"kind": "claim", "title": "Wind moves water", "source": SOURCE}),
    ("revise", {"note": GAUGE, "old": "It follows.", "new": "It follows from that."}),
    ("retire", {"note": MOON}),
    ("retire", {"note": MOON, "by": GAUGE, "detail": "full"}),
]


def test_every_tool_keeps_to_its_schemas(root: Path) -> None:
    async def script(client: Client) -> None:
        for name, given in CALLS:
            answered = await answer(client, name, **given)
            schema = closed(dict(tool_of(name).answer))
            found = [each.message for each in Draft202012Validator(schema).iter_errors(answered)]
            assert found == [], (name, given)

    ask(root, script)
    elsewhere = {"apply", "repair", "diff"}
    assert {name for name, _ in CALLS} | elsewhere == set(discovery.names(tools))


def test_every_tool_says_what_it_takes_and_does() -> None:
    for name in discovery.names(tools):
        tool = tool_of(name)
        assert isinstance(tool, Tool)
        Draft202012Validator.check_schema(tool.arguments)
        Draft202012Validator.check_schema(tool.answer)
        assert tool.arguments["additionalProperties"] is False
        assert tool.description.endswith(".") or name == "query"


def test_what_is_listed_is_marked(root: Path) -> None:
    async def reading(client: Client) -> None:
        listed = {each.name: each for each in (await client.list_tools()).tools}
        assert "apply" not in listed
        assert all(each.annotations.read_only_hint for each in listed.values())  # type: ignore[union-attr]
        size = sum(len(each.model_dump_json(by_alias=True)) for each in listed.values())
        assert size < 40_000

    async def writing(client: Client) -> None:
        listed = {each.name: each for each in (await client.list_tools()).tools}
        assert listed["apply"].annotations.destructive_hint  # type: ignore[union-attr]

    ask(root, reading)
    ask(root, writing, allow_writes=True)


def test_the_answers_are_those_of_the_command_line(root: Path) -> None:
    async def script(client: Client) -> None:
        got = (await answer(client, "get", note="The moon pulls the sea"))["note"]
        assert (got["path"], got["fields"]["confidence"]) == (MOON, "proven")
        assert got["body"] == "The tables say so.\n"
        edges = (await answer(client, "get", note=MOON, detail="full"))["note"]["incoming"]
        assert {(each["path"], each["relation"]) for each in edges} == {
            (GAUGE, "depends_on"),
            (SOURCE, "claims_extracted"),
        }
        why = await answer(client, "why", claim=GAUGE)
        assert why["premises"] == [MOON]
        assert (await answer(client, "why", claim=MOON))["origins"] == [SOURCE]
        impact = await answer(client, "impact", note=SOURCE)
        assert [each["path"] for each in impact["items"]] == [MOON]
        [like] = (await answer(client, "similar", text="Harbours need shorter gauges"))["items"]
        assert (like["path"], like["relation"]) == (GAUGE, "opposite")
        rows = await answer(client, "query", sql="SELECT count(*) FROM notes")
        assert rows["items"] == [{"row": [3]}]
        found = await answer(client, "check", path="domains/new.md", text="[[gone]] [[tides]]")
        assert [each["code"] for each in found["items"]] == ["RF001"]

    ask(root, script)
    assert contents(root) == {path: text.encode() for path, text in BASE.items()}


def test_a_change_on_disk_is_seen(root: Path) -> None:
    async def script(client: Client) -> None:
        assert (await answer(client, "search", text="zeppelins"))["total"] == 0
        (root / "domains/zeppelins-float.md").write_text(claim("Zeppelins float.\n"))
        assert (await answer(client, "search", text="zeppelins"))["total"] == 1
        (root / "codex.toml").write_text('exclude = ["domains/z*"]\n')
        assert (await answer(client, "search", text="zeppelins"))["total"] == 0

    ask(root, script)


def test_notes_of_another_kind_do_not_keep_a_search_from_some_of_the_words(root: Path) -> None:
    """A map that has all words was the only hit, and then was none of the kind."""
    (root / "domains/_map.md").write_text("---\ntype: map\n---\nMoon and zeppelins.\n")

    async def script(client: Client) -> None:
        found = await answer(client, "search", text="moon zeppelins", kind="claim")
        assert [each["path"] for each in found["items"]] == [MOON]
        found = await answer(client, "search", text="moon zeppelins")
        assert [each["path"] for each in found["items"]] == ["domains/_map.md"]

    ask(root, script)


def test_long_answers_come_in_parts(make_base: MakeBase) -> None:
    many = {f"domains/tide-number-{number}.md": claim("A tide.\n") for number in range(45)}
    root = make_base({"codex.toml": "", **many})

    async def script(client: Client) -> None:
        seen, cursor, calls = [], {}, 0
        while True:
            part = await answer(client, "search", text="tide", limit=20, max_chars=1_000, **cursor)
            assert len(json.dumps(part["items"])) <= 1_100
            seen += [each["path"] for each in part["items"]]
            calls += 1
            if part["next_cursor"] is None:
                break
            cursor = {"cursor": part["next_cursor"]}
        assert sorted(seen) == sorted(many)
        assert calls > 3
        first = await answer(client, "search", text="tide", limit=5)
        said = await failure(client, "search", text="number", cursor=first["next_cursor"])
        assert "of another call" in said
        (root / "domains/tide-number-3.md").unlink()
        said = await failure(client, "search", text="tide", limit=5, cursor=first["next_cursor"])
        assert "changed since" in said

    ask(root, script)


def test_a_long_note_and_a_context_keep_to_their_budget(make_base: MakeBase) -> None:
    root = make_base(
        {**BASE, MOON: claim("Sea. " * 2_000, challenged_by="[harbours-need-longer-gauges]")}
    )

    async def script(client: Client) -> None:
        part = await answer(client, "get", note=MOON, max_chars=1_000)
        assert len(part["note"]["body"]) == part["next_offset"] == 1_000
        rest = await answer(client, "get", note=MOON, offset=9_999)
        assert rest["next_offset"] is None
        small = await answer(client, "context", claim=MOON, max_tokens=200)
        assert len(json.dumps(small)) < 4 * 200 + 300
        assert small["omitted"] == [GAUGE] or small["notes"]
        large = await answer(client, "context", claim=MOON, max_tokens=5_000)
        first = large["notes"][0]
        assert (first["path"], first["role"]) == (GAUGE, "challenge")

    ask(root, script)


def test_failures_say_the_next_step(root: Path) -> None:
    async def script(client: Client) -> None:
        assert "`search`" in await failure(client, "get", note="nothing-like-it")
        assert "`note` is missing: A path" in await failure(client, "get")
        assert "did you mean `search`" in await failure(client, "serch", text="x")
        assert "the schema of the tool" in await failure(client, "search", text="x", limit=0)
        assert "not authorized" in await failure(client, "query", sql="DELETE FROM notes")
        assert "read-only" in await failure(client, "apply", id="x", count=1, files=[])
        assert "there is no kind" in await failure(client, "propose", kind="clam", title="x y z")

    ask(root, script)


def test_a_claim_is_added_from_a_source(root: Path) -> None:
    async def script(client: Client) -> None:
        proposal = await answer(
            client,
            "propose",
            kind="claim",
            title="The sun pulls the sea a little",
            source=SOURCE,
            fields={"confidence": "likely", "description": "Less than the moon does."},
            body="The second table says so.",
        )
        assert (proposal["findings"], proposal["refused"]) == ([], [])
        assert contents(root) == {path: text.encode() for path, text in BASE.items()}
        done = await answer(client, "apply", **expected(proposal))
        assert done["written"] == ["domains/tides/the-sun-pulls-the-sea-a-little.md", SOURCE]
        assert (await answer(client, "check"))["total"] == 0

    ask_process(root, script, "--allow-writes")
    assert "the-sun-pulls-the-sea-a-little" in (root / SOURCE).read_text()


def test_a_finding_is_repaired(make_base: MakeBase) -> None:
    one_sided = claim("The tables say so.\n", sourced_from=f"[{SOURCE}]")
    other = "domains/tides/the-sun-pulls-the-sea.md"
    root = make_base({**BASE, other: one_sided})

    async def script(client: Client) -> None:
        assert [each["code"] for each in (await answer(client, "check"))["items"]] == ["PV001"]
        proposal = await answer(client, "repair", note=other)
        assert [each["path"] for each in proposal["files"]] == [SOURCE]
        await answer(client, "apply", **expected(proposal))
        assert (await answer(client, "check"))["total"] == 0
        assert "nothing can be repaired" in await failure(client, "repair")

    ask(root, script, allow_writes=True)


def test_a_revision_writes_the_other_end_too(root: Path) -> None:
    async def script(client: Client) -> None:
        new = "created: 2026-01-02\nchallenged_by: [harbours-need-longer-gauges]"
        proposal = await answer(client, "revise", note=MOON, old="created: 2026-01-02", new=new)
        assert [each["path"] for each in proposal["files"]] == [GAUGE, MOON]
        await answer(client, "apply", **expected(proposal))
        assert "exactly once" in await failure(client, "revise", note=MOON, old="a", new="b")

    ask(root, script, allow_writes=True)
    assert "challenges:\n  - the-moon-pulls-the-sea\n" in (root / GAUGE).read_text()


def test_what_changed_is_told(root: Path) -> None:
    def git(*words: str) -> None:
        author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", *author, *words], cwd=root, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    (root / GAUGE).write_text(BASE[GAUGE].replace("confidence: likely", "confidence: proven"))

    async def script(client: Client) -> None:
        for detail in ("concise", "full"):
            told = await answer(client, "diff", base="HEAD", detail=detail)
            schema = closed(dict(tool_of("diff").answer))
            assert Draft202012Validator(schema).is_valid(told)
            [moved] = told["change"]["moved"]
            assert (moved["path"], moved["before"], moved["rose"]) == (GAUGE, "likely", True)
            assert told["counts"]["moved"] == 1
        await failure(client, "diff", base="nothing")
        await failure(client, "diff", base="--output=x")

    ask(root, script)


def test_resources_and_prompts_are_there(root: Path) -> None:
    async def script(client: Client) -> None:
        uris = [str(each.uri) for each in (await client.list_resources()).resources]
        assert f"codex://note/{MOON}" in uris
        assert {"codex://statistics", "codex://schema/claim", "codex://rule/RF001"} <= set(uris)
        templates = (await client.list_resource_templates()).resource_templates
        assert [each.name for each in templates] == ["note", "schema", "rule"]
        for uri in uris:
            assert (await client.read_resource(uri)).contents
        [told] = (await client.read_resource("codex://statistics")).contents
        assert json.loads(told.text)["notes"] == 3  # type: ignore[union-attr]
        prompts = (await client.list_prompts()).prompts
        for each in prompts:
            given = (
                {"since": "HEAD"}
                if each.name == "review_change"
                else {each.arguments[0].name: MOON}
            )  # type: ignore[index]
            said = await client.get_prompt(each.name, given)
            assert said.messages[0].content.text  # type: ignore[union-attr]
        assert len(prompts) == 4

    ask(root, script)
