"""The package as it is installed: its wheel, its imports, its commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase

from codex_tools import __version__
from codex_tools.rules._samples import claim

CHECKOUT = Path(__file__).resolve().parents[2]


def loaded_by(*arguments: str, cwd: Path = CHECKOUT) -> set[str]:
    """The modules that a command loads."""
    code = (
        "import json, sys\n"
        "from codex_tools.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_wheel_holds_the_schemas(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), "."]
    subprocess.run(command, cwd=CHECKOUT, check=True)
    [wheel] = tmp_path.glob("codex_tools-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for schema in (CHECKOUT / "schemas").glob("*.json"):
        assert f"codex_tools/schemas/{schema.name}" in names
    for output in (CHECKOUT / "codex_tools/reporters/outputs").glob("*.json"):
        assert f"codex_tools/reporters/outputs/{output.name}" in names
    assert "codex_tools/py.typed" in names
    assert "codex_tools/linking/weights.json" in names


@pytest.mark.parametrize(
    "command", [["codex"], ["codex-tools"], [sys.executable, "-m", "codex_tools"]]
)
def test_every_way_to_call_it(command: list[str]) -> None:
    folder = Path(sys.executable).parent
    first = command[0] if command[0] == sys.executable else str(folder / command[0])
    done = subprocess.run([first, *command[1:], "--version"], capture_output=True, text=True)
    assert done.stdout == f"codex {__version__}\n"


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    loaded = loaded_by("--version")
    assert not loaded & {"yaml", "frontmatter", "jsonschema", "networkx", "rapidfuzz", "numpy"}


def test_a_check_loads_neither_the_graph_nor_the_matcher() -> None:
    loaded = loaded_by("check")
    assert "codex_tools.syntax.document" in loaded
    assert not loaded & {"networkx", "rapidfuzz", "numpy", "multiprocessing", "sqlite3"}
    assert not {name for name in loaded if name.startswith("codex_tools.query")}


def test_a_check_of_a_file_loads_nothing_that_serves_or_writes() -> None:
    doors = ("mcp", "pydantic", "anyio", "uvicorn", "codex_tools.mcp", "codex_tools.app.authoring")
    loaded = loaded_by("check", "domains/ai-alignment/_map.md", "--no-cache")
    assert "codex_tools.syntax.document" in loaded
    assert not {name for name in loaded if name.startswith((*doors, "codex_tools.reporters.out"))}


MOST_MODULES = 175
"""Of ours, that a hook on a few files loads: each takes as long as to look at ten notes."""

NEEDLESS = (
    *("click", "yaml", "tomllib", "copy", "weakref", "multiprocessing"),
    *("codex_tools.base.okf.families", "codex_tools.argument.model", "codex_tools.base.inheriting"),
    *("codex_tools.base.resolver.sites", "codex_tools.base.resolver.called"),
    *("codex_tools.refactoring.writing_style", "codex_tools.settings.policies"),
    *("codex_tools.rules.invalid_yaml", "codex_tools.rules.missing_field"),
    *("codex_tools.rules.stale_concept", "codex_tools.rules.suspect_edge"),
)
"""What nothing needs in a claim that is fine, in a base that is no bundle and no site."""


def loaded_by_program(root: Path, *arguments: str, cache: Path) -> list[str]:
    """The modules that the program as it is installed loads for a check of one file."""
    code = (
        "import os, sys\n"
        "before = set(sys.modules)\n"
        "os._exit = lambda _: print(*sys.modules.keys() - before, file=sys.stderr)\n"
        "from codex_tools.__main__ import run\n"
        "run()\n"
    )
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert "1 file" in done.stdout, done
    return done.stderr.split()


def test_a_hook_on_a_file_loads_what_it_needs(
    make_base: MakeBase, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    files = {f"domains/{name}.md": claim("See [[a]].\n") for name in "abc"}
    root = make_base({".foam/settings.json": "{}", **files})
    for text in ("Once.\n", "Twice.\n"):  # the second finds the others in the cache
        (root / "domains/b.md").write_text(claim(text))
        loaded = loaded_by_program(root, "check", "domains/b.md", cache=cache)
    assert [name for name in NEEDLESS if name in loaded] == []
    ours = [name for name in loaded if name.startswith("codex_tools")]
    assert "codex_tools.rules.empty_body" in ours
    assert len(ours) <= MOST_MODULES, len(ours)


def test_no_named_tuple_of_a_hook_has_annotations_that_are_text(make_base: MakeBase) -> None:
    root = make_base({".foam/settings.json": "{}", "a.md": "Fine.\n"})
    code = (
        "import os, sys, typing\n"
        "typing.ForwardRef = lambda text, **_: sys.exit(f'to read {text} takes long')\n"
        "from codex_tools.__main__ import run\n"
        "run()\n"
    )
    command = [sys.executable, "-c", code, "check", "--no-cache", "a.md"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_has_not_changed_is_printed_with_hardly_a_module(
    make_base: MakeBase, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    root = make_base({".foam/settings.json": "{}", "a.md": "Fine.\n"})
    time.sleep(0.06)  # what has just changed is not kept
    for _ in range(2):
        loaded = loaded_by_program(root, "check", "a.md", cache=cache)
    assert "codex_tools.storage.cache.results" in loaded
    assert not {"codex_tools.model", "collections", "functools", "re", "typing"} & {*loaded}


def test_rules_on_the_argument_need_no_graph_library() -> None:
    loaded = loaded_by("check", "--select", "ED007", "--select", "AG", "--no-cache")
    assert "codex_tools.weighing.weighed" in loaded
    assert not loaded & {"networkx", "sqlite3", "rapidfuzz"}


def test_a_check_loads_one_validator(tmp_path: Path) -> None:
    pytest.importorskip("jsonschema_rs", reason="has no wheel for this platform")
    assert "jsonschema" not in loaded_by("check")


def test_the_layers_import_downwards_only() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "arguments", [["graph", "export", "--format", "graphml"], ["check", "--no-cache"]]
)
def test_a_reader_that_goes_before_the_end_sees_no_traceback(
    make_base: MakeBase, arguments: list[str]
) -> None:
    notes = {f"domains/note-{number}.md": claim("[[gone]]\n" * 20) for number in range(1_000)}
    root = make_base({"codex.toml": "", **notes})
    command = [sys.executable, "-m", "codex_tools", *arguments]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (1, b"")


def call(root: Path, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "codex_tools", *arguments]
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(command, cwd=root, text=True, check=False, **more)


def test_an_encoding_that_lacks_letters_stops_nothing(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "ж.md": "[[潮]]\n"})
    done = call(root, "check", env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert (done.returncode, done.stderr) == (1, "")
    assert "\\u6f6e" in done.stdout
    assert call(root, "link", env={**os.environ, "PYTHONIOENCODING": "cp1252"}).stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["check", "--no-cache"], ["graph", "export"]])
def test_a_full_disk_is_said_in_a_line(make_base: MakeBase, arguments: list[str]) -> None:
    root = make_base({"codex.toml": "", "a.md": "[[gone]]\n" * 2_000})
    with Path("/dev/full").open("w") as full:
        done = call(root, *arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith("codex: ")
    assert "Traceback" not in done.stderr


def test_a_closed_output_stops_nothing(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a.md": "[[gone]]\n"})
    code = f"exec {sys.executable} -m codex_tools check >&-"
    done = subprocess.run(["sh", "-c", code], cwd=root, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
