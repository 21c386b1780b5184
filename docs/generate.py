"""Write the pages that follow from the code: ``python docs/generate.py [--check]``.

``--check`` writes nothing and names the stale pages.

Rule pages come from the rules' docstrings and cases, the command reference from click, the schema
reference from the JSON Schemas, and so does that of the settings. In the page on the architecture
the blocks between marks are generated, and the text around them is not.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import architecture
import click

from codex_tools.base.kinds import Kind, shipped_kinds
from codex_tools.cli import codex
from codex_tools.reporters.outputs import output_names, output_schema
from codex_tools.reporters.outputs import shared as shared_parts
from codex_tools.rules import Case, Rule, all_rules
from codex_tools.rules._listed import row_of
from codex_tools.settings import config_schema
from codex_tools.settings.toml_text import toml_key, toml_value

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py; change the code instead. -->\n"
CODE_WITH_BAR = re.compile(r"`([^`]*\|[^`]*)`")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the path from ``docs/`` and the text of each generated page."""
    yield "rules/README.md", rule_index()
    for rule in all_rules():
        yield f"rules/{rule.name}.md", rule_page(rule)
    yield "commands.md", "".join(("# Commands\n\n", NOTE, *command_sections(codex, "codex")))
    yield "schemas.md", "".join(("# Schemas\n\n", NOTE, *map(kind_section, shipped_kinds())))
    yield "settings.md", "".join(("# Settings\n\n", NOTE, *settings_sections()))
    yield "json.md", "".join(("# JSON for programs\n\n", NOTE, "\n", *output_sections()))
    yield "../codex_tools/rules/_table.py", rule_table()
    page = "architecture.md"
    yield page, architecture.filled((HERE / page).read_text("utf-8"))


def rule_index() -> str:
    """The table of all rules."""
    rows = [
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.summary} | {rule.severity.label} "
        f"| {'yes' if rule.default else ''} | {'yes' if rule.fixable else ''} |\n"
        for rule in all_rules()
    ]
    head = "| code | rule | what is wrong | severity | on | fix |\n|---|---|---|---|---|---|\n"
    return f"# Rules\n\n{NOTE}\n{head}{''.join(rows)}"


def rule_table() -> str:
    """The facts of all rules, as the program reads them that loads few of the rules."""
    rows = "".join(f"    {row!r},\n".replace("'", '"') for row in map(row_of, all_rules()))
    head = "The facts of all rules. Written by docs/generate.py; change the rules instead."
    before = "from codex_tools.rules._listed import Row\n\n# fmt: off\nTABLE: tuple[Row, ...] = (\n"
    return f'"""{head}"""\n\n{before}{rows})\n'


def rule_page(rule: Rule) -> str:
    """The page of one rule: its docstring, and its first case as an example."""
    head = f"# {rule.name} ({rule.code})\n\n{NOTE}\n*{rule.facts}*\n\n"
    return f"{head}{rule.page}\n{''.join(map(example, rule.invalid[:1]))}"


def example(case: Case) -> str:
    """An invalid case as files, with the places of its findings."""
    parts = ["\n## Example\n\n"]
    for path, text in case.shown().items():
        parts.append(f"`{path}`\n\n````text\n{text.rstrip()}\n````\n\n")
    return "".join([*parts, "Found at ", ", ".join(f"`{place}`" for place in case.finds), ".\n"])


def command_sections(command: click.Command, name: str) -> Iterator[str]:
    """The help of a command and of those below it."""
    context = click.Context(command, info_name=name, terminal_width=88, max_content_width=88)
    yield f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from command_sections(found, f"{name} {child}")


def kind_section(kind: Kind) -> str:
    """The fields of one kind as a table."""
    schema = kind.schema
    required = set(schema.get("required", ()))
    folders = ", ".join(f"`{each}/`" for each in kind.folders)
    lines = [f"\n## {kind.name}\n\n{schema.get('description', '')}\n\nFolders: {folders}.\n\n"]
    lines.append("| field | required | what it says | example |\n|---|---|---|---|\n")
    for name, about in schema.get("properties", {}).items():
        needed = "yes" if name in required else ""
        words = cell(about.get("description", ""))
        lines.append(f"| `{name}` | {needed} | {words} | {cell(first_example(about))} |\n")
    return "".join(lines)


def output_sections() -> Iterator[str]:
    """What stands before the schemas of outputs, a section for each, and the parts they share."""
    yield (HERE / "json-introduction.txt").read_text("utf-8")
    for name in output_names():
        schema = output_schema(name)
        yield f"\n## {name}\n\n{schema['description']}\n\n"
        yield from output_table(schema)
    yield "\n## Parts\n\nWhat several of these have in common.\n"
    for name, part in shared_parts().items():
        yield f"\n### {name}\n\n{part['description']}\n\n"
        yield from part_table(part)


