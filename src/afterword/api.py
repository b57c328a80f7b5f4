"""The public Python API: the steps' functions, and the few joins of a step with the outside."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command loads only the step that it needs
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path
    from types import ModuleType

    from afterword.candidacy.candidacy import Candidacy
    from afterword.candidacy.contact import Contact
    from afterword.candidacy.problem import Problem
    from afterword.card.invitation import Invitation
    from afterword.card.reading import CardReading
    from afterword.followup.step import Plan
    from afterword.gift.choose import Ranked
    from afterword.gift.gift import Choices, Context, Gift, GiftItem
    from afterword.gift.look import Look
    from afterword.gift.passages import Passages
    from afterword.letter.answer import Answer
    from afterword.letter.attempts import Drafted, Messages
    from afterword.letter.brief import Brief
    from afterword.letter.calls import CallSheet
    from afterword.letter.letter import Checked, Finding, Letter, MoveText
    from afterword.letter.paper import Cover, Paper
    from afterword.notes.ledger import Ledger
    from afterword.outside.fetch import Fetched, Fetcher
    from afterword.outside.llm import Model
    from afterword.outside.manners import Guest
    from afterword.outside.sources.feed import Feed
    from afterword.outside.sources.question import Question
    from afterword.reply.reply import Reply

__all__ = [
    "assistant_prompt",
    "call_sheet",
    "check_letter",
    "choose_gifts",
    "compose_letter",
    "cut_out",
    "draft_with_model",
    "envelope_as_pdf",
    "fetch_article",
    "find_passages",
    "find_places",
    "keepable_picture",
    "letter_as_mail",
    "letter_as_pdf",
    "look_at_link",
    "model_request",
    "next_steps",
    "note_text",
    "open_article",
    "plan_calendar",
    "read_answer",
    "read_card",
    "read_interests",
    "read_invitation",
    "read_reply",
    "read_shelf",
    "search_source",
    "source_address",
    "verify_letter",
    "visit_feed",
    "write_vcard",
]


def read_shelf(
    files: Sequence[tuple[str, bytes]], *, language: str = "en"
) -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The gifts of several shelf files, each thing once, and what could not be read.

    files: (name, content) of bookmarks, tables, BibTeX, address books or own gifts
    Raises BadInput for a file of no known format, TooLarge above 32 MB.
    """
    from afterword.gift import shelf

    return shelf.read_all(files, language)


def choose_gifts(
    subject: str,
    shelves: Sequence[tuple[str, bytes]],
    context: Context,
    *,
    now: dt.datetime,
    top: int = 5,
    language: str = "en",
    model: Path | None = None,
) -> Choices:
    """The best `top` gifts of some shelf files for a subject, what must not be given, or where to look.

    shelves: as for read_shelf; now: with offset; model: the folder of a sentence model by which to search too. One
    that cannot be used is told among the problems, and the words alone are searched. Raises what read_shelf raises.
    """
    from dataclasses import replace

    from afterword.gift import choose

    gifts, problems = read_shelf(shelves, language=language)
    search = None
    if model and gifts:
        search, wrong = _by_meaning(model, subject, context.quotes, gifts, language)
        problems = (*problems, *wrong)
    search = search or choose.indexed(gifts)
    found = choose.choose_by(search, subject, context, now=now, top=top, language=language)
    return replace(found, problems=problems)


def _by_meaning(
    model: Path, subject: str, quotes: Sequence[str], gifts: Sequence[Gift], language: str
) -> tuple[Ranked | None, tuple[Problem, ...]]:
    """The search by words and meaning, or what is wrong with the model."""
    from afterword.candidacy.problem import problem
    from afterword.errors import BadInput
    from afterword.gift import meaning
    from afterword.outside.vectors import vectors

    asked = [subject, *([" ".join(quotes)] if quotes else [])]
    try:
        rows = vectors(model, [*asked, *map(meaning.told, gifts)])
    except BadInput as error:
        return None, (problem(error.code, language, where=error.where, **error.params),)
    wanted = meaning.asked(rows[0], rows[1] if quotes else None)
    return meaning.indexed(gifts, rows[len(asked) :], wanted), ()


