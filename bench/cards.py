"""How well a card photo is read: a folder of images and truth.json.

    python bench/cards.py DIR [--quick] [--half tune|held|all] [--wrong]

truth.json: [{"file", "name": [variants], "title": [..], "company": [..], "emails": [..],
"phones": [{"type", "digits"}]}], an empty list where the card has none. `--half` takes the cards
the weights were set on, or the others (by the SHA-1 of the file name). `--wrong` lists on stderr
the fields that were wrong.

A text is right at >= .85 similarity of letters and digits to a variant, a phone when the digits
agree without leading zeros or the shorter (>= 7) ends the longer; core: name, all e-mails and all
phones right. ceiling: share of names, e-mails and phones that stand in the print as OCR read it.
Reading runs in a process of its own, whose processor time and memory are given; the peers are
"naive" (the first line is the name, regular expressions find the rest, same OCR) and "tesseract"
(another OCR, the same expressions).
"""

import argparse
import difflib
import hashlib
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Card = dict[str, Any]
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{6,16}\d")
_QUICK = 12
_SURE = 0.9


def main() -> None:
    """Print one JSON line, or with --read the readings of one reader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--half", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--read", choices=("afterword", "naive", "tesseract"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    truth = [card for card in json.loads((options.dir / "truth.json").read_text()) if _is_of(card, options.half)]
    if options.quick:
        truth = truth[:: max(1, len(truth) // _QUICK)][:_QUICK]
    if options.read:
        print(json.dumps(READERS[options.read](options.dir, [card["file"] for card in truth])))
        return
    ours = _run("afterword", options)
    naive = _run("naive", options)
    figures = _score(truth, ours["cards"], sys.stderr.write if options.wrong else None)
    figures |= {key: ours[key] for key in ("cpu_s_p50", "cpu_s_p95", "rss_mb")}
    figures["ceiling"] = _ceiling(truth, naive["texts"])
    kept = ("name_recall", "email_recall", "email_precision", "phone_recall", "phone_precision", "core")
    peers: dict[str, Any] = {"naive": {key: _score(truth, naive["cards"], None)[key] for key in kept}}
    if shutil.which("tesseract"):
        read = _run("tesseract", options)
        peers["tesseract"] = {key: _score(truth, read["cards"], None)[key] for key in kept}
        peers["tesseract"] |= {key: read[key] for key in ("cpu_s_p50", "cpu_s_p95", "rss_mb")}
    else:
        peers["tesseract"] = {"absent": "the program tesseract is not installed"}
    print(json.dumps(figures | {"peers": peers}))


def _is_of(card: Card, half: str) -> bool:
    even = int(hashlib.sha1(card["file"].encode()).hexdigest(), 16) % 2 == 0
    return half == "all" or even == (half == "tune")


def _run(reader: str, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, __file__, str(options.dir), "--half", options.half, "--read", reader]
    done = subprocess.run(
        [*command, *(["--quick"] if options.quick else [])], check=True, capture_output=True, text=True
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def _timed(read: Callable[[str, bytes], Card], folder: Path, files: Sequence[str]) -> dict[str, Any]:
    """The readings of all files, with the processor seconds of each card and the peak memory."""
    cards, seconds = [], []
    for file in files:
        data = (folder / file).read_bytes()
        start = _cpu_seconds()
        cards.append(read(file, data))
        seconds.append(_cpu_seconds() - start)
    usage = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "cards": cards,
        "cpu_s_p50": round(statistics.median(seconds), 3),
        "cpu_s_p95": round(sorted(seconds)[min(len(seconds) - 1, round(0.95 * len(seconds)))], 3),
        "rss_mb": round(max(usage) / 1024),
    }


def _cpu_seconds() -> float:
    """Processor seconds of this process and of the programs it has run."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _afterword(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    from afterword import api

    def read(file: str, data: bytes) -> Card:
        contacts = api.read_card([(file, data)]).contacts
        first = contacts[0] if contacts else None
        texts = {
            key: [getattr(first, key), first.confidence[key]]
            for key in ("name", "title", "company")
            if first and getattr(first, key)
        }
        emails = [[email.value, email.confidence] for contact in contacts for email in contact.emails]
        phones = [[phone.value, phone.confidence, phone.kind] for contact in contacts for phone in contact.phones]
        return texts | {"emails": emails, "phones": phones}

    return _timed(read, folder, files)


def _by_expressions(text: str) -> Card:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    card: Card = {
        "emails": [[email.lower(), 1.0] for email in _EMAIL.findall(text)],
        "phones": [[phone, 1.0, "work"] for phone in _PHONE.findall(_EMAIL.sub(" ", text))],
    }
    return card | ({"name": [lines[0], 1.0]} if lines else {})


