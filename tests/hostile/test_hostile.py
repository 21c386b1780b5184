"""Bases that a stranger made to leave their root, to hang, or to take memory: none of it works."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
AUDITED = Path(__file__).with_name("audited.py")
SECRET = "the-secret-of-another-folder"
SECONDS, BYTES = 20, 1_500_000_000
CLAIM = "---\ntype: claim\ntitle: T\nx: 1\n---\nSee [[gone]].\n"
KIND = '[kinds.claim]\nschema = "{}"\n'

Hostile = Callable[[Path, Path], None]
"""Writes a base; gets its root and a folder outside it, which holds secrets."""

BASES: dict[str, Hostile] = {}


def hostile(make: Hostile) -> Hostile:
    BASES[make.__name__] = make
    return make


def texts(**files: str) -> Hostile:
    """Return what writes files: ``__`` in a name stands for a slash, ``_toml`` for its ending."""

    def make(root: Path, outside: Path) -> None:
        for name, text in files.items():
            stem, _, ending = name.rpartition("_")
            written = text.replace("OUTSIDE", str(outside))
            (root / f"{stem}.{ending}").write_text(written, "utf-8")

    return make


def nested(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


BASES |= {
    "extends absolute": texts(codex_toml='extends = "OUTSIDE/secret.toml"\n'),
    "extends upwards": texts(codex_toml='extends = "../outside/secret.toml"\n'),
    "extends device": texts(codex_toml='extends = "/dev/zero"\n'),
    "schema absolute": texts(codex_toml=KIND.format("OUTSIDE/secret.json")),
    "schema device": texts(codex_toml=KIND.format("/dev/zero")),
    "baseline upwards": texts(codex_toml='baseline = "../outside/secret.json"\n'),
    "baseline device": texts(codex_toml='baseline = "/dev/zero"\n'),
    "include upwards": texts(codex_toml='include = ["../outside"]\n'),
    "executor": texts(codex_toml='executor = "dask://127.0.0.1:1"\n'),
    "wrong keys": texts(codex_toml="".join(f"k{each} = 1\n" for each in range(5_000))),
    "deep toml": texts(codex_toml=f"a = {'[' * 50_000}\n"),
    "long integer": texts(codex_toml=f"max-file-size = {'9' * 100_000}\n"),
    "deep baseline": texts(codex_toml="", codex_baseline_json="[" * 200_000),
}


def schema_base(name: str, schema: object) -> None:
    text = schema if isinstance(schema, str) else json.dumps(schema)
    BASES[f"schema: {name}"] = texts(codex_toml=KIND.format("s.json"), s_json=text)


doubling = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)}
schema_base("file", {"$ref": "file://OUTSIDE/secret.json"})
schema_base("file below", {"properties": {"x": {"$ref": "file://OUTSIDE/secret.json#/properties"}}})
schema_base("http", {"$ref": "http://127.0.0.1:9/x"})
schema_base("id", {"$id": "http://127.0.0.1:9/", "properties": {"x": {"$ref": "other"}}})
schema_base("dynamic", {"$dynamicRef": "http://127.0.0.1:9/x"})
schema_base("meta", {"$schema": "file://OUTSIDE/secret.json"})
schema_base("circle", {"$ref": "#"})
schema_base("circle of two", {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#"}}})
schema_base("circle below", {"properties": {"x": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}}})
schema_base("doubling", {"$ref": "#/$defs/d0", "$defs": {**doubling, "d40": {}}})
schema_base("false", {"properties": {"x": False}, "anyOf": [False, {"type": "string"}]})
schema_base("true", {"properties": {"x": True}, "items": True, "anyOf": [True, False], "not": {}})
schema_base("patterns", {"properties": {"title": {"pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}}})
schema_base("huge pattern", {"properties": {"title": {"pattern": "(((a{99}){99}){99}){99}"}}})
schema_base("lookahead", {"properties": {"title": {"pattern": "^(?=(a+)+$)"}}})
schema_base("deep", nested(100_000))
schema_base("not json", "{" * 10)
schema_base("integers", '{"maximum": ' + "9" * 50_000 + "}")


@hostile
def symlinks(root: Path, outside: Path) -> None:
    for name in ("codex-baseline.json", "codex-rejected-links.json", "linked.md"):
        (root / name).symlink_to(outside / "secret.json")
    (root / "folder").symlink_to(outside)
    (root / "codex.toml").write_text("")


@hostile
def symlinked_configuration(root: Path, outside: Path) -> None:
    (root / "codex.toml").symlink_to(outside / "secret.toml")


@hostile
def symlinked_schema(root: Path, outside: Path) -> None:
    (root / "codex.toml").write_text(KIND.format("s.json"))
    (root / "s.json").symlink_to(outside / "secret.json")


@hostile
def pipes(root: Path, outside: Path) -> None:
    for name in (
        *("codex-baseline.json", "codex-rejected-links.json", "a.md", "index.md"),
        *(".gitignore", "pyproject.toml", ".codex.toml"),
    ):
        os.mkfifo(root / name)
    (root / "codex.toml").write_text("")


@hostile
def devices_by_symlink(root: Path, outside: Path) -> None:
    (root / "codex.toml").write_text(KIND.format("zero.json"))
    for name in ("zero.json", "zero.md", ".gitignore", "codex-baseline.json"):
        (root / name).symlink_to("/dev/zero")


@hostile
def git_data_elsewhere(root: Path, outside: Path) -> None:
    (root / ".git").write_text(f"gitdir: {outside}\n")
    (root / "codex.toml").write_text("")


@hostile
def texts_of_many_kinds(root: Path, outside: Path) -> None:
    heads = ("[", "- " * 9_000, "a: &a [*a]", "a: " + "1" * 50_000, "? " * 9_000, "!!python/none x")
    for number, head in enumerate(heads):
        (root / f"{number}.md").write_text(f"---\n{head}\n---\n" + "[[<!--`$" * 9_000)
    (root / "codex.toml").write_text("")
    (root / ".gitignore").write_text("*a" * 200 + "b\n" + "**/a/" * 200 + "b\n" + "[" * 9_000)
    (root / ("a" * 200)).mkdir()
    (root / ("a" * 200) / ("a" * 200 + ".md")).write_text("See [[gone]].\n")


def limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def run(root: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = sysconfig.get_paths()
    folders = [root, home, PROJECT, sys.prefix, sys.base_prefix, paths["stdlib"], "/proc/self"]
    known = ("PATH", "LANG", "LD_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in known if name in os.environ}
    own = {"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, str(AUDITED), ":".join(map(str, folders)), *arguments]
    return subprocess.run(
        command,
        cwd=root,
        env={**kept, **own},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=4 * SECONDS,
        preexec_fn=limits,
    )


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.json").write_text(json.dumps({SECRET: SECRET, "enum": [SECRET]}))
    (folder / "secret.toml").write_text(f'{SECRET} = "{SECRET}"\n')
    return folder


COMMANDS = (
    ("check", "--fix"),
    ("check", "--write-baseline"),
    ("config", "show"),
    ("link", "--backfill"),
    ("new", "claim", "The sea is wet", "--force"),
    ("init", "--agents"),
    ("similar", "The sea is wet"),
    ("graph", "stats"),
    ("init",),
)


@pytest.mark.skipif(sys.platform != "linux", reason="limits and devices as Linux has them")
@pytest.mark.parametrize("name", BASES)
def test_nothing_outside_a_base_is_touched(name: str, tmp_path: Path, outside: Path) -> None:
    root, home = tmp_path / "base", tmp_path / "home"
    root.mkdir()
    home.mkdir()
    (root / "claim.md").write_text(CLAIM)
    BASES[name](root, outside)
    before = {path: path.read_bytes() for path in outside.iterdir()}
    for arguments in COMMANDS:
        done = run(root, home, *arguments)
        said = f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode in (0, 1, 2), said
        assert "Traceback" not in said, said
        assert SECRET not in said
    assert {path: path.read_bytes() for path in outside.iterdir()} == before


@pytest.mark.skipif(sys.platform != "linux", reason="limits and devices as Linux has them")
def test_the_audit_sees_what_leaves_a_base(tmp_path: Path, outside: Path) -> None:
    """The test above can fail: a file that a person names is opened, and the audit ends it."""
    root, home = tmp_path / "base", tmp_path / "home"
    root.mkdir()
    home.mkdir()
    done = run(root, home, "check", "--config", str(outside / "secret.toml"))
    assert done.returncode == 77, done.stderr


def test_a_schema_does_not_talk_to_a_server(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        schema_base("server", {"$ref": f"http://127.0.0.1:{port}/x"})
        root = tmp_path / "base"
        root.mkdir()
        BASES.pop("schema: server")(root, tmp_path)
        assert run(root, tmp_path, "check").returncode == 2
        with pytest.raises(TimeoutError):
            server.accept()
