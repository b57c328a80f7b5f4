"""Make the shelf of two thousand things that `bench/gifts.py` chooses from.

    python tools/make_gift_shelf.py [DIR]

DIR (default: tests/data/gift-2000) holds two files written by hand: `seeds.txt`, the things that
scenarios ask for or must refuse, and `subjects.txt`, what else a reader has kept: each subject
in eight forms of words. From them come `bookmarks.html` and `saved.json`, the same on every run.
"""

import datetime as dt
import html
import json
import random
import sys
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent.parent / "tests" / "data" / "gift-2000"
FIRST_DAY = dt.date(2023, 1, 1)


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OWN
    rng = random.Random(18)
    seeds = read_seeds((folder / "seeds.txt").read_text(encoding="utf-8"))
    fillers = read_subjects((folder / "subjects.txt").read_text(encoding="utf-8"), rng)
    things = [*seeds, *fillers]
    rng.shuffle(things)
    bookmarks = [thing for thing in things if thing.keys() <= {"id", "title", "url", "tags"}]
    saved = [thing for thing in things if thing not in bookmarks]
    (folder / "bookmarks.html").write_text(as_bookmarks(bookmarks, rng), encoding="utf-8")
    (folder / "saved.json").write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(len(bookmarks), "bookmarks,", len(saved), "saved")


def read_seeds(text: str) -> list[dict[str, Any]]:
    """One thing a line: key | title | tags | fields."""
    seeds = []
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        key, title, tags, fields = (part.strip() for part in line.split("|"))
        seed: dict[str, Any] = {"id": key, "title": title, "url": f"https://example.org/s/{key}"}
        if tags:
            seed["tags"] = [tag.strip() for tag in tags.split(",")]
        seed |= dict(field.strip().split("=", 1) for field in fields.split(";") if field.strip())
        if seed.pop("nourl", None):
            del seed["url"]
        if "items" in seed:
            rows = (row.split("/") for row in seed["items"].split(","))
            seed["items"] = [{"name": name.strip(), "note": note.strip()} for name, note in rows]
        seeds.append(seed)
    return seeds


def read_subjects(text: str, rng: random.Random) -> list[dict[str, Any]]:
    """Every subject in every form of its field; a third with a date and an author."""
    forms: list[str] = []
    things = []
    for line in text.splitlines():
        if line.startswith("## "):
            forms = []
        elif line.startswith("= "):
            forms.append(line[2:])
        elif "|" in line and not line.startswith("#"):
            key, subject = (part.strip() for part in line.split("|"))
            for number, form in enumerate(forms, 1):
                title = form.format(s=subject, S=subject[0].upper() + subject[1:])
                thing = {"id": f"{key}-{number}", "title": title, "url": f"https://example.org/f/{key}/{number}"}
                if rng.random() < 1 / 3:
                    thing["date"] = f"{rng.choice((2024, 2025, 2026))}-{rng.randrange(1, 11):02}"
                    thing["author"] = f"{rng.choice('ABCDEFGH')}. {rng.choice(AUTHORS)}"
                things.append(thing)
    return things


def as_bookmarks(things: list[dict[str, Any]], rng: random.Random) -> str:
    """A browser's file of bookmarks."""
    lines = ["<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<TITLE>Bookmarks</TITLE>", "<H1>Bookmarks</H1>", "<DL><p>"]
    start = dt.datetime.combine(FIRST_DAY, dt.time(), dt.UTC)
    for thing in things:
        added = int((start + dt.timedelta(days=rng.randrange(1400))).timestamp())
        tags = f' TAGS="{html.escape(",".join(thing["tags"]))}"' if thing.get("tags") else ""
        url = html.escape(thing["url"])
        lines.append(f'<DT><A HREF="{url}" ADD_DATE="{added}"{tags}>{html.escape(thing["title"], quote=False)}</A>')
    return "\n".join([*lines, "</DL><p>", ""])


AUTHORS = ("Amari", "Berg", "Costa", "Duran", "Egede", "Farkas", "Grant", "Hoang", "Ito", "Jansen", "Kaya", "Lopez")


if __name__ == "__main__":
    main()
