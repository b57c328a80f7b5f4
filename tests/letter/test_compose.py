"""A letter says what its brief holds, in order, and nothing else."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from afterword.errors import BadInput, TooLarge
from afterword.gift.gift import Consent, Figure, Gift, GiftItem, Passage
from afterword.letter.brief import Brief, Candidate, Interviewer, Previous, Proof, Recipient, Sibling, Talk, Topic
from afterword.letter.compose import compose, first_word, grams
from afterword.letter.letter import Letter
from afterword.letter.moves import kind_on, window
from afterword.letter.text import count_words, parse
from letter.briefs import ARTICLE, BRIEF, DANA, EXAMPLES, PASSKEYS, ROOT, RUTH, changed, few, read

SEEDS = range(12)
NEEDED = {
    "thank_you": {"thanks", "recall", "interest", "gift"},
    "phone_screen_thanks": {"thanks", "recall", "interest"},
    "one_way_note": {"introduce", "thanks", "interest"},
    "gift_note": {"gift"},
    "next_round_thanks": {"thanks", "recall", "interest"},
    "follow_up_1": {"introduce", "interest", "status_question"},
    "follow_up_2": {"introduce", "interest", "status_question"},
    "follow_up_3": {"introduce", "interest", "close"},
    "visibility": {"bridge", "gift"},
    "rejection_thanks": {"thanks", "note"},
    "offer_answer": {"thanks", "answer"},
    "competing_offer": {"introduce", "note", "status_question", "interest"},
    "withdrawal": {"decline", "note"},
    "call_script": {"introduce", "interest", "status_question", "close"},
    "voicemail": {"introduce", "interest", "status_question", "close"},
    "short_message": {"thanks", "interest", "recall"},
}


def texts(letter: Letter, move: str) -> list[str]:
    return [said.text for said in letter.moves if said.move == move]


def blocks(letter: Letter) -> list[str]:
    return [finding.id for finding in letter.checks if finding.severity == "block"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_kind_has_its_moves_and_keeps_its_window(path: Path) -> None:
    brief = read(path)
    assert brief.kind == path.stem
    for seed in SEEDS:
        letter = compose(brief, seed=seed)
        assert {said.move for said in letter.moves} >= NEEDED[brief.kind]
        assert blocks(letter) == []
        body = parse(letter.body).body
        low, high = window(kind_on(brief), brief.tone)
        assert low * 0.6 <= count_words(body) <= high * 1.1


def test_there_is_an_example_of_every_kind() -> None:
    assert {path.stem for path in EXAMPLES} == set(NEEDED)


def test_the_first_example_recalls_ruths_words_and_brings_the_article() -> None:
    letter = compose(read(ROOT / "examples/case-1/brief.json"))
    assert letter.checks == ()
    assert letter.body.startswith("Dear Ruth Calloway,\n\n")
    assert "“Passkeys: A practical guide for rolling out modern authentication” (Bitwarden Blog)" in letter.body
    assert (
        "\nhttps://bitwarden.com/blog/passkeys-a-practical-guide-for-rolling-out-modern-authentication\n" in letter.body
    )
    assert "The part on standardising one workflow is the bit that matched your floor." in letter.body
    assert "December 4" in letter.body


@few
@given(st.integers(0, 10_000))
def test_moves_in_order_with_greeting_and_closing_are_the_body(seed: int) -> None:
    letter = compose(BRIEF, seed=seed)
    rest = letter.body
    for said in letter.moves:
        before, found, rest = rest.partition(said.text)
        assert found
        assert before.strip() == "" or before.startswith("Dear Ruth Calloway,")
    assert rest.strip().startswith("With best wishes,\nAmara Boateng")


@few
@given(st.integers(0, 10_000))
def test_uses_name_ids_of_the_brief_only(seed: int) -> None:
    allowed = {"t1", "g1", "e1", "role", "company", "interview", "candidate", "recipient", "decision_date"}
    assert {use for said in compose(BRIEF, seed=seed).moves for use in said.uses} <= allowed


def test_one_seed_gives_one_letter_and_others_give_others() -> None:
    assert compose(BRIEF, seed=3) == compose(BRIEF, seed=3)
    assert len({compose(BRIEF, seed=seed).body for seed in range(30)}) == 30


@few
@given(st.integers(0, 10_000))
def test_thanks_come_first_and_the_reason_before_the_gift(seed: int) -> None:
    moves = [said.move for said in compose(BRIEF, seed=seed).moves]
    assert moves[0] == "thanks"
    assert moves.index("thanks") < moves.index("gift")
    assert moves.index("recall" if "recall" in moves else "bridge") < moves.index("gift")


@few
@given(st.integers(0, 10_000))
def test_no_two_sentences_in_a_row_open_alike(seed: int) -> None:
    letter = compose(changed(evidence=()), seed=seed)
    openings = [first_word(sentence) for sentence in parse(letter.body).sentences if "://" not in sentence]
    assert [one for one, other in pairwise(openings) if one == other and one not in {"i", "the"}] == []
    assert ["i", "i", "i"] not in [openings[at : at + 3] for at in range(len(openings))]


@few
@given(st.integers(0, 10_000))
def test_only_words_that_were_said_are_called_mentioned(seed: int) -> None:
    noted = compose(changed(topics=(replace(PASSKEYS, words="noted", quote=None),)), seed=seed).body
    assert not re.search(r"you (?:mentioned|said|put)|what you said|words of yours|“I'd love", noted, re.IGNORECASE)
    assert PASSKEYS.text in noted


@few
@given(st.integers(0, 10_000))
def test_what_the_candidate_brought_up_is_not_put_in_their_mouth(seed: int) -> None:
    body = compose(changed(topics=(replace(PASSKEYS, said_by="candidate"),)), seed=seed).body
    assert not re.search(r"you (?:mentioned|said|put)|what you said|“I'd love", body, re.IGNORECASE)


@few
@given(st.integers(0, 10_000), st.sampled_from(["the three books on bread on your shelf", "sailing"]))
def test_what_was_only_seen_is_noticed(seed: int, text: str) -> None:
    seen = Topic("t1", text, "nobody", "observed", kind="personal")
    body = compose(changed(topics=(seen,), gift=None), seed=seed).body
    assert re.search(r"I (?:also )?noticed", body)
    assert not re.search(r"mentioned|we spoke about|you said", body)


@few
@given(st.integers(0, 10_000), st.sampled_from(["article", "paper", "book", "podcast", "video", "tool", "event"]))
def test_what_was_not_read_was_come_across(seed: int, kind: str) -> None:
    gift = Gift("g1", kind, "A Floor Crew Signs In", "https://press.example.org/floor", read=False)  # type: ignore[arg-type]
    body = compose(changed(gift=gift), seed=seed).body
    assert re.search(r"came across|I found", body)
    assert not re.search(r"\ba(?:n| \w+)? \w+ I (?:have )?(?:read|heard|watched|saw|know)\b", body)


@few
@given(st.integers(0, 10_000), st.sampled_from(["thank_you", "visibility", "gift_note"]))
def test_a_quotation_comes_with_its_subject(seed: int, kind: str) -> None:
    said = "about one in two hundred"
    topic = Topic("t1", "readings that arrive twice", "interviewer", "said", said, "business")
    body = compose(changed(kind=kind, topics=(topic,)), seed=seed).body
    assert said not in body or topic.text in body


@few
@given(st.integers(0, 10_000))
def test_a_subject_line_announces_a_gift_only_where_there_is_one(seed: int) -> None:
    subject = compose(changed(gift=None), seed=seed).subject
    assert not re.search(r"something on|more on|one thing to add", subject)


def test_a_percent_sign_stands_at_its_number() -> None:
    gift = Gift("g1", "statistic", "Loads with damage", figure=Figure("11", "%", 2024), source="Freight Survey")
    assert "11% (Freight Survey, 2024)" in compose(changed(gift=gift)).body


@few
@given(st.integers(0, 10_000))
def test_ones_own_work_is_called_ones_own(seed: int) -> None:
    assert re.search(
        r"an article (?:that )?I wrote\b", compose(changed(gift=replace(ARTICLE, self=True)), seed=seed).body
    )


GIFTS = [
    replace(ARTICLE, passage=Passage("Nobody reads a poster. They ask the person next to them.")),
    Gift("g1", "paper", "Handover Errors", "https://j.example.org/1", "N. Brandt", "Journal of Shift Work", "2024"),
    Gift("g1", "book", "The Long Rota", None, "Hilde Moen", "Northlight", read=True),
    Gift("g1", "podcast", "Two Hours Before Opening", "https://r.example.org/4", read=True),
    Gift("g1", "video", "Bread Without a Schedule", "https://v.example.org/5"),
    Gift(
        "g1", "places", items=(GiftItem("Quay Canteen", "soup until three"), GiftItem("Hanna's", "the only bread here"))
    ),
    Gift("g1", "referral", "Leo Marsh", phone="+12065550155", consent=Consent("Leo Marsh", dt.date(2026, 11, 16))),
    Gift("g1", "referral", "Northgate Devices", phone="+12065550156", source="northgate.example.org"),
    Gift("g1", "event", "Identity on the Floor", "https://e.example.org", date="2027-01-14", place="Tacoma"),
    Gift("g1", "tool", "passkey-check", "https://t.example.org", note="It lists which tablets can hold a passkey."),
    Gift("g1", "tip", note="We put one spare phone at every desk for two weeks."),
    Gift("g1", "promised", "one-page checklist", "https://files.example.org/c.pdf"),
    Gift("g1", "note", note="Tablets can be set to forget the last user after a minute."),
    Gift("g1", "article", None, "https://press.example.org/floor", read=True),
]


@pytest.mark.parametrize("gift", GIFTS, ids=lambda gift: f"{gift.kind}-{gift.title}")
@pytest.mark.parametrize("words", ["said", "noted", "observed"])
@pytest.mark.parametrize("tone", ["formal", "warm", "brief"])
def test_every_kind_of_gift_is_given_with_its_reason(gift: Gift, words: str, tone: str) -> None:
    topic = replace(PASSKEYS, words=words, quote=PASSKEYS.quote if words == "said" else None)  # type: ignore[arg-type]
    for seed in range(3):
        letter = compose(changed(gift=gift, topics=(topic,), tone=tone), seed=seed)
        assert [finding.id for finding in letter.checks if finding.id.startswith("compose.")] == []
        given = "".join(text for said in letter.moves if "g1" in said.uses for text in (said.text,))
        for exact in (gift.title, gift.publisher, gift.author, gift.note, gift.url):
            assert exact is None or exact in given
        assert "  " not in letter.body


def test_a_private_number_needs_its_owners_consent() -> None:
    private = (
        GiftItem("Leo Marsh", "moved a depot to phones", business=False, phone="+12065550155", source="his card"),
    )
    letter = compose(changed(gift=Gift("g1", "places", items=private)))
    assert "555" not in letter.body.partition("With best")[0]
    assert "compose.no_consent" in [finding.id for finding in letter.checks]


def test_a_referral_nobody_agreed_to_is_left_out_with_a_word() -> None:
    letter = compose(changed(gift=Gift("g1", "referral", "Leo Marsh", phone="+12065550155", note="He knows.")))
    assert "Leo" not in letter.body
    assert "He knows." not in letter.body
    assert {"compose.no_consent", "compose.gift_unsaid"} <= {finding.id for finding in letter.checks}


def test_a_link_that_is_no_web_address_is_not_written() -> None:
    letter = compose(changed(gift=replace(ARTICLE, url="javascript:alert(1)")))
    assert "javascript" not in letter.body


def test_a_link_of_a_place_that_is_no_web_address_is_not_written() -> None:
    items = (GiftItem("Quay Canteen", url="javascript:alert(1)"), GiftItem("Hanna's", url="https://h.example.org"))
    letter = compose(changed(gift=Gift("g1", "places", items=items)))
    assert "javascript" not in letter.body
    assert "\n- Quay Canteen\n- Hanna's: https://h.example.org\n" in letter.body


def test_own_words_stand_verbatim() -> None:
    own = "The empty charging shelf by door 4 is the picture I took home. I would start there."
    for seed in SEEDS:
        letter = compose(changed(own_words=own), seed=seed)
        assert texts(letter, "note").count(own) == 1


def test_a_reader_who_was_not_there_said_nothing() -> None:
    for seed in range(30):
        assert texts(compose(changed(recipient=DANA, gift=None), seed=seed), "recall")
        letter = compose(changed(recipient=DANA), seed=seed)
        assert not re.search(r"[Yy]ou (?:mentioned|said)|[Tt]alking with you|our conversation", letter.body)
        assert cast.RUTH in letter.body


def test_through_a_coordinator_the_letter_lies_inside() -> None:
    letter = compose(changed(recipient=DANA, pass_on=True))
    assert letter.body.startswith("Dear Dana Whitcombe,\n\n")
    assert letter.moves[0].move == "pass_on"
    assert "pass" in letter.moves[0].text
    assert letter.moves[0].text.endswith("\n\nDear Ruth Calloway,")


def test_without_a_coordinators_name_whoever_opens_it_is_asked() -> None:
    letter = compose(changed(pass_on=True))
    assert letter.moves[-1].move == "pass_on"
    assert cast.RUTH in letter.moves[-1].text


def test_nobody_is_asked_to_pass_on_what_is_meant_for_them_or_spoken() -> None:
    same = changed(recipient=replace(RUTH, relation="hr"), pass_on=True)
    assert "Would you kindly pass" not in compose(same).body
    assert compose(same).body.count("Dear Ruth Calloway") == 1
    call = compose(changed(kind="call_script", channel="call", recipient=DANA, gift=None, pass_on=True))
    assert "pass_on" not in {said.move for said in call.moves}


@pytest.mark.parametrize("kind", ["gift_note", "visibility"])
@pytest.mark.parametrize("tone", ["formal", "warm", "brief"])
def test_a_letter_that_brings_something_says_where_nothing_is_there(kind: str, tone: str) -> None:
    letter = compose(changed(kind=kind, tone=tone, gift=None))
    assert count_words(parse(letter.body).body) > 5
    assert "compose.no_gift" in [finding.id for finding in letter.checks]


def test_the_lead_is_asked_to_thank_the_others_unless_they_get_letters() -> None:
    panel = (Interviewer(cast.RUTH), Interviewer("Jo Park"), Interviewer("Sam Ito"))
    brief = changed(recipient=replace(RUTH, relation="lead"), interviewers=panel)
    assert any("Jo Park and Sam Ito" in compose(brief, seed=seed).body for seed in SEEDS)
    each = replace(brief, siblings=(Sibling("Jo Park", None, "Dear Jo Park,\n\nThank you.\n\nAmara"),))
    assert not any("Sam Ito" in compose(each, seed=seed).body for seed in SEEDS)


@few
@given(st.integers(0, 10_000))
def test_a_letter_that_asks_does_not_say_that_no_answer_is_needed(seed: int) -> None:
    body = compose(changed(kind="follow_up_2"), seed=seed).body
    assert "?" in body
    assert not re.search(r"\brepl(?:y|ies)\b", body)


@few
@given(st.integers(0, 10_000))
def test_only_a_formal_letter_writes_short_forms_out(seed: int) -> None:
    given = changed(topics=(replace(PASSKEYS, quote=None),))
    assert not re.search(r"\w'(?:d|m|ve|re|ll|t)\b", compose(replace(given, tone="formal"), seed=seed).body)
    assert any(re.search(r"\w'(?:d|m|ve)\b", compose(given, seed=near).body) for near in range(seed, seed + 6))


@pytest.mark.parametrize(
    ("fact", "within"),
    [
        (
            "six years on a surgical ward, three of them on nights",
            "six years on a surgical ward, three of them on nights.",
        ),
        ("ten years of nursing", "ten years of nursing"),
        ("certified in forklift operation", "I am certified in forklift operation"),
        ("Led a team of twelve", "I led a team of twelve"),
        ("My team closed the month in four days", "My team closed the month in four days."),
    ],
)
def test_a_fact_stands_in_its_sentence_as_it_was_noted(fact: str, within: str) -> None:
    for seed in SEEDS:
        said = texts(compose(changed(evidence=(Proof("e1", fact),)), seed=seed), "fit")
        assert all(within in text for text in said)
    assert any(texts(compose(changed(evidence=(Proof("e1", fact),)), seed=seed), "fit") for seed in SEEDS)


def test_letters_of_one_panel_share_no_sentence_of_ours() -> None:
    written: list[Sibling] = []
    for name in (cast.RUTH, "Jo Park", "Sam Ito", "Lena Hofstad", "Owen Fairclough"):
        brief = changed(recipient=Recipient(name), interviewers=(Interviewer(name),), siblings=tuple(written))
        letter = compose(brief)
        sentences = [text for text in parse(letter.body).sentences if PASSKEYS.text in text or "Floor Crew" in text]
        ours = {*sentences, *texts(letter, "thanks"), *texts(letter, "interest")}
        assert sentences
        assert not [text for text in ours for other in written if text in other.body]
        assert letter.subject not in [other.subject for other in written]
        assert blocks(letter) == []
        written.append(Sibling(name, letter.subject, letter.body))


def test_the_gift_that_was_sent_is_the_reminder() -> None:
    sent = Previous("thank_you", cast.INTERVIEW_END, None, "A Floor Crew Signs In")
    brief = changed(kind="follow_up_1", gift=None, previous=(sent,), send_at=cast.INTERVIEW_END + dt.timedelta(days=21))
    for seed in SEEDS:
        assert re.search("“A Floor Crew Signs In[.,]?”", texts(compose(brief, seed=seed), "introduce")[0])


def test_a_date_that_has_passed_is_asked_about_and_one_ahead_is_not() -> None:
    late = changed(kind="follow_up_1", gift=None, send_at=dt.datetime(2026, 12, 8, 10, tzinfo=cast.SEATTLE))
    assert "December 4" in texts(compose(late), "status_question")[0]
    soon = replace(late, send_at=dt.datetime(2026, 11, 27, 10, tzinfo=cast.SEATTLE))
    assert "December 4" not in texts(compose(soon), "status_question")[0]


def test_a_voicemail_gives_the_number_twice_and_is_short() -> None:
    for seed in SEEDS:
        letter = compose(read(ROOT / "examples/briefs/voicemail.json"), seed=seed)
        assert letter.body.count("+1 206-555-0147") == 2
        assert count_words(letter.body) <= 70


def test_a_follow_up_by_call_is_a_script_and_by_text_a_message() -> None:
    call = compose(changed(kind="follow_up_1", channel="call", recipient=DANA, gift=None))
    assert call.body.startswith(("Hello", "Good day"))
    assert "?" in call.body
    message = compose(changed(channel="short", gift=None))
    assert message.body.endswith("\n\nAmara Boateng")


def test_nobody_known_is_the_switchboard_question() -> None:
    letter = compose(changed(kind="call_script", channel="call", recipient=Recipient(relation="mailbox"), gift=None))
    assert re.search(r"[Ww]ho is (?:handling|in charge of) the hiring", letter.body)


def test_accepting_and_declining_differ() -> None:
    offer = changed(kind="offer_answer", recipient=DANA, gift=None)
    assert "answer" in {said.move for said in compose(replace(offer, answer="accept")).moves}
    assert "decline" in {said.move for said in compose(replace(offer, answer="decline")).moves}
    open_answer = compose(replace(offer, deadline=dt.date(2026, 12, 1)))
    assert "December 1" in open_answer.body


def test_british_letters_write_british_dates_and_close_kindly() -> None:
    letter = compose(changed(locale="en_GB"))
    assert "4 December" in letter.body
    assert "With kind regards,\nAmara Boateng" in letter.body
    assert "4 December" in compose(changed(locale="en_IN")).body


def test_an_unknown_language_is_american_english_with_a_word() -> None:
    letter = compose(changed(locale="ja_JP"))
    assert "December 4" in letter.body
    assert "compose.other_language" in [finding.id for finding in letter.checks]


def test_without_topic_the_conversation_is_the_reason() -> None:
    letter = compose(changed(topics=()))
    assert texts(letter, "bridge")
    assert "mentioned" not in letter.body


@pytest.mark.parametrize("detail", ["in the new lab on Mill Street", "the tour of the dock"])
def test_without_topic_the_detail_is_recalled(detail: str) -> None:
    brief = changed(topics=(), gift=None, interview=Talk(cast.INTERVIEW_END, "onsite", 1, detail))
    assert all(detail in compose(brief, seed=seed).body for seed in SEEDS)


def test_without_gift_and_evidence_the_letter_still_stands() -> None:
    letter = compose(changed(gift=None, evidence=()))
    assert {"thanks", "recall", "interest"} <= {said.move for said in letter.moves}
    assert not {"gift", "bridge", "fit"} & {said.move for said in letter.moves}


def test_from_a_name_alone_nothing_is_invented() -> None:
    letter = compose(Brief("thank_you", Candidate(cast.AMARA), Recipient()))
    assert letter.body.startswith("Hello,\n\n")
    assert not re.search(r"\d|Tuesday|yesterday|role at|None", letter.body)


@pytest.mark.parametrize("name", [None, cast.RUTH_EMAIL])
def test_an_address_alone_is_greeted_without_a_name(name: str | None) -> None:
    brief = changed(recipient=Recipient(name, email=cast.RUTH_EMAIL), interviewers=())
    letter = compose(brief)
    assert letter.body.startswith("Hello,\n\n")
    assert "@" not in letter.body


def test_a_mailbox_is_greeted_as_a_team() -> None:
    box = Recipient(email="jobs@fernhill.example.org", relation="mailbox")
    letter = compose(changed(kind="follow_up_1", recipient=box, gift=None))
    assert letter.body.startswith("Dear hiring team at Fernhill Logistics,\n\n")


@pytest.mark.parametrize(
    "name",
    [
        "Ruth\r\nBcc: someone@example.org",
        "Ruth\nCalloway",
        "<b>Ruth</b>",
        "Subject: hello",
        "{{name}}",
        "[Name]",
        "x" * 200,
    ],
)
@pytest.mark.parametrize("place", ["recipient", "candidate", "company"])
def test_what_is_no_name_is_refused_in_one_line(name: str, place: str) -> None:
    hostile = {
        "recipient": changed(recipient=replace(RUTH, name=name)),
        "candidate": changed(candidate=Candidate(name)),
        "company": changed(company=name),
    }
    with pytest.raises(BadInput) as refused:
        compose(hostile[place])
    assert refused.value.where in {"recipient.name", "candidate.name", "company"}
    assert "\n" not in str(refused.value.params)


def test_marks_that_turn_the_writing_round_are_dropped() -> None:
    letter = compose(changed(recipient=replace(RUTH, name="Ruth\u202e Calloway\u200f")))
    assert letter.body.startswith("Dear Ruth Calloway,")


def test_a_topic_of_many_lines_becomes_one() -> None:
    letter = compose(changed(topics=(replace(PASSKEYS, text="passkeys\r\nBcc: x", quote=None),)))
    assert "\n" not in letter.subject
    assert "\nBcc" not in letter.body


def test_ten_thousand_own_words_are_refused() -> None:
    with pytest.raises(TooLarge, match="own_words_long"):
        compose(changed(own_words="word " * 10_000))


def test_endless_texts_and_lists_are_refused() -> None:
    with pytest.raises(TooLarge, match="text_long"):
        compose(changed(topics=(replace(PASSKEYS, text="x" * 5_000),)))
    with pytest.raises(TooLarge, match="too_many"):
        compose(changed(evidence=tuple(Proof(f"e{at}", "ran it") for at in range(99))))


def test_a_decision_before_the_interview_is_not_named() -> None:
    letter = compose(changed(decision_date=dt.date(2026, 11, 1)))
    assert "November 1" not in letter.body
    assert "compose.decision_before_talk" in [finding.id for finding in letter.checks]


def test_a_letter_sent_before_the_interview_names_a_day_that_is_never_wrong() -> None:
    letter = compose(changed(send_at=cast.INTERVIEW_END - dt.timedelta(days=3)))
    assert not re.search("yesterday|today", letter.body)


def test_a_sensitive_subject_stays_out() -> None:
    private = Topic("t9", "her illness", "interviewer", "said", "I was ill", sensitive=True)
    for seed in SEEDS:
        letter = compose(changed(topics=(private, PASSKEYS)), seed=seed)
        assert "ill" not in f"{letter.subject} {letter.body}".split()
        assert "illness" not in letter.body
    assert "compose.sensitive" in [finding.id for finding in letter.checks]


def test_names_of_other_candidacies_never_appear() -> None:
    letter = compose(changed(other_names=("Quayside Health",)))
    assert "Quayside" not in letter.body


FIRST = st.sampled_from(["Kofi", "Zoë", "Jean-Luc", "María José", "O'Neill", "Þóra", "李", "Ng"])
TEXT = st.text(
    st.characters(categories=("L", "N", "Zs", "P"), exclude_characters="{}"), min_size=1, max_size=60
).filter(str.strip)


@few
@given(FIRST, FIRST, TEXT, TEXT, st.sampled_from(["formal", "warm", "brief"]), st.integers(0, 50))
def test_any_brief_gives_a_letter_in_one_piece(
    given_name: str, family: str, topic: str, fact: str, tone: str, seed: int
) -> None:
    brief = changed(
        recipient=Recipient(f"{given_name} {family}", given_name, family),
        interviewers=(),
        topics=(replace(PASSKEYS, text=topic),),
        evidence=(Proof("e1", fact),),
        tone=tone,
    )
    letter = compose(brief, seed=seed)
    assert len(letter.subject) <= 60
    assert "\n" not in letter.subject
    assert "{" not in letter.body
    assert letter.body.rstrip().endswith("+1 206-555-0147")


def test_grams_are_runs_of_four_words() -> None:
    assert grams("One two three, four five") == ["one two three four", "two three four five"]
