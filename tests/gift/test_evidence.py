from afterword import tables
from afterword.gift.evidence import Evidence, evidence, weigh
from afterword.gift.fit import asked, fit
from afterword.gift.gift import Gift

ENOUGH = tables.table("gift/words/fit.toml")["enough"]


def share(subject: str, title: str, *quotes: str, tags: tuple[str, ...] = ()) -> float:
    return weigh(asked(subject, quotes), Gift("g", title=title, tags=tags)).share


def told(subject: str, title: str, *quotes: str) -> Evidence:
    question, gift = asked(subject, quotes), Gift("g", title=title)
    found = evidence(question, gift, fit(question, gift))
    assert found is not None
    return found


def test_every_number_has_a_weight() -> None:
    assert tables.table("gift/words/evidence.toml")["weights"].keys() == Evidence.__dataclass_fields__.keys()


def test_the_words_around_a_shared_word_tell_what_it_means() -> None:
    marsh = told("cranes on the marsh", "Cranes and herons of the wetland").around
    assert marsh > told("cranes on the marsh", "Tower cranes on a building site").around


def test_the_noun_of_the_head_counts_by_itself() -> None:
    found = told("kidney beans", "Old cats and their kidneys")
    assert found.noun < found.others == 1.0
    assert found.worst == found.noun
    assert found.both == 0.0


def test_other_words_for_the_same_are_found() -> None:
    assert share("sailing", "Yachts and small boats") > share("sailing", "Invoices and small firms")


def test_a_thing_says_why_in_its_own_words_where_it_shares_none() -> None:
    found = weigh(asked("beekeeping"), Gift("g", title="Honeybees for two"))
    assert found.matched[0] == "honeybees"


def test_where_vectors_know_nothing_words_decide_alone() -> None:
    question, gift = asked("Bienen im Winter"), Gift("g", title="Bienen am Fenster", language="de")
    assert weigh(question, gift) == fit(question, gift)
    assert evidence(asked("zzzqx"), Gift("g", title="Zzzqx"), fit(asked("zzzqx"), Gift("g", title="Zzzqx"))) is None
    untitled = Gift("g", text="sailing")
    assert weigh(asked("sailing"), untitled) == fit(asked("sailing"), untitled)


def test_likelihood_stays_between_nothing_and_certain() -> None:
    assert 0 < share("sailing", "Tax law") < ENOUGH < share("sailing small boats", "Sailing small boats") < 1
