"""Read before you send: the thing itself, its passages on their words, and "I have read it"."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api, shapes
from afterword.app.actions.change_gift import change_gift
from afterword.app.actions.keep_article import keep_article
from afterword.app.language import language
from afterword.app.middleware import in_one_line
from afterword.app.models import ShelfItem
from afterword.app.pages.fields import LENGTH, Files, Line
from afterword.app.pages.gift_shown import kind_word, length_and_cost, name_of, safe_link, to_read
from afterword.app.pages.reading import kept_of
from afterword.app.pages.shelf import taken_off
from afterword.app.pages.shelf_forms import LONGEST_ARTICLE, prose
from afterword.app.queries.reading import Awaited, Reading, article_of, awaited, reading, words_for
from afterword.app.request import Request
from afterword.candidacy import reason
from afterword.errors import AfterwordError, BadInput
from afterword.gift import links
from afterword.gift.gates import without_tracking
from afterword.gift.gift import Gift, Passage
from afterword.gift.look import GONE, PAYWALL
from afterword.gift.passages import Passages, minutes

LONGEST_PASSAGE, MOST_PASSAGES = 150, 4
"""Words of a passage that somebody types, and how many passages stand on the page with it."""


class TextForm(forms.Form):
    """The text of the thing, pasted or as a file; words: what to look for, where it is read for nobody."""

    text = prose(
        gettext_lazy("Paste its text"),
        gettext_lazy("Open it, select all, copy, and paste it here. It is kept here, for your own reading."),
        required=False,
        max_length=LONGEST_ARTICLE,
        rows=4,
    )
    file = Files(gettext_lazy("Or the page or PDF as a file"), accept=".html,.htm,.pdf,.txt", most=1, megabytes=20)
    words = Line(gettext_lazy("What to look for in it"))

    def __init__(self, *args: Any, for_somebody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_somebody:
            del self.fields["words"]

    def clean(self) -> dict[str, Any]:
        """See that there is something to read."""
        said = super().clean() or {}
        if not (said.get("text") or said.get("file") or self.errors):
            self.add_error("text", _("Paste some of its text, or choose a file."))
        return said


class WhyForm(forms.Form):
    """The one line for this person."""

    note = Line(
        gettext_lazy("Why it is for them, in one line"),
        help_text=gettext_lazy("Such as: You asked how others began; this is short and says so on page 4."),
        length=400,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A passage to mark. number: its place among the passages of the gift; marked: it is the one chosen."""

    number: int
    passage: Passage
    marked: bool


@dataclass(frozen=True, slots=True)
class Context:
    """back: where the person came from; to_read: having read it is worth saying; name: for whom it is.

    whom: who it could be for, each (name, firm, address), where it is read for nobody;
    minutes: to read the passages; article: all of it as markup, "" where it was not opened here
    """

    found: Reading
    gift: Gift
    title: str
    word: str
    about: str
    link: str
    site: str
    items: list[tuple[Any, str]]
    passages: list[Found]
    minutes: int
    article: str
    paywalled: bool
    gone: bool
    to_read: bool
    name: str
    whom: list[tuple[str, str, str]]
    back: str
    text_form: TextForm
    why_form: WhyForm


@require_http_methods(["GET", "HEAD", "POST"])
def reader(request: Request, item_id: uuid.UUID) -> HttpResponse:
    """Show a thing of the shelf; `?candidacy=&person=&interest=` (or `subject=`) say for whom it is read."""
    found = reading(
        item_id,
        _id(request.GET.get("candidacy")),
        _id(request.GET.get("person")),
        _id(request.GET.get("interest")),
        request.GET.get("subject", "")[:LENGTH],
        request.now,
        request.candidate.language,
    )
    if request.method != "POST":
        return _page(request, found)
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what == "find":
        return _find(request, found)
    if what == "fetch":
        return _fetch(request, found)
    if what == "own":
        return _own(request, found)
    if what in {"read", "enclose"}:
        return _go_on(request, found, read=what == "read")
    if what == "drop":
        return redirect(taken_off(request, item_id))
    if what == "unread":
        change_gift(item_id, read=False)
        messages.success(request, _("Not marked as read any more."))
    if what == "mark":
        passages = _gift(found.item).passages
        place = int(which) if which.isdecimal() else len(passages)
        marked = place < len(passages)
        change_gift(item_id, passage=passages[place] if marked else None)
        return redirect(f"{request.get_full_path()}#passage{f'-{place}' if marked else 's'}")
    return redirect(request.get_full_path())


def _find(request: Request, found: Reading) -> HttpResponse:
    form = TextForm(request.POST, {"file": request.FILES.getlist("file")}, for_somebody=bool(found.subject))
    if not form.is_valid():
        return _page(request, found, text_form=form, status=422)
    said = form.cleaned_data
    upload = said["file"][0] if said["file"] else None
    data, name = (upload.read(), upload.name or "") if upload else (said["text"].encode(), "text.txt")
    quotes = words_for(found.line, found.subject or said.get("words", ""))
    try:
        read, markup = api.open_article(
            data, name, quotes, base=_gift(found.item).url, language=request.candidate.language
        )
    except BadInput as error:
        form.add_error("file" if upload else "text", in_one_line(error))
        return _page(request, found, text_form=form, status=422)
    change_gift(found.item.id, passage=None, **kept_of(read, _gift(found.item)))
    keep_article(request.now, found.item.id, markup)
    _warn(request, read, quotes)
    return redirect(f"{request.get_full_path()}#passages")


