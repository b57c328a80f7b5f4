"""Look for places on the map: what is there, for the person to strike out what they would not vouch for."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.middleware import in_one_line
from afterword.app.pages.fields import Line
from afterword.app.pages.gift_shown import safe_link
from afterword.app.pages.shelf_add import FOR
from afterword.app.pages.shelf_forms import MOST_PLACES
from afterword.app.request import Request
from afterword.errors import AfterwordError
from afterword.gift.gift import GiftItem
from afterword.outside.sources import places

MOST = 24
"""Places that are shown."""

KINDS = {
    "restaurant": gettext_lazy("Restaurants"),
    "cafe": gettext_lazy("Cafés"),
    "bakery": gettext_lazy("Bakeries"),
    "library": gettext_lazy("Libraries"),
    "museum": gettext_lazy("Museums"),
    "bookshop": gettext_lazy("Bookshops"),
    "park": gettext_lazy("Parks"),
    "playground": gettext_lazy("Playgrounds"),
    "climbing": gettext_lazy("Climbing"),
    "swimming": gettext_lazy("Swimming"),
    "farm_shop": gettext_lazy("Farm shops"),
    "hardware": gettext_lazy("Hardware shops"),
}


class PlacesForm(forms.Form):
    """Where, and what."""

    place = Line(
        gettext_lazy("Where"),
        required=True,
        help_text=gettext_lazy("A part of town is enough, such as: Ballard, Seattle."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=list(KINDS.items()))


@dataclass(frozen=True, slots=True)
class Context:
    """found: what the map has, None before it was asked; hosts: who is asked."""

    found: list[tuple[int, GiftItem, str]] | None
    hosts: tuple[str, str]
    most: int
    credit: str
    back: str


@require_http_methods(["GET", "HEAD", "POST"])
def gift_places(request: Request) -> HttpResponse:
    """Ask the map, and take what was chosen to the form of a list of places."""
    if request.method != "POST":
        return _page(request, PlacesForm(), None)
    form = PlacesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None, status=422)
    said = form.cleaned_data
    try:
        found = api.find_places(said["place"], said["kind"])[:MOST]
    except AfterwordError as error:
        form.add_error("place", in_one_line(error))
        return _page(request, form, None, status=422)
    taken = [int(one) for one in request.POST.getlist("take") if one.isdecimal() and int(one) < len(found)]
    if request.POST.get("do") != "take" or not taken:
        return _page(request, form, found)
    asked: dict[str, Any] = {name: request.GET[name] for name in FOR if name in request.GET}
    asked |= {"title": f"{KINDS[said['kind']]}, {said['place']}", "place": said["place"]}
    for number, item in enumerate((found[one] for one in taken[:MOST_PLACES]), 1):
        row = {"name": item.name, "address": item.address, "url": item.url, "phone": item.phone if item.url else None}
        asked |= {f"{field}_{number}": value for field, value in row.items() if value}
    return redirect(f"{reverse('shelf_add', args=['places'])}?{urlencode(asked)}")


def _page(request: Request, form: PlacesForm, found: tuple[GiftItem, ...] | None, status: int = 200) -> HttpResponse:
    whose = urlencode({name: request.GET[name] for name in FOR if name in request.GET})
    page = Context(
        found=[(at, item, safe_link(item.url)) for at, item in enumerate(found)] if found is not None else None,
        hosts=(places.HOST, places.THINGS_HOST),
        most=MOST_PLACES,
        credit=places.CREDIT,
        back=f"{reverse('shelf_add', args=['places'])}?{whose}",
    )
    return render(request, "gift_places.html", {"page": page, "form": form}, status=status)