def output_table(schema: Mapping[str, Any]) -> Iterator[str]:
    """The fields beside the head, then those of an item."""
    properties = {**schema["properties"]}
    known = ("schema", "version", "root")
    properties = {name: part for name, part in properties.items() if name not in known}
    yield from part_table({"properties": properties})
    item = properties.get("items", {}).get("items", {})
    if "properties" in item:
        yield "\nEach item:\n\n"
        yield from part_table(item)


def part_table(part: Mapping[str, Any]) -> Iterator[str]:
    """A row for each field of an object."""
    yield "| field | value | what it says |\n|---|---|---|\n"
    for name, about in part["properties"].items():
        words = about.get("description") or shared_parts()[part_name(about)]["description"]
        yield f"| `{name}` | {cell(value_form(about))} | {cell(words)} |\n"


def part_name(about: Mapping[str, Any]) -> str:
    return str(about["$ref"]).removeprefix("#/$defs/")


def value_form(about: Mapping[str, Any]) -> str:
    """What kind of value a field of an output has, in words."""
    if "$ref" in about:
        return f"[{part_name(about)}](#{part_name(about)})"
    if "anyOf" in about:
        return " or ".join(map(value_form, about["anyOf"]))
    if "const" in about or "enum" in about:
        values = about.get("enum", [about.get("const")])
        return ", ".join(f"`{json.dumps(each)}`" for each in values)
    types = about.get("type", "any value")
    if types == "array":
        return f"list of {value_form(about['items'])}"
    return types if isinstance(types, str) else " or ".join(types)


def settings_sections() -> Iterator[str]:
    """The settings as a table, then a section for each of them that is a table itself."""
    schema = config_schema()
    yield f"\n{schema['description']} How the files are found and combined: "
    yield "[configuration](configuration.md).\n\n"
    yield from settings_table(schema, schema["properties"])
    for name, about in schema["properties"].items():
        each = definition(schema, about.get("additionalProperties") or about.get("items") or {})
        heading = name if "items" in about else f"{name}.NAME"
        inner, heading = (each, heading) if "properties" in each else (about, name)
        if "properties" in inner:
            yield f"\n## {heading}\n\n{inner['description']}\n\n"
            yield from settings_table(schema, inner["properties"])


def definition(schema: Mapping[str, Any], about: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is said of a setting, with the definition that it refers to."""
    return {**schema["$defs"].get(about.get("$ref", "").rsplit("/", 1)[-1], {}), **about}


def settings_table(schema: Mapping[str, Any], properties: Mapping[str, Any]) -> Iterator[str]:
    """A row for each setting, with the form of its value taken from the definition it refers to."""
    yield "| key | value | without it | what it says | example |\n|---|---|---|---|---|\n"
    for name, about in properties.items():
        own = definition(schema, about)
        default = f"`{toml_value(own['default'])}`" if "default" in own else ""
        example = f"`{toml_key(name)} = {toml_value(own['examples'][0])}`"
        words = (form(own), default, own["description"], example)
        yield f"| `{name}` | {' | '.join(map(cell, words))} |\n"


def form(about: Mapping[str, Any]) -> str:
    """What kind of value a setting takes, in words."""
    if "enum" in about:
        return ", ".join(f"`{each}`" for each in about["enum"])
    if "anyOf" in about:
        return " or ".join(form(each) for each in about["anyOf"])
    listed = about.get("items", {}).get("$ref", "").endswith("/policy")
    words = {
        "string": "text",
        "array": "list of tables" if listed else "list of texts",
        "object": "table",
        "boolean": "true, false",
    }
    limits = [f"{about[key]}" for key in ("minimum", "maximum") if key in about]
    number = "whole number" if about["type"] == "integer" else "number"
    span = f" from {' to '.join(limits)}" if limits else ""
    return words.get(about["type"], f"{number}{span}")


def first_example(about: dict[str, Any]) -> str:
    """The first example of a field as code."""
    examples = about.get("examples", [])
    return f"`{examples[0]}`" if examples else ""


def cell(text: str) -> str:
    """A text that stays in its cell; in code, Markdown readers differ on what ``\\|`` means."""
    text = CODE_WITH_BAR.sub(lambda code: f"<code>{html.escape(code[1], quote=False)}</code>", text)
    bar = "&#124;" if "<code>" in text else "\\|"
    return text.replace("|", bar).replace("\n", " ")


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are stale and return 1."""
    stale = []
    wanted = {HERE / path: text for path, text in pages()}
    for path, text in wanted.items():
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path)
    extra = [path for path in HERE.glob("rules/*.md") if path not in wanted]
    if "--check" in arguments:
        for path in (*stale, *extra):
            click.echo(f"{path.relative_to(HERE.parent)} is stale: run python docs/generate.py")
        return 1 if stale or extra else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8")
    for path in extra:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
