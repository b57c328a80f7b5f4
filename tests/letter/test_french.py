"""Letters in French: vous throughout, the joints and spaces of the language, no guess at anybody's sex."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Interviewer, Previous, Proof, Recipient, Talk, Topic
from afterword.letter.compose import compose
from afterword.letter.dates import written
from afterword.letter.wordings import elided, wordings

AT = dt.datetime(2026, 11, 17, 15, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
CLAIRE = Recipient("Claire Aubry", "Claire", "Aubry", honorific="Mme")
BRIEF = Brief(
    kind="thank_you",
    candidate=Candidate("Amara Boateng"),
    recipient=CLAIRE,
    tone="formal",
    locale="fr_FR",
    interviewers=(Interviewer("Claire Aubry"),),
    role="analyste des accès",
    company="Fernhill Logistique",
    interview=Talk(AT, "onsite", 1),
    topics=(
        Topic(
            "t1",
            "le déploiement des clés d'accès à l'entrepôt",
            "interviewer",
            "said",
            "nous perdons un badge par jour",
            "business",
        ),
    ),
    gift=Gift(
        "g1",
        "article",
        "Une équipe sans mot de passe",
        "https://journal.example.org/1",
        publisher="Le Quai",
        read=True,
    ),
    evidence=(Proof("e1", "ai fait passer 340 personnes des badges aux téléphones en six semaines"),),
    decision_date=dt.date(2026, 12, 1),
    send_at=AT + dt.timedelta(hours=18),
)
FRENCH = wordings("fr").words_in("fr")
SEEDS = range(12)


def test_a_french_letter_is_french_throughout() -> None:
    for seed in SEEDS:
        letter = compose(BRIEF, seed=seed)
        assert letter.body.startswith("Madame,\n\n")
        assert letter.body.endswith("Bien cordialement,\nAmara Boateng")
        assert "1er décembre" in letter.body
        assert "«\u00a0Une équipe sans mot de passe\u00a0»" in letter.body
        assert "Le Quai" in letter.body
        assert re.search("[Jj]'ai fait passer 340 personnes", letter.body)
        assert [finding.id for finding in letter.checks if finding.severity != "info"] == []
        assert not re.search(r"\b(?:the|and|you|thank|tu|te|toi|ton)\b", letter.body)


def test_no_line_breaks_before_a_double_sign_or_inside_guillemets() -> None:
    for seed in SEEDS:
        letter = compose(BRIEF, seed=seed)
        text = f"{letter.subject}\n{letter.body}".replace("https://", "")
        assert not re.search(r"[^\u00a0][;:?!»]|«[^\u00a0]", text)


@pytest.mark.parametrize(
    ("reader", "greeting"),
    [
        (CLAIRE, "Madame,"),
        (replace(CLAIRE, honorific="Ms"), "Madame,"),
        (Recipient("Ali Demir", "Ali", "Demir", honorific="M."), "Monsieur,"),
        (Recipient("Camille Roy", "Camille", "Roy"), "Bonjour Camille Roy,"),
        (Recipient("Camille Roy", "Camille", "Roy", honorific="Dr."), "Bonjour Dr Roy,"),
        (Recipient(email="contact@fernhill.example.org", relation="mailbox"), "Madame, Monsieur,"),
    ],
)
def test_the_form_of_address_is_never_guessed(reader: Recipient, greeting: str) -> None:
    assert compose(replace(BRIEF, recipient=reader, interviewers=())).body.startswith(f"{greeting}\n\n")


@pytest.mark.parametrize(
    ("phrase", "joined"),
    [
        ("le poste de analyste", "le poste d'analyste"),
        ("le poste de hôte d'accueil", "le poste d'hôte d'accueil"),
        ("le poste de ingénieure", "le poste d'ingénieure"),
        ("le poste de chef de projet", "le poste de chef de projet"),
        ("le poste de responsable", "le poste de responsable"),
        ("le poste de haut conseiller", "le poste de haut conseiller"),
        (" de Élodie Marchand", " d'Élodie Marchand"),
        ("je ai fait", "j'ai fait"),
        ("je dirige", "je dirige"),
    ],
)
def test_de_and_je_fall_together_with_a_vowel(phrase: str, joined: str) -> None:
    assert elided(phrase, FRENCH) == joined
    assert elided(phrase, wordings("en").words) == phrase


def test_the_first_of_a_month_is_no_number() -> None:
    assert written(dt.date(2026, 12, 1), FRENCH, AT.date()) == "1er décembre"
    assert written(dt.date(2027, 12, 2), FRENCH, AT.date()) == "2 décembre 2027"


def test_what_was_not_read_was_come_across() -> None:
    assert BRIEF.gift is not None
    for seed in SEEDS:
        body = compose(replace(BRIEF, gift=replace(BRIEF.gift, read=False)), seed=seed).body
        assert re.search("un article que j'ai repéré|trouvé un article", body)
        assert not re.search(r"\blue?\b", body)


def test_only_their_own_words_were_brought_up_by_them() -> None:
    noted = replace(BRIEF.topics[0], words="noted", quote=None)
    for seed in SEEDS:
        body = compose(replace(BRIEF, topics=(noted,)), seed=seed).body
        assert not re.search("vous avez (?:dit|évoqué|eu une phrase)", body, re.IGNORECASE)


@pytest.mark.parametrize("tone", ["formal", "warm", "brief"])
@pytest.mark.parametrize("kind", sorted(wordings("fr").subjects))
def test_every_kind_passes_its_checks(kind: str, tone: str) -> None:
    sent = Previous("thank_you", AT, None, "Une équipe sans mot de passe")
    brief = replace(
        BRIEF,
        kind=kind,  # type: ignore[arg-type]
        tone=tone,  # type: ignore[arg-type]
        candidate=replace(BRIEF.candidate, phone="+33199005501"),
        gift=None if kind != "gift_note" else BRIEF.gift,
        previous=(sent,) if kind != "gift_note" else (),
        send_at=AT + dt.timedelta(days=20),
    )
    for seed in SEEDS:
        letter = compose(brief, seed=seed)
        assert [finding.id for finding in letter.checks if finding.severity != "info"] == []
        assert not re.search(r"\((?:e|ve|se)\)|·e\b", letter.body)
