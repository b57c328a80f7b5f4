"""How a command ends: its exit code, and one line (or one JSON document) for whatever went wrong."""

import itertools
import os
import sys
from collections.abc import Mapping, Sequence

import click

from afterword import settings
from afterword.candidacy import reason
from afterword.cli import files
from afterword.cli.options import Terms
from afterword.errors import AfterwordError, BadInput, Refused

DONE, FOUND, BAD = 0, 1, 2
"""Exit codes of the contract: done; a check or a rule says no; bad input or usage."""


def run(group: click.Group, arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run `group` with `arguments` and return the exit code; nothing raised on purpose escapes."""
    traceback = False
    language = _asked_language(arguments)
    try:
        chosen = settings.read(environ)
        traceback = chosen.traceback
        language = language or chosen.language
        terms = Terms(language=language, region=chosen.region)
        ended = group.main(list(arguments), prog_name="afterword", standalone_mode=False, obj=terms)
        sys.stdout.flush()
        return ended if isinstance(ended, int) else DONE
    except click.UsageError as error:
        path = error.ctx.command_path.removeprefix("afterword").strip() if error.ctx else ""
        return _told(BadInput("input.usage", detail=error.format_message(), command=path), arguments, language)
    except AfterwordError as error:
        return _told(error, arguments, language)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # who reads has gone: say nothing more
        return DONE
    except (KeyboardInterrupt, click.Abort):
        return _told(BadInput("input.stopped"), arguments, language)
    except Exception as error:
        if traceback:
            raise
        return _told(BadInput("input.failed", detail=f"{type(error).__name__}: {error}"), arguments, language)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """Return the --language of the command line, needed before click has read it: its own errors are told too."""
    for argument, following in itertools.pairwise([*arguments, ""]):
        value = following if argument == "--language" else argument.removeprefix("--language=")
        if argument.startswith("--language") and value in reason.LANGUAGES:
            return value
    return None


def _told(error: AfterwordError, arguments: Sequence[str], language: str | None) -> int:
    tongue = language or "en"
    message = reason.message(error.code, error.params, tongue)
    mend = reason.mend(error.code, error.params, tongue)
    if "--json" in arguments:
        import json

        document = {"code": error.code, "message": message, "mend": mend, "where": error.where}
        sys.stdout.write(json.dumps({"error": document}, ensure_ascii=False, indent=2) + "\n")
    line = " ".join(part for part in (f"{error.where}:" if error.where else "", message, mend) if part)
    sys.stderr.write(files.one_line(line))
    return FOUND if isinstance(error, Refused) else BAD
