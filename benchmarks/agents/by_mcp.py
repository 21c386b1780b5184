"""The tasks by ``codex mcp``: fixed scripts that call its tools, by the official client.

What is counted are the texts that the server sends, which is what an agent has to read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mcp import Client

from agents.tasks import Add, Count, Exist, Fall, Find, Judge, Repair, Task


class Asked:
    """A client that counts the bytes of the answers."""

    def __init__(self, client: Client) -> None:
        self._client, self.read = client, 0

    async def __call__(self, tool: str, **given: Any) -> dict[str, Any]:
        """Return the answer of a tool."""
        found = await self._client.call_tool(tool, given)
        text = "".join(getattr(each, "text", "") for each in found.content)
        self.read += len(text.encode())
        if found.is_error:
            raise ValueError(text)
        answered: dict[str, Any] = found.structured_content
        return answered


async def answer(client: Client, task: Task) -> tuple[object, int]:
    """Do a task; returns the answer, and the bytes that were read for it."""
    ask = Asked(client)
    match task:
        case Find():
            found: object = await _find(ask, task)
        case Judge():
            found = await _judge(ask, task)
        case Count():
            found = len((await ask("why", claim=task.claim))["origins"])
        case Fall():
            found = await _fallen(ask, task)
        case Exist():
            found = await _exists(ask, task)
        case Add():
            found = await _add(ask, task)
        case Repair():
            found = await _repair(ask, task)
    return found, ask.read


async def _find(ask: Asked, task: Find) -> str:
    items = (await ask("search", text=task.words, kind="claim", limit=3))["items"]
    return Path(items[0]["path"]).stem if items else ""


async def _judge(ask: Asked, task: Judge) -> tuple[str, frozenset[str]]:
    told = await ask("why", claim=task.claim)
    challengers = frozenset(Path(each["path"]).stem for each in told["challenges"])
    return told["claim"]["standing"], challengers


async def _fallen(ask: Asked, task: Fall) -> frozenset[str]:
    told = await ask("impact", note=task.source)
    return frozenset(
        Path(each["path"]).stem
        for each in told["items"]
        if each["after"]["grounding"] == "ungrounded"
    )


async def _exists(ask: Asked, task: Exist) -> str:
    items = (await ask("similar", text=task.statement, limit=3))["items"]
    return Path(items[0]["path"]).stem if items else ""


async def _add(ask: Asked, task: Add) -> str:
    fields: dict[str, Any] = {"confidence": task.confidence, "description": task.description}
    if task.relation:
        fields[task.relation] = [task.other]
    proposal = await ask(
        "propose",
        kind="claim",
        title=task.title,
        source=task.source,
        fields=fields,
        body=task.body,
    )
    await _apply(ask, proposal)
    new = (each["path"] for each in proposal["files"] if each["action"] == "create")
    return Path(next(new)).stem


async def _apply(ask: Asked, proposal: dict[str, Any]) -> None:
    names = ("path", "before", "after")
    files = [{name: each[name] for name in names} for each in proposal["files"]]
    await ask("apply", id=proposal["id"], count=proposal["count"], files=files)


async def _repair(ask: Asked, task: Repair) -> str:
    path = task.told.partition(":")[0]
    [finding] = (await ask("check", path=path))["items"]
    if finding["fix"]:
        unsafe = finding["fix"]["applicability"] == "unsafe"
        proposal = await ask("repair", note=path, unsafe=unsafe)
    else:
        proposal = await ask("revise", note=path, old=task.wrong, new=task.right)
    await _apply(ask, proposal)
    return task.path
