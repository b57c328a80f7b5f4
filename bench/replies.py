"""How well mails that come back are understood: replies.py [DIR] [--half all|tune|held] [--quick].

DIR holds .eml files and truth.json {file: {what, outcome, return_date, text_has, text_not,
refers_to}}; without it the own mails of tests/data/reply. The candidate's own address is the most
frequent receiver of the folder, or --me. `held` is the half that was set aside: its first figures were
what_right .981, outcome_right .974, returned .875; two faults it showed were mended since.
tests/data/reply-fresh was written without sight of the reader; its first figures were what_right .917,
outcome_right .667, rejection_precision .667, ack_as_rejection .25, and its faults were mended since.

With --bounces DIR (and --not DIR, --replies DIR) it counts instead the delivery reports found and
linked to the message they bring back, other mails taken for one, and replies without their history.

Peers: `headers` sees headers alone, `keywords` judges the whole letter by words such as
"unfortunately", `flufl` is flufl.bounce alone, `mail_parser_reply` that library alone.
"""

import argparse
import email
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from email.message import Message
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from afterword.errors import BadInput
from afterword.reply.mail import open_mail
from afterword.reply.new_words import new_words
from afterword.reply.read import read
from afterword.reply.reply import Reply

OWN = Path(__file__).parent.parent / "tests" / "data" / "reply"
REJECTING = re.compile(
    r"unfortunately|regret|not been selected|other candidates|not successful|leider|absage|malheureusement|pas retenue",
    re.IGNORECASE,
)
HISTORY = (
    r"^\s*>",
    r"^\s*(?:On|Am|Le|El|Il|Op) .{5,150}\b(?:wrote|schrieb|écrit|schreef|scritto|escribió)\b.{0,60}:\s*$",
    r"^\s*\*?(?:From|Von|De|Da|Van)\s?:\*? .+\n+\s*\*?(?:Sent|Date|To|Gesendet|Envoyé|Inviato|Verzonden)\s?:",
)
Reader = Callable[[bytes, list[str]], Reply]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=OWN, metavar="DIR")
    parser.add_argument("--me", action="append", default=[], help="an own address")
    parser.add_argument("--half", choices=["all", "tune", "held"], default="all")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--bounces", type=Path)
    parser.add_argument("--not", dest="others", type=Path)
    parser.add_argument("--replies", type=Path)
    options = parser.parse_args()
    if options.bounces:
        print(json.dumps(reports(options.bounces, options.others, options.replies)))
        return
    truth: dict[str, dict[str, Any]] = json.loads((options.folder / "truth.json").read_text("utf-8"))
    names = [name for name in sorted(truth) if _in_half(name, options.half)]
    mails = {name: (options.folder / name).read_bytes() for name in names}
    me = options.me or _most_frequent_receiver(mails.values())
    start = time.process_time()
    result = measured(mails, truth, me, read)
    result["cpu_ms"] = round(1000 * (time.process_time() - start) / max(1, len(mails)), 1)
    result["peers"] = {
        "headers": measured(mails, truth, me, by_headers),
        "keywords": measured(mails, truth, me, by_keywords),
        "flufl": measured(mails, truth, me, by_flufl),
        "mail_parser_reply": measured(mails, truth, me, by_library),
    }
    print(json.dumps(result))


def measured(
    mails: dict[str, bytes], truth: dict[str, dict[str, Any]], me: list[str], reader: Reader
) -> dict[str, Any]:
    """The figures of the contract; `linked` and `returned` over the mails that answer something or name a day."""
    got = {name: reader(mail, me) for name, mail in mails.items()}
    wanted = {name: truth[name] for name in mails}
    called = [name for name in got if got[name].outcome == "rejection"]
    rejections = [name for name in got if wanted[name].get("outcome") == "rejection"]
    hits = len(set(called) & set(rejections))
    friendly = [name for name in got if wanted[name].get("outcome") == "acknowledgement"]
    automatic = [name for name in got if wanted[name]["what"] == "auto_reply"]
    answering = [name for name in got if wanted[name].get("refers_to")]
    judged = [name for name in got if wanted[name].get("outcome")]
    return {
        "n": len(mails),
        "what_right": _share(got[name].what == wanted[name]["what"] for name in got),
        "outcome_right": _share(got[name].outcome == wanted[name]["outcome"] for name in judged),
        "rejection_precision": round(hits / len(called), 3) if called else None,
        "rejection_recall": round(hits / len(rejections), 3) if rejections else None,
        "ack_as_rejection": _share(got[name].outcome == "rejection" for name in friendly),
        "auto_as_reply": _share(got[name].what == "reply" for name in automatic),
        "returned": _share(
            str(got[name].return_date or "") == (wanted[name]["return_date"] or "") for name in automatic
        ),
        "stripped": _share(_is_stripped(got[name].text or "", wanted[name]) for name in got),
        "linked": _share(_bare(got[name].refers_to) == _bare(wanted[name]["refers_to"]) for name in answering),
    }


