"""How many .vcf files are read and survive being written: vcards.py DIR [--quick].

files: .vcf files; read: those that gave a contact; round_trip: those where read -> write -> read
gives equal contacts and the written file still has every property that a Contact has no field for,
as often as before. The peer is vobject: a file counts as read when a card comes out, as a round
trip when what it writes can be read again with the same names of properties.
"""

import argparse
import collections
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from afterword.card import content_line, vcard
from afterword.errors import AfterwordError

FIELDS = {"BEGIN", "END", "VERSION", "FN", "N", "TITLE", "ROLE", "ORG", "EMAIL", "TEL", "URL", "ADR"}
Trial = Callable[[bytes], Iterator[bool]]
"""Yields True when a file is read, then whether it survives."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    files = [path.read_bytes() for path in sorted(parser.parse_args().folder.glob("*.vcf"))]
    print(json.dumps({"files": len(files), **measured(files, ours), "peers": {"vobject": peer(files)}}))


def measured(files: list[bytes], trial: Trial) -> dict[str, object]:
    """How many files pass each of the two halves, and the CPU time of both."""
    started = time.process_time()
    passed = [list(_until_failure(trial(data))) for data in files]
    return {
        "read": sum(steps[:1] == [True] for steps in passed),
        "round_trip": sum(steps == [True, True] for steps in passed),
        "cpu_s": round(time.process_time() - started, 3),
    }


def _until_failure(steps: Iterator[bool]) -> Iterator[bool]:
    try:
        yield from steps
    except Exception:  # a peer may raise anything, and that is its score
        yield False


def ours(data: bytes) -> Iterator[bool]:
    try:
        contacts, _ = vcard.read(data, "card.vcf")
    except AfterwordError:
        yield False
        return
    yield bool(contacts)
    written = vcard.write(contacts).encode()
    again, _ = vcard.read(written, "card.vcf")
    yield again == contacts and not unknown(data) - unknown(written)


def unknown(data: bytes) -> "collections.Counter[str]":
    """The properties outside any nested card that a Contact has no field for, by name."""
    lines, _ = content_line.read(data, "card.vcf")
    return collections.Counter(line.name for line in lines if line.name not in FIELDS)


def peer(files: list[bytes]) -> dict[str, object]:
    try:
        import vobject  # noqa: F401
    except ImportError:
        return {"absent": "vobject is not installed"}
    return measured(files, of_vobject)


def of_vobject(data: bytes) -> Iterator[bool]:
    import vobject

    text = data.decode("utf-8-sig", "replace") if data[:2] != b"\xff\xfe" else data.decode("utf-16")
    cards = list(vobject.readComponents(text, allowQP=True))
    yield bool(cards)
    again = list(vobject.readComponents("".join(card.serialize() for card in cards)))
    yield [sorted(card.contents) for card in again] == [sorted(card.contents) for card in cards]


if __name__ == "__main__":
    main()
