"""The sheet of a call."""

import datetime as dt
from dataclasses import replace

import pytest

import cast
from afterword import tables
from afterword.candidacy import reason
from afterword.letter import aloud
from afterword.letter.brief import Brief, Interviewer, Previous, Recipient
from afterword.letter.calls import CallSheet, Way, call_sheet
from letter.briefs import BRIEF, DANA, RUTH, changed

LATE = cast.INTERVIEW_END + dt.timedelta(days=22)
SENT = Previous("thank_you", cast.INTERVIEW_END + dt.timedelta(hours=18), "For you", "A Floor Crew Signs In")
NOBODY = Recipient(relation="mailbox")
AGENCY = replace(DANA, relation="recruiter", company="Bright Search")
ASSISTANT = replace(DANA, relation="assistant")
MAILBOX = replace(DANA, name="Personnel Office", given=None, family=None, relation="mailbox")
LOCALES = ("en_US", "en_GB", "de", "fr")

each_locale = pytest.mark.parametrize("locale", LOCALES)


def sheet(reader: Recipient = DANA, **fields: object) -> CallSheet:
    return call_sheet(changed(BRIEF, recipient=reader, send_at=LATE, **fields))


def codes(of: CallSheet) -> set[str]:
    return {answer.code for answer in of.answers}


def everything(of: CallSheet) -> str:
    texts = [of.opening.text, of.question.text, of.leave.text, of.voicemail.text if of.voicemail else ""]
    return "\n".join([*texts, *(answer.say for answer in of.answers)])


@pytest.mark.parametrize(
    ("reader", "way"),
    [(DANA, "person"), (RUTH, "person"), (AGENCY, "between"), (ASSISTANT, "assistant"), (MAILBOX, "mailbox"),
     (NOBODY, "nobody"), (replace(DANA, relation="recruiter"), "person")],
)  # fmt: skip
def test_each_way_is_told_from_the_brief(reader: Recipient, way: Way) -> None:
    assert sheet(reader).way == way


@each_locale
def test_it_begins_with_the_name_and_the_talk(locale: str) -> None:
    told = sheet(locale=locale)
    assert cast.AMARA in told.opening.text
    assert cast.RUTH in told.opening.text
    assert told.reminds == "interview"


@each_locale
def test_who_got_the_gift_is_reminded_by_it(locale: str) -> None:
    told = sheet(RUTH, locale=locale, previous=(SENT,))
    assert told.reminds == "gift"
    assert "A Floor Crew Signs In" in told.opening.text
    assert told.voicemail
    assert "A Floor Crew Signs In" in told.voicemail.text


@each_locale
def test_who_was_not_there_is_not_told_that_they_were(locale: str) -> None:
    told = sheet(replace(DANA), locale=locale, interviewers=())
    told_of_talk = {"en": "We spoke", "de": "Wir haben", "fr": "Nous avons eu"}[locale[:2]]
    assert told_of_talk not in everything(told)


@each_locale
@pytest.mark.parametrize("reader", [NOBODY, MAILBOX])
def test_the_switchboard_is_asked_who_it_is(locale: str, reader: Recipient) -> None:
    told = sheet(reader, locale=locale)
    who = {"en": "Who is handling the hiring", "de": "Wer ", "fr": "qui s'occupe du recrutement"}[locale[:2]]
    also = {"en": "in charge of the hiring", "de": "Wer ", "fr": "Qui s'occupe du recrutement"}[locale[:2]]
    assert who in told.opening.text.replace("\u00a0", " ") or also in told.opening.text.replace("\u00a0", " ")
    assert told.voicemail is None
    assert {"put_through", "no_names", "about"} <= codes(told)
    assert not {"salary", "hr", "assistant", "no_word"} & codes(told)


@each_locale
def test_an_agency_is_asked_what_it_heard(locale: str) -> None:
    told = sheet(AGENCY, locale=locale)
    assert cast.FERNHILL in told.question.text
    assert "no_word" in codes(told)


@each_locale
def test_whoever_is_called_has_an_answer_to_what_is_usually_said(locale: str) -> None:
    assert codes(sheet(locale=locale)) == {
        "no_decision", "other", "yes", "who", "later", "hr", "assistant", "salary", "free", "wrong", "stop",
    }  # fmt: skip


@each_locale
@pytest.mark.parametrize("reader", [DANA, RUTH, AGENCY, ASSISTANT, MAILBOX, NOBODY])
@pytest.mark.parametrize("days", [3, 22])
def test_it_takes_no_longer_than_it_may(locale: str, reader: Recipient, days: int) -> None:
    now = cast.INTERVIEW_END + dt.timedelta(days=days)
    told = call_sheet(changed(recipient=reader, send_at=now, locale=locale, previous=(SENT,)))
    assert told.opening.seconds <= aloud.OPENING
    assert told.voicemail is None or told.voicemail.seconds <= aloud.VOICEMAIL
    assert all(aloud.seconds(answer.say) <= 15 for answer in told.answers)


@each_locale
def test_a_voicemail_leaves_out_what_makes_it_too_long(locale: str) -> None:
    long = Previous("thank_you", SENT.sent_at, "For you", " ".join(["A study of everything that was ever moved"] * 4))
    panel = tuple(Interviewer(f"Person Number{n}") for n in range(6))
    told = sheet(RUTH, locale=locale, previous=(long,), interviewers=(Interviewer(cast.RUTH), *panel))
    assert told.voicemail
    assert told.voicemail.seconds <= aloud.VOICEMAIL


def test_a_gift_to_be_given_is_no_part_of_a_call() -> None:
    assert BRIEF.gift
    assert BRIEF.gift.url
    assert BRIEF.gift.url not in everything(sheet(RUTH))


def test_without_role_talk_and_number_it_still_stands() -> None:
    bare = Brief("call_script", replace(BRIEF.candidate, phone=None), NOBODY)
    told = call_sheet(bare)
    assert told.reminds is None
    assert cast.AMARA in told.opening.text
    assert "{" not in everything(told)
    assert "None" not in everything(told)


def test_what_not_to_say_is_told_in_the_language_of_the_candidate() -> None:
    brief = changed(recipient=DANA, locale="de", send_at=LATE)
    assert call_sheet(brief, language="fr").never[0].startswith("Pas")
    assert call_sheet(brief).never[0].startswith("Not")


@pytest.mark.parametrize("language", reason.LANGUAGES)
def test_every_language_has_the_same_answers(language: str) -> None:
    english = tables.table("letter/spoken/en.toml")
    rows = tables.table(f"letter/spoken/{language}.toml")
    assert list(rows) == list(english)
    for code, row in rows.items():
        assert (row.get("only"), row.get("unless")) == (english[code].get("only"), english[code].get("unless"))
        assert "!" not in row["heard"]
