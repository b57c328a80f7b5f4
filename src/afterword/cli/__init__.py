"""The command line: `afterword COMMAND`, one file a command, each imported only when it runs."""

import gc
import keyword
import os
import sys
from importlib import import_module

import click

from afterword import __version__

ON_FILES = {
    "card": "Read a card photo, vCard, invitation, mail or text into contacts.",
    "interests": "Rank what the interviewer cared about, from notes or a transcript.",
    "gift": "Choose the one small thing worth sending from your shelf.",
    "passages": "Find the passages of an article that answer their words.",
    "letter": "Write a letter from a brief.",
    "check": "Check a letter, whoever wrote it.",
    "plan": "Say what to do next, whom to ask, when and why.",
    "reply": "Understand a mail that came in.",
}
"""Commands that need no database, each with its line of help, in the order of the strategy."""

ON_ROWS = {
    "serve": "Start the app in the browser.",
    "login": "Print a sign-in link for another browser.",
    "service": "Start the app whenever you log in.",
    "user": "Say who you are, for the letters you sign.",
    "today": "See what may be done now, over all candidacies.",
    "add": "Begin a candidacy, or add somebody to it.",
    "note": "Keep a note and see what they cared about.",
    "gifts": "Fill the shelf, or choose a gift from it.",
    "draft": "Write the next letter of a candidacy.",
    "approve": "Approve a letter as it stands.",
    "send": "Send what is approved and due.",
    "log": "Record what happened.",
    "decide": "Record how it ended, or say to keep going.",
    "undo": "Take back the last thing.",
    "import": "Take in an export or a candidacy.",
    "export": "Write everything to one document.",
    "backup": "Copy all data and prove the copy.",
    "restore": "Put a backup back in its place.",
    "doctor": "Look whether everything is where it should be.",
}
"""Commands on the database."""

COMMANDS = {**ON_FILES, **ON_ROWS}


class LazyGroup(click.Group):
    """A group whose commands are imported when they run, so that --help starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the strategy."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that is asked for."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = import_module(f"afterword.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        for title, commands in (("On files", ON_FILES), ("On your own data", ON_ROWS)):
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="afterword")
@click.pass_context
def group(ctx: click.Context) -> None:
    """What you say after the interview: card, notes, gift, letter, follow-up.

    Without a command, the app starts and opens in the browser.
    """
    if ctx.invoked_subcommand is None:
        from afterword.cli.serve import start

        start(ctx.obj, None, browser=True)


def main() -> None:
    """Run the program and end the process with the contract's exit code."""
    gc.disable()  # a command ends before garbage matters, and collecting takes a twentieth of its start
    from afterword.cli.ending import run

    sys.exit(run(group, sys.argv[1:], os.environ))