def find_passages(data: bytes, name: str, quotes: Sequence[str], *, language: str = "en") -> Passages:
    """The passages of an article that answer what somebody said, verbatim, best first.

    data: a web page, PDF or text; name: what it is called in messages; quotes: their words
    Raises BadInput where there is no article in it, TooLarge over 20 MB.
    """
    from afterword.gift.passages import choose
    from afterword.outside.pages import read_page

    return choose(read_page(data, name, language), quotes, language=language)


def open_article(
    data: bytes, name: str, quotes: Sequence[str], *, base: str | None = None, language: str = "en"
) -> tuple[Passages, str]:
    """What find_passages finds, and the article itself as markup that is safe to show.

    base: the address of the page, for its links. Raises what find_passages raises.
    """
    from afterword.gift.passages import choose
    from afterword.outside import clean
    from afterword.outside.pages import markup_of, read_page

    page = read_page(data, name, language)
    return choose(page, quotes, language=language), clean.article(markup_of(data, page), base)


def fetch_article(url: str, quotes: Sequence[str], *, language: str = "en") -> tuple[str, Passages, str]:
    """An article of the public web: where it stands after redirects, its passages on what somebody said, its markup.

    Asks the site once, from this computer, without cookies. Raises Refused for an address that is not of the
    public web, BadInput where there is no article ("outside.fetch.gone": for good), TooLarge over 5 MB.
    """
    page = _fetcher().fetch(url)
    passages, markup = open_article(_letters_of(page), page.url, quotes, base=page.url, language=language)
    return page.url, passages, markup


def look_at_link(url: str) -> Look:
    """What stands behind a link today: whether it is there, free to read, and where it was.

    Asks the site once, politely, by itself: its robots.txt is obeyed. Raises nothing: a site that cannot be
    reached, or must not be asked, is an outcome too.
    """
    from afterword.errors import AfterwordError
    from afterword.gift import look
    from afterword.outside.pages import read_page

    try:
        page = _guest().visit(url, by_itself=True)
    except AfterwordError as error:
        return look.refused(error.code, dict(error.params))
    paywalled = False
    with contextlib.suppress(AfterwordError):  # a page without an article, such as a film's, is there all the same
        paywalled = read_page(_letters_of(page), page.url).paywalled
    return look.answered(url, page.url, paywalled=paywalled)


def _letters_of(page: Fetched) -> bytes:
    """The page in letters that `read_page` knows."""
    if page.charset and page.type.startswith("text/"):
        # What the server says of its letters comes before what the page says (RFC 9110, 8.3.2).
        with contextlib.suppress(UnicodeError, LookupError):
            return page.data.decode(page.charset).encode()
    return page.data


def source_address(name: str, question: Question) -> str:
    """What leaves this computer when a source is asked: one address. name: one of `sources.NAMES`."""
    return str(_source(name).address(question))


def search_source(name: str, question: Question) -> tuple[Gift, ...]:
    """What an open catalogue has on some words; asked politely, and not again within the hour.

    Raises BadInput where it does not answer or is left alone for now.
    """
    found: tuple[Gift, ...] = _source(name).read(_guest().ask(source_address(name, question)))
    return found


def visit_feed(
    address: str, *, by_itself: bool = False, etag: str | None = None, changed: str | None = None
) -> tuple[Fetched, Feed | None]:
    """A feed as its site has it now: the page, whose `url` is where the feed stands, and the feed; None: unchanged.

    address: of the feed, or of a page that names one; by_itself: nobody clicked, so robots.txt is obeyed; etag,
    changed: of the copy at hand. Raises BadInput where there is no feed or it does not answer, TooLarge over 5 MB.
    """
    from afterword.errors import BadInput
    from afterword.outside.sources import feed

    page = _guest().visit(address, by_itself=by_itself, etag=etag, changed=changed)
    if page.unchanged:
        return page, None
    if page.type in {"text/html", "application/xhtml+xml"}:
        named = feed.address_in(page.data, page.url)
        if named is None:
            raise BadInput("outside.sources.no_feed", host=_host(page.url))
        page = _guest().visit(named, by_itself=by_itself)
    try:
        return page, feed.parse(page.data)
    except BadInput as error:
        raise BadInput("outside.sources.no_feed", host=_host(page.url)) from error


