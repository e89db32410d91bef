"""The language server: what editors ask in their protocol, answered from the desk.

A text is looked at a moment after the last change of it, and what was found in an older text is never told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

import waypost
from waypost.cli.lsp_desk import Desk, Looked
from waypost.lint.findings import Finding, Fix, Safety, Severity, Span
from waypost.lint.rule import rules

PAUSE = 0.12  # seconds without a change before a text is looked at
FIX_ALL = "source.fixAll.waypost"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """The server with its desk, what was found last, and the looks that are still to come."""

    def __init__(self) -> None:
        # A change comes as the whole text: pygls finds the lines of a part by Python's sense of what ends one (U+2028,
        # a form feed), which is not the protocol's, so a text with such a letter would not be the one that is open.
        super().__init__("waypost", waypost.__version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = Desk()
        self.versions: dict[Path, int | None] = {}
        self.looked: dict[Path, Looked] = {}
        self.coming: dict[Path, asyncio.Task[None]] = {}
        self.refused = ""

    def changed(self, uri: str, *, pause: float = PAUSE) -> None:
        """Take over the text of a document, and look at it soon; a look that was to come is not needed any more."""
        path = path_of(uri)
        if path is None:
            return
        document = self.workspace.get_text_document(uri)
        self.desk.texts[path] = document.source
        self.versions[path] = document.version
        target = self.desk.lies_on(path)
        self.looked.pop(target, None)
        before = self.coming.pop(target, None)
        if before is not None:
            before.cancel()
        self.coming[target] = asyncio.get_running_loop().create_task(self._look_soon(target, pause))

    async def _look_soon(self, target: Path, pause: float) -> None:
        await asyncio.sleep(pause)
        self.tell(target)

    def tell(self, target: Path) -> None:
        """Look now, and send what was found for every open file of the target."""
        looked = self.look(target)
        for path in [path for path in self.desk.texts if self.desk.lies_on(path) == target]:
            self._publish(path, looked)

    def look(self, target: Path) -> Looked:
        """What is found in the newest texts."""
        if target not in self.looked:
            self.looked[target] = self.desk.look(target, today=datetime.now().astimezone().date())
            self._say_refusal(self.looked[target].refused)
        return self.looked[target]

    def closed(self, uri: str) -> None:
        """A document is as it is saved again, and nothing is told about it."""
        path = path_of(uri)
        if path is not None and path in self.desk.texts:
            target = self.desk.lies_on(path)
            del self.desk.texts[path]
            self.versions.pop(path, None)
            self.looked.pop(target, None)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    def _say_refusal(self, refused: str) -> None:
        if refused and refused != self.refused:
            self.window_show_message(types.ShowMessageParams(type=types.MessageType.Error, message=refused))
        self.refused = refused

    def _publish(self, path: Path, looked: Looked) -> None:
        uri = self.uri_of(str(path))
        document = self.workspace.get_text_document(uri)
        found = [self.diagnostic(one, looked) for one in looked.findings if one.span.file == str(path)]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, version=document.version, diagnostics=found)
        )

    def uri_of(self, file: str) -> str:
        """The address by which the editor knows a file."""
        known = {path_of(uri): uri for uri in self.workspace.text_documents}
        return known.get(Path(file)) or from_fs_path(str(Path(file).absolute())) or ""

    def range_of(self, span: Span, looked: Looked) -> types.Range:
        """A span as the editor counts."""
        lines = looked.texts.get(span.file, "").split("\n")
        codec = self.workspace.position_codec
        ends = ((span.line - 1, span.column - 1), (span.end_line - 1, span.end_column - 1))
        start, end = (codec.position_to_client_units(lines, types.Position(*place)) for place in ends)
        return types.Range(start, end)

    def diagnostic(self, finding: Finding, looked: Looked) -> types.Diagnostic:
        """One finding as the editor shows it."""
        message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(self.uri_of(one.span.file), self.range_of(one.span, looked)), one.says
            )
            for one in finding.related
        ]
        return types.Diagnostic(
            range=self.range_of(finding.span, looked),
            message=message,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            source="waypost",
            related_information=related or None,
        )

    def edit(self, fixes: Sequence[Fix], looked: Looked) -> types.WorkspaceEdit:
        """Fixes as edits of the documents, for the versions that were looked at where the editor asks for them."""
        edits: dict[str, list[types.TextEdit]] = {}
        for edit in dict.fromkeys(edit for fix in fixes for edit in fix.edits):
            held = edits.setdefault(self.uri_of(edit.span.file), [])
            held.append(types.TextEdit(self.range_of(edit.span, looked), edit.text))
        return self._of_versions(edits) if self._knows_versions() else types.WorkspaceEdit(changes=edits)

    def _of_versions(self, edits: Mapping[str, Sequence[types.TextEdit]]) -> types.WorkspaceEdit:
        """The edits for the texts that were looked at: an editor whose text is another by now does not make them."""
        changes = []
        for uri, held in edits.items():
            path = path_of(uri)
            version = self.versions.get(path) if path is not None else None
            identified = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
            changes.append(types.TextDocumentEdit(identified, list(held)))
        return types.WorkspaceEdit(document_changes=changes)

    def _knows_versions(self) -> bool:
        workspace = self.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace is not None else None
        return bool(edits and edits.document_changes)

    def actions(self, path: Path, params: types.CodeActionParams, looked: Looked) -> Iterator[types.CodeAction]:
        """What can be done about the findings that the editor asks about."""
        only = params.context.only
        if _asked(types.CodeActionKind.QuickFix, only):
            start, end = (self.place(path, one, looked) for one in (params.range.start, params.range.end))
            for finding in looked.within(str(path), start, end):
                yield from self._quick(finding, looked)
        if _asked(FIX_ALL, only):
            yield from self._all_at_once(path, looked)

    def _quick(self, finding: Finding, looked: Looked) -> Iterator[types.CodeAction]:
        for fix in (finding.fix, looked.suppression(finding)):
            if fix is not None and fix.edits:
                yield types.CodeAction(
                    title=f"{finding.code}: {fix.says}" if fix is finding.fix else fix.says,
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[self.diagnostic(finding, looked)],
                    edit=self.edit((fix,), looked),
                    is_preferred=fix.safety is Safety.SAFE,
                )

    def _all_at_once(self, path: Path, looked: Looked) -> Iterator[types.CodeAction]:
        fixes = looked.safe_fixes(str(path))
        if fixes and self.desk.mends(self.desk.lies_on(path), looked, fixes):
            title = "Mend what can be mended without a change of meaning"
            yield types.CodeAction(title=title, kind=FIX_ALL, edit=self.edit(fixes, looked))

    def place(self, path: Path, position: types.Position, looked: Looked) -> tuple[int, int]:
        """Where the editor points, as findings count."""
        lines = looked.texts.get(str(path), "").split("\n")
        codec: PositionCodec = self.workspace.position_codec
        found = codec.position_from_client_units(lines, types.Position(position.line, position.character))
        return found.line + 1, found.character + 1


def path_of(uri: str) -> Path | None:
    """The file of a document; None for one that has none yet."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(name) if name else None


