"""`waypost lsp`: the linter as a language server, over standard input and output."""

from __future__ import annotations

import click


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Over standard input and output, as always; many editors say it.")
def lsp(*, stdio: bool) -> None:
    """Serve the linter to an editor: findings as one types, their rules explained, and fixes.

    Wants the extra `lsp`: pip install 'waypost[lsp]'. How editors start it is in docs/linting-in-editors.md.
    """
    try:
        from waypost.cli.lsp_server import serve
    except ImportError as error:
        if (error.name or "").split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        click.echo("The language server wants pygls, which is not installed.", err=True)
        click.echo("    pip install 'waypost[lsp]'", err=True)
        raise SystemExit(2) from None
    serve()