def _naive(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    from afterword.card import layout
    from afterword.outside import ocr, picture

    texts = [
        "\n".join(row.text for row in layout.rows(ocr.lines(picture.upright((folder / file).read_bytes(), file), file)))
        for file in files
    ]
    return {"cards": [_by_expressions(text) for text in texts], "texts": texts}


def _tesseract(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    import pytesseract

    from afterword.outside import picture

    return _timed(
        lambda file, data: _by_expressions(str(pytesseract.image_to_string(picture.upright(data, file)))), folder, files
    )


READERS = {"afterword": _afterword, "naive": _naive, "tesseract": _tesseract}


def _score(truth: Sequence[Card], cards: Sequence[Card], tell: Callable[[str], Any] | None) -> dict[str, Any]:
    """The figures of one reader."""
    right: dict[str, list[bool]] = {key: [] for key in ("name", "title", "company", "core", "kind")}
    emails, phones = [0, 0, 0], [0, 0, 0]  # wanted, given, right
    sure: list[tuple[float, bool]] = []
    for card, read in zip(truth, cards, strict=True):
        wrong: list[str] = []
        for key in ("name", "title", "company"):
            value, confidence = read.get(key, [None, 0.0])
            fits = value is not None and any(_alike(value, variant) for variant in card[key])
            if card[key]:
                right[key].append(fits)
            if value is not None:
                sure.append((confidence, fits))
            if fits != bool(card[key]):
                wrong.append(f"{key}: {value!r} for {card[key]}")
        given = {email for email, _ in read["emails"]}
        found = given & {email.lower() for email in card["emails"]}
        sure += [(confidence, email in found) for email, confidence in read["emails"]]
        emails = [sum(pair) for pair in zip(emails, (len(card["emails"]), len(given), len(found)), strict=True)]
        matched = _match(card["phones"], read["phones"])
        phones = [
            sum(pair) for pair in zip(phones, (len(card["phones"]), len(read["phones"]), len(matched)), strict=True)
        ]
        right["kind"] += [phone[2] == wanted["type"] for wanted, phone in matched]
        numbers = [phone for _, phone in matched]
        sure += [(phone[1], phone in numbers) for phone in read["phones"]]
        whole = len(found) == len(card["emails"]) and len(matched) == len(card["phones"])
        right["core"].append(whole and (not card["name"] or right["name"][-1]))
        if not whole or len(given) > len(found) or len(read["phones"]) > len(matched):
            wrong.append(
                f"{sorted(given)} {[phone[0] for phone in read['phones']]} for {card['emails']} {card['phones']}"
            )
        if wrong and tell:
            tell(f"{card['file']}: {'; '.join(wrong)}\n")
    return {
        "n": len(truth),
        **{f"{key}_recall": _share(right[key]) for key in ("name", "title", "company")},
        "email_recall": _ratio(emails[2], emails[0]),
        "email_precision": _ratio(emails[2], emails[1]),
        "phone_recall": _ratio(phones[2], phones[0]),
        "phone_precision": _ratio(phones[2], phones[1]),
        "phone_kind": _share(right["kind"]),
        "core": _share(right["core"]),
        "calibrated": _share([fits for confidence, fits in sure if confidence >= _SURE]),
        "sure": _share([confidence >= _SURE for confidence, fits in sure if fits]),
    }


def _match(wanted: Sequence[Card], given: Sequence[list[Any]]) -> list[tuple[Card, list[Any]]]:
    """Each wanted phone with a given one that is it, one of the same kind before others."""
    left = list(given)
    matched = []
    for phone in wanted:
        fits = [other for other in left if _same_number(phone["digits"], other[0])]
        if fits:
            best = min(fits, key=lambda other: other[2] != phone["type"])
            left.remove(best)
            matched.append((phone, best))
    return matched


def _same_number(a: str, b: str) -> bool:
    short, long = sorted((re.sub(r"\D", "", number).lstrip("0") for number in (a, b)), key=len)
    return short == long or (len(short) >= 7 and long.endswith(short))


def _alike(a: str, b: str) -> bool:
    return difflib.SequenceMatcher(None, _plain(a), _plain(b)).ratio() >= 0.85


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _ceiling(truth: Sequence[Card], texts: Sequence[str]) -> dict[str, float | None]:
    """How much of the truth stands in the print at all, letter by letter."""
    pairs = list(zip(truth, [_plain(text) for text in texts], strict=True))
    return {
        "name": _share([any(_plain(name) in text for name in card["name"]) for card, text in pairs if card["name"]]),
        "emails": _share([_plain(email) in text for card, text in pairs for email in card["emails"]]),
        "phones": _share([phone["digits"].lstrip("0") in text for card, text in pairs for phone in card["phones"]]),
    }


def _share(values: Iterable[bool]) -> float | None:
    listed = list(values)
    return _ratio(sum(listed), len(listed))


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


if __name__ == "__main__":
    main()
