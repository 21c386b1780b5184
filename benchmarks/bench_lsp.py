"""Times the language server from the outside: whole round trips of its protocol, and its memory.

    python benchmarks/bench_lsp.py [BASE …] [--rounds 50] [--json benchmarks/results/lsp.json]

Each BASE is a folder with a knowledge base; nothing is written there. A client over pipes opens a
claim that others refer to, and these, and types a letter before each request, so that nothing is
answered from memory. What is timed begins with the change and ends with the answer. Figures are
medians over the rounds, with the lowest and the highest, and the processor time of the server for a
round, which other work on the machine does not touch; memory is that of the server's process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from codex_tools.app.workspace import load
from codex_tools.model import Role
from codex_tools.settings import load_settings

ROUNDS = 50
MB = 1_000_000
Ask: TypeAlias = Callable[[], Awaitable[object]]
Row: TypeAlias = dict[str, Any]


class Session:
    """A client with one claim open, and a server that knows the base."""

    def __init__(self, root: Path, client: LanguageClient, path: str, near: list[str]) -> None:
        self.root, self.client, self.path, self.near = root, client, path, near
        self.text = (root / path).read_text("utf-8")
        self.version = 1

    def document(self, path: str) -> types.TextDocumentIdentifier:
        """Return the identifier of a file."""
        return types.TextDocumentIdentifier((self.root / path).as_uri())

    def open(self) -> None:
        """Open the claim, and what refers to it."""
        for path in (self.path, *self.near):
            uri, text = self.document(path).uri, (self.root / path).read_text("utf-8")
            item = types.TextDocumentItem(uri, types.LanguageKind.Markdown, self.version, text)
            self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self) -> None:
        """Type a letter at the end of the claim."""
        self.version += 1
        end = self.text.count("\n")
        width = len(self.text.rpartition("\n")[2].encode("utf-16-le")) // 2
        place = types.Position(end, width)
        change = types.TextDocumentContentChangePartial(types.Range(place, place), "x")
        self.text += "x"
        document = types.VersionedTextDocumentIdentifier(
            uri=self.document(self.path).uri, version=self.version
        )
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def asked(self) -> dict[str, Ask]:
        """Return what is timed, by what it is called."""
        client, here = self.client, self.document(self.path)
        first = types.Position(1, 0)

        async def referring() -> None:
            for path in self.near:
                params = types.DocumentDiagnosticParams(self.document(path))
                await client.text_document_diagnostic_async(params)

        return {
            "findings of the file": lambda: client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(here)
            ),
            f"findings of {len(self.near)} files that refer to it": referring,
            "findings of all files": lambda: client.workspace_diagnostic_async(
                types.WorkspaceDiagnosticParams([])
            ),
            "completion": lambda: client.text_document_completion_async(
                types.CompletionParams(here, first)
            ),
            "hover": lambda: client.text_document_hover_async(types.HoverParams(here, first)),
            "references": lambda: client.text_document_references_async(
                types.ReferenceParams(types.ReferenceContext(False), here, first)
            ),
            "code lens": lambda: client.text_document_code_lens_async(types.CodeLensParams(here)),
            "notes by name": lambda: client.workspace_symbol_async(
                types.WorkspaceSymbolParams("the")
            ),
        }


def chosen(root: Path) -> tuple[int, str, list[str]]:
    """Return how many notes a base has, a claim that some refer to, and those."""
    base = load(load_settings(root))
    referring: dict[str, set[str]] = {}
    for path, target in base.links.pairs():
        if path != target:
            referring.setdefault(target, set()).add(path)
    claims = [
        note.path
        for note in base.of_role(Role.CLAIM)
        if 3 <= len(referring.get(note.path, ())) <= 8
    ]
    return len(base.notes), claims[0], sorted(referring[claims[0]])


async def timed(session: Session, ask: Ask, rounds: int) -> Row:
    """Return how many seconds each round takes, from a change to the answer, and how many seconds
    of processor time of the server a round takes."""
    taken, before = [], _processor(session.client)
    for _ in range(rounds):
        started = time.perf_counter()
        session.type()
        await ask()
        taken.append(time.perf_counter() - started)
    return {"seconds": taken, "processor": (_processor(session.client) - before) / rounds}


async def measured(root: Path, rounds: int) -> Row:
    """Return what the server takes on a base."""
    notes, path, near = chosen(root)
    client = LanguageClient("bench", "1")
    await client.start_io(sys.executable, "-m", "codex_tools", "lsp")
    folder = types.WorkspaceFolder(root.as_uri(), "base")
    diagnostic = types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities()
    )
    capabilities = types.ClientCapabilities(text_document=diagnostic)
    await client.initialize_async(
        types.InitializeParams(capabilities=capabilities, workspace_folders=[folder])
    )
    client.initialized(types.InitializedParams())
    session = Session(root, client, path, near)
    started = time.perf_counter()
    session.open()
    asked = session.asked()
    await asked["findings of the file"]()
    row: Row = {"notes": notes, "first": time.perf_counter() - started, "times": {}}
    for name, ask in asked.items():
        await ask()  # what is worked out once for a base is worked out
        row["times"][name] = await timed(session, ask, rounds if notes < 50_000 else min(rounds, 5))
    row["memory"] = _resident(client)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
    return row


def _told(client: LanguageClient, name: str) -> list[str]:
    """What the system tells of the server's process, see proc(5)."""
    assert client._server is not None
    return Path(f"/proc/{client._server.pid}/{name}").read_text().rpartition(")")[2].split()


def _resident(client: LanguageClient) -> int:
    """The memory of the server in bytes."""
    return int(_told(client, "statm")[1]) * os.sysconf("SC_PAGE_SIZE")


def _processor(client: LanguageClient) -> float:
    """The processor time of the server in seconds."""
    user, system = _told(client, "stat")[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def table(rows: Sequence[Row]) -> list[str]:
    """Return the results as lines of a table in Markdown, in milliseconds."""
    names = list(dict.fromkeys(_short(name) for row in rows for name in row["times"]))
    head = ["from a change to the answer", *(f"{row['notes']:,} notes" for row in rows)]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name in names:
        cells = [
            _cell(next(v for k, v in row["times"].items() if _short(k) == name)) for row in rows
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    first = [f"{1000 * row['first']:,.0f}" for row in rows]
    memory = [f"{row['memory'] / MB:,.0f}" for row in rows]
    lines.append(f"| the first answer, the base being read | {' | '.join(first)} |")
    lines.append(f"| memory of the server, MB | {' | '.join(memory)} |")
    return lines


def _short(name: str) -> str:
    return "findings of what refers to it" if "refer" in name and "find" in name else name


def _cell(found: Row) -> str:
    taken = found["seconds"]
    low, high = 1000 * min(taken), 1000 * max(taken)
    middle, processor = 1000 * median(taken), 1000 * found["processor"]
    return f"{middle:,.0f} ({low:,.0f}–{high:,.0f}), {processor:,.0f}"


def main() -> int:
    """Measure the bases of the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bases", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = [asyncio.run(measured(base.resolve(), options.rounds)) for base in options.bases]
    if options.json:
        result = {"mode": "lsp", "about": {"rounds": options.rounds}, "rows": rows}
        options.json.write_text(json.dumps(result, indent=1) + "\n")
    print("\n".join(table(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