def _host(url: str) -> str:
    from afterword.gift import links

    return links.host(url)


def find_places(place: str, kind: str) -> tuple[GiftItem, ...]:
    """What the map has of a kind around a place. kind: a key of `places.KINDS`.

    Raises BadInput for a place that it does not know, and where it does not answer.
    """
    from afterword.errors import BadInput
    from afterword.outside.sources import places

    at = places.point(_guest().ask(places.address(place)))
    if at is None:
        raise BadInput("outside.sources.no_place", place=place[:80])
    return places.read(_guest().ask(places.things_address(kind, at)))


def _source(name: str) -> ModuleType:
    import importlib

    from afterword.outside import sources

    if name not in sources.NAMES:
        raise KeyError(name)
    return importlib.import_module(f"afterword.outside.sources.{name}")


@functools.cache
def _guest() -> Guest:
    """One for the process: it remembers whom it asked when."""
    from afterword.outside.manners import Guest

    return Guest(lambda url, **more: _fetcher().fetch(url, **more))


def _fetcher() -> Fetcher:
    """The one way to pages of the web."""
    from afterword import __version__
    from afterword.outside.fetch import Fetcher

    return Fetcher(f"Afterword/{__version__} (a reader of one page, on its own computer)")


def read_reply(mail: bytes, me: Sequence[str] = (), *, language: str = "en") -> Reply:
    """What a mail that came in is, what it says, and which letter it answers.

    mail: the whole mail as bytes (.eml); me: the candidate's own addresses
    Raises BadInput where it is no mail, TooLarge where it is too big.
    """
    from afterword.reply.read import read

    return read(mail, me, language=language)


def compose_letter(brief: Brief, *, seed: int = 0, language: str = "en") -> Letter:
    """The letter for a brief, checked, with its moves; the same for the same brief and seed.

    language: of what the program says about it, not of the letter. Raises NotSupported for a locale
    without wording, BadInput for names that are none, TooLarge for texts that no letter holds.
    """
    from afterword.letter.compose import compose

    return compose(brief, seed=seed, language=language)


def call_sheet(brief: Brief, *, language: str = "en") -> CallSheet:
    """All that is at hand in a call to the recipient of a brief; one without a name gets the switchboard question.

    language: of what is said to the candidate, not of the call. Raises what `compose_letter` raises.
    """
    from afterword.letter import calls

    return calls.call_sheet(brief, language=language)


def next_steps(candidacy: Candidacy, now: dt.datetime, *, language: str = "en") -> Plan:
    """What is next in a candidacy, and the moment to look again. now: with offset.

    Raises BadInput for an unknown zone name and for an event whose date or time cannot be read.
    """
    from afterword.followup import plan

    return plan.next_steps(candidacy, now, language)


def plan_calendar(plan: Plan, candidacy: Candidacy, now: dt.datetime, *, language: str = "en") -> bytes:
    """The plan as a calendar file (.ics), times in UTC, one entry a step. now: with offset."""
    from afterword.followup.ics import calendar_file

    return calendar_file(plan, candidacy, now, language).encode("utf-8")


def letter_as_mail(letter: Letter, brief: Brief) -> bytes:
    """The letter as an unsent mail message (.eml) that any mail program opens.

    Raises Refused where a name, an address or the subject would break a header.
    """
    from afterword.letter.eml import message

    return message(letter, brief)


def letter_as_pdf(letter: Letter, brief: Brief, on: dt.date, *, paper: Paper | None = None) -> bytes:
    """The letter on paper, as PDF. on: the day it is dated; paper: without one that of the reader's country.

    Raises NotSupported where typst is not installed, BadInput for what cannot be printed, TooLarge for what is too
    long for a letter.
    """
    from afterword.letter.paper import sheet
    from afterword.outside import typst

    return typst.pdf(sheet(letter, brief, on, paper), on)


