"""Ask open catalogues for a gift: what leaves is shown first, and what comes back passes every gate."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app import place
from afterword.app.actions.add_gift import add_gift
from afterword.app.actions.choose_sources import choose_sources
from afterword.app.config import chosen
from afterword.app.middleware import in_one_line
from afterword.app.pages.fields import Line
from afterword.app.pages.gift import about, asked_for, name_in, whose
from afterword.app.pages.gift_shown import kind_word, length_and_cost, name_of, safe_link
from afterword.app.queries.following import entries
from afterword.app.queries.gift import Choosing
from afterword.app.queries.shelf import context_of, quotes_of
from afterword.app.request import Request
from afterword.errors import AfterwordError
from afterword.gift.choose import choose
from afterword.gift.gift import Choice, Gift
from afterword.gift.hunt import queries
from afterword.outside import secrets, sources
from afterword.outside.sources.question import Question

TOP = 8
YEARS = 8
"""Papers and articles are asked for that are no older."""
KEY = "openalex"
"""The name under which the candidate's key for OpenAlex is kept."""

ABOUT = {
    "openalex": (gettext_lazy("OpenAlex"), gettext_lazy("Papers that are free to read. Wants a free key of your own.")),
    "crossref": (gettext_lazy("Crossref"), gettext_lazy("Papers of every field, by their publishers.")),
    "arxiv": (gettext_lazy("arXiv"), gettext_lazy("Preprints in computing, physics, mathematics.")),
    "openlibrary": (gettext_lazy("Open Library"), gettext_lazy("Books of all kinds, hobbies too.")),
    "hackernews": (gettext_lazy("Hacker News"), gettext_lazy("Articles that people in computing talked about.")),
}


class SourcesForm(forms.Form):
    """The words that leave, and who gets them."""

    words = Line(
        gettext_lazy("Words to look for"),
        required=True,
        help_text=gettext_lazy("These leave your computer, and nothing else of yours. No names."),
    )
    names = forms.MultipleChoiceField(
        label=gettext_lazy("Ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    key = forms.CharField(
        label=gettext_lazy("Your key for OpenAlex"),
        help_text=gettext_lazy("Free at openalex.org. Leave it empty to keep the one that is kept."),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.fields["names"]
        assert isinstance(names, forms.MultipleChoiceField)
        names.choices = [(name, f"{ABOUT[name][0]} ({host_of(name)}). {ABOUT[name][1]}") for name in sources.NAMES]

    def clean_key(self) -> str:
        """Return the key. Raises ValidationError for what is none."""
        key: str = self.cleaned_data["key"].strip()
        if not (key.isascii() and key.isalnum()) and key:
            raise forms.ValidationError(_("A key is made of letters and digits."))
        return key


@dataclass(frozen=True, slots=True)
class Card:
    """A thing that was found. id: names it until the catalogue is asked again; feed: in which it is new, or ""."""

    id: str
    title: str
    link: str
    word: str
    about: str
    why: str
    byline: str
    feed: str


@dataclass(frozen=True, slots=True)
class Context:
    """asked: whether anybody was; refused: how many things were better not given; told: who did not answer."""

    found: Choosing
    name: str
    back: str
    cards: list[Card]
    asked: bool
    refused: int
    told: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
def gift_sources(request: Request, candidacy_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Show whom one can ask; ask those that were chosen; put a find on the shelf."""
    found = asked_for(request, candidacy_id, person_id)
    new = entries()
    if request.method != "POST":
        words = next(iter(queries(found.subject, quotes_of(found.line) if found.line else ())), found.subject)
        form = SourcesForm(initial={"words": words, "names": request.candidate.sources})
        return _page(request, found, form, cards=_cards(request, found, words, (), new)[0])
    wanted = request.POST.get("keep", "")
    if wanted in new:
        return _kept(request, found, new[wanted][0])
    form = SourcesForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    names = form.cleaned_data["names"]
    choose_sources(names)
    if form.cleaned_data["key"]:
        secrets.keep(KEY, form.cleaned_data["key"], place.folder(chosen))
    gifts, told = _asked(form.cleaned_data["words"], names, request.now)
    if wanted:
        return _kept(request, found, next((gift for gift in gifts if gift.id == wanted), None))
    cards, refused = _cards(request, found, form.cleaned_data["words"], gifts, new)
    return _page(request, found, form, cards=cards, asked=True, told=told, refused=refused)


def _cards(
    request: Request, found: Choosing, words: str, gifts: Sequence[Gift], new: Mapping[str, tuple[Gift, str]]
) -> tuple[list[Card], int]:
    """Return what fits of what catalogues answered and of what is new in the feeds, and how much must not be given."""
    context = context_of(found.candidacy, found.part.person, quotes_of(found.line) if found.line else ())
    every = {**{id: gift for id, (gift, _) in new.items()}, **{gift.id: gift for gift in gifts}}
    choices = choose(
        found.subject or words, list(every.values()), context,
        now=request.now, top=TOP, language=request.candidate.language,
    )  # fmt: skip
    asked = {gift.id for gift in gifts}
    cards = [_card(one, new[one.gift.id][1] if one.gift.id not in asked else "") for one in choices.gifts]
    return cards, len(choices.refused)


def host_of(name: str) -> str:
    """Who gets the words."""
    return urlsplit(api.source_address(name, Question("x"))).hostname or ""


def _asked(words: str, names: Sequence[str], now: dt.datetime) -> tuple[list[Gift], list[str]]:
    """Ask each source; what came back, and what to say of those that did not answer."""
    gifts: list[Gift] = []
    told: list[str] = []
    for name in names:
        key = secrets.find(KEY, place.folder(chosen)) if name == "openalex" else None
        question = Question(words, since=now.year - YEARS if name != "openlibrary" else None, key=key)
        try:
            gifts += api.search_source(name, question)
        except AfterwordError as error:
            told.append(in_one_line(error))
    return list({gift.id: gift for gift in gifts}.values()), told


def _kept(request: Request, found: Choosing, gift: Gift | None) -> HttpResponse:
    if gift is None:
        messages.warning(request, _("The catalogue does not know it any more. Ask again."))
        return redirect(request.get_full_path())
    row, _new = add_gift(request.now, gift, id=uuid.uuid4())
    messages.success(request, _("On your shelf. Read it before you send it."))
    return redirect(f"{reverse('reader', args=[row.id])}?{whose(found)}")


def _card(choice: Choice, feed: str) -> Card:
    gift = choice.gift
    byline = ", ".join(filter(None, (gift.author, gift.publisher, gift.date)))
    return Card(
        gift.id,
        name_of(choice),
        safe_link(choice.url),
        kind_word(choice.kind),
        length_and_cost(gift),
        choice.why,
        byline,
        feed,
    )


def _page(
    request: Request,
    found: Choosing,
    form: SourcesForm,
    status: int = 200,
    *,
    cards: Sequence[Card] = (),
    asked: bool = False,
    told: Sequence[str] = (),
    refused: int = 0,
) -> HttpResponse:
    here = reverse("gift", args=[found.candidacy.id, found.part.person_id])
    page = Context(
        found=found,
        name=name_in(found),
        back=f"{here}?{urlencode(about(found))}",
        cards=list(cards),
        asked=asked,
        refused=refused,
        told=list(told),
    )
    return render(request, "gift_sources.html", {"page": page, "form": form}, status=status)
