"""The extension for VS Code is built and packed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"
NPM = shutil.which("npm")


def npm(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(NPM), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(NPM is None or shutil.which("node") is None, reason="there is no Node.js")
def test_the_extension_is_built_and_packed(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    installed = npm(folder, "install", "--no-audit", "--no-fund", "--no-package-lock")
    if installed.returncode:
        pytest.skip(f"npm cannot install: {installed.stderr.splitlines()[:1]}")
    packed = npm(folder, "run", "package")
    assert packed.returncode == 0, packed.stderr
    with zipfile.ZipFile(folder / "codex.vsix") as archive:
        assert {"extension/package.json", "extension/dist/extension.js"} <= {*archive.namelist()}
        assert not [name for name in archive.namelist() if "node_modules" in name]
