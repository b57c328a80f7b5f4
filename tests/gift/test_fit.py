from dataclasses import replace

from afterword import tables
from afterword.gift.fit import asked, fit
from afterword.gift.gift import Gift
from afterword.gift.search import stem

ENOUGH = tables.table("gift/words/fit.toml")["enough"]
PASSKEYS = "rolling out passkeys to the warehouse crew"


def share(subject: str, title: str, quotes: tuple[str, ...] = (), text: str | None = None) -> float:
    return fit(asked(subject, quotes), Gift("g", title=title, text=text)).share


def test_the_head_of_a_subject_weighs_more_than_what_narrows_it() -> None:
    assert share(PASSKEYS, "Passkeys explained") > share(PASSKEYS, "Warehouse safety")


def test_the_head_alone_is_enough_and_what_narrows_it_is_not() -> None:
    assert share("bread with a stiff rye starter", "Bread") > ENOUGH
    assert share("bread with a stiff rye starter", "Rye whisky starter set") < ENOUGH


def test_a_vague_beginning_is_no_head() -> None:
    assert share("a trip to Sicily", "Trips and falls") < ENOUGH < share("a trip to Sicily", "Sicily by rail")


def test_half_of_a_compound_is_no_fit() -> None:
    assert share("ice hockey", "Field hockey for beginners") < ENOUGH
    assert share("cloud seeding", "Seed saving for tomatoes") < ENOUGH


def test_the_place_of_a_list_must_be_the_right_one() -> None:
    subject = asked("lunch in Ballard")
    fremont = Gift("f", kind="places", title="Quiet lunches", place="Fremont")
    assert fit(subject, fremont).share < ENOUGH < fit(subject, replace(fremont, place="Ballard")).share


def test_a_weak_word_alone_is_no_fit() -> None:
    assert share(PASSKEYS, "Rolling hills: a new guide for the whole crew") < ENOUGH


def test_a_kindred_word_stands_for_the_word_in_part() -> None:
    assert ENOUGH < share("passkeys", "WebAuthn explained") < share("passkeys", "Passkeys explained") == 0.9


def test_a_word_they_came_back_to_weighs_more() -> None:
    quotes = ("the passkeys again",)
    assert share(PASSKEYS, "Passkeys", quotes) > share(PASSKEYS, "Passkeys")


def test_quotes_alone_carry_no_fit() -> None:
    assert share("bread", "A depot signs in", ("we took the depot off passwords",)) == 0.0


def test_a_figure_of_speech_is_not_about_its_words() -> None:
    assert share("sailing", "Sailing through your next audit") == 0.0
    assert share("baking bread", "The bread and butter of sales") == 0.0
    assert share("jazz", "Jam sessions for product teams") == 0.0


def test_a_text_tells_a_little_less_than_a_title_and_that_less_than_a_tag() -> None:
    in_text, in_title = share("passkeys", "Signing on", text="passkeys"), share("passkeys", "Passkeys")
    in_tags = fit(asked("passkeys"), Gift("g", title="Signing on", tags=("passkeys",))).share
    assert ENOUGH < in_text < in_title < in_tags == 1.0


def test_a_long_text_speaks_of_what_comes_back() -> None:
    long = " ".join(f"word{number}" for number in range(200))
    assert share("passkeys", "Signing on", text=f"{long} passkeys") == 0.0
    assert share("passkeys", "Signing on", text=f"passkeys {long} passkeys") > ENOUGH


def test_matched_words_are_those_of_the_subject_without_the_weak() -> None:
    found = fit(asked(PASSKEYS, ()), Gift("g", title="Rolling out WebAuthn in a warehouse"))
    assert found.matched == ("passkeys", "warehouse")


def test_a_subject_without_words_fits_nothing() -> None:
    assert fit(asked("?!", ()), Gift("g", title="?!")).share == 0.0


def test_a_row_of_kindred_words_has_two_of_them_at_least() -> None:
    rows = tables.table("gift/words/kin.toml")
    for row in (*rows["close"], *rows["near"]):
        assert len({stem(word) for word in row.split()}) > 1, row
        assert "-" not in row


def test_a_name_in_the_subject_counts_like_its_head() -> None:
    assert (
        share("holidays in Turkey", "Summer holidays at home") < ENOUGH < share("holidays in Turkey", "Turkey by bus")
    )


def test_words_side_by_side_are_one_thing() -> None:
    assert share("scanning with gloves in the cold store", "Working in a cold store") > ENOUGH
    assert share("cover lessons", "Work for a supply teacher", ("supply teachers waste a day",)) > ENOUGH


def test_a_title_that_echoes_much_of_a_short_quote_fits() -> None:
    assert share("the little shelf", "The box at the corner and its books", ("a box of books on the corner",)) > ENOUGH
    assert share("the little shelf", "The box at home", ("a box of books on the corner",)) < ENOUGH


def test_weak_words_alone_do_not_fit_a_telling_subject() -> None:
    assert share("old clocks", "Old people at work") == 0.0


def test_one_word_of_a_title_stands_for_one_word_of_the_subject() -> None:
    assert share("classic cars", "Electric cars") < share("classic cars", "Classic cars")
    assert share("classic cars", "Electric cars") <= 0.5


def test_a_german_compound_is_found_in_its_parts() -> None:
    texts = Gift("g", title="Texte im Museum: kürzer und größer", language="de")
    assert fit(asked("Museumstexte"), texts).share > ENOUGH
    assert {"museum", "text"} <= asked("Museumstexte").terms().keys()
    assert fit(asked("Bahnengolf"), Gift("g", title="Güter auf die Bahn", language="de")).share < ENOUGH
    assert share("handwriting", "By hand") == 0.0


def test_a_subject_of_many_long_words_stays_small() -> None:
    assert len(asked(" ".join(f"zusammen{number}setzung" for number in range(1000))).parts) < 200
