"""A letter taken apart: every part verbatim, nothing lost, nothing that is no letter taken."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import BadInput, TooLarge
from afterword.letter.text import LIMIT, count_words, is_farewell, parse, parse_mail, sentences


def test_the_parts_of_a_mail() -> None:
    text = parse(
        "Subject: Badges\n\nDear Ruth,\n\nThank you for Tuesday.\nIt was\ngood.\n\nSee https://example.org/a.\n\n"
        "Best regards,\nAmara Boateng\n+1 206 555 0147\n"
    )
    assert (text.subject, text.salutation, text.closing) == ("Badges", "Dear Ruth,", "Best regards,")
    assert text.signature == "Amara Boateng\n+1 206 555 0147"
    assert text.sentences == ("Thank you for Tuesday.", "It was\ngood.", "See https://example.org/a.")
    assert text.paragraphs == ("Thank you for Tuesday.\nIt was\ngood.", "See https://example.org/a.")
    assert text.words == 9


@pytest.mark.parametrize(
    ("letter", "salutation", "body", "closing", "signature"),
    [
        ("Hi Ruth, thanks for today.\n\nThanks,\nAmara", "Hi Ruth,", "thanks for today.", "Thanks,", "Amara"),
        ("Dear Mr. Fo:\nIt was good.\n\nSincerely,\n\nA. B.", "Dear Mr. Fo:", "It was good.", "Sincerely,", "A. B."),
        ("Ruth,\nThank you.\nBest, Amara", "Ruth,", "Thank you.", "Best,", "Amara"),
        ("Sehr geehrte Frau Dr. Wei,\n\ndanke.\n\nMit freundlichen Grüßen\nJo", "Sehr geehrte Frau Dr. Wei,", "danke.",
         "Mit freundlichen Grüßen", "Jo"),
        ("Madame, Monsieur,\n\nMerci.\n\nCordialement,\nLuc", "Madame, Monsieur,", "Merci.", "Cordialement,", "Luc"),
        ("Thank you for it.\n\nAmara Boateng", None, "Thank you for it.", None, "Amara Boateng"),
        ("17 November 2026\nFernhill Logistics\n\nDear Ruth,\n\nThank you.", "Dear Ruth,", "Thank you.", None, None),
        ("Hello, this is Amara.", "Hello,", "this is Amara.", None, None),
        ("Dear Ru,\n\nIt was.\nThank you again.\n\nBest,\nA", "Dear Ru,", "It was.\nThank you again.", "Best,", "A"),
    ],
)  # fmt: skip
def test_greetings_and_closings(
    letter: str, salutation: str | None, body: str, closing: str | None, signature: str | None
) -> None:
    text = parse(letter)
    assert (text.salutation, text.body, text.closing, text.signature) == (salutation, body, closing, signature)


def test_a_stop_does_not_always_end_a_sentence() -> None:
    written = 'Dr. Weiss came at 3 p.m. with J. R. Moe. We met on Nov. 17. Am 4. Dezember war es! "So?" He left.'
    assert sentences(written) == [
        "Dr. Weiss came at 3 p.m. with J. R. Moe.", "We met on Nov. 17.", "Am 4. Dezember war es!", '"So?"', "He left.",
    ]  # fmt: skip


def test_list_items_and_links_stand_alone() -> None:
    assert sentences("Three places:\n- Kelp: good. Quiet.\n- Dock\nhttps://example.org/x") == [
        "Three places:", "- Kelp: good. Quiet.", "- Dock", "https://example.org/x",
    ]  # fmt: skip


def test_header_lines_above_the_letter_are_kept_apart() -> None:
    text = parse("Subject: Hi\nBcc: all@example.org\n\nDear Ruth,\nThank you.")
    assert (text.subject, text.headers, text.body) == ("Hi", ("Bcc: all@example.org",), "Thank you.")


@pytest.mark.parametrize("nothing", ["", " \n\t ", "---\n...", "\ufeff"])
def test_an_empty_letter_is_bad_input(nothing: str) -> None:
    with pytest.raises(BadInput) as told:
        parse(nothing)
    assert told.value.code == "letter.text.empty"


def test_what_is_no_text_is_bad_input() -> None:
    for junk in (bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0", b"%PDF-1.7\0binary"):
        with pytest.raises(BadInput):
            parse_mail(junk)


def test_a_megabyte_is_too_large() -> None:
    with pytest.raises(TooLarge) as told:
        parse("Thank you. " * 100_000)
    assert told.value.params["limit"] == LIMIT


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_every_part_stands_in_the_letter(written: str) -> None:
    try:
        text = parse(written)
    except BadInput:
        return
    flat = " ".join(text.raw.split())
    for part in (*text.sentences, *text.paragraphs, text.salutation or "", text.closing or ""):
        assert " ".join(part.split()) in flat
    assert text.words == count_words(text.body)


def test_a_mail_gives_its_subject_and_its_plain_text() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "r@example.org", "Grüße vom Stellwerk"
    mail.set_content("Dear Ruth,\n\nThank you.\n\n> an old line\n\nBest,\nAmara\n")
    mail.add_alternative("<p>Dear Ruth,</p><p>Something else</p>", subtype="html")
    text = parse_mail(mail.as_bytes())
    assert (text.subject, text.salutation, text.body) == ("Grüße vom Stellwerk", "Dear Ruth,", "Thank you.")


def test_a_mail_of_html_alone_and_a_mail_without_text() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "Hi"
    mail.set_content(
        "<style>p{}</style><p>Dear Ruth,</p><p>Thank&nbsp;you.<script>alert(1)</script></p>", subtype="html"
    )
    assert parse_mail(mail.as_bytes()).body == "Thank you."
    picture = EmailMessage()
    picture["From"] = "a@example.org"
    picture.set_content(b"\x89PNG", "image", "png")
    with pytest.raises(BadInput):
        parse_mail(picture.as_bytes())


def test_bytes_of_a_text_file_are_a_letter_too() -> None:
    assert parse_mail("Subject: Hi\n\nDear Ruth,\n\nCafé.".encode()).body == "Café."
    assert parse_mail("Dear Ruth,\n\nCafé.".encode("cp1252")).body == "Café."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_letter_is_read_in_the_charsets_that_editors_write(charset: str) -> None:
    letter = parse_mail("Dear Zoë,\n\nThank you for today’s talk.\n\nAmara".encode(charset))
    assert (letter.salutation, letter.sentences) == ("Dear Zoë,", ("Thank you for today’s talk.",))


@pytest.mark.parametrize(
    "line",
    [
        "Sincerely,", "Kind regards,", "With all best wishes,", "My very best regards,", "Warmly,", "Best,",
        "Good wishes,", "All the best,", "Take care,", "Yours truly,", "Very truly yours,", "Respectfully submitted,",
        "Faithfully yours,", "With gratitude,", "Many thanks again,", "Thank you,", "Gratefully,", "Cordially,",
        "Cheers,", "Regards,", "Mit freundlichen Grüßen", "Viele Grüße", "Herzliche Grüsse", "Schöne Grüße aus Kiel",
        "Liebe Grüße", "Vielen Dank und beste Grüße", "Danke und Gruß", "Es grüßt Sie", "Herzlichst",
        "Hochachtungsvoll", "Alles Gute", "Bis bald", "MfG", "LG", "VG", "Sonnige Grüße", "Kollegiale Grüße", "Gruß",
        "Cordialement,", "Bien cordialement,", "Très cordialement,", "Respectueusement,", "Sincèrement vôtre,",
        "Bien à vous,", "Amicalement,", "À bientôt,", "Sincères salutations,", "Meilleures salutations,",
        "Salutations,", "Au plaisir de vous relire,", "Bonne journée,", "Belle fin de semaine,",
        "Excellente soirée à vous,", "Avec mes remerciements,",
    ],
)  # fmt: skip
def test_a_farewell_is_known_however_it_begins(line: str) -> None:
    assert is_farewell(line)
