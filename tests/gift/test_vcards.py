from afterword.gift.formats import vcards

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Jonas Feld
N:Feld;Jonas;;;
TITLE:Piano tuner
TEL;TYPE=WORK:+12065550163
ADR:;;1 Example Street;Seattle;WA;98101;USA
END:VCARD
"""


def test_a_card_becomes_a_referral_without_consent() -> None:
    gifts, _ = vcards.read(CARD.replace("\n", "\r\n").encode(), "tuner.vcf")
    gift = gifts[0]
    assert (gift.kind, gift.title, gift.phone) == ("referral", "Jonas Feld", "+12065550163")
    assert gift.consent is None
    assert "Piano tuner" in (gift.text or "")


def test_an_address_book_is_known_by_its_beginning() -> None:
    assert vcards.knows(CARD)
    assert not vcards.knows("url,title\n")
