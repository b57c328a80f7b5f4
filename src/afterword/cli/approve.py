"""`afterword approve LETTER`: yes to a letter as it stands."""

import typing

import click

from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms
from afterword.letter.kinds import Channel


@click.command()
@terms
@click.argument("letter")
@click.option(
    "--channel", type=click.Choice(typing.get_args(Channel)), default="email", show_default=True, help="How it goes."
)
@click.option("--send-at", metavar="TIME", help="When it is to leave; without it, when the plan says.")
@click.option("--anyway", metavar="ID", multiple=True, help="A check that is passed; may be given again.")
@click.option("--sent", is_flag=True, help="It has left: you sent it yourself.")
@click.option("--now", metavar="TIME", help="When; without it, now.")
def command(
    terms: Terms,
    letter: str,
    channel: Channel,
    send_at: str | None,
    anyway: tuple[str, ...],
    sent: bool,
    now: str | None,
) -> None:
    """Approve a LETTER (its id, or the company for the newest draft) exactly as it stands; nothing is sent by it."""
    moment = times.moment(now)
    with database.opened():
        from afterword.app.actions.approve import approve
        from afterword.app.actions.sent import sent as record_sent
        from afterword.cli import naming

        row = naming.letter(letter)
        approval = approve(
            row.id, moment, channel=channel, send_at=times.moment(send_at) if send_at else None, anyway=anyway
        )
        if sent:
            record_sent(row.id, moment)
    answer = {"letter": str(row.id), "approval": str(approval.id), "overridden": approval.overridden, "sent": sent}
    files.show(
        terms, answer, [terms.say("approve.sent" if sent else "approve.done", subject=row.subject, id=str(row.id)[:8])]
    )
