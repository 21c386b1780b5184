"""The code that is kept in one file: it is used, it is never old, and it is never needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bases import MakeBase

import codex_tools
from codex_tools.cache import location

PACKAGE = Path(codex_tools.__file__).parent
SCRIPT = """
import inspect, sys
from importlib import resources
from codex_tools import __main__
status = __main__._run(["check"])
from codex_tools import corpus
from codex_tools.registry import all_rules
print(type(corpus.__loader__).__name__, "class KnowledgeBase" in inspect.getsource(corpus))
config = resources.files("codex_tools.settings").joinpath("config.json").read_text()
print(len(all_rules()), len(config) > 1000, corpus.__file__)
"""
CHANGING = """
from pathlib import Path
from codex_tools import __main__
from codex_tools.cache import code
keep = code.Code.keep
def keep_late(self):
    CHANGE
    keep(self)
code.Code.keep = keep_late
print(__main__._run(["check"]))
"""
CHANGES = {
    "a module that goes": 'Path(code.PACKAGE, "corpus.py").unlink()',
    "a module half written": 'Path(code.PACKAGE, "corpus.py").write_text("class Knowl(")',
    "a module that is another": 'Path(code.PACKAGE, "corpus.py").write_text("VALUE = 1\\n")',
    "a module that comes": 'Path(code.PACKAGE, "more.py").write_text("")',
}


@pytest.fixture
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, to be changed."""
    folder = tmp_path_factory.mktemp("program") / "checkout"
    shutil.copytree(PACKAGE, folder / "codex_tools", ignore=shutil.ignore_patterns("__pycache__"))
    if not (PACKAGE / "schemas").is_dir():
        shutil.copytree(PACKAGE.parent / "schemas", folder / "schemas")
    return folder


@pytest.fixture
def base(make_base: MakeBase) -> Path:
    return make_base({"codex.toml": "", "domains/a.md": "See [[nothing]].\n"})


def run(
    checkout: Path, base: Path, *words: str, code: str = SCRIPT, **more: str
) -> tuple[str, str]:
    """Run code, or the command with ``words``; return its output and what it told besides."""
    command = [sys.executable, "-P", *(("-m", "codex_tools", *words) if words else ("-c", code))]
    environment = {name: text for name, text in os.environ.items() if "PYTHON" not in name}
    environment |= {"PYTHONPATH": str(checkout), **more}
    done = subprocess.run(command, cwd=base, env=environment, capture_output=True, text=True)
    return done.stdout, done.stderr


def touch(base: Path, number: int) -> None:
    """Change the base, so that its last result is of no use."""
    (base / f"domains/b{number}.md").write_text(f"Number {number}.\n")


def test_modules_come_from_the_file(checkout: Path, base: Path, cache_folder: Path) -> None:
    run(checkout, base)
    assert not (cache_folder / "codex-tools" / location.CODE).exists()
    touch(base, 1)
    first, _ = run(checkout, base)
    touch(base, 2)
    second, told = run(checkout, base)
    assert told == ""
    assert [text.splitlines()[-2] for text in (first, second)] == [
        "SourceFileLoader True",
        "_Loader True",
    ]
    assert first.splitlines()[-1] == second.splitlines()[-1]
    assert len(list((cache_folder / "codex-tools" / location.CODE).glob("*"))) == 1


def test_a_check_says_the_same_with_it(checkout: Path, base: Path) -> None:
    said = {run(checkout, base, "check", "domains/a.md", "--no-cache")}
    for number in range(4):
        touch(base, number)
        said.add(run(checkout, base, "check", "domains/a.md"))
        said.add(run(checkout, base, "check", "domains/a.md", "--no-baseline"))
    assert len(said) == 1


def test_a_module_that_changes_is_loaded_anew(checkout: Path, base: Path) -> None:
    for number in range(3):
        touch(base, number)
        before, _ = run(checkout, base, "check")
    rule = checkout / "codex_tools/rules/dangling_wikilink.py"
    rule.write_text(rule.read_text().replace('code = "RF001"', 'code = "ZZ001"'))
    after, _ = run(checkout, base, "check")
    assert after == before.replace("RF001", "ZZ001") != before


def test_another_checkout_has_a_file_of_its_own(checkout: Path, base: Path) -> None:
    run(checkout, base)
    touch(base, 0)
    run(checkout, base)
    other = checkout.with_name("other")
    shutil.copytree(checkout, other)
    touch(base, 1)
    assert str(other) in run(other, base)[0]
    touch(base, 2)
    assert str(other) in run(other, base)[0]


def test_nothing_is_kept_where_python_is_to_write_no_code(
    checkout: Path, base: Path, cache_folder: Path
) -> None:
    for number in range(2):
        touch(base, number)
        run(checkout, base, PYTHONDONTWRITEBYTECODE="1")
    assert not (cache_folder / "codex-tools" / location.CODE).exists()


@pytest.mark.parametrize("place", [0.0, 0.1, 0.5, 0.9])
def test_a_damaged_file_harms_nobody(
    checkout: Path, base: Path, cache_folder: Path, place: float
) -> None:
    for number in range(2):
        touch(base, -number)
        run(checkout, base, "check")
    (file,) = (cache_folder / "codex-tools" / location.CODE).glob("*")
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 1
    file.write_bytes(data)
    touch(base, 1)
    assert run(checkout, base)[0].splitlines()[-2] == "SourceFileLoader True"
    touch(base, 2)
    assert run(checkout, base)[0].splitlines()[-2] == "_Loader True"


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_kept_of_a_program_that_changes_as_it_runs(
    checkout: Path, base: Path, cache_folder: Path, change: str
) -> None:
    run(checkout, base, "check")
    touch(base, 1)
    said, told = run(checkout, base, code=CHANGING.replace("CHANGE", CHANGES[change]))
    assert said.splitlines()[-1] == "1"
    assert told == ""
    assert not (cache_folder / "codex-tools" / location.CODE).exists()


def test_a_folder_of_the_program_that_moves_is_noticed(checkout: Path, base: Path) -> None:
    version = "from codex_tools.cache.version import version; print(version()[0])"
    (checkout / "codex_tools/one").mkdir()
    (checkout / "codex_tools/one/module.py").touch()
    before = run(checkout, base, code=version)
    (checkout / "codex_tools/one").rename(checkout / "codex_tools/two")
    assert run(checkout, base, code=version) != before


def test_a_link_to_nowhere_in_the_program_is_passed_over(checkout: Path, base: Path) -> None:
    expected = run(checkout, base, "check")
    (checkout / "codex_tools/.#cli.py").symlink_to("somebody@somewhere.1:2")
    touch(base, 1)
    said, told = run(checkout, base, "check", "domains/a.md")
    assert told == ""
    assert said.splitlines()[0] == expected[0].splitlines()[0]


def test_a_program_in_an_archive_says_what_is_wrong(
    checkout: Path, base: Path, tmp_path: Path
) -> None:
    archive = shutil.make_archive(str(tmp_path / "program"), "zip", checkout)
    said, told = run(Path(archive), base, "check")
    assert said == ""
    assert told.startswith("codex: the schema ")
