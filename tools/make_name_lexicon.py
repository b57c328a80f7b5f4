"""Write src/afterword/card/names.txt, the lexicon of given and family names, from Faker's locales.

Faker is no dependency of the program; run this where it is installed:

    python tools/make_name_lexicon.py > src/afterword/card/names.txt
"""

import collections
import importlib
import pkgutil
import re
import sys
import unicodedata

import faker
import faker.providers.person as person

HEADER = f"""\
# Given and family names of the world, in Latin letters without accents, one a line.
# Mark: g = given name, b = given and family name, none = family name.
# Made by tools/make_name_lexicon.py from the person providers of Faker {faker.VERSION}
# (https://github.com/joke2k/faker), MIT licence, Copyright (c) 2012 Daniele Faraglia.
"""
_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "þ": "th", "ð": "d", "œ": "oe"})
_GIVEN = re.compile(r"first_(romanized_)?names?")
_FAMILY = re.compile(r"(male_|unisex_)?last_(romanized_)?names?")


def main() -> None:
    marks: dict[str, set[str]] = collections.defaultdict(set)
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            mark = "g" if _GIVEN.match(attribute) else "f" if _FAMILY.match(attribute) else None
            values = getattr(provider, attribute)
            if mark and isinstance(values, (list, tuple, dict)):
                for value in values:
                    for token in tokens(str(value)):
                        marks[token].add(mark)
    sys.stdout.write(HEADER)
    for token in sorted(marks):
        mark = {"g": " g", "f": "", "fg": " b"}["".join(sorted(marks[token]))]
        sys.stdout.write(f"{token}{mark}\n")


def tokens(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [
        token
        for token in re.split(r"[\s\-]+", bare.replace("'", "").replace("’", ""))
        if re.fullmatch("[a-z]{2,}", token)
    ]


if __name__ == "__main__":
    main()
