"""Whether the checks catch what goes wrong with correct letters.

    python bench/mutants.py [--quick] [--wrong]

Correct letters with their briefs (tests/data/letters/cases.json, and letters of the composer for
examples/briefs) are spoiled by one operator at a time. caught: share of the mutants of an operator
in which a check of the right name found something that it had not found before; blocks: the same
for the operators that must block, as one share; false_blocks: share of the correct letters that
block. The peer "regex" is a dozen regular expressions without a brief. `--quick` takes fewer
letters; `--wrong` lists what was missed on stderr.
"""

import argparse
import datetime as dt
import json
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from afterword import shapes
from afterword.letter.brief import Brief, Previous, Sibling
from afterword.letter.checking import check

ROOT = Path(__file__).parent.parent
Mutant = tuple[str, Brief] | None
Operator = Callable[[str, Brief, random.Random], Mutant]
OPERATORS: dict[str, tuple[Operator, tuple[str, ...], bool]] = {}
"""By name: how to spoil, the ids of which one must be found, whether it must block."""

REGEX = [
    r"\[[^\]]+\]|\{\{|\$\{|____|XXX|Your Name", r"salary|compensation|benefits package", r"still waiting|heard back",
    r"as soon as possible", r"when I (?:start|join)", r"sorry|apologi", r"inspiring|amazing|honored",
    r"gift card|voucher|tickets", r"what you think", r"!!|[\U0001F300-\U0001FAFF]", r"\b(?:thx|lol|gonna)\b",
    r"To whom it may|Dear Sir", r"have you made a decision",
]  # fmt: skip


def operator(*ids: str, blocks: bool = True) -> Callable[[Operator], Operator]:
    """Add a way to spoil a letter, with the checks of which one must see it."""

    def add(spoil: Operator) -> Operator:
        OPERATORS[spoil.__name__] = (spoil, ids, blocks)
        return spoil

    return add


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    letters = list(correct(seeds=2 if options.quick else 30))
    caught: dict[str, list[bool]] = defaultdict(list)
    naive: dict[str, list[bool]] = defaultdict(list)
    false_blocks, milliseconds, warnings = [], [], []
    for name, text, brief in letters:
        start = time.process_time()
        before = check(text, brief).findings
        milliseconds.append(1000 * (time.process_time() - start))
        blocks = [finding for finding in before if finding.severity == "block"]
        false_blocks.append(bool(blocks))
        warnings.append(sum(finding.severity == "warn" for finding in before))
        if blocks and options.wrong:
            print("FALSE", name, [(one.id, one.quote) for one in blocks], file=sys.stderr)
        for label, (spoil, ids, must_block) in OPERATORS.items():
            mutant = spoil(text, brief, random.Random(f"{name}{label}"))
            if mutant is None:
                continue
            had = {(one.id, one.quote) for one in before if one.severity == "block" or not must_block}
            after = check(*mutant, kind=brief.kind).findings
            found = any(
                one.id in ids and (one.id, one.quote) not in had and (one.severity == "block" or not must_block)
                for one in after
            )
            caught[label].append(found)
            naive[label].append(any(re.search(p, mutant[0]) and not re.search(p, text) for p in REGEX))
            if not found and options.wrong:
                print("MISSED", label, name, [(one.severity, one.id, one.quote) for one in after], file=sys.stderr)
    must = [hit for label, hits in caught.items() if OPERATORS[label][2] for hit in hits]
    should = [hit for label, hits in caught.items() if not OPERATORS[label][2] for hit in hits]
    print(
        json.dumps(
            {
                "letters": len(letters),
                "mutants": len(must) + len(should),
                "operators": len(caught),
                "caught": {label: _share(hits) for label, hits in sorted(caught.items())},
                "blocks": _share(must),
                "warns": _share(should),
                "false_blocks": _share(false_blocks),
                "warnings_per_letter": round(statistics.mean(warnings), 2),
                "ms_per_letter_p50": round(statistics.median(milliseconds), 2),
                "peers": {"regex": {"caught": {label: _share(hits) for label, hits in sorted(naive.items())}}},
            }
        )
    )


def correct(seeds: int) -> Iterator[tuple[str, str, Brief]]:
    """(name, letter, brief) of letters that are as they should be."""
    from afterword.errors import AfterwordError
    from afterword.letter.compose import compose

    for case in json.loads((ROOT / "tests/data/letters/cases.json").read_text(encoding="utf-8")):
        brief, _ = shapes.convert(case["brief"], Brief, case["id"])
        yield case["id"], case["letter"], brief
    paths = [*sorted((ROOT / "examples/briefs").glob("*.json")), ROOT / "examples/case-1/brief.json"]
    for path in paths:
        brief, _ = shapes.read(path.read_bytes(), Brief, path.name)
        for seed in range(seeds):
            try:
                letter = compose(brief, seed=seed)
            except AfterwordError:
                continue
            yield f"{path.stem}-{seed}", f"Subject: {letter.subject}\n\n{letter.body}", brief


