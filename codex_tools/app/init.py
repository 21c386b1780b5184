"""A folder without configuration → one that fits it, measured and tried out; and its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codex_tools.app.habits import habits
from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import CodexError
from codex_tools.runtime.printable import json_text
from codex_tools.settings import load_settings, settings_from
from codex_tools.settings.config_files import FILES, Layer
from codex_tools.storage.guarded import MAX_CONFIGURATION, GuardedError, parse_json, read_inside
from codex_tools.storage.writing.together import Contents, write_together
from codex_tools.survey.places import copied_folders, template_folders
from codex_tools.survey.survey import survey
from codex_tools.survey.values import NO_ANSWERS, Answers, Evidence, Question, Survey

_TEMPLATES = (
    (".obsidian/templates.json", "folder"),
    (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"),
)
"""Where an Obsidian vault says in which folder it keeps templates."""


def propose(folder: Path, answers: Answers = NO_ANSWERS) -> Survey:
    """Return what the files of a folder are, and the settings for them.

    ``answers`` are those to the questions of an earlier proposal. The settings are tried: a rule
    that most files of a kind break is none of this base.
    """
    base = load(load_settings(folder, isolated=True))
    exclude, questions = _left_out(folder, base, answers)
    if exclude:
        base = load(load_settings(folder, isolated=True, exclude=tuple(sorted(exclude))))
    found = survey(base, exclude, answers)
    settings = settings_from([Layer("codex init", folder, _without_schemas(found.table()))], folder)
    learnt = tuple(habits(load(settings), settings))
    return found._replace(
        settings=(*found.settings, *learnt), questions=(*questions, *found.questions)
    )


def _left_out(
    folder: Path, base: KnowledgeBase, answers: Answers
) -> tuple[dict[str, Evidence], list[Question]]:
    """The folders that hold no notes of a person: templates and copies."""
    copies, questions = copied_folders(base, answers)
    declared = {name: Evidence(0, noun="template") for name in _templates(folder)}
    return {**template_folders(base), **declared, **copies}, questions


def _templates(folder: Path) -> list[str]:
    names = (_setting(folder, file, key).strip("/") for file, key in _TEMPLATES)
    return [name for name in names if name]


def _setting(folder: Path, file: str, key: str) -> str:
    """A text in a JSON file of settings; empty where there is none."""
    try:
        settings = parse_json(read_inside(folder, folder / file, MAX_CONFIGURATION))
    except (GuardedError, ValueError):
        return ""
    found = settings.get(key) if isinstance(settings, dict) else None
    return found if isinstance(found, str) else ""


def _without_schemas(table: Mapping[str, Any]) -> dict[str, Any]:
    """The same settings without the schemas, which are not written yet."""
    kinds = {
        name: {key: value for key, value in kind.items() if key != "schema"}
        for name, kind in table.get("kinds", {}).items()
    }
    return {**table, "kinds": kinds} if kinds else {**table}


def files_of(text: str, schemas: Mapping[str, Mapping[str, Any]]) -> Contents:
    """Return the files of a configuration and its schemas, none of which may be there."""
    files = {path: json_text(schema, indent=2) + "\n" for path, schema in schemas.items()}
    every = {FILES[0]: text, **files}.items()
    return {path: (None, each.encode("utf-8", "replace")) for path, each in every}


def write(folder: Path, files: Contents) -> None:
    """Write a configuration and its schemas. Raises CodexError where one of them is there, or where
    something else has the name of their folder."""
    for path in files:
        parent = (folder / path).parent
        try:
            parent.mkdir(exist_ok=True)
        except OSError as error:
            raise CodexError(f"{parent} cannot be made: {error.strerror}") from error
    write_together(folder, files)
