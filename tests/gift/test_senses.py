from afterword import tables
from afterword.gift.fit import asked, fit
from afterword.gift.gift import Gift
from afterword.gift.search import stem
from afterword.gift.senses import clash, fields

ENOUGH = tables.table("gift/words/fit.toml")["enough"]


def stems(told: str) -> list[str]:
    return [stem(word) for word in told.split()]


def fits(subject: str, title: str, *quotes: str) -> bool:
    return bool(fit(asked(subject, quotes), Gift("g", title=title)).share >= ENOUGH)


def test_the_words_around_it_tell_what_a_word_means() -> None:
    assert clash(stems("crane"), stems("marsh"), [], stems("tower scaffold")) is True
    assert clash(stems("crane"), stems("marsh"), [], stems("birds")) is False
    assert clash(stems("crane"), [], stems("birds"), stems("tower")) is True


def test_where_nothing_shows_nothing_is_said() -> None:
    assert clash(stems("crane"), [], [], stems("birds")) is None
    assert clash(stems("crane"), stems("marsh"), [], []) is None


def test_what_quotes_say_of_other_things_tells_no_meaning() -> None:
    assert clash(stems("tests"), [], stems("lunch"), stems("suite code")) is None


def test_a_word_of_one_meaning_keeps_it_everywhere() -> None:
    assert len(fields(stems("dumplings"))) == 1
    assert clash(stems("dumplings"), stems("office"), [], stems("grandmother")) is None


def test_a_thing_of_the_same_words_and_another_meaning_does_not_fit() -> None:
    assert fits("seals", "Watching seals from a canoe", "we saw pups from the ferry")
    assert not fits("seals", "Shaft seals and pump valves", "we saw pups from the ferry")
    assert fits("climbing roses", "Roses that climb a north wall")
    assert not fits("climbing roses", "Finger strength for climbers")


def test_every_field_has_words_and_the_second_lives_are_of_known_fields() -> None:
    table = tables.table("gift/words/fields.toml")
    assert table["more"].keys() <= table["fields"].keys()
    for told in (*table["fields"].values(), *table["more"].values()):
        assert told.split()
