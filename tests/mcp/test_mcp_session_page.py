"""The recorded session of the documentation: what the page shows is what the server answers.

``REWRITE_TRANSCRIPTS=1`` writes the page anew; read the diff.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import anyio
from mcp import Client
from served import expected

from codex_tools.mcp.server import build_server
from codex_tools.mcp.session import Session
from codex_tools.settings import load_settings

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = CHECKOUT / "docs" / "agents-session.md"
CLAIM = "pooled-jailbreak-data-show-larger-models-as-safer"
REPORT = "2026-04-11-failure-first-inverse-scaling-law-of-safety-report-353"
NEW = {
    "kind": "claim",
    "title": "Graded attack results from one team share one definition of success",
    "source": REPORT,
    "fields": {
        "confidence": "likely",
        "description": "A strict grader counts fewer successes everywhere, which may move slopes",
        "challenges": [CLAIM],
    },
    "body": "All 37,130 results went through one grading scheme.",
}
MOST = 1_500
"""How many characters of an answer are shown."""

HEAD = """# A session of an agent

<!-- Written by tests/mcp/test_mcp_session_page.py with REWRITE_TRANSCRIPTS=1. -->

An agent is asked to add a claim to the project's own base, by [the server](agents.md). Below are
its calls, and what `codex-tools mcp --allow-writes` answers, recorded with the official client.
Long answers are cut; what is random is written as MARK, ID and CURSOR.
"""


class SameDay(Session):
    """A session on a day that does not pass."""

    @property
    def day(self) -> str:
        """The day of the record."""
        return "2026-06-01"


class Record:
    """Calls tools, and writes down what is asked and answered."""

    def __init__(self, client: Client) -> None:
        self._client, self.parts = client, [HEAD]

    def say(self, words: str) -> None:
        """Write a paragraph."""
        self.parts.append(f"\n{words}\n")

    async def call(self, tool: str, /, **given: Any) -> dict[str, Any]:
        """Call a tool; returns what it answers."""
        found = await self._client.call_tool(tool, given)
        text = found.content[0].text  # type: ignore[union-attr]
        shown = text if len(text) <= MOST else f"{text[:MOST]} …"
        asked = json.dumps(given, indent=2, ensure_ascii=False)
        self.parts.append(f"\n```text\n→ {tool} {asked}\n\n← {shown}\n```\n")
        return found.structured_content or {}

    @property
    def page(self) -> str:
        """The page, without what is random."""
        text = re.sub(r"<(/?)data [0-9a-f]{8}>", r"<\1data MARK>", "".join(self.parts))
        text = re.sub(r'"next_cursor": "[^"]*"', '"next_cursor": "CURSOR"', text)
        return re.sub(r"\b(?=[a-f]*\d)[0-9a-f]{16}\b", "ID", text)


async def record(client: Client) -> str:
    """Play the session."""
    session = Record(client)
    session.say("Is it said already, or the opposite?")
    await session.call("similar", text=NEW["title"])
    await session.call("search", text="grading scheme attack results", kind="claim", limit=2)
    await session.call("context", claim=CLAIM, max_tokens=300)
    session.say("Nothing says it. What does the claim stand on that it would challenge?")
    await session.call("why", claim=CLAIM)
    session.say(
        "The new claim is proposed. Nothing is written yet: the answer has the text of the new "
        "file, the entries at the other ends, and what a check would find."
    )
    proposal = await session.call("propose", **NEW)
    session.say("The agent names another hash than the proposal has, and is refused.")
    wrong = expected(proposal)
    first, *rest = wrong["files"]
    await session.call("apply", **{**wrong, "files": [{**first, "after": "0" * 64}, *rest]})
    session.say("With what the proposal said it is written, and a second time it is not.")
    await session.call("apply", **expected(proposal))
    await session.call("apply", **expected(proposal))
    session.say("What is there now: no finding, and the claim is challenged by one more.")
    await session.call("check")
    await session.call(
        "query",
        sql="SELECT target FROM edges WHERE relation = 'challenges' AND "
        "source LIKE '%graded-attack%'",
    )
    session.say(
        "Later the claim turns out to be wrong. It is not deleted: its retirement is proposed, "
        "with what would fall."
    )
    await session.call(
        "retire", note="graded-attack-results-from-one-team-share-one-definition-of-success"
    )
    return session.page


def test_the_page_is_what_the_server_answers(tmp_path: Path) -> None:
    for part in ("domains", "inbox"):
        shutil.copytree(CHECKOUT / part, tmp_path / part)
    (tmp_path / "codex.toml").write_text('include = ["domains", "inbox"]\n')

    async def run() -> str:
        server = build_server(SameDay(tmp_path, load_settings, allow_writes=True))
        async with Client(server) as client:
            return await record(client)

    page = anyio.run(run)
    if os.environ.get("REWRITE_TRANSCRIPTS"):
        PAGE.write_text(page, "utf-8")
    assert page == PAGE.read_text("utf-8")