def envelope_as_pdf(brief: Brief, on: dt.date, *, cover: Cover | None = None) -> bytes:
    """The envelope of a letter, as PDF; without a postal address in the brief it shows the name and the firm.

    on: the day of the letter; cover: without one that of the reader's country. Raises what letter_as_pdf raises.
    """
    from afterword.letter.paper import envelope
    from afterword.outside import typst

    return typst.pdf(envelope(brief, cover), on)


def assistant_prompt(brief: Brief) -> str:
    """The brief as a prompt for any chat assistant, without addresses, numbers and other people's matters."""
    from afterword.letter import assistant

    return assistant.assistant_prompt(brief)


def read_answer(text: str, brief: Brief | None = None) -> Answer:
    """The letter in the answer of a chat assistant, and what of the answer was left out.

    text: prose, or JSON with "body" or "sentences"; brief: gives a letter of sentences its greeting and closing
    Raises BadInput for an answer without a letter or with broken JSON, TooLarge above 40,000 characters.
    """
    from afterword.letter.answer import read_answer as read

    return read(text, brief)


def model_request(brief: Brief, model: Model) -> bytes:
    """What leaves first when a model is asked for a draft, byte for byte. Raises BadInput for names that are none."""
    from afterword.letter import assistant
    from afterword.outside import llm

    return llm.body(model, assistant.messages(brief), assistant.schema(brief), "json_schema")


def draft_with_model(brief: Brief, model: Model, key: str = "", *, language: str = "en") -> Drafted:
    """A letter by a model of the person's own, where the brief bears it out; what was refused and why where not.

    key: "" where the server wants none; language: of the findings. Whatever goes wrong on the way is told in the
    result. Raises BadInput for names that are none, before anything leaves.
    """
    from dataclasses import replace

    from afterword.letter import assistant
    from afterword.letter.attempts import draft_by
    from afterword.outside import llm

    schema = assistant.schema(brief)
    form: llm.Form = "json_schema"
    sent: list[str] = []

    def ask(talk: Messages) -> str:
        nonlocal form
        said = llm.ask(model, key, talk, schema, form=form)
        form = said.form  # a server that knows no stricter one is not asked for it again
        sent.extend(body.decode() for body in said.sent)
        return said.text

    drafted = replace(draft_by(ask, brief, language), form=form if sent else None, sent=tuple(sent))
    if drafted.letter and not drafted.letter.subject:
        subject = compose_letter(brief, language=language).subject
        drafted = replace(drafted, letter=replace(drafted.letter, subject=subject))
    return drafted


def read_interests(
    data: bytes,
    name: str,
    *,
    interviewer: str | None = None,
    top: int = 5,
    now: dt.datetime | None = None,
    language: str = "en",
) -> Ledger:
    """What the interviewer cared about and what else they told, from notes or a transcript.

    data: text (.txt, .md, .vtt, .srt) or a Word document, told apart by content; interviewer: whose
    interests are meant; now: from where "in two weeks" counts where the notes bear no date
    Raises BadInput where there is no text in it, TooLarge beyond four million characters.
    """
    from afterword.notes import ledger

    return ledger.read(note_text(data, name), name, interviewer=interviewer, top=top, now=now, language=language)


def note_text(data: bytes, name: str) -> str:
    """The words of notes or of a transcript (.txt, .md, .vtt, .srt) or of a Word document, told apart by content.

    Raises BadInput where there is no text in it.
    """
    from afterword.errors import BadInput
    from afterword.outside import word

    text = word.text(data, name) if data.startswith(b"PK\x03\x04") else _decoded(data)
    if text is None:
        raise BadInput("notes.not_text", where=name)
    return text


