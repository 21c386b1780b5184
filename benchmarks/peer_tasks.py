"""How each peer is called, what it does on a knowledge base, and what it does not do there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import Task

SCHEMAS = Path(__file__).parents[1] / "schemas"
FRONT = re.compile(rb"---\n(.*?\n)---\s*\n", re.DOTALL)
AT_ONCE = 2000
"""Files that one command line takes."""
BUILD_VAULT = "import pathlib, sys; from obsidiantools.api import Vault; "
BUILD_VAULT += "Vault(pathlib.Path(sys.argv[1])).connect()"
REMARK = """import frontmatter from 'remark-frontmatter';
import schema from 'remark-lint-frontmatter-schema';
export default {{ plugins: [frontmatter, [schema, {{ schemas: {} }}]] }};
"""


@dataclass(frozen=True)
class Room:
    """A copy of the base, the folder that the peers are in, and one for what they need."""

    base: Path
    peers: Path
    work: Path

    def script(self, name: str) -> str | None:
        """The path of an installed command."""
        folders = (self.peers / "venv" / "bin", self.peers / "node" / "node_modules" / ".bin")
        return next(filter(None, (shutil.which(name, path=str(each)) for each in folders)), None)


@dataclass(frozen=True)
class Peer:
    """Another tool; ``task`` gives nothing where it is not installed."""

    name: str
    does: str
    lacks: str
    task: Callable[[Room], Task | None]


def _rumdl(room: Room) -> Task | None:
    script = room.script("rumdl")
    if not script:
        return None
    return Task("rumdl, no cache", [[script, "check", "--no-config", "--no-cache", str(room.base)]])


def _warm_rumdl(room: Room) -> Task | None:
    script = room.script("rumdl")
    if not script:
        return None
    cache = str(room.work / "rumdl")
    command = [script, "check", "--no-config", "--cache-dir", cache, str(room.base)]
    subprocess.run(command, capture_output=True)
    return Task("rumdl, unchanged", [command])


def _markdownlint(room: Room) -> Task | None:
    script = room.script("markdownlint-cli2")
    return Task("markdownlint-cli2", [[script, "**/*.md"]], room.base) if script else None


def _vaultlint(room: Room) -> Task | None:
    script = room.script("vaultlint")
    return Task("vaultlint", [[script, str(room.base)]]) if script else None


def _lychee(room: Room) -> Task | None:
    script = shutil.which("lychee")
    words = ["--offline", "--no-progress", "--include-wikilinks", str(room.base)]
    return Task("lychee", [[script, *words]], fine=(0, 2)) if script else None


def _obsidiantools(room: Room) -> Task | None:
    python = room.peers / "venv" / "bin" / "python"
    if not list(python.parents[1].glob("lib/*/site-packages/obsidiantools")):
        return None
    return Task("obsidiantools", [[str(python), "-c", BUILD_VAULT, str(room.base)]])


def _check_jsonschema(room: Room) -> Task | None:
    script = room.script("check-jsonschema")
    if not script:
        return None
    commands = []
    for kind in ("claim", "source"):
        folder = room.work / f"front-matter-{kind}"
        folder.mkdir()
        names = [str(path) for path in _front_matters(room.base, kind, folder)]
        words = [script, "--schemafile", str(SCHEMAS / f"{kind}.json")]
        batches = (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))
        commands += [[*words, *batch] for batch in batches]
    return Task("check-jsonschema", commands)


def _front_matters(base: Path, kind: str, folder: Path) -> Iterator[Path]:
    """Write each front matter of a kind into a file of its own and yield the paths of these."""
    named = re.compile(rb"^type: *[\"']?%s\b" % kind.encode(), re.MULTILINE)
    for number, path in enumerate(sorted(base.rglob("*.md"))):
        found = FRONT.match(path.read_bytes()) if path.is_file() else None
        if found and named.search(found[1]):
            written = folder / f"{number}.yaml"
            written.write_bytes(found[1])
            yield written


def _schemas() -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}


def _remark(room: Room) -> Task | None:
    """Remark looks for its plugins beside its configuration, so it gets a copy of its own."""
    script = room.script("remark")
    if not script:
        return None
    copy = room.work / "remark"
    shutil.copytree(room.base, copy, symlinks=True)
    (copy / "node_modules").symlink_to(room.peers / "node" / "node_modules")
    schemas = copy / "peer-schemas"
    schemas.mkdir()
    globs = {}
    for name, schema in _schemas().items():
        about = schema.pop("x-codex")
        del schema["$schema"], schema["$id"]  # it takes them for draft 7, which reads the rest
        (schemas / f"{name}.json").write_text(json.dumps(schema), "utf-8")
        globs[f"./peer-schemas/{name}.json"] = [f"./{each}/**/*.md" for each in about["folders"]]
    (copy / ".remarkrc.mjs").write_text(REMARK.format(json.dumps(globs)), "utf-8")
    return Task("remark + frontmatter-schema", [[script, ".", "--quiet", "--no-stdout"]], copy)


PEERS = (
    Peer(
        "rumdl, no cache",
        "the style of the Markdown, headings, lists, relative links",
        "wikilinks, schemas of front matter, anything between two notes",
        _rumdl,
    ),
    Peer(
        "rumdl, unchanged",
        "what rumdl does, with the results of the last run",
        "wikilinks, schemas of front matter, anything between two notes",
        _warm_rumdl,
    ),
    Peer(
        "lychee",
        "relative links and wikilinks to files",
        "front matter, provenance, edges, titles",
        _lychee,
    ),
    Peer(
        "vaultlint",
        "relative links, paths in backticks, stale words of status",
        "wikilinks, front matter, provenance, edges",
        _vaultlint,
    ),
    Peer(
        "check-jsonschema",
        "front matter of claims and sources against our schemas, in YAML files made beforehand",
        "reading Markdown, links, places in the Markdown file",
        _check_jsonschema,
    ),
    Peer(
        "markdownlint-cli2",
        "the style of the Markdown, headings, lists",
        "wikilinks, schemas of front matter, anything between two notes",
        _markdownlint,
    ),
    Peer(
        "remark + frontmatter-schema",
        "front matter against our schemas, chosen by folder, with places",
        "links, provenance, edges, titles",
        _remark,
    ),
    Peer(
        "obsidiantools",
        "the graph of wikilinks in networkx, front matter, tags",
        "reporting what is wrong, schemas, typed edges",
        _obsidiantools,
    ),
)
