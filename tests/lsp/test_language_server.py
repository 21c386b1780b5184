"""``codex lsp`` with a real client: one conversation for each thing that it can do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from bases import MakeBase
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from talking import FULL, Editor, talk

from codex_tools.rules._samples import claim, source

A, B, C = "domains/tides.md", "domains/moon.md", "domains/wind.md"
SOURCE = "inbox/archive/2025-sample-tides.md"
FILES = {
    "codex.toml": "",
    A: claim(
        "# The tide follows the moon\n\nSee [[moon]], [[wind#Gusts]] and [[gone]].\n",
        sourced_from=f"[{SOURCE}]",
        challenged_by="[wind]",
    ),
    B: claim("# The moon pulls the sea\n", supports="[tides]", aliases='["lunar pull"]'),
    C: claim("# Wind moves the sea\n\n## Gusts\n\nThey pass 🌊 quickly.\n", challenges="[tides]"),
    SOURCE: source(),
}


@pytest.fixture
def base(make_base: MakeBase) -> Path:
    return make_base(FILES)


def test_findings_are_pulled_while_a_text_is_typed(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        [found] = [each for each in await editor.diagnostics(A) if each.code == "RF001"]
        assert found.range.start == editor.at(A, "gone")
        assert found.source == "codex"
        assert found.code_description is not None
        assert found.code_description.href.endswith("dangling-wikilink.md")
        editor.type(A, editor.texts[A].replace("[[gone]]", "[[moon]]"))
        assert "RF001" not in {each.code for each in await editor.diagnostics(A)}

    talk(base, scenario)
    assert (base / A).read_text() == FILES[A]


def test_what_is_typed_in_one_file_shows_in_another(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        await editor.diagnostics(A)
        editor.open("domains/gone.md", claim("# Gone no more\n"))
        assert "RF001" not in {each.code for each in await editor.diagnostics(A)}
        await asyncio.wait_for(editor.arrived.wait(), 10)
        assert editor.refreshes
        editor.close("domains/gone.md")
        assert "RF001" in {each.code for each in await editor.diagnostics(A)}

    talk(base, scenario)


def test_the_findings_of_all_files_come_with_marks_for_the_next_time(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        ask = editor.client.workspace_diagnostic_async
        report = await ask(types.WorkspaceDiagnosticParams([]))
        found = {editor.path(each.uri): each for each in report.items}
        assert A in found
        known = [types.PreviousResultId(each.uri, each.result_id or "") for each in report.items]
        again = await ask(types.WorkspaceDiagnosticParams(known))
        assert {each.kind for each in again.items} == {"unchanged"}

    talk(base, scenario)


def test_a_client_that_does_not_ask_is_sent_the_findings(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        await asyncio.wait_for(editor.arrived.wait(), 10)
        assert "RF001" in {each.code for each in editor.pushed[A]}

    talk(base, scenario, types.ClientCapabilities())


def test_a_finding_tells_of_the_other_end(make_base: MakeBase) -> None:
    retired = claim("# Wind\n", status="superseded")
    root = make_base({"codex.toml": "", A: claim(supports="[wind]"), C: retired})

    async def scenario(editor: Editor) -> None:
        editor.open(A)
        [found] = [each for each in await editor.diagnostics(A) if each.tags]
        assert list(found.tags or ()) == [types.DiagnosticTag.Deprecated]
        [related] = found.related_information or ()
        assert related.location.uri == editor.uri(C)

    talk(root, scenario)


def test_notes_are_offered_in_brackets(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        editor.type(A, editor.texts[A] + "\n[[lunar\n[[wind#\n[[\n")
        assert await editor.completions(A, "\n[[lunar") == {"lunar pull": "moon"}
        assert await editor.completions(A, "\n[[wind#") == {
            "Wind moves the sea": "Wind moves the sea",
            "Gusts": "Gusts",
        }
        every = await editor.completions(A, "#\n[[")
        assert {"moon", "wind", "tides"} <= every.keys()

    talk(base, scenario)


def test_fields_values_and_targets_are_offered_in_a_front_matter(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        editor.type(A, editor.texts[A].replace("confidence: likely", "confidence: l\ndep"))
        assert "depends_on" in await editor.completions(A, "\ndep")
        assert "likely" in await editor.completions(A, "confidence: ")
        editor.type(A, FILES[A].replace("challenged_by: [wind]", "challenged_by: [wi]"))
        assert (await editor.completions(A, "challenged_by: [wi"))["wind"] == "wind"

    talk(base, scenario)


def test_a_reference_leads_to_its_note_and_heading(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        ask = editor.client.text_document_definition_async
        found = await ask(types.DefinitionParams(**editor.position(A, "[[moon]]", 3)))
        assert isinstance(found, types.Location)
        assert (found.uri, found.range.start.line) == (editor.uri(B), line_of(B, "# The moon"))
        found = await ask(types.DefinitionParams(**editor.position(A, "Gusts")))
        assert isinstance(found, types.Location)
        assert found.range.start.line == line_of(C, "## Gusts")
        links = await editor.client.text_document_document_link_async(
            types.DocumentLinkParams(editor.document(A))
        )
        assert {editor.uri(B), editor.uri(SOURCE)} <= {each.target for each in links or ()}

    talk(base, scenario)


def line_of(path: str, words: str) -> int:
    return FILES[path][: FILES[path].index(words)].count("\n")


def test_references_to_a_note_are_grouped_by_relation(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        where = editor.position(A, "# The tide")
        context = types.ReferenceContext(include_declaration=False)
        found = await editor.client.text_document_references_async(
            types.ReferenceParams(context, **where)
        )
        lines = [FILES[editor.path(each.uri)].splitlines() for each in found or ()]
        shown = [line[each.range.start.line] for line, each in zip(lines, found or (), strict=True)]
        assert shown == ["challenges: [tides]", "supports: [tides]"]

    talk(base, scenario)


def test_hovering_tells_what_a_note_rests_on(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(B)
        shown = await editor.hover(B, "[tides]", 2)
        assert "The tide follows the moon" in shown
        assert "`likely`" in shown
        assert "backed by 2 notes, 1 origin · challenged by 1" in shown
        assert "Against it:\n\n- wind" in shown
        assert f"Source: On tides – {SOURCE}\n" in shown
        assert "For it:\n\n- moon\n" in shown
        assert "rigins:" not in shown, "the only one is the source"
        assert "How well the evidence" in await editor.hover(B, "confidence")
        editor.type(B, editor.texts[B] + "<!-- codex: ignore[RF001] -->\n")
        assert "**RF001 dangling-wikilink**" in await editor.hover(B, "RF001")

    talk(base, scenario)


def test_hovering_lists_the_sources_of_a_claim(make_base: MakeBase) -> None:
    others = {f"inbox/archive/{n}.md": source(title=f"Tables [{n}]", url="") for n in range(7)}
    named = ", ".join(others)
    files = {
        "codex.toml": "",
        A: claim("# The tide follows the moon\n", sourced_from=f"[{named}]"),
        B: claim("See [[tides]] and [[wind]].\n", supports="[wind]", sourced_from=f"[{SOURCE}]"),
        C: claim("# Wind moves the sea\n", source="'Ada Sample, *On winds*'"),
        SOURCE: source(),
    }

    async def scenario(editor: Editor) -> None:
        editor.open(B)
        several = await editor.hover(B, "[[tides]]", 3)
        assert "7 sources:\n\n- Tables \\[0\\] – inbox/archive/0.md\n" in several
        assert "- … and 2 more\n" in several
        none = await editor.hover(B, "[[wind]]", 3)
        assert "Source, in words: Ada Sample, \\*On winds\\*\n" in none
        assert "Origins:\n\n- 2025-sample-tides\n" in none

    talk(make_base({**files, **others}), scenario)


def test_findings_are_repaired_silenced_and_missing_notes_created(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        editor.type(A, FILES[A].replace("[[moon]]", "[[Moon]]"))
        actions = await editor.actions(A, "Moon]]")
        [repair] = [each for each in actions.values() if each.is_preferred]
        assert editor.made(repair.edit)[A] == FILES[A]
        silenced = actions["RF003: silence it here"]
        assert "codex: ignore[RF003]" in editor.made(silenced.edit)[A]
        [whole] = (await editor.actions(A, "Moon]]", "source.fixAll")).values()
        assert whole.kind == "source.fixAll.codex"
        assert editor.made(whole.edit)[A] == FILES[A]
        create = (await editor.actions(A, "gone]]"))["create domains/gone.md"]
        assert editor.made(create.edit)["domains/gone.md"].startswith("---\ntype: claim\n")

    talk(base, scenario)
    assert not (base / "domains/gone.md").exists()


def test_the_other_end_of_an_edge_is_written(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        editor.type(A, FILES[A].replace("challenged_by: [wind]", "challenged_by: [wind, moon]"))
        actions = await editor.actions(A, "moon]\n", "refactor")
        [action] = actions.values()
        assert "challenges:\n  - tides\n" in editor.made(action.edit)[B]

    talk(base, scenario)


def test_a_note_is_renamed_with_all_that_refers_to_it(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        where = editor.position(A, "[[moon]]", 3)
        ready = await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(**where)
        )
        assert isinstance(ready, types.PrepareRenamePlaceholder)
        assert ready.placeholder == "moon"
        edit = await editor.client.text_document_rename_async(
            types.RenameParams(new_name="the-moon", **where)
        )
        assert edit is not None
        assert "[[the-moon]]" in editor.made(edit)[A]
        moves = [each for each in edit.document_changes or () if isinstance(each, types.RenameFile)]
        assert [(each.old_uri, each.new_uri) for each in moves] == [
            (editor.uri(B), editor.uri("domains/the-moon.md"))
        ]

    talk(base, scenario)
    assert (base / B).exists()


def test_files_that_the_client_renames_keep_their_references(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        renames = [
            types.FileRename(editor.uri(old), editor.uri(new))
            for old, new in ((B, "domains/luna.md"), (C, "domains/gale.md"))
        ]
        edit = await editor.client.workspace_will_rename_files_async(
            types.RenameFilesParams(renames)
        )
        made = editor.made(edit)
        assert "See [[luna]], [[gale#Gusts]] and [[gone]]." in made[A]
        assert "challenged_by: [gale]" in made[A]

    talk(base, scenario)


def test_headings_are_symbols_and_fold(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(C)
        found = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(editor.document(C))
        )
        [top] = found or ()
        assert isinstance(top, types.DocumentSymbol)
        assert [each.name for each in top.children or ()] == ["Gusts"]
        folds = await editor.client.text_document_folding_range_async(
            types.FoldingRangeParams(editor.document(C))
        )
        assert 0 in {each.start_line for each in folds or ()}
        notes = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("lunar"))
        assert [each.name for each in notes or ()] == ["lunar pull"]

    talk(base, scenario)


def test_a_lens_counts_and_a_tree_shows_what_rests_on_what(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        lenses = await editor.client.text_document_code_lens_async(
            types.CodeLensParams(editor.document(A))
        )
        titles = [each.command.title for each in lenses or () if each.command]
        assert titles == ["backed by 2 notes, 1 origin · challenged by 1"]
        [item] = (
            await editor.client.text_document_prepare_call_hierarchy_async(
                types.CallHierarchyPrepareParams(**editor.position(A, "# The tide"))
            )
            or ()
        )
        out = await editor.client.call_hierarchy_outgoing_calls_async(
            types.CallHierarchyOutgoingCallsParams(item)
        )
        assert {editor.path(each.to.uri) for each in out or ()} == {B, SOURCE}
        [moon] = [each.to for each in out or () if editor.path(each.to.uri) == B]
        into = await editor.client.call_hierarchy_incoming_calls_async(
            types.CallHierarchyIncomingCallsParams(moon)
        )
        assert [editor.path(each.from_.uri) for each in into or ()] == [A]

    talk(base, scenario)


@pytest.mark.parametrize("encoding", list(types.PositionEncodingKind))
def test_positions_count_the_units_of_the_client(base: Path, encoding: str) -> None:
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[encoding]),
        text_document=FULL.text_document,
    )
    codec = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}

    async def scenario(editor: Editor) -> None:
        editor.open(C)
        line = "They pass 🌊 quickly."
        number = line_of(C, line)
        name, width = codec[encoding]
        units = len("They pass 🌊 ".encode(name)) // width
        place = types.Range(types.Position(number, units), types.Position(number, units + 7))
        editor.change(C, types.TextDocumentContentChangePartial(place, "[[nowhere]]"))
        [found] = [each for each in await editor.diagnostics(C) if each.code == "RF001"]
        assert found.range.start == types.Position(number, units + 2)

    talk(base, scenario, capabilities)


def test_each_folder_is_a_base_of_its_own(make_base: MakeBase, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "domains").mkdir(parents=True)
        (folder / "codex.toml").write_text("")
    (one / A).write_text(claim("See [[moon]].\n"))
    (other / B).write_text(claim())

    async def scenario(editor: Editor) -> None:
        editor.open(f"one/{A}")
        assert "RF001" in {each.code for each in await editor.diagnostics(f"one/{A}")}

    talk(tmp_path, scenario, folders={"one": one, "other": other})


def test_files_that_change_on_disk_are_looked_at_again(base: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(A)
        assert "RF001" in {each.code for each in await editor.diagnostics(A)}
        (base / "domains/gone.md").write_text(claim("# Gone no more\n"))
        event = types.FileEvent(editor.uri("domains/gone.md"), types.FileChangeType.Created)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert "RF001" not in {each.code for each in await editor.diagnostics(A)}

    talk(base, scenario)


def test_settings_that_cannot_be_used_are_told(base: Path) -> None:
    (base / "codex.toml").write_text("select = ['NOTHING']\n")

    async def scenario(editor: Editor) -> None:
        editor.open(A)
        assert await editor.diagnostics(A) == []
        assert "NOTHING" in editor.messages[0]

    talk(base, scenario)


def test_a_request_that_is_cancelled_ends(make_base: MakeBase) -> None:
    notes = {f"domains/tide-{number}.md": claim("See [[gone]].\n") for number in range(500)}
    root = make_base({"codex.toml": "", **notes})

    async def scenario(editor: Editor) -> None:
        work = editor.client.protocol.send_request(
            types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams([]), msg_id="work"
        )
        editor.client.cancel_request(types.CancelParams("work"))
        with pytest.raises(JsonRpcRequestCancelled):
            await asyncio.wrap_future(work)
        assert await editor.diagnostics("domains/tide-1.md")

    talk(root, scenario)