def read_card(files: Sequence[tuple[str, bytes]], *, region: str | None = None, language: str = "en") -> CardReading:
    """The people of photos, vCards, invitations, mails and texts; pictures given together are sides of one card.

    files: (name, content), told apart by content; region: ISO 3166 country for numbers without a prefix
    Raises BadInput for what is none of these or broken, TooLarge above the limits of each format.
    """
    from afterword.card import vcard
    from afterword.card.reading import CardReading
    from afterword.outside import picture

    pictures: list[int] = []
    readings: list[CardReading] = []
    for index, (name, data) in enumerate(files):
        head = data[:4096].upper().replace(b"\0", b"")
        suffix = name.rpartition(".")[2].lower()
        if picture.is_picture(data) or suffix in picture.SUFFIXES:
            pictures.append(index)
        elif b"BEGIN:VCARD" in head or suffix == "vcf":
            readings.append(_people(*vcard.read(data, name, language, region=region)))
        elif b"BEGIN:VCALENDAR" in head or suffix == "ics":
            readings.append(_read_calendar(name, data, language))
        elif suffix == "eml":
            readings.append(_read_card_mail(name, data, region, language))
        else:
            readings.append(_read_card_text(name, data, region, language))
    readings.insert(0, _read_pictures([(index, *files[index]) for index in pictures], region, language))
    return CardReading(
        tuple(contact for reading in readings for contact in reading.contacts),
        next((reading.signature_lines for reading in readings if reading.signature_lines), ()),
        tuple(problem for reading in readings for problem in reading.problems),
        tuple(one for reading in readings for one in reading.invitations),
    )


def read_invitation(name: str, data: bytes, *, language: str = "en") -> CardReading:
    """The talks that a calendar file, a mail with one in it, or a pasted text of either arranges.

    name: what it is called in messages. Raises BadInput where there is no calendar in it, TooLarge above its limits.
    """
    from afterword.errors import BadInput

    if b"BEGIN:VCALENDAR" in data[:4096].upper().replace(b"\0", b""):
        return _read_calendar(name, data, language)
    try:
        reading = _read_card_mail(name, data, None, language)
    except BadInput as error:
        raise BadInput("card.invitation.not_a_calendar", where=name) from error
    if not reading.invitations:
        raise BadInput("card.invitation.not_a_calendar", where=name)
    return reading


def keepable_picture(data: bytes, name: str) -> tuple[bytes, int, int] | None:
    """A picture upright and encoded anew as (JPEG, width, height); None for what is no picture.

    Raises what reading a picture raises.
    """
    from afterword.outside import picture

    if not picture.is_picture(data):
        return None
    upright = picture.upright(data, name)
    return picture.as_jpeg(upright), upright.width, upright.height


def cut_out(data: bytes, box: tuple[int, int, int, int]) -> bytes | None:
    """A part of a kept picture (JPEG), with a little around it; None for a box (x0, y0, x1, y1) outside of it."""
    from afterword.outside import picture

    return picture.cut_out(data, box)


def write_vcard(contacts: Sequence[Contact]) -> str:
    """The contacts as vCard 4.0 (RFC 6350)."""
    from afterword.card import vcard

    return vcard.write(contacts)


def _read_calendar(name: str, data: bytes, language: str) -> CardReading:
    """The people and talks of an invitation."""
    from afterword.card import invitation
    from afterword.card.reading import CardReading

    held = invitation.read(data, name, language)
    return CardReading(held.people, (), held.problems, held.invitations)


def _people(contacts: tuple[Contact, ...], problems: tuple[Problem, ...]) -> CardReading:
    from afterword.card.reading import CardReading

    return CardReading(contacts=contacts, problems=problems)


def _read_pictures(files: Sequence[tuple[int, str, bytes]], region: str | None, language: str) -> CardReading:
    """The people of photos (index, name, content), the sides of a card taken together."""
    from dataclasses import replace

    from afterword.card import extract, merge
    from afterword.card.lines import Line
    from afterword.card.reading import CardReading
    from afterword.outside import ocr, picture, qr

    prints: list[list[Line]] = []
    codes: list[list[Contact]] = []
    for index, name, data in files:
        upright = picture.upright(data, name)
        prints.append([replace(line, box=(index, *line.box[1:])) for line in ocr.lines(upright, name) if line.box])
        codes.append([contact for text in qr.payloads(upright) for contact in _coded(text, name, language)])
    alone = [
        extract.contacts(lines, region=region, files=(file[1],), language=language)[0]
        for file, lines in zip(files, prints, strict=True)
    ]
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for group in merge.sides(alone):
        names = tuple(files[at][1] for at in group)
        lines = [line for at in group for line in prints[at]]
        found, told = extract.contacts(lines, region=region, files=names, language=language)
        coded = [contact for at in group for contact in codes[at]]
        contacts += merge.with_codes(found, coded)
        problems += told if found or not coded else ()
    return CardReading(contacts=tuple(contacts), problems=tuple(problems))


