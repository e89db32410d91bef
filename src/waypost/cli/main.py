"""`waypost`: the table of commands. A command's module is imported when the command is asked for, not before."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping

import click

import waypost

COMMANDS: Mapping[str, tuple[str, str]] = {
    "calibrate": ("waypost.cli.calibrate:calibrate", "Measure whether the bar is the same for everyone."),
    "check": ("waypost.cli.framework:check", "Say what is wrong with a framework."),
    "demo": ("waypost.cli.demo:demo", "Make a demo organisation and serve it."),
    "diff": ("waypost.cli.framework_diff:diff_", "Say what a new version of a framework changes."),
    "doctor": ("waypost.cli.doctor:doctor", "Say what is missing or unsafe in this installation."),
    "export": ("waypost.cli.export:export", "Write a framework in another form."),
    "fmt": ("waypost.cli.framework_format:fmt", "Put framework files in their one form."),
    "found": ("waypost.cli.found:found", "Begin an organisation from a list of people."),
    "impact": ("waypost.cli.impact:impact", "Say whom a new version of the framework touches."),
    "import": ("waypost.cli.framework_import:import_", "Make a framework from a ladder in any shape."),
    "lint": ("waypost.cli.lint:lint", "Say what is wrong with ladders, line by line."),
    "lsp": ("waypost.cli.lsp:lsp", "Serve the linter to an editor."),
    "new": ("waypost.cli.library:new", "Begin a framework from one that ships."),
    "piece": ("waypost.cli.library:piece", "Take one part of a process: evidence, panel, rhythm."),
    "publish": ("waypost.cli.publish:publish", "Publish a framework from files, for a build."),
    "remeasure": ("waypost.cli.remeasure:remeasure", "Measure again what calibration rooms saw."),
    "rule": ("waypost.cli.lint_rules:rule", "Explain a finding of the linter."),
    "schema": ("waypost.cli.framework:schema", "Print the JSON Schema of a framework."),
    "score": ("waypost.cli.score:score", "Score a ladder, and say what to mend first."),
    "serve": ("waypost.cli.serve:serve", "Serve the application."),
    "setup": ("waypost.cli.serve:setup", "Make the data folder and bring the database up to date."),
    "show": ("waypost.cli.framework:show", "Show a framework, or one level of it."),
    "site": ("waypost.cli.site:site", "Write a framework as a static site."),
    "verify": ("waypost.cli.verify:verify", "Check that the journal is what was written."),
    "worker": ("waypost.cli.serve:worker", "Work on what waits in the background."),
}
"""Each command with where it is and what it does; the sentence is here so that help imports nothing."""


# Before anything imports numpy: the threads of its linear algebra wait for one another where other processes work too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(waypost.__version__, prog_name="waypost")
def main() -> None:
    """A visible engineering career path, and promotion decisions that stay honest."""