def _asked(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor that wants only these kinds wants this one."""
    return not only or any(kind == one or kind.startswith(f"{getattr(one, 'value', one)!s}.") for one in only)


def make_server() -> Server:
    """A server that answers, without a connection yet."""
    server = Server()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, pause=0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, pause=0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        path = path_of(params.text_document.uri)
        if path is None or path not in ls.desk.texts:
            return None
        looked = ls.look(ls.desk.lies_on(path))
        found = looked.at(str(path), *ls.place(path, params.position, looked))
        if not found:
            return None
        says = "\n\n---\n\n".join(explained(code) for code in dict.fromkeys(one.code for one in found))
        content = types.MarkupContent(types.MarkupKind.Markdown, says)
        return types.Hover(content, range=ls.range_of(found[0].span, looked))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_of(params.text_document.uri)
        if path is None or path not in ls.desk.texts:
            return []
        return list(ls.actions(path, params, ls.look(ls.desk.lies_on(path))))

    return server


def explained(code: str) -> str:
    """What a rule finds, why, and an example, for a hover; an organisation's own rule has only its code."""
    rule = rules().get(code)
    if rule is None:
        return f"**{code}** is a rule of this project's configuration."
    parts = [f"**{rule.code}** {rule.name}", rule.says, rule.why]
    parts += [f"Instead of\n```\n{rule.example.bad}\n```", f"write\n```\n{rule.example.good}\n```"]
    return "\n\n".join(parts)


def serve() -> None:
    """Answer until the editor says that it is over."""
    make_server().start_io()
