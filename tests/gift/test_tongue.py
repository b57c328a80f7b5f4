import pytest

from afterword.gift.tongue import languages


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("How the others got people to use them", {"en"}),
        ("Wie das Lager mit einem Schlag und ohne Streit umstellte", {"de"}),
        ("Comment nous avons fait pour les équipes dans les entrepôts", {"fr"}),
        ("Как внедрить ключи доступа", {"ru", "uk", "bg", "sr", "be", "mk", "kk"}),
        ("密码", {"zh", "ja"}),
        ("Passkeys", set()),
        ("", set()),
    ],
)
def test_languages(text: str, codes: set[str]) -> None:
    assert languages(text) == codes
