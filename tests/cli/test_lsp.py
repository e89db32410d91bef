"""The language server, over its pipes, as an editor drives it: findings as one types, hover, fixes, suppressions."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from tests.lint.cases import HEAD, framework

from waypost.cli.lsp_desk import Desk
from waypost.framework.library import load
from waypost.framework.writing import write_framework

LIMIT = 30  # seconds for one conversation; it takes about one
VAGUE = '- "Can run releases 🚀, and can stop one."'
CLEAN = "- Runs releases, and stops one that goes wrong."
MORE = "- Writes the notes of a release so that a peer can revert it alone."


class Editor:
    """A client that keeps what it was last told of each file."""

    def __init__(self, folder: Path, capabilities: types.ClientCapabilities | None = None) -> None:
        self.folder = folder
        self.capabilities = capabilities or types.ClientCapabilities()
        self.told: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.news = asyncio.Event()
        self.client = LanguageClient("editor", "1")

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def tell(params: types.PublishDiagnosticsParams) -> None:
            self.told.setdefault(params.uri, []).append(params)
            self.news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def say(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self.news.set()

    async def begin(self) -> types.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "waypost", "lsp")
        asked = types.InitializeParams(capabilities=self.capabilities, root_uri=self.folder.as_uri())
        self.begun = await self.client.initialize_async(asked)
        self.client.initialized(types.InitializedParams())
        return self.begun

    async def end(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def open(self, name: str, text: str, *, language: str = "yaml") -> str:
        uri = (self.folder / name).as_uri()
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )
        return uri

    def type(self, uri: str, text: str, version: int) -> None:
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def until(self, uri: str, version: int | None) -> list[types.Diagnostic]:
        """What is told of this version of a file."""
        while not self.told.get(uri) or self.told[uri][-1].version != version:
            self.news.clear()
            await self.news.wait()
        return list(self.told[uri][-1].diagnostics)


def drive(
    folder: Path,
    conversation: Callable[[Editor], Awaitable[Any]],
    capabilities: types.ClientCapabilities | None = None,
) -> Any:
    """Hold one conversation, within a time."""

    async def held() -> Any:
        editor = Editor(folder, capabilities)
        await editor.begin()
        try:
            return await conversation(editor)
        finally:
            await editor.end()

    # In a thread of its own: a browser's test may have left its event loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(asyncio.wait_for(held(), LIMIT))).result()


def codes(found: list[types.Diagnostic]) -> list[str | int | None]:
    return [one.code for one in found]


def test_findings_are_told_as_one_types_and_only_of_the_newest_text(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        uri = editor.open("framework.yaml", framework(VAGUE))
        first = await editor.until(uri, 1)
        assert "VAG103" in codes(first)
        for version in range(2, 12):
            editor.type(uri, framework(VAGUE, *[MORE] * version), version)
        editor.type(uri, framework(CLEAN), 12)
        assert "VAG103" not in codes(await editor.until(uri, 12))
        assert [one.version for one in editor.told[uri]] == [1, 12]

    drive(tmp_path, conversation)


def test_places_are_counted_as_the_editor_counts_them(tmp_path: Path) -> None:
    slip = '{code = "ORG001", words = ["rocketry"], message = "Say what flies."}'
    (tmp_path / "waypost.toml").write_text(f"[lint]\nword-rules = [{slip}]\n")

    async def conversation(editor: Editor) -> None:
        uri = editor.open("framework.yaml", framework('- "🚀 Ships rocketry."'))
        found = next(one for one in await editor.until(uri, 1) if one.code == "ORG001")
        column = len('      - "🚀 Ships ') + 1  # a rocket is two units of UTF-16
        line = HEAD.count("\n")
        assert found.range == types.Range(types.Position(line, column), types.Position(line, column + len("rocketry")))
        assert found.severity == types.DiagnosticSeverity.Warning
        assert found.source == "waypost"

    drive(tmp_path, conversation)


def test_hover_explains_the_rule_of_the_finding_and_nothing_elsewhere(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        uri = editor.open("framework.yaml", framework(VAGUE))
        found = next(one for one in await editor.until(uri, 1) if one.code == "VAG103")
        document = types.TextDocumentIdentifier(uri)
        there = await editor.client.text_document_hover_async(types.HoverParams(document, found.range.start))
        assert there is not None
        assert isinstance(there.contents, types.MarkupContent)
        assert "**VAG103** ability-for-behaviour" in there.contents.value
        assert await editor.client.text_document_hover_async(types.HoverParams(document, types.Position(2, 3))) is None

    drive(tmp_path, conversation)


async def actions(editor: Editor, uri: str, found: types.Diagnostic) -> list[types.CodeAction]:
    asked = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), found.range, types.CodeActionContext(diagnostics=[found])
    )
    return list(await editor.client.text_document_code_action_async(asked) or [])  # type: ignore[arg-type]


def test_a_finding_is_mended_or_kept_by_one_press(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text = framework(VAGUE)
        uri = editor.open("framework.yaml", text)
        found = next(one for one in await editor.until(uri, 1) if one.code == "VAG103")
        offered = {one.title: one for one in await actions(editor, uri, found)}
        mend = next(one for title, one in offered.items() if title.startswith("VAG103: "))
        assert mend.kind == types.CodeActionKind.QuickFix
        assert mend.is_preferred is False
        keep = offered["Keep VAG103 here, and say why"]
        assert keep.edit is not None
        assert keep.edit.changes is not None
        edit = keep.edit.changes[uri][0]
        lines = text.split("\n")
        lines.insert(edit.range.start.line, edit.new_text.rstrip("\n"))
        editor.type(uri, "\n".join(lines), 2)
        assert "SUP002" in codes(await editor.until(uri, 2))  # nobody has said why yet
        reason = "\n".join(lines).replace("because", "because the words are the board's")
        editor.type(uri, reason, 3)
        assert {"VAG103", "SUP002"}.isdisjoint(codes(await editor.until(uri, 3)))

    drive(tmp_path, conversation)


def test_a_change_comes_as_the_whole_text_so_that_only_the_editor_says_where_lines_end(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        said = editor.begun.capabilities.text_document_sync
        assert isinstance(said, types.TextDocumentSyncOptions)
        assert said.change == types.TextDocumentSyncKind.Full
        ladder = "# Ladder\n\n## Junior\n\n- Runs a release\u2028 alone.\n\n## Senior\n\n- Plans them.\n"
        uri = editor.open("ladder.md", ladder, language="markdown")
        await editor.until(uri, 1)
        editor.type(uri, ladder.replace("Plans", "Can plan"), 2)
        found = next(one for one in await editor.until(uri, 2) if one.code == "VAG103")
        assert (found.range.start.line, found.range.start.character) == (8, 2)

    drive(tmp_path, conversation)


def test_an_edit_names_the_version_that_was_looked_at_where_the_editor_knows_versions(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        uri = editor.open("framework.yaml", framework(CLEAN))
        await editor.until(uri, 1)
        editor.type(uri, framework(VAGUE), 7)
        found = next(one for one in await editor.until(uri, 7) if one.code == "VAG103")
        for action in await actions(editor, uri, found):
            assert action.edit is not None
            assert action.edit.changes is None
            (change,) = action.edit.document_changes or ()
            assert isinstance(change, types.TextDocumentEdit)
            assert (change.text_document.uri, change.text_document.version) == (uri, 7)
            assert change.edits

    edits = types.WorkspaceEditClientCapabilities(document_changes=True)
    drive(tmp_path, conversation, types.ClientCapabilities(types.WorkspaceClientCapabilities(workspace_edit=edits)))


def test_what_is_unsaved_in_one_file_counts_for_the_framework_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "expectations").mkdir()
    head = HEAD.rpartition("expectations:")[0]
    (tmp_path / "framework.yaml").write_text(head)
    (tmp_path / "expectations" / "releases.yaml").write_text("senior:\n- Runs releases, and stops one.\n")

    async def conversation(editor: Editor) -> None:
        uri = editor.open("expectations/releases.yaml", "senior:\n- Can run releases.\n")
        assert "VAG103" in codes(await editor.until(uri, 1))

    drive(tmp_path, conversation)


def test_what_cannot_be_read_is_told_at_its_line_and_what_is_no_ladder_is_left_alone(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        broken = editor.open("framework.yaml", framework(CLEAN).replace("bands:", "bands: ["))
        assert codes(await editor.until(broken, 1))[:1] == ["STR001"]
        other = editor.open("compose.yaml", "services:\n  web: {image: nginx}\n")
        assert await editor.until(other, 1) == []
        ladder = editor.open(
            "ladder.md", "# Ladder\n\n## Junior\n\n- Can run a release.\n\n## Senior\n\n- Plans them.\n", language="md"
        )
        assert "VAG103" in codes(await editor.until(ladder, 1))

    drive(tmp_path, conversation)


def test_a_slip_in_the_configuration_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "waypost.toml").write_text('[lint]\nselekt = ["VAG"]\n')

    async def conversation(editor: Editor) -> None:
        uri = editor.open("framework.yaml", framework(VAGUE))
        assert await editor.until(uri, 1) == []
        editor.type(uri, framework(CLEAN), 2)
        await editor.until(uri, 2)
        assert len(editor.messages) == 1
        assert "`selekt`" in editor.messages[0]

    drive(tmp_path, conversation)


def test_a_closed_document_leaves_no_findings_behind(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        uri = editor.open("framework.yaml", framework(VAGUE))
        await editor.until(uri, 1)
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert await editor.until(uri, None) == []

    drive(tmp_path, conversation)


def test_the_rubric_is_looked_at_again_within_fifty_milliseconds(tmp_path: Path) -> None:
    path = tmp_path / "framework.yaml"
    text = write_framework(load("rubric"))
    desk = Desk()
    taken = []
    for number in range(6):
        desk.texts[path] = f"{text}# {number}\n"
        begun = time.process_time()
        desk.look(desk.lies_on(path), today=date(2026, 3, 2))
        taken.append(time.process_time() - begun)
    assert min(taken[1:]) <= 0.050


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol"])
def test_without_the_extra_it_says_how_to_get_it(missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; from waypost.cli.main import main; main(['lsp'])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LIMIT, check=False)
    assert ended.returncode == 2
    assert "pip install 'waypost[lsp]'" in ended.stderr
