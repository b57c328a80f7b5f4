"""A brief holds what the steps before found, and nothing else."""

import cast
from afterword.candidacy.contact import Contact, Email
from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Talk
from afterword.letter.gather import gather
from afterword.notes.interest import Evidence, Interest

CONTACT = Contact(
    name=cast.RUTH,
    title=cast.RUTH_TITLE,
    company=cast.FERNHILL,
    emails=(Email(cast.RUTH_EMAIL), Email("r@example.org")),
)


def gathered(
    *interests: Interest, contact: Contact = CONTACT, gift: Gift | None = None, gift_note: str | None = None
) -> Brief:
    return gather(
        "thank_you",
        candidate=Candidate(cast.AMARA),
        contact=contact,
        interests=interests,
        gift=gift,
        gift_note=gift_note,
        talk=Talk(at=cast.INTERVIEW_END),
        role=cast.ROLE,
        decision_date=cast.DECISION_DATE,
    )


def interest(*evidence: Evidence, sensitive: bool = False) -> Interest:
    return Interest("i1", "rolling out passkeys", "business", sensitive=sensitive, evidence=evidence)


def test_the_recipient_is_who_the_card_names_at_the_first_address() -> None:
    recipient = gathered().recipient
    assert (recipient.name, recipient.role, recipient.company) == (cast.RUTH, cast.RUTH_TITLE, cast.FERNHILL)
    assert (recipient.email, recipient.relation) == (cast.RUTH_EMAIL, "interviewer")


def test_a_contact_without_a_name_has_no_interviewer() -> None:
    brief = gathered(contact=Contact(emails=(Email("jobs@example.org"),)))
    assert (brief.interviewers, brief.recipient.name, brief.recipient.email) == ((), None, "jobs@example.org")


def test_their_own_words_are_the_strongest_evidence_and_the_only_quote() -> None:
    noted = Evidence("lit up at passkeys", "noted", cue="lit_up")
    said = Evidence("I'd love to see how others did it", "said", cue="asked_to_hear_more", direct=True)
    topic = gathered(interest(noted, said)).topics[0]
    assert (topic.words, topic.quote) == ("said", "I'd love to see how others did it")
    assert (gathered(interest(noted)).topics[0].words, gathered(interest(noted)).topics[0].quote) == ("noted", None)


def test_a_note_that_reports_their_words_is_never_quoted() -> None:
    topic = gathered(interest(Evidence("Ruth said resets take too long", "said"))).topics[0]
    assert (topic.words, topic.quote) == ("said", None)


def test_evidence_against_interest_is_never_quoted() -> None:
    topic = gathered(
        interest(Evidence("interesting", "said", cue="polite_only"), Evidence("a poster", "observed"))
    ).topics[0]
    assert (topic.words, topic.quote) == ("observed", None)


def test_a_note_of_the_shelf_stays_there() -> None:
    brief = gathered(gift=Gift("g1", title="Passkeys at work", note="read the part on one workflow"))
    assert brief.gift is not None
    assert (brief.gift.title, brief.gift.note) == ("Passkeys at work", None)
    assert gathered(gift=Gift("g1"), gift_note="It matched your floor.").gift == Gift(
        "g1", note="It matched your floor."
    )


def test_a_sensitive_subject_stays_out() -> None:
    assert gathered(interest(sensitive=True)).topics == ()


def test_the_date_they_named_comes_along() -> None:
    assert gathered().decision_date == cast.DECISION_DATE
