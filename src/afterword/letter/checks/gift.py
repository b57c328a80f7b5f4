"""The gift: one, of no money value, with nothing to do for the reader."""

from collections.abc import Iterator

from afterword.letter.checks import facts
from afterword.letter.checks.seen import ASKS, Found, Seen


def check_one(seen: Seen) -> Iterator[Found]:
    """Exactly one gift: a list of places is one, two articles are two."""
    another = next(iter(seen.hits("gift", "another")), None)
    if another and not seen.in_brief(another.group()):
        yield Found("gift.one", "warn", another.group())
        return
    links = {facts.same_link(match.group()): match.group() for match in facts.links(seen.text.body)}
    gift = seen.brief.gift if seen.brief else None
    if gift:
        given = {facts.same_link(link) for link in (gift.url, *(item.url for item in gift.items)) if link}
        more = [written for link, written in links.items() if link not in given]
        if more and given & links.keys():
            yield Found("gift.one", "warn", more[0])
    elif seen.brief is None and len(links) > 1 and not _listed(seen):
        yield Found("gift.one", "warn", list(links.values())[-1])


def check_no_value(seen: Seen) -> Iterator[Found]:
    """Information, nothing worth money."""
    for match in seen.hits("gift", "value"):
        if not seen.in_brief(match.group()):
            yield Found("gift.no-value", "block", match.group())


def check_not_homework(seen: Seen) -> Iterator[Found]:
    """Nothing the reader must do with it."""
    if seen.gift_at is None:
        return
    for match in seen.hits("gift", "homework"):
        if not seen.in_brief(match.group()):
            yield Found("gift.not-homework", "warn", match.group())


def check_given_before(seen: Seen) -> Iterator[Found]:
    """The same gift twice to one reader."""
    brief = seen.brief
    if brief is None or brief.gift is None or not brief.gift.title or seen.gift_at is None or seen.kind in ASKS:
        return
    title = facts.loosely(brief.gift.title)
    if any(one.gift and facts.loosely(one.gift) == title for one in brief.previous):
        yield Found("gift.given-before", "warn", brief.gift.title)


def check_open(seen: Seen) -> Iterator[Found]:
    """A gift whose link was looked at and leads nowhere, or asks for money."""
    gift = seen.brief.gift if seen.brief else None
    if gift is None or not gift.url or seen.gift_at is None:
        return
    from afterword.gift import look  # it brings the parsing of addresses, which few letters need

    for outcome, tag in look.AGAINST.items():
        if tag in gift.tags:
            yield Found(f"gift.{outcome}", "block", gift.url)
            return


def _listed(seen: Seen) -> bool:
    """Whether the links stand in a list of places or contacts, which is one gift."""
    lines = [line for line in seen.text.body.split("\n") if any(facts.links(line))]
    return all(line.lstrip()[:1] in "-*•–123456789" for line in lines)
