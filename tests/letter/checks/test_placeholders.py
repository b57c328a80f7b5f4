"""Places that a template left open: every notation, in five languages, and what only looks like one."""

import json
from pathlib import Path

import pytest

from afterword.letter.checks import words

ROOT = Path(__file__).parents[3]
LABELS = {
    "en": ["name", "company", "role", "date", "topic we discussed"],
    "de": ["Name", "Firma", "Stelle", "Datum", "Thema des Gesprächs"],
    "fr": ["nom", "entreprise", "poste", "date", "sujet évoqué"],
    "es": ["nombre", "empresa", "puesto", "fecha", "tema de la entrevista"],
    "it": ["nome", "azienda", "posizione", "data", "argomento del colloquio"],
}
MARKED = ["[{}]", "[[{}]]", "{{{}}}", "{{{{{}}}}}", "{{{{ {} }}}}", "<{}>", "<<{}>>"]
ONE_WORD = ["${}", "${{{}}}", "%{}%", "%({})s", "«{0}_{0}»", "@{}@", "#{}#"]
LINES = ["____", "________", "......", "………", "XX", "XXX", "XXXX"]
BARE = {
    "en": [
        "Your Name", "Mr./Ms. Last Name", "Company Name", "Job Title", "Hiring Manager's Name", "Position Title",
        "Name of Company", "XYZ Company",
    ],
    "de": [
        "Ihr Name", "Dein Name", "Vor- und Nachname", "Frau/Herr Nachname", "Herr/Frau", "Firmenname", "Name der Firma",
        "Max Mustermann", "Stellenbezeichnung", "Name des Unternehmens", "Musterfirma",
    ],
    "fr": [
        "Votre nom", "Prénom Nom", "Monsieur/Madame", "Nom de l'entreprise", "Intitulé du poste", "M./Mme Nom",
        "Votre Prénom et Nom",
    ],
    "es": [
        "Su nombre", "Tu nombre", "Nombre y apellidos", "Nombre de la empresa", "Sr./Sra. Apellido",
        "Nombre del entrevistador", "Título del puesto",
    ],
    "it": [
        "Il tuo nome", "Nome e Cognome", "Nome dell'azienda", "Sig./Sig.ra Cognome", "Il Suo nome",
        "Nome del selezionatore", "Titolo della posizione",
    ],
}  # fmt: skip
TOLD = {
    "en": [
        "(fill in name)", "(insert company here)", "(your name)", "(add date)", "(name of interviewer)",
        "(company name)", "(mention topic)", "insert company here", "Insert name here", "(to be completed)", "(name)",
    ],
    "de": [
        "(Name einsetzen)", "(Firma eintragen)", "(hier Namen einfügen)", "(bitte ergänzen)", "(Ihr Name)", "(Datum)",
        "(Thema nennen)", "Name hier einsetzen", "hier Namen einfügen",
    ],
    "fr": [
        "(insérer le nom)", "(à compléter)", "(nom de l'entreprise)", "(votre nom)", "(indiquer la date)",
        "insérer le nom ici", "(préciser le sujet)", "(nom)", "compléter ici",
    ],
    "es": [
        "(insertar nombre)", "(completar)", "(nombre de la empresa)", "(su nombre)", "(poner la fecha)",
        "insertar nombre aquí", "(por completar)", "(nombre)",
    ],
    "it": [
        "(inserire nome)", "(da completare)", "(nome dell'azienda)", "(il tuo nome)", "(indicare la data)",
        "inserire qui il nome", "(nome)", "(da compilare)",
    ],
}  # fmt: skip
OPEN = [
    *(notation.format(label) for labels in LABELS.values() for label in labels for notation in MARKED),
    *(notation.format(label.upper()) for labels in LABELS.values() for label in labels for notation in MARKED),
    *(notation.format(label.split()[0]) for labels in LABELS.values() for label in labels for notation in ONE_WORD),
    *LINES,
    *(text for table in (BARE, TOLD) for texts in table.values() for text in texts),
]
FILLED = [
    "arr[i] and arr[0]", "x[1:3]", "the [sic] spelling", 'dict {} and {"a": 1}', "List<String> and Map<K, V>",
    "<https://x.example.org>", "<a@b.example.org>", "Ruth <ruth@example.org>", "a < b and c > d", "[…]", "[...]",
    'printf("%d items")', "$5 and US$300", "100% sure", "C++ {}", "#1 priority, #2 later", "R[x] notation",
    "rows[n-1]", "{x | x > 0}", "{1, 2, 3}", "the interval [0, 1]", "@property and @cache", "std::vector<int>",
    "</div>", "${HOME}/bin", "$HOME", "[1], [2] and [Knuth 1997]", 'he said "[we] never look back"',
    "mein Wissen hier einsetzen", "der neue Firmenname gefällt mir", "le nom de l'entreprise", "(names on request)",
    "__init__", "https://example.org/a[b]", "der Name der Firma",
]  # fmt: skip


def good_letters() -> list[str]:
    """Every letter of the tests and the gallery that is as it should be."""
    data = ROOT / "tests/data"
    written = [
        (data / folder / f"{name}.txt").read_text(encoding="utf-8")
        for folder in ("letters-fresh", "letters-more")
        for name, mark in json.loads((data / folder / "truth.json").read_text(encoding="utf-8")).items()
        if mark == "good"
    ]
    published = [path.read_text(encoding="utf-8") for path in sorted((data / "letters").glob("good-*.txt"))]
    cases = [case["letter"] for case in json.loads((data / "letters/cases.json").read_text(encoding="utf-8"))]
    gallery = [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/gallery").rglob("*")) if path.is_file()
    ]
    return [*written, *published, *cases, *gallery]


@pytest.mark.parametrize("gap", dict.fromkeys(OPEN))
def test_every_notation_in_every_language_is_seen(gap: str) -> None:
    assert words.open_places(f"Thank you for {gap} on Monday.")


@pytest.mark.parametrize("text", FILLED)
def test_what_only_looks_open_is_none(text: str) -> None:
    assert not words.open_places(f"Thank you for showing me {text} on Monday.")


def test_no_good_letter_has_an_open_place() -> None:
    letters = good_letters()
    assert len(letters) >= 150
    assert [match.group() for letter in letters for match in words.open_places(letter)] == []
