from afterword.gift import same
from afterword.gift.gift import Gift


def test_keys() -> None:
    gift = Gift("g", url="https://doi.org/10.5555/Ab.1", text="ISBN 0-306-40615-2", phone="+1 206 555 0163")
    assert same.keys(gift) == {"doi:10.5555/ab.1", "isbn:030640615", "page:doi.org|/10.5555/Ab.1||", "phone:065550163"}


def test_both_lengths_of_an_isbn_are_one() -> None:
    assert same.keys(Gift("a", text="ISBN-13: 978-0-306-40615-7")) == same.keys(Gift("b", text="ISBN 0306406152"))


def test_short_titles_are_never_near() -> None:
    assert not same.near(same.title_words("Annual report"), same.title_words("Annual report"))
