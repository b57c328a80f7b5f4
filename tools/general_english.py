"""Make src/afterword/notes/general.txt: how common the words of general English are.

    python tools/general_english.py /usr/share/dict/scowl > src/afterword/notes/general.txt

The input is the word lists of SCOWL (Debian package scowl), whose classes 10 and 20 hold the most
common words. Words of neither class are rare enough to be keys, so they are not listed.
"""

import sys
from pathlib import Path

HEAD = """\
# How common words are in general English: a class of SCOWL a line (10 the most common, then 20),
# followed by its words. Made by tools/general_english.py of the Spell Checker Oriented Word Lists,
# Copyright 2000-2018 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these
# word lists, the associated scripts, the output created from the scripts, and its documentation
# for any purpose is hereby granted without fee, provided that the above copyright notice appears
# in all copies and that both that copyright notice and this permission notice appear in supporting
# documentation. Kevin Atkinson makes no representations about the suitability of this array for
# any purpose. It is provided "as is" without express or implied warranty.
"""


def main(folder: str) -> None:
    """Print the classes 10 and 20 of the lists in `folder`."""
    print(HEAD, end="")
    for size in ("10", "20"):
        words: set[str] = set()
        for name in (f"english-words.{size}", f"american-words.{size}", f"british-words.{size}"):
            path = Path(folder) / name
            if path.exists():
                words |= {word for word in path.read_text(encoding="latin-1").split() if word.isalpha()}
        print(size, *sorted(words))


if __name__ == "__main__":
    main(sys.argv[1])
