"""What tests share: knowledge bases on disk, and the real one beside the checkout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bases import CORPUS, MakeBase


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, so that no test meets what another one left."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for locks and journals of the test's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def config_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder for configurations of the test's own, so that none of a person's counts."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture
def make_base(tmp_path: Path) -> MakeBase:
    """Write a knowledge base into a temporary folder and return its root."""

    def make(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return tmp_path

    return make


@pytest.fixture
def corpus() -> Path:
    """The real knowledge base; the test is skipped where it is absent."""
    if not CORPUS.is_dir():
        pytest.skip("needs the real knowledge base, which is not beside this checkout")
    return CORPUS
