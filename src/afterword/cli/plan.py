"""`afterword plan CANDIDACY.json`: what to do next, whom to ask, when and why."""

from collections.abc import Iterator

import click

from afterword import api
from afterword.candidacy.candidacy import Candidacy
from afterword.cli import files, times
from afterword.cli.options import Terms, terms
from afterword.followup.step import Plan


@click.command()
@terms
@click.argument("candidacy_file", metavar="CANDIDACY.json")
@click.option("--now", metavar="TIME", help="The moment to plan for, ISO 8601 with offset; without it, now.")
@click.option("--ics", is_flag=True, help="Write a calendar instead.")
def command(terms: Terms, candidacy_file: str, now: str | None, ics: bool) -> None:
    """Say what to do next in a candidacy, whom to ask, when and why."""
    candidacy = files.read_shape(candidacy_file, Candidacy, terms.language)
    moment = times.moment(now)
    with files.named(candidacy_file):
        plan = api.next_steps(candidacy, moment, language=terms.language)
    if ics:
        click.echo(api.plan_calendar(plan, candidacy, moment), nl=False)
        return
    files.show(terms, plan, _lines(terms, plan, candidacy))


def _lines(terms: Terms, plan: Plan, candidacy: Candidacy) -> Iterator[str]:
    if plan.stopped:
        yield terms.say("plan.stopped", stop=terms.say(f"stop.{plan.stopped}"))
    if plan.paused:
        yield terms.say("plan.paused", reason=plan.paused.reason)
    if not plan.steps:
        yield terms.say("plan.nothing")
    names = {person.id: person.name or person.email or person.id for person in candidacy.people}
    for step in plan.steps:
        yield terms.say(
            "plan.step",
            due=step.due,
            step=terms.say(f"step.{step.step}"),
            to=terms.say("plan.you")
            if step.to == "candidate"
            else names.get(step.to or "") or terms.say("plan.unknown"),
            channel=terms.say(f"channel.{step.channel}"),
        )
        if step.after:
            yield "    " + terms.say("plan.after", step=terms.say(f"step.{step.after}"))
        yield f"    {step.why}"
    for warning in plan.warnings:
        yield terms.say("plan.warning", message=warning.message)
    if plan.recheck_at:
        yield terms.say("plan.recheck", at=plan.recheck_at)
