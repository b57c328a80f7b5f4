import pytest

from afterword.gift import naming


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Fernhill Logistics", "What Fernhill did", True),
        ("Fernhill Logistics", "Fernhill's new depot", True),
        ("Fernhill Logistics", "what fernhill did", False),
        ("Fernhill Logistics GmbH", "At FERNHILL LOGISTICS today", True),
        ("Shell", "how to shell peas", False),
        ("Shell", "A new job at Shell", True),
        ("New Horizons", "New rules for depots", False),
        ("New Horizons", "At New Horizons, depots", True),
        ("", "anything", False),
    ],
)
def test_a_firm_in_a_text(name: str, text: str, found: bool) -> None:
    assert naming.named(name, text) is found


def test_the_legal_form_is_no_part_of_a_name() -> None:
    assert naming.core("Fernhill Logistics, Inc.") == naming.core("FERNHILL LOGISTICS")
    assert naming.core("Group") == ["group"]


def test_persons() -> None:
    assert naming.same_person("Calloway, Ruth B.", "Ruth Calloway")
    assert not naming.same_person("Ruth Okafor", "Ruth Calloway")
    assert not naming.same_person("Ruth", "Ruth")
    assert naming.slug("Ruth Calloway", "/in/ruthcalloway")
    assert not naming.slug("Ruth", "/truth")


def test_a_private_mailbox_is_no_employer() -> None:
    assert naming.mail_domain("a@fernhill.example.org") == ("fernhill.example.org",)
    assert naming.mail_domain("a@gmail.com") == ()
    assert naming.mail_domain(None) == ()