def _add(text: str, sentence: str) -> str:
    """The letter with one more sentence, before its closing."""
    head, _, tail = text.rstrip().rpartition("\n\n")
    return f"{head}\n\n{sentence}\n\n{tail}\n" if head else f"{text.rstrip()} {sentence}\n"


def _name(brief: Brief) -> str:
    return brief.recipient.known_as or brief.recipient.name or ""


@operator("names.right-person", "truth.facts")
def swap_person(text: str, brief: Brief, rng: random.Random) -> Mutant:
    name = next(
        (one for one in (brief.recipient.name, brief.recipient.family, brief.recipient.given) if one and one in text),
        None,
    )
    other = rng.choice(["Marcus Delgado", "Ingrid Paulsen", "Tom Whitaker"])
    if name is None or brief.kind == "voicemail" or f"{name}," not in text:
        return None
    return text.replace(name, other if " " in name else other.split()[1], 1), brief


@operator("names.right-person")
def misspell_person(text: str, brief: Brief, rng: random.Random) -> Mutant:
    name = brief.recipient.family or ""
    at = text.find(name)
    if len(name) < 5 or at < 0 or f"{name}," not in text:
        return None
    cut = rng.randrange(1, len(name) - 1)
    return text[: at + cut] + text[at + cut + 1 :], brief


