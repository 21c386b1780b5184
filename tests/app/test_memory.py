"""A knowledge base that nobody needs any more gives all its memory back."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from bases import MakeBase

from codex_tools.rules._samples import claim

LOAD = """
import gc, json, pathlib, sys
from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.settings import load_settings

settings = load_settings(pathlib.Path(sys.argv[1]), select=("RF",), cache=json.loads(sys.argv[2]))
status = pathlib.Path("/proc/self/statm")

def rounds(count):
    for _ in range(count):
        check(load(settings), settings)
    gc.collect()
    pages = int(status.read_text().split()[1]) if status.exists() else 0
    return len(gc.get_objects()), pages * 4096

frozen = gc.get_freeze_count()
rounds(10)
print(json.dumps([rounds(1), rounds(100), gc.get_freeze_count() - frozen]))
"""


@pytest.mark.parametrize("cache", [False, True])
def test_loading_a_hundred_times_holds_memory_steady(make_base: MakeBase, cache: bool) -> None:
    names = [f"harbour-{number}-keeps-a-table-of-tides" for number in range(10)]
    links = "".join(f"See [[{name}]] and [[{name}-gone]].\n" for name in names)
    root = make_base({f"domains/{name}.md": claim(links) for name in names})
    command = [sys.executable, "-c", LOAD, str(root), json.dumps(cache)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (objects, memory), (objects_after, memory_after), frozen = json.loads(done.stdout)
    assert objects_after - objects < len(names)  # that is less than one base more
    assert memory_after - memory < 2_000_000
    assert frozen == 0


EDIT = """
import gc, json, pathlib, sys
from codex_tools.app.living import Workspace
from codex_tools.settings import load_settings

root = pathlib.Path(sys.argv[1])
settings = load_settings(root, cache=False)
workspace = Workspace(lambda: settings)
status = pathlib.Path("/proc/self/statm")
paths = sorted(workspace.base.notes)
texts = {path: (root / path).read_bytes() for path in paths}

def edits(start, end):
    for number in range(start, end):
        path = paths[number % len(paths)]
        more = f"\\nSee [[nothing number {number}]] and [[{paths[0]}]].\\n" * (number % 3)
        workspace.edit({path: texts[path] + more.encode()})
        workspace.check([path])
        number % 10 or workspace.report()
    gc.collect()
    pages = int(status.read_text().split()[1]) if status.exists() else 1
    return len(gc.get_objects()), pages

frozen = gc.get_freeze_count()
print(json.dumps([edits(0, 10), edits(10, 1_000), gc.get_freeze_count() - frozen]))
"""


def test_a_thousand_edits_take_no_more_memory_than_ten(make_base: MakeBase) -> None:
    names = [f"harbour-{number}-keeps-a-table-of-tides" for number in range(40)]
    links = "".join(f"See [[{name}]] and [[{name}-gone]].\n" for name in names)
    root = make_base({f"domains/{name}.md": claim(links) for name in names})
    command = [sys.executable, "-c", EDIT, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (objects, memory), (objects_after, memory_after), frozen = json.loads(done.stdout)
    assert objects_after < 1.1 * objects
    assert memory_after < 1.1 * memory
    assert frozen == 0
