"""`afterword login`: another sign-in link for the app that runs."""

import click

from afterword.cli import files, serve
from afterword.cli.options import Terms, terms
from afterword.errors import BadInput


@click.command()
@terms
def command(terms: Terms) -> None:
    """Print a link that signs one browser in: single use, ten minutes."""
    folder = serve.prepared()
    from afterword.app.running import find

    port = find(folder)
    if port is None:
        raise BadInput("cli.login.not_running")
    link = serve.link(port)
    files.show(terms, {"link": link}, [link])