def _fetch(request: Request, found: Reading) -> HttpResponse:
    """Ask the site for the page, once, and keep what it is and the passages on their words."""
    gift = _gift(found.item)
    quotes = words_for(found.line, found.subject)
    try:
        url, read, markup = api.fetch_article(gift.url or "", quotes, language=request.candidate.language)
    except AfterwordError as error:
        form = TextForm(for_somebody=bool(found.subject))
        form.cleaned_data = {}
        form.add_error(None, in_one_line(error))
        tag = {"outside.fetch.gone": GONE, "outside.fetch.closed": PAYWALL}.get(error.code)
        if tag and tag not in gift.tags:
            change_gift(found.item.id, tags=(*gift.tags, tag))
            found.item.refresh_from_db()
        return _page(request, found, text_form=form, status=422)
    change_gift(found.item.id, passage=None, url=without_tracking(replace(gift, url=url)).url, **kept_of(read, gift))
    keep_article(request.now, found.item.id, markup)
    _warn(request, read, quotes)
    return redirect(f"{request.get_full_path()}#passages")


def _own(request: Request, found: Reading) -> HttpResponse:
    """Keep a passage that the person typed or copied, as they wrote it, and mark it."""
    form = TextForm(request.POST, for_somebody=bool(found.subject))
    text = "\n".join(" ".join(line.split()) for line in request.POST.get("text", "").strip().splitlines())
    if form.is_valid() and len(text.split()) > LONGEST_PASSAGE:
        form.add_error("text", _("This is longer than a passage. Keep the sentences that matter, 150 words at most."))
    if form.errors:
        return _page(request, found, text_form=form, status=422)
    passage = Passage(text)
    others = [one for one in _gift(found.item).passages if one.text != text]
    change_gift(found.item.id, passage=passage, passages=(passage, *others)[:MOST_PASSAGES])
    return redirect(f"{request.get_full_path()}#passage-0")


def _warn(request: Request, read: Passages, quotes: Sequence[str]) -> None:
    """Say what was noticed, each with what to do about it; without their words nothing can answer them."""
    for problem in read.problems:
        if quotes or problem.code != "gift.passages.no_answer":
            mend = reason.mend(problem.code, {}, language())
            messages.warning(request, f"{problem.message} {mend or ''}".strip())


def _go_on(request: Request, found: Reading, *, read: bool) -> HttpResponse:
    """Keep that it was read, and go on to the letter with the one line why."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, why_form=form, status=422)
    if read:
        change_gift(found.item.id, read=True)
        messages.success(request, _("Marked as read: a letter may say so."))
    if not (found.candidacy and found.person and found.step):
        return redirect(request.get_full_path())
    write = reverse("write", args=[found.candidacy.id, found.step, found.person.id])
    note = form.cleaned_data["note"]
    return redirect(f"{write}?{urlencode({'gift': found.item.id, **({'note': note} if note else {})})}")


def _page(
    request: Request,
    found: Reading,
    *,
    text_form: TextForm | None = None,
    why_form: WhyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    gift = _gift(found.item)
    person = found.person
    page = Context(
        found=found,
        gift=gift,
        title=name_of(gift),
        word=kind_word(gift.kind),
        about=length_and_cost(gift),
        link=safe_link(gift.url),
        site=links.host(gift.url),
        items=[(item, safe_link(item.url)) for item in gift.items],
        passages=[Found(n, passage, passage == gift.passage) for n, passage in enumerate(gift.passages)],
        minutes=minutes(sum(len(passage.text.split()) for passage in gift.passages)),
        article=article_of(found.item),
        paywalled=PAYWALL in gift.tags,
        gone=GONE in gift.tags,
        to_read=to_read(gift),
        name=(person.value.get("given") or person.name) if person else "",
        whom=[] if person else [_for(found.item, one) for one in awaited()],
        back=_back(found),
        text_form=text_form or TextForm(for_somebody=bool(found.subject)),
        why_form=why_form or WhyForm(),
    )
    return render(request, "reader.html", {"page": page}, status=status)


def _for(item: ShelfItem, one: Awaited) -> tuple[str, str, str]:
    asked = {"candidacy": one.candidacy.id, "person": one.person.id, **({"interest": one.line.id} if one.line else {})}
    name = one.person.name or one.person.email or _("Somebody without a name")
    return name, one.candidacy.company, f"{reverse('reader', args=[item.id])}?{urlencode(asked)}"


def _back(found: Reading) -> str:
    if not (found.candidacy and found.person):
        return reverse("shelf")
    asked = {"interest": found.line.id} if found.line else {"subject": found.subject}
    return f"{reverse('gift', args=[found.candidacy.id, found.person.id])}?{urlencode(asked)}"


def _gift(item: ShelfItem) -> Gift:
    return shapes.convert(item.value, Gift, "gift")[0]


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError as error:
        raise ShelfItem.DoesNotExist from error