@operator("names.right-company", "truth.facts")
def swap_company(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if not brief.company or brief.company not in text:
        return None
    return text.replace(brief.company, rng.choice(["Brightwater Mills", "Ostrava Steel", "Cobalt Health"])), brief


@operator("names.right-company")
def company_of_elsewhere(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, "The people at Tallow Street Bank would say so too."), replace(
        brief, other_names=("Tallow Street Bank",)
    )


@operator("names.right-company")
def misspell_company(text: str, brief: Brief, rng: random.Random) -> Mutant:
    word = (brief.company or "").split(" ", maxsplit=1)[0]
    if len(word) < 6 or word not in text:
        return None
    cut = rng.randrange(2, len(word) - 1)
    return text.replace(word, word[:cut] + word[cut + 1 :]), brief


@operator("names.right-role")
def swap_role(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if not brief.role or not re.search(rf"{re.escape(brief.role)} (?:role|position|post|job)", text):
        return None
    return text.replace(brief.role, rng.choice(["warehouse foreman", "pastry chef", "tax accountant"])), brief


@operator("names.right-person")
def signed_by_another(text: str, brief: Brief, rng: random.Random) -> Mutant:
    head, found, tail = text.rpartition(f"\n{brief.candidate.name}")
    return (f"{head}\nGregory Stone{tail}", brief) if found else None


@operator("names.impersonal")
def impersonal(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if (
        not _name(brief)
        or brief.kind in {"voicemail", "call_script", "short_message"}
        or brief.recipient.relation == "mailbox"
    ):
        return None
    mutant = re.sub(
        r"(?m)^(?:Dear|Sehr geehrte|Hello|Hi|Good morning) [^\n]*", "To whom it may concern,", text, count=1
    )
    return (mutant, brief) if mutant != text else None


@operator("time.words", "truth.facts")
def wrong_weekday(text: str, brief: Brief, rng: random.Random) -> Mutant:
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    found = [day for day in days if day in text]
    known = {
        moment.strftime("%A")
        for moment in (brief.interview and brief.interview.at, brief.send_at, brief.decision_date, brief.deadline)
        if moment
    }
    known |= {one.sent_at.strftime("%A") for one in brief.previous}
    wrong = [day for day in days if day not in known and day not in text]
    return (text.replace(found[0], wrong[0]), brief) if found and wrong else None


@operator("time.words")
def wrong_day_word(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if "yesterday" not in text or not brief.send_at:
        return None
    return text.replace("yesterday's", "today's").replace("yesterday", "today"), brief


@operator("truth.read-claim")
def unread_called_read(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if not brief.gift or not brief.gift.read or not re.search(r"\bI (?:have )?(?:since )?read\b|\breading\b", text):
        return None
    return text, replace(brief, gift=replace(brief.gift, read=False))


@operator("truth.mentioned")
def noted_called_said(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.locale == "de":
        return None
    topic = next((one for one in brief.topics if one.words != "said" or one.said_by != "interviewer"), None)
    if topic is None:
        return _add(text, "You mentioned the new canteen and its kettle."), brief
    return _add(text, f"You mentioned {topic.text}."), brief


@operator("truth.facts")
def invented_number(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, f"In my last post I looked after {rng.randrange(41, 49)} machines."), brief


@operator("truth.facts")
def invented_number_in_words(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, "Before that I spent seventeen years at sea."), brief


@operator("truth.facts")
def changed_number(text: str, brief: Brief, rng: random.Random) -> Mutant:
    found = re.search(r"(?<![\d/+-])\b(?:340|1,200)\b", text)
    return (text.replace(found.group(), "950"), brief) if found else None


@operator("truth.facts")
def changed_date(text: str, brief: Brief, rng: random.Random) -> Mutant:
    found = re.search(
        r"(December|November|September|October) (\d{1,2})\b|\b(\d{1,2})\.? (December|Dezember|November|October)",
        text,
    )
    if not found:
        return None
    day = found[2] or found[3]
    return text.replace(found.group(), found.group().replace(day, str((int(day) + 8) % 27 + 1))), brief


@operator("truth.facts")
def invented_name(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.locale == "de":
        return None
    return _add(text, "I worked on it with Karen Oldfield."), brief


@operator("truth.facts")
def invented_link(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, "https://www.example.com/something-else"), brief


@operator("truth.facts")
def changed_link(text: str, brief: Brief, rng: random.Random) -> Mutant:
    found = re.search(r"https?://\S+\w", text)
    return (text.replace(found.group(), f"{found.group()[:-2]}x"), brief) if found else None


@operator("truth.facts")
def changed_quotation(text: str, brief: Brief, rng: random.Random) -> Mutant:
    found = re.search(r"[\"“]((?:[\w',:]+ ){4,}[\w',:]+)[.,]?[\"”]", text)
    if not found:
        return None
    words = found[1].split()
    return text.replace(found[1], " ".join([*words[:2], "never", *words[3:]])), brief


@operator("truth.attachment")
def attachment_lost(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return (_add(text, "I have attached the plan."), brief) if not brief.attachments else None


@operator("truth.contact-consent")
def no_consent(text: str, brief: Brief, rng: random.Random) -> Mutant:
    gift = brief.gift
    if not gift or gift.kind != "referral" or not gift.consent or not re.search(r"\+?1[ -]206", text):
        return None
    return text, replace(brief, gift=replace(gift, consent=None, source=None))


@operator("text.placeholder")
def left_open(text: str, brief: Brief, rng: random.Random) -> Mutant:
    name = _name(brief)
    gap = rng.choice(
        ["[Name]", "{{name}}", "${name}", "<Name>", "____", "XXX", "Mr./Ms. Last Name", "(fill in name)", "[Votre nom]"]
    )
    return (text.replace(name, gap, 1), brief) if name and name in text else None


@operator("gift.one", blocks=False)
def second_gift(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, "I would also like to recommend another article on the subject."), brief


@operator("gift.no-value")
def voucher(text: str, brief: Brief, rng: random.Random) -> Mutant:
    line = [
        "A coffee voucher is on its way to you.",
        "I have two tickets to the game for you.",
        "May I buy you lunch one day?",
    ]
    return _add(text, rng.choice(line)), brief


@operator("gift.not-homework", blocks=False)
def homework(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return (_add(text, "Please let me know what you think of it."), brief) if brief.gift else None


@operator("tone.salary")
def salary(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind in {"offer_answer", "competing_offer"}:
        return None
    line = ["Could we talk about the salary?", "My salary expectation is open.", "I wonder about the benefits package."]
    return _add(text, rng.choice(line)), brief


@operator("tone.pressure")
def pressure(text: str, brief: Brief, rng: random.Random) -> Mutant:
    line = [
        "I am still waiting for your answer.",
        "I have not heard back from you.",
        "Please answer as soon as possible.",
        "You promised to call me.",
    ]
    return _add(text, rng.choice(line)), brief


@operator("tone.presume")
def presume(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind == "offer_answer":
        return None
    return _add(
        text, rng.choice(["When I start, this will be my first task.", "I know I am the right person for the job."])
    ), brief


@operator("tone.apology", blocks=False)
def apology(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind in {"withdrawal", "offer_answer", "competing_offer", "rejection_thanks"}:
        return None
    return _add(text, rng.choice(["I am sorry that I was so nervous.", "I apologize for my long answers."])), brief


@operator("tone.flattery", blocks=False)
def flattery(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, rng.choice(["You are truly inspiring.", "I am in awe of your amazing team."])), brief


@operator("tone.private")
def health(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, rng.choice(["I hope your surgery went well.", "I hope your back pain is gone."])), brief


@operator("tone.slang-caps")
def chat(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(
        text, rng.choice(["It was great 😀", "Thx a lot for that, gonna try it.", "Really looking forward to it!!"])
    ), brief


@operator("move.thanks")
def no_thanks(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind not in {"thank_you", "next_round_thanks", "phone_screen_thanks", "one_way_note", "rejection_thanks"}:
        return None
    kept = re.sub(r"(?i)[^.\n]*\b(?:thank|thanks|grateful|appreciat|dank)\w*\b[^.\n]*\.", "", text.partition("\n")[2])
    return kept, brief


@operator("move.recall")
def no_recall(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind not in {"thank_you", "next_round_thanks"} or not brief.topics or brief.locale == "de":
        return None
    return (
        f"Subject: {brief.role}\n\nDear {_name(brief)},\n\nThank you for meeting me. I am still very interested in "
        f"the role and look forward to hearing from you.\n\nBest regards,\n{brief.candidate.name}\n"
    ), brief


@operator("move.gift-first")
def gift_first(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind != "thank_you" or not brief.gift or not brief.gift.url or brief.gift.url not in text:
        return None
    parts = text.rstrip().split("\n\n")
    greeting = next((at for at, part in enumerate(parts) if re.match(r"Dear|Hello|Hi|Sehr", part)), None)
    place = next((at for at, part in enumerate(parts) if brief.gift.url in part), None)
    if greeting is None or place is None or place <= greeting + 1:
        return None
    return "\n\n".join([*parts[: greeting + 1], parts[place], *parts[greeting + 1 : place], *parts[place + 1 :]]), brief


@operator("ask.none-in-thanks", blocks=False)
def status_in_thanks(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind not in {"thank_you", "next_round_thanks"}:
        return None
    return _add(text, rng.choice(["Have you made a decision?", "Could you let me know when you will decide?"])), brief


@operator("panel.distinct")
def copied_to_sibling(text: str, brief: Brief, rng: random.Random) -> Mutant:
    body = "\n\n".join(text.rstrip().split("\n\n")[2:-1])
    if brief.kind in {"voicemail", "call_script", "short_message"} or len(body.split()) < 30:
        return None
    return text, replace(brief, siblings=(Sibling("Dana Whitcombe", None, body),))


@operator("style.length")
def too_long(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind in {"voicemail", "call_script"}:
        return None
    return _add(text, "I would like to add a word on how I see the work and what it asks of us. " * 16), brief


@operator("subject.generic", blocks=False)
def generic_subject(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if not text.startswith("Subject:"):
        return None
    line = rng.choice(["Thank you", "Following up", "Interview", "Thanks for your time"])
    return f"Subject: {line}\n{text.partition(chr(10))[2]}", brief


@operator("subject.length", blocks=False)
def long_subject(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if not text.startswith("Subject:"):
        return None
    return text.replace("\n", " and some further thoughts on all that we have talked about\n", 1), brief


@operator("header.unsafe")
def header_line(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return (text.replace("\n", "\nBcc: all@example.org\n", 1), brief) if text.startswith("Subject:") else None


@operator("style.spelling", blocks=False)
def slip_of_the_pen(text: str, brief: Brief, rng: random.Random) -> Mutant:
    line = [
        "I hope to recieve a word from you in time.",
        "It would be a fine oportunity for me.",
        "That was the the part I had hoped for.",
        "I look forward to hear what comes of it.",
        "You have my thanks for you time as well.",
        "I beleive that is what counts.",
    ]
    german = "Das war das freundlihe Wort, das ich gebraucht habe."
    return _add(text, german if brief.locale == "de" else rng.choice(line)), brief


@operator("names.right-company")
def one_word_of_the_company(text: str, brief: Brief, rng: random.Random) -> Mutant:
    firm = brief.company or ""
    row = firm.split()
    if len(row) != 2 or firm not in text or brief.locale == "de":
        return None
    return text.replace(firm, f"{rng.choice(['Harrow', 'Selby', 'Tamar'])} {row[1]}"), brief


@operator("truth.mentioned")
def worry_nobody_had(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.locale == "de":
        return None
    return _add(text, "Your worry about volcanic ash in the turbines made me think."), brief


@operator("truth.facts")
def half_a_million(text: str, brief: Brief, rng: random.Random) -> Mutant:
    return _add(text, "My last team saved half a million dollars."), brief


@operator("plan.window", blocks=False)
def asked_too_early(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if not brief.kind.startswith("follow_up") or not brief.send_at:
        return None
    return text, replace(brief, decision_date=(brief.send_at + dt.timedelta(days=3)).date())


@operator("plan.count", blocks=False)
def asked_again(text: str, brief: Brief, rng: random.Random) -> Mutant:
    if brief.kind != "thank_you" or not brief.interview or not brief.interview.at:
        return None
    return text, replace(brief, previous=(*brief.previous, Previous("thank_you", brief.interview.at)))


@operator("call.number", blocks=False)
def number_once(text: str, brief: Brief, rng: random.Random) -> Mutant:
    numbers = list(re.finditer(r"\+?\d[\d -]{7,}\d", text))
    if brief.kind != "voicemail" or len(numbers) < 2:
        return None
    return text[: numbers[-1].start()] + "the one above" + text[numbers[-1].end() :], brief


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


if __name__ == "__main__":
    main()