def _coded(text: str, file: str, language: str) -> tuple[Contact, ...]:
    """The contacts of a QR code's text."""
    from afterword.card import mecard, merge, vcard
    from afterword.errors import BadInput

    if "BEGIN:VCARD" in text[:200].upper():
        try:
            found = vcard.read(text.encode(), file, language)[0]
        except BadInput:  # a broken code: the print beside it is read anyway
            return ()
    else:
        short = mecard.read(text, file)
        found = (short,) if short else ()
    return tuple(merge.of_code(contact) for contact in found)


def _read_card_text(name: str, data: bytes, region: str | None, language: str) -> CardReading:
    """The people of a pasted text: of its signature where it is a letter, else of all of it."""
    from afterword.card import extract, signature
    from afterword.errors import BadInput

    text = _decoded(data)
    if text is None:
        raise BadInput("card.text.not_text", where=name)
    return extract.text_reading(
        text, signature.signature_lines(text, None), region=region, file=name, language=language
    )


def _read_card_mail(name: str, data: bytes, region: str | None, language: str) -> CardReading:
    """The people of a mail: who signed it, with the address it came from, and who its attachments name."""
    from afterword.card import extract, invitation, merge, signature, vcard
    from afterword.card.reading import CardReading
    from afterword.reply.mail import open_mail

    mail = open_mail(data, language)
    sender = f"{mail.sender_name} <{mail.sender}>"
    numbers = signature.signature_lines(mail.text, sender)
    reading = extract.text_reading(mail.text, numbers, region=region, file=name, language=language)
    contacts = merge.with_sender(reading.contacts if numbers else (), mail.sender_name, mail.sender, name)
    talks: dict[str, Invitation] = {}
    for part in mail.parts():
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            continue
        if part.get_content_type() in {"text/vcard", "text/x-vcard"}:
            contacts += vcard.read(content, name, language)[0]
        elif b"BEGIN:VCALENDAR" in content[:4096].upper():
            held = invitation.read(content, name, language)
            contacts += held.people if not talks else ()
            talks = {one.key: one for one in held.invitations} | talks
    return CardReading(contacts, numbers, reading.problems if not contacts else (), tuple(talks.values()))


def _decoded(data: bytes) -> str | None:
    """The bytes of a text as text; None where they are none."""
    from afterword.card import codepage

    data = codepage.as_ascii_superset(data)
    return None if b"\0" in data[:4096] else codepage.decode(data, None, codepage.guess(data))


def check_letter(
    text: str | bytes,
    brief: Brief | None = None,
    *,
    kind: str = "auto",
    locale: str = "auto",
    moves: Sequence[MoveText] = (),
    language: str = "en",
) -> Checked:
    """What is wrong with a letter, and how much of it could stand in no other letter.

    text: the letter, a first line "Subject: ..." is its subject; bytes of a mail (.eml) or a text file
    kind, locale: of the letter; "auto" takes the brief's, or reads them off the letter
    moves: as declared by the composer of a letter that was changed since
    Raises BadInput for what is no letter or an unknown kind, TooLarge above 200,000 characters.
    """
    from afterword.letter.checking import check

    return check(text, brief, kind=kind, locale=locale, moves=moves, language=language)


def verify_letter(
    text: str, brief: Brief, *, moves: Sequence[MoveText] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """What a letter that a chat assistant wrote says beyond its brief, the worst first.

    text: a first line "Subject: ..." is its subject; moves: as the assistant declared them
    Raises what check_letter raises.
    """
    from afterword.letter.text import parse
    from afterword.letter.verify import verify

    return verify(parse(text), brief, language, moves)
