"""Letters in French: vous throughout, the joints and spaces of the language, no guess at anybody's sex."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from afterword import tables
from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Interviewer, Previous, Proof, Recipient, Talk, Topic
from afterword.letter.checking import check
from afterword.letter.compose import compose
from afterword.letter.dates import written
from afterword.letter.topics import of, slots
from afterword.letter.wordings import elided, wordings
from letter.briefs import read

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
LETTERS = Path(__file__).parents[1] / "data/letters-fr"
FRENCH = wordings("fr").words_in("fr")
SEEDS = range(12)
SPOILED = [
    ("tone.pressure", "Je n'ai toujours pas eu de réponse de votre part."),
    ("tone.pressure", "Merci de me répondre dans les plus brefs délais."),
    ("tone.pressure", "Vous m'aviez promis une réponse."),
    ("tone.pressure", "Je vous prie de me répondre sans délai."),
    ("tone.pressure", "Sans nouvelles de vous d'ici vendredi, je considérerai que c'est non."),
    ("tone.salary", "J'aimerais aussi connaître le salaire."),
    ("tone.salary", "Quelle est la rémunération prévue ?"),
    ("tone.salary", "Combien de jours de RTT avez-vous ?"),
    ("tone.salary", "Je souhaite au moins 38 k€ par an."),
    ("tone.presume", "Quand je commencerai chez vous, je refondrai les badges."),
    ("tone.presume", "Je suis la personne idéale pour ce poste."),
    ("tone.presume", "Dès mon arrivée, je prendrai les badges en main."),
    ("tone.apology", "Je suis désolée pour mes réponses un peu brouillonnes."),
    ("tone.apology", "Excusez-moi d'avoir été nerveuse."),
    ("tone.apology", "J'aurais dû mieux préparer cette question."),
    ("tone.flattery", "Vous êtes vraiment une dirigeante exceptionnelle."),
    ("tone.flattery", "Votre parcours est absolument extraordinaire."),
    ("tone.private", "J'espère que votre santé s'améliore."),
    ("tone.private", "Bon rétablissement à votre mari."),
    ("tone.private", "Votre sourire m'a mise à l'aise."),
    ("tone.private", "Que Dieu vous bénisse."),
    ("tone.private", "Comment vont vos enfants ?"),
    ("ask.none-in-thanks", "Où en êtes-vous de votre décision ?"),
    ("ask.none-in-thanks", "Avez-vous déjà pris une décision ?"),
    ("ask.none-in-thanks", "Quand pensez-vous décider ?"),
    ("ask.none-in-thanks", "Pouvez-vous me dire si j'ai été retenue ?"),
    ("gift.no-value", "Je vous envoie aussi une bouteille de vin."),
    ("gift.no-value", "Vous trouverez un bon cadeau avec ce message."),
    ("gift.no-value", "J'ai deux places pour le concert de samedi, elles sont à vous."),
    ("gift.not-homework", "Dites-moi ce que vous en pensez."),
    ("gift.not-homework", "Merci de le lire avant vendredi."),
    ("gift.not-homework", "J'attends vos remarques sur l'article."),
    ("gift.one", "Je vous envoie aussi un livre et deux podcasts sur le sujet."),
    ("gift.one", "Voici également un second article sur le même sujet."),
    ("truth.read-claim", "J'ai aussi lu Une équipe sans mot de passe avec intérêt."),
    ("truth.mentioned", "Vous m'avez parlé de la nouvelle cantine."),
    ("truth.mentioned", "Comme vous le disiez, la cantine ferme à midi."),
    ("truth.mentioned", "Votre remarque sur la cantine m'a fait sourire."),
    ("truth.attachment", "Vous trouverez ci-joint mon dossier."),
    ("truth.attachment", "Je joins une note à ce message."),
    ("truth.facts", "J'ai aussi dirigé 47 personnes."),
    ("truth.facts", "Nous nous reverrons le 23 décembre."),
    ("truth.facts", "J'ai travaillé avec Grégoire Salomon."),
    ("truth.facts", "Plus de détails sur https://autre.example.org/x."),
    ("time.words", "Notre échange d'avant-hier m'a plu."),
    ("time.words", "Notre entretien de la semaine dernière m'a plu."),
    ("time.words", "Notre entretien de ce matin m'a plu."),
    ("names.right-role", "Le poste de comptable m'intéresse toujours."),
    ("text.placeholder", "Merci encore, [Prénom]."),
    ("tone.slang-caps", "C'était trop cool mdr."),
    ("tone.slang-caps", "Merci !!!"),
]
"""A sentence more, and the check that must see it."""
SOON = {"thank_you", "phone_screen_thanks", "one_way_note", "next_round_thanks", "short_message"}


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
    brief = replace(BRIEF, gift=replace(BRIEF.gift, read=False))
    bodies = [compose(brief, seed=seed).body for seed in SEEDS]
    assert any(
        re.search("article que j'ai (?:repéré|trouvé|remarqué|vu passer)|trouvé un article", body) for body in bodies
    )
    assert not any(re.search(r"\b(?:lue?|lire|apprécié|recommande)\b", body) for body in bodies)


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
        gift=BRIEF.gift if kind in {"gift_note", "visibility"} else None,
        previous=() if kind in SOON | {"gift_note", "visibility"} else (sent,),
        send_at=AT + (dt.timedelta(hours=18) if kind in SOON else dt.timedelta(days=20)),
    )
    for seed in SEEDS:
        letter = compose(brief, seed=seed)
        assert [finding.id for finding in letter.checks if finding.severity != "info"] == []
        assert not re.search(r"\((?:e|ve|se)\)|·e\b", letter.body)


@pytest.mark.parametrize(
    ("subject", "joined"),
    [
        ("le déploiement des clés d'accès", "du déploiement des clés d'accès"),
        ("les plannings de nuit", "des plannings de nuit"),
        ("l'accueil des nouveaux", "de l'accueil des nouveaux"),
        ("une fusion en cours", "d'une fusion en cours"),
        ("un stage d'été", "d'un stage d'été"),
        ("des gants qui glissent", "de gants qui glissent"),
        ("vos ateliers du mercredi", "de vos ateliers du mercredi"),
        ("Kubernetes", "de Kubernetes"),
        ("Excel", "d'Excel"),
    ],
)
def test_a_subject_joins_its_de(subject: str, joined: str) -> None:
    assert of(subject, FRENCH) == joined


def test_two_things_are_never_behind_one_de() -> None:
    topic = replace(BRIEF.topics[0], text="les tablettes partagées et les badges perdus", quote=None)
    assert {"said", "spoke"} == set(slots(topic, met=True, words=FRENCH))
    for seed in SEEDS:
        assert (
            "les tablettes partagées et les badges perdus" in compose(replace(BRIEF, topics=(topic,)), seed=seed).body
        )


def test_what_they_said_begins_a_sentence_with_a_capital() -> None:
    quotes = [
        row for seed in range(60) for row in re.findall(r"(?:^|[.!?] |\n)«\u00a0(\w)", compose(BRIEF, seed=seed).body)
    ]
    assert quotes
    assert all(letter.isupper() for letter in quotes)


def test_who_said_it_may_stand_behind_the_quotation() -> None:
    said = "Merci pour notre entretien d'hier.\n\n«\u00a0Nous perdons un badge par jour\u00a0», m'avez-vous dit"
    for rest in ("voilà une question dont j'aimerais m'occuper", "j'y ai repensé depuis"):
        letter = f"Madame,\n\n{said}\u00a0: {rest}.\n\nCordialement,\nAmara Boateng"
        assert "truth.mentioned" not in {finding.id for finding in check(letter, BRIEF).findings}


@pytest.mark.parametrize("subject", ["comment vous répartissez les quais", "réduire les rebuts", "planning de nuit"])
def test_a_subject_without_its_article_stands_behind_a_colon(subject: str) -> None:
    topic = replace(BRIEF.topics[0], text=subject, quote=None)
    assert {"said_how", "spoke_how"} == set(slots(topic, met=True, words=FRENCH))
    for seed in SEEDS:
        letter = compose(replace(BRIEF, topics=(topic,)), seed=seed)
        assert [finding.id for finding in letter.checks if finding.severity == "block"] == []
        assert f"\u00a0: {subject}" in letter.body


@pytest.mark.parametrize(
    ("company", "at"),
    [
        ("Clinique du Parc", "à la Clinique du Parc"),
        ("Lycée Jean-Moulin", "au Lycée Jean-Moulin"),
        ("Hôpital Nord", "à l'Hôpital Nord"),
        ("Ateliers Brossard", "aux Ateliers Brossard"),
        ("Fernhill Logistique", "chez Fernhill Logistique"),
    ],
)
def test_a_house_with_an_article_has_it(company: str, at: str) -> None:
    bodies = [compose(replace(BRIEF, company=company), seed=seed).body for seed in range(40)]
    assert any(at in body for body in bodies)
    assert not any(f"chez {company}" in body for body in bodies if not at.startswith("chez"))


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("a réduit les rebuts de 12 %", "j'ai réduit les rebuts de 12 %"),
        ("Encadré une équipe de huit", "j'ai encadré une équipe de huit"),
        ("J'enseigne la physique depuis neuf ans.", "j'enseigne la physique depuis neuf ans"),
        ("Dix ans de bloc opératoire", "dix ans de bloc opératoire"),
        ("CACES 1, 3 et 5 à jour", "CACES 1, 3 et 5 à jour"),
    ],
)
def test_a_fact_stands_within_its_sentence(fact: str, said: str) -> None:
    for seed in SEEDS:
        body = compose(replace(BRIEF, evidence=(Proof("e1", fact),)), seed=seed).body
        assert said in body or said[0].upper() + said[1:] in body
        assert not re.search(r": [A-Z](?!ACES)", body.replace("\u00a0", " "))


def test_a_follow_up_calls_the_gift_to_mind_and_names_the_day() -> None:
    sent = Previous("thank_you", AT, None, "Une équipe sans mot de passe")
    brief = replace(BRIEF, kind="follow_up_1", gift=None, previous=(sent,), send_at=AT + dt.timedelta(days=22))
    for seed in SEEDS:
        body = compose(brief, seed=seed).body
        assert "notre entretien du 17 novembre" in body
        assert "«\u00a0Une équipe sans mot de passe\u00a0»" in body
        assert "1er décembre" in body


@pytest.mark.parametrize(("locale", "closing"), [("fr_CH", "Meilleures salutations,"), ("fr_BE", "Bien cordialement,")])
def test_a_country_closes_its_letters_its_own_way(locale: str, closing: str) -> None:
    assert f"\n\n{closing}\n" in compose(replace(BRIEF, locale=locale)).body


def test_nothing_says_whether_a_man_or_a_woman_writes() -> None:
    said = [
        text
        for step in tables.table("letter/wording/fr.toml")["steps"].values()
        for text in map(_text, step["clauses"])
    ]
    agreed = r"\b(?:ravie?|heureu(?:x|se)|intéressée?|motivée?|certaine?|convaincue?|désolée?|déçue?|venue?)\b"
    assert [text for text in said if re.search(agreed, text) or re.search(r"je (?:suis|reste) \w+ée?\b", text)] == []


def _text(row: Any) -> str:
    return str(row["text"] if isinstance(row, dict) else row)


def test_what_the_room_says_in_french_is_complete_and_names_the_same() -> None:
    english, french = (_texts(tables.table(f"letter/says/{language}.toml")) for language in ("en", "fr"))
    assert french.keys() == english.keys()
    for code, text in english.items():
        assert _names(french[code]) == _names(text), code


def _texts(table: dict[str, Any], within: str = "") -> dict[str, str]:
    """Every text of a table of `says` by its code."""
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _texts(value, f"{within}{key}.") if isinstance(value, dict) else {f"{within}{key}": value}
    return found


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_a_finding_speaks_french_to_its_last_word() -> None:
    letter = "Madame,\n\nMerci pour notre entretien de jeudi sur les clés d'accès.\n\nCordialement,\nAmara Boateng"
    findings = check(letter, BRIEF, language="fr").findings
    told = {finding.id: f"{finding.message} {finding.mend}" for finding in findings}
    assert told["time.words"] == "«\u00a0jeudi\u00a0»\u00a0: l'entretien a eu lieu un mardi. Écrivez mardi."


@pytest.mark.parametrize("path", sorted(LETTERS.glob("fr-good-*.txt")), ids=lambda path: path.stem)
def test_a_good_french_letter_of_another_hand_is_not_blocked(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8").partition("\n")[2])
    assert found.locale == "fr"
    assert [finding.id for finding in found.findings if finding.severity == "block"] == []


@pytest.mark.parametrize("path", sorted(LETTERS.glob("fr-bad-*.txt")), ids=lambda path: path.stem)
def test_a_bad_french_letter_of_another_hand_is_seen(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8").partition("\n")[2])
    assert [finding.id for finding in found.findings if finding.severity != "info"]


@pytest.mark.parametrize(("check_id", "sentence"), SPOILED)
def test_one_sentence_too_many_is_seen(check_id: str, sentence: str) -> None:
    assert BRIEF.gift is not None
    brief = replace(BRIEF, gift=replace(BRIEF.gift, read=False))
    letter = compose(brief)
    before, _, after = letter.body.rpartition("\n\n")
    spoiled = f"Subject: {letter.subject}\n\n{before}\n\n{sentence}\n\n{after}"
    had = {
        (finding.id, finding.quote) for finding in check(f"Subject: {letter.subject}\n\n{letter.body}", brief).findings
    }
    found = {(finding.id, finding.quote) for finding in check(spoiled, brief).findings}
    assert check_id in {found_id for found_id, _ in found - had}


@pytest.mark.parametrize("role", ["infirmier", "Infirmière de nuit"])
def test_a_title_in_the_other_gender_is_the_same_role(role: str) -> None:
    letter = (
        "Madame,\n\nMerci pour notre entretien d'hier. Le poste d'infirmière m'intéresse toujours.\n\nAmara Boateng"
    )
    assert "names.right-role" not in {finding.id for finding in check(letter, replace(BRIEF, role=role)).findings}


@pytest.mark.parametrize(
    "formula",
    [
        "Bien cordialement,",
        "Meilleures salutations,",
        "Cordiales salutations,",
        "Bonne journée,",
        "Au plaisir d'en reparler,",
    ],
)
def test_the_signature_is_found_under_a_french_formula(formula: str) -> None:
    letter = f"Madame,\n\nMerci pour notre entretien d'hier sur les badges perdus.\n\n{formula}\nGregory Stone"
    assert "names.right-person" in {finding.id for finding in check(letter, BRIEF).findings}


@pytest.mark.parametrize("path", sorted(LETTERS.glob("with-*.txt")), ids=lambda path: path.stem)
def test_a_true_french_letter_is_not_blocked_by_its_brief(path: Path) -> None:
    findings = check(path.read_text(encoding="utf-8"), read(path.with_suffix(".json"))).findings
    assert [finding.id for finding in findings if finding.severity == "block"] == []
