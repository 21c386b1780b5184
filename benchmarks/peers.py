"""Time codex beside other tools on the same files.

    python benchmarks/peers.py --install FOLDER            # into a venv and an npm prefix there
    python benchmarks/peers.py BASE --peers FOLDER [--rounds 5] [--json FILE]

None of them does what another does, so each comes with what it does here and what it does not. They
run on copies of the base, since some write beside what they read. What is not installed is left
out; lychee, which neither PyPI nor npm nor Debian has, takes part where it is on the path.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from commands import COLD, WARM, Commands
from measuring import Taken, Task, about, as_json, in_turn
from peer_tasks import PEERS, Peer, Room
from targets import summary

PYTHON_PACKAGES = ("rumdl", "check-jsonschema", "obsidiantools", "vaultlint", "flake8")
NODE_PACKAGES = (
    "markdownlint-cli2",
    "remark-cli",
    "remark-frontmatter",
    "remark-lint-frontmatter-schema",
)


CODEX = Peer("codex", "all rules that are on by default", "", lambda room: None)


def install(folder: Path) -> None:
    """Install the peers into a folder."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, *PYTHON_PACKAGES], check=True)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not there, so the peers that run on Node are left out")
        return
    (folder / "node").mkdir(exist_ok=True)
    prefix = [npm, "install", "--prefix", str(folder / "node"), "--no-audit", "--no-fund"]
    subprocess.run([*prefix, *NODE_PACKAGES], check=True)


def versions(folder: Path) -> dict[str, str]:
    """Which version of each package is installed."""
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "list", "--format", "json"]
    listed = subprocess.run([*pip, "--disable-pip-version-check"], capture_output=True, text=True)
    known = {row["name"]: row["version"] for row in json.loads(listed.stdout or "[]")}
    found = {name: known[name] for name in PYTHON_PACKAGES if name in known}
    for name in NODE_PACKAGES:
        about_it = folder / "node" / "node_modules" / name / "package.json"
        if about_it.exists():
            found[name] = json.loads(about_it.read_text("utf-8"))["version"]
    return found


def tasks(base: Path, folder: Path, work: Path) -> list[Task]:
    """Codex and the peers that are installed."""
    copy = work / "base"
    shutil.copytree(base, copy, ignore=shutil.ignore_patterns(".git"), symlinks=True)
    room = Room(copy, folder, work)
    found = [task for task in Commands(copy, work).checks() if task.name in (COLD, WARM)]
    for peer in PEERS:
        task = peer.task(room)
        if task is None:
            print(f"{peer.name} is not installed")
        else:
            found.append(task)
    return found


def table(taken: dict[str, Taken]) -> str:
    """The results as text, as multiples of the check."""
    words = {peer.name: peer for peer in PEERS}
    lines = [f"{'':27} {'median s':>8} {'min–max ms':>15} {'× codex':>8}  what it does here"]
    for name, one in taken.items():
        ratio = one.median / taken[COLD].median
        peer = words.get(
            name, Peer(name, "all rules that are on by default", "", lambda room: None)
        )
        lines.append(f"{name:27} {one.median:8.2f} {one.spread:>15} {ratio:8.2f}  {peer.does}")
        if peer.lacks:
            lines.append(f"{'':61}  not: {peer.lacks}")
    return "\n".join(lines)


def main() -> int:
    """Install the peers, or measure them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", type=Path, nargs="?", help="the knowledge base to measure on")
    parser.add_argument("--install", type=Path, metavar="FOLDER", help="install the peers there")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where they are installed")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw results there")
    options = parser.parse_args()
    if options.install:
        install(options.install.resolve())
        return 0
    if not options.base or not options.peers:
        parser.error("it takes a BASE and --peers, or --install")
    folder = options.peers.resolve()
    with tempfile.TemporaryDirectory() as work:
        taken = in_turn(tasks(options.base.resolve(), folder, Path(work)), max(1, options.rounds))
    print(f"{table(taken)}\n\n{summary('peers', taken)}")
    if options.json:
        facts = about(options.base) | {"versions": versions(folder)}
        kept = {"mode": "peers", "about": facts, "times": as_json(taken)}
        options.json.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
