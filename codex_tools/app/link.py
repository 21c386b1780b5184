"""A knowledge base → its claims and sources matched; links accepted, rejected and learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from codex_tools.app.contents import reader
from codex_tools.app.reading import cluster_of
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_fields
from codex_tools.errors import CodexError, NotFoundError
from codex_tools.linking.linker import Linker
from codex_tools.linking.plan import link_fixes
from codex_tools.linking.stored.rejections import forgive, reject
from codex_tools.model import Note, Role
from codex_tools.settings import Settings

if TYPE_CHECKING:
    from codex_tools.edits.outcome import Outcome
    from codex_tools.linking.evaluation.quality_report import Calibration
    from codex_tools.runtime.parallel import Progress


def linker(base: KnowledgeBase, settings: Settings, progress: Progress | None = None) -> Linker:
    """Return the matcher on a knowledge base; ``progress`` is told the share of the work done."""
    return Linker(base, settings, reader(settings), progress, cluster_of(settings))


def accept_links(linker: Linker, pairs: Iterable[tuple[str, str]]) -> Outcome:
    """Write the links of a claim and its sources at both ends; return what became of them.

    Raises CodexError when a file cannot be written.
    """
    from codex_tools.app.fix import rewrite, write

    outcome = rewrite(link_fixes(linker, pairs), linker.settings)
    write(outcome, linker.settings)
    return outcome


def take_back(linker: Linker, outcome: Outcome) -> None:
    """Write the files as they were before `accept_links`.

    Raises CodexError where one of them has changed since.
    """
    from codex_tools.storage.writing.together import write_together

    before = {path: (file.after, file.before) for path, file in outcome.files.items()}
    write_together(linker.settings.root, before)


def forgive_links(linker: Linker, pairs: Iterable[tuple[str, str]]) -> None:
    """Forget that these pairs of a claim and a source are no links."""
    forgive(linker.settings.root, pairs)


def reject_links(linker: Linker, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember that these pairs of a claim and a source are no links."""
    reject(linker.settings.root, pairs)


def calibrate(
    linker: Linker, precision: float | None, store: bool
) -> tuple[Calibration, Path | None]:
    """Fit the weights to the known links; returns the fit, and the file where it is stored.

    ``precision`` is that from which on links are to be written; without it that is the highest F1,
    and a fit that is worse than the weights in use is not stored.
    Raises CodexError where too few links are known.
    """
    from codex_tools.linking.evaluation.quality_report import MIN_PAIRS, recalibrate
    from codex_tools.linking.stored.weights_table import store_weights

    found = recalibrate(linker, precision)
    if found is None:
        raise CodexError(f"a fit needs {MIN_PAIRS} known links at least; the shipped weights stay")
    if not store or (precision is None and found.is_worse):
        return found, None
    return found, store_weights(linker.settings.root, found.weights, _origin(found))


def _origin(found: Calibration) -> str:
    return (
        f"Fitted by codex link --calibrate to {found.pairs} links: precision "
        f"{found.after.precision:.3f}, recall {found.after.recall:.3f} in cross-validation."
    )


def find_claim(linker: Linker, name: str) -> str:
    """Return the path of the claim called ``name``: a path, a file name or a title.

    Raises NotFoundError where no claim, or more than one, is called that.
    """
    base = linker.base
    called = base.resolver.called(name.removeprefix("./"), base.kinds.of_role(Role.CLAIM))
    found = [path for path in called.paths if path in base.notes]
    if len(found) > 1:
        raise NotFoundError(f"several claims are called {name}: {', '.join(found)}")
    if not found:
        close = base.resolver.near(name)
        hint = f"; did you mean {close}?" if close else ""
        raise NotFoundError(f"no claim is called {name}{hint}")
    if all(claim.id != found[0] for claim in linker.claims):
        raise NotFoundError(f"{found[0]} cannot be linked: {_why_not(base, base.notes[found[0]])}")
    return found[0]


def _why_not(base: KnowledgeBase, note: Note) -> str:
    """Say why a note names no sources: what its kind lacks."""
    if not note.kind:
        return "it is of no kind"
    forward = provenance_fields(base).forward
    names = f"`{forward.name}`" if forward else "that names sources"
    if note.role is Role.CLAIM:
        return f"the schema of `{note.kind}` has no field {names}"
    return f"the kind `{note.kind}` does not have the role of a claim, nor a field {names}"