def by_headers(mail: bytes, me: list[str]) -> Reply:
    """What the headers alone say, as most mail programs filter."""
    message = email.message_from_bytes(mail)
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    links = tuple(re.findall(r"<[^<>\s]+>", str(message.get("In-Reply-To", ""))))
    text = _plain(message)
    if sender in me:
        return Reply("own_copy", text=text, refers_to=links)
    if message.get_content_type() == "multipart/report":
        return Reply("bounce", text=text, refers_to=links)
    if str(message.get("Auto-Submitted", "no")).lower() != "no":
        return Reply("auto_reply", text=text, refers_to=links)
    return Reply("reply" if links else "other", text=text, refers_to=links)


def by_keywords(mail: bytes, me: list[str]) -> Reply:
    """The headers, and a rejection wherever one of a dozen words stands in the letter."""
    seen = by_headers(mail, me)
    outcome: Any = None
    if seen.what in {"reply", "other"}:
        outcome = "rejection" if REJECTING.search(seen.text or "") else "acknowledgement"
    return Reply(seen.what, outcome, text=seen.text, refers_to=seen.refers_to)


def by_flufl(mail: bytes, me: list[str]) -> Reply:
    """A bounce where flufl.bounce finds an address, a reply otherwise."""
    from flufl.bounce import all_failures

    temporary, permanent = all_failures(email.message_from_bytes(mail))
    return Reply("bounce" if temporary or permanent else "reply")


def by_library(mail: bytes, me: list[str]) -> Reply:
    """The first part as mail-parser-reply cuts the text."""
    from mailparser_reply import EmailReplyParser

    read_mail = EmailReplyParser(languages=["en", "de", "fr"]).read(open_mail(mail).text[:64_000])
    return Reply("reply", text=read_mail.replies[0].body if read_mail.replies else "")


def reports(bounces: Path, others: Path | None, replies: Path | None) -> dict[str, Any]:
    """Delivery reports found and linked, other mails taken for one, replies without their history."""
    mails = [path.read_bytes() for path in sorted(bounces.glob("*.eml"))]
    ours = [_read_or_other(mail) for mail in mails]
    wrong = [_read_or_other(path.read_bytes()) for path in sorted(others.glob("*.eml"))] if others else []
    start = time.process_time()
    texts = [path.read_text("utf-8", "replace") for path in sorted(replies.glob("*.txt"))] if replies else []
    cut = [new_words(text) for text in texts]
    spent = time.process_time() - start
    library = [
        by_library(b"From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode(), [])
        for text in texts
    ]
    return {
        "n": len(mails),
        "bounces": sum(mail.what == "bounce" for mail in ours),
        "linked": sum(mail.what == "bounce" and bool(mail.refers_to) for mail in ours),
        "not_n": len(wrong),
        "not_flagged": sum(mail.what == "bounce" for mail in wrong),
        "replies_n": len(texts),
        "quotes_left": sum(_has_history(text) for text in cut),
        "emptied": sum(not text for text in cut),
        "strip_cpu_s": round(spent, 3),
        "peers": {
            "flufl": {"bounces": sum(by_flufl(mail, []).what == "bounce" for mail in mails)},
            "headers": {"bounces": sum(by_headers(mail, []).what == "bounce" for mail in mails)},
            "mail_parser_reply": {
                "quotes_left": sum(_has_history(mail.text or "") for mail in library),
                "emptied": sum(not mail.text for mail in library),
            },
        },
    }


def _read_or_other(mail: bytes) -> Reply:
    try:
        return read(mail)
    except BadInput:
        return Reply("other")


def _has_history(text: str) -> bool:
    """Whether a quoted line, a header block or a line that introduces one is left."""
    return bool(re.search("|".join(HISTORY), text, re.MULTILINE))


def _plain(message: Message) -> str:
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/plain" and isinstance(payload, bytes):
            return payload.decode("utf-8", "replace")
    return ""


def _is_stripped(text: str, wanted: dict[str, Any]) -> bool:
    flat = " ".join(text.split())
    has = [" ".join(part.split()) in flat for part in _listed(wanted.get("text_has"))]
    lacks = [" ".join(part.split()) not in flat for part in _listed(wanted.get("text_not"))]
    return all(has) and all(lacks)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _bare(ids: Iterable[str]) -> set[str]:
    return {entry.strip("<>") for entry in ids}


def _share(hits: Iterable[bool]) -> float | None:
    values = list(hits)
    return round(sum(values) / len(values), 3) if values else None


def _in_half(name: str, half: str) -> bool:
    even = int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
    return half == "all" or even == (half == "tune")


def _most_frequent_receiver(mails: Iterable[bytes]) -> list[str]:
    receivers = Counter(parseaddr(str(email.message_from_bytes(mail).get("To", "")))[1].lower() for mail in mails)
    return [address for address, _ in receivers.most_common(1) if address]


if __name__ == "__main__":
    main()
