"""Facts about the candidate, whoever adds them: each once, and each with an id of its own."""

from afterword.app.actions.add_proof import MOST_PROOFS, add_proof
from afterword.app.actions.introduce import introduce
from afterword.app.actions.present import present
from afterword.app.models import Candidate


def presented(*proofs: str) -> Candidate:
    return present(name="A", email="", phone="", language="en", country="", timezone="", proofs=proofs)


def test_no_id_is_given_twice(amara: Candidate) -> None:
    introduce(proofs=["first", "second"])
    presented("second")
    introduce(proofs=["third", "third"])
    add_proof("fourth")
    amara.refresh_from_db()
    assert [proof["text"] for proof in amara.proofs] == ["second", "third", "fourth"]
    assert len({proof["id"] for proof in amara.proofs}) == 3
    assert amara.proofs[0]["id"] == "e2"


def test_a_fact_stands_once_and_a_full_list_takes_no_more(amara: Candidate) -> None:
    assert all(add_proof(f"fact {number}") for number in range(MOST_PROOFS))
    assert add_proof("fact 3")
    assert not add_proof("one more")
    amara.refresh_from_db()
    assert len(amara.proofs) == MOST_PROOFS
