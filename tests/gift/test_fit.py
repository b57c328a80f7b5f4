from afterword.gift.fit import asked, fit
from afterword.gift.gift import Gift

PASSKEYS = "rolling out passkeys to the warehouse crew"


def share(subject: str, title: str, quotes: tuple[str, ...] = (), text: str | None = None) -> float:
    return fit(asked(subject, quotes), Gift("g", title=title, text=text)).share


def test_the_head_of_a_subject_weighs_more_than_what_narrows_it() -> None:
    assert share(PASSKEYS, "Passkeys explained") > share(PASSKEYS, "Warehouse safety")


def test_a_weak_word_alone_is_no_fit() -> None:
    assert share(PASSKEYS, "Rolling hills: a new guide for the whole crew") < 0.34


def test_a_kindred_word_stands_for_the_word_in_part() -> None:
    assert 0.34 < share("passkeys", "WebAuthn explained") < share("passkeys", "Passkeys explained") == 1.0


def test_a_word_they_came_back_to_weighs_more() -> None:
    quotes = ("the passkeys again",)
    assert share(PASSKEYS, "Passkeys", quotes) > share(PASSKEYS, "Passkeys")


def test_quotes_alone_carry_no_fit() -> None:
    assert share("bread", "A depot signs in", ("we took the depot off passwords",)) == 0.0


def test_a_figure_of_speech_is_not_about_its_words() -> None:
    assert share("sailing", "Sailing through your next audit") == 0.0
    assert share("baking bread", "The bread and butter of sales") == 0.0
    assert share("jazz", "Jam sessions for product teams") == 0.0


def test_a_text_tells_a_little_less_than_a_title() -> None:
    assert 0.5 < share("passkeys", "Signing on", text="passkeys") < 1.0


def test_matched_words_are_those_of_the_subject_without_the_weak() -> None:
    found = fit(asked(PASSKEYS, ()), Gift("g", title="Rolling out WebAuthn in a warehouse"))
    assert found.matched == ("passkeys", "warehouse")


def test_a_subject_without_words_fits_nothing() -> None:
    assert fit(asked("?!", ()), Gift("g", title="?!")).share == 0.0
