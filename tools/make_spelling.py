"""Write the word lists of style.spelling from the frequency lists of pyspellchecker.

pyspellchecker is no dependency of the program; take its wheel and run

    pip download --no-deps pyspellchecker==0.9.1
    python tools/make_spelling.py pyspellchecker-0.9.1-py3-none-any.whl

For each language two files in src/afterword/letter/checks/lexicon: the common words, the most
frequent first, and a Bloom filter of all words, a fifth of their size, which takes one or two unknown
words of a thousand for known and no known one for unknown.
"""

import gzip
import json
import re
import sys
import zipfile
from pathlib import Path

from afterword.letter.checks import spelling

ROOM = Path(spelling.__file__).with_name("lexicon")
HEADER = """\
# Common words, the most frequent first. Made by tools/make_spelling.py from pyspellchecker 0.9.1
# (https://github.com/barrust/pyspellchecker), MIT licence, Copyright (c) 2018-2021 Tyler Barrus.
"""
COMMON = 10_000
BITS = 14
"""Bits of the filter for each word."""
BESIDE = {
    "de": [("ß", "ss")],
    "en": [
        (r"or(?=$|s$|ed$|ing$|ite|hood|ful|able|ly$|y$|er)", "our"),
        (r"(?<=i|y)z(?=e|ing|ation)", "s"), (r"er(?=s?$)", "re"), (r"ense(?=s?$|l)", "ence"), (r"og(?=s?$)", "ogue"),
        (r"(?<=[aeiou])l(?=ed$|ing$|ers?$|or|ist)", "ll"), (r"ll(?=$|s$|ment|ful)", "l"), (r"am(?=s?$)", "amme"),
        (r"^(an|p|gyn|h)e(?=sth|d|c|m)", r"\1ae"), (r"(?<=rth)op(?=ed)", "opa"), (r"^estr", "oestr"), (r"fet", "foet"),
        (r"euver", "oeuvr"), (r"^skep", "scep"), (r"^(m|sm)ol(?=d|t)", r"\1oul"), (r"plow", "plough"), (r"^tir", "tyr"),
        (r"^gray", "grey"), (r"check(?=s?$)", "cheque"), (r"aluminum", "aluminium"), (r"dgment", "dgement"),
        (r"(?<=[rlm])ned$", "nt"), (r"(?<=[el])l?led$", "lt"), (r"jewelry", "jewellery"), (r"story(?=s?$)", "storey"),
    ],
}  # fmt: skip
"""Spellings that are right elsewhere and that a list lacks: "gross" in Switzerland, "colour" in Britain."""


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for tongue in spelling.TONGUES:
            packed = wheel.read(f"spellchecker/resources/{tongue}.json.gz")
            counts: dict[str, int] = json.loads(gzip.decompress(packed))
            ranked = sorted(counts, key=lambda word: (-counts[word], word))
            known = {*ranked, *(re.sub(here, there, word) for here, there in BESIDE.get(tongue, []) for word in ranked)}
            common = [word for word in ranked[:COMMON] if len(word) > 1]
            (ROOM / f"{tongue}.txt").write_text(HEADER + "\n".join(common) + "\n", encoding="utf-8")
            (ROOM / f"{tongue}.bits").write_bytes(filled(known))


def filled(known: set[str]) -> bytes:
    """The filter with the places of every word set."""
    bits = bytearray(len(known) * BITS // 8 + 1)
    for word in known:
        for place in spelling.places(word, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


if __name__ == "__main__":
    main()
