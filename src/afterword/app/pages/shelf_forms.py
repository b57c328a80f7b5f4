"""The forms of things put on the shelf by hand, one a kind; each says which gift it stands for."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from afterword.app.language import language
from afterword.app.pages.fields import Date, Line, Phone
from afterword.candidacy import reason
from afterword.gift import gates, links
from afterword.gift.formats import entry
from afterword.gift.gift import Consent, Context, Figure, Gate, Gift, GiftItem, GiftKind, Giver

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_PLACES = 5
LONGEST_NOTE = 600
LONGEST_TIP = 2_000
LONGEST_ARTICLE = 2_000_000
"""Characters of a text that is read for its passages and not kept."""

NEVER: tuple[Gate, ...] = ("money_value", "consent", "tracking")
"""Gates that keep a thing off the shelf, as no subject and no reader would change them."""


_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)")
"""How an address without its beginning begins."""


class Url(Line):
    """A web address, cleaned of what tracks its reader; `tracked` says afterwards whether there was any."""

    def __init__(self, label: "str | _StrPromise", *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label, autocomplete="url", required=required, length=links.LONGEST, **kwargs)
        self.widget = forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url", "spellcheck": "false"})
        self.tracked = False

    def clean(self, value: Any) -> Any:
        """Return the address. Raises ValidationError for anything but http and https."""
        text = super().clean(value)
        if not text:
            return ""
        link = links.clean(f"https://{text}" if _BARE_HOST.match(text) else text)
        if link is None:
            raise forms.ValidationError(_("This is no web address. Paste it whole, beginning with https://."))
        self.tracked = link.tracked
        return link.url


class Day(Line):
    """A day, a month or a year, as much as is known."""

    def __init__(self, label: "str | _StrPromise") -> None:
        super().__init__(label, length=10, help_text=gettext_lazy("As much as you know: 2026, 2026-11 or 2026-11-17."))

    def clean(self, value: Any) -> Any:
        """Return the date as written. Raises ValidationError for what is none."""
        text = super().clean(value)
        if text and entry.date(text) != text:
            raise forms.ValidationError(_("Write the date as 2026, 2026-11 or 2026-11-17."))
        return text


def prose(label: "str | _StrPromise", help_text: "str | _StrPromise" = "", **given: Any) -> forms.CharField:
    """Return a field of several lines. given: as for a CharField, and `rows`."""
    widget = forms.Textarea(attrs={"rows": given.pop("rows", 3), "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **given)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together. legend: "" for none; folded: shown closed until somebody opens it."""

    legend: str
    fields: list[forms.BoundField]
    folded: bool = False


class GiftForm(forms.Form):
    """What all kinds share. The hidden fields say for whom it is, where it is for somebody, and where to go on."""

    kind: GiftKind = "article"
    id = forms.UUIDField(widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    candidacy = forms.UUIDField(required=False, widget=forms.HiddenInput)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    interest = forms.UUIDField(required=False, widget=forms.HiddenInput)
    subject = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: dt.date, giver: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = gates.Case("", Context(candidate=Giver(giver or None)), today)
        self.gift: Gift | None = None

    def made(self, said: dict[str, Any]) -> Gift:
        """Return the gift that the fields stand for."""
        raise NotImplementedError

    def groups(self) -> Iterator[Group]:
        """Yield the visible fields in their groups."""
        yield Group("", list(self.visible_fields()))

    def clean(self) -> dict[str, Any]:
        """Make the gift and ask the gates that no reader would change."""
        said = super().clean() or {}
        if not self.errors:
            gift = self.made(said)
            stopped = gates.stopped(gift, self.case)
            if stopped and stopped[0] in NEVER:
                self.add_error(_field_of(stopped[0], self), _told(stopped[1], stopped[2]))
            self.gift = gift
        return said

    def warnings(self) -> list[str]:
        """Return what the other gates say already."""
        stopped = gates.stopped(self.gift, self.case) if self.gift else None
        return [_told(stopped[1], stopped[2])] if stopped else []

    def tracked(self) -> bool:
        """Whether something that follows the reader was taken off an address."""
        return any(isinstance(field, Url) and field.tracked for field in self.fields.values())


class LinkForm(GiftForm):
    """Something on the web."""

    url = Url(gettext_lazy("Its address"), required=True)
    title = Line(gettext_lazy("Title"), required=True, length=entry.MOST_LETTERS)
    note = prose(
        gettext_lazy("Your one line why"),
        gettext_lazy("For yourself; the letter asks again for the person who gets it."),
        required=False,
        max_length=LONGEST_NOTE,
        rows=2,
    )
    author = Line(gettext_lazy("Who wrote it"))
    publisher = Line(gettext_lazy("Where it appeared"))
    date = Day(gettext_lazy("When it appeared"))
    text = prose(
        gettext_lazy("Its text, if you like"),
        gettext_lazy("Select all on the page and paste it: Afterword finds the passages on their words."),
        required=False,
        max_length=LONGEST_ARTICLE,
        rows=4,
    )
    own = forms.BooleanField(label=gettext_lazy("It is my own work"), required=False)

    def groups(self) -> Iterator[Group]:
        """Yield what is needed, then what may be added."""
        yield Group("", [self[name] for name in ("url", "title", "note")])
        more = [self[name] for name in ("author", "publisher", "date", "text", "own")]
        yield Group(_("Who wrote it, when, and its text"), more, _untouched(more))

    def made(self, said: dict[str, Any]) -> Gift:
        """Return what stands at the address, its kind taken from the host."""
        return Gift(
            id=entry.gift_id(links.same_page(said["url"])),
            kind=entry.kind(said["url"], (), said["title"]),
            title=entry.line(said["title"]),
            url=said["url"],
            author=said["author"] or None,
            publisher=said["publisher"] or links.publisher(said["url"]),
            date=said["date"] or links.date_in(said["url"]),
            note=entry.line(said["note"], LONGEST_NOTE),
            self=said["own"],
            added=self.case.today.isoformat(),
        )


class WorkForm(GiftForm):
    """A book, a paper, a podcast, a video, an event or a tool."""

    work = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[
            ("book", gettext_lazy("Book")),
            ("paper", gettext_lazy("Paper")),
            ("podcast", gettext_lazy("Podcast")),
            ("video", gettext_lazy("Video")),
            ("event", gettext_lazy("Event")),
            ("tool", gettext_lazy("Tool")),
        ],
        widget=forms.RadioSelect,
    )
    title = Line(gettext_lazy("Title"), required=True, length=entry.MOST_LETTERS)
    author = Line(gettext_lazy("By whom"))
    publisher = Line(gettext_lazy("Publisher or place"))
    date = Day(gettext_lazy("When it appeared, or takes place"))
    url = Url(gettext_lazy("Its address, if it has one"))
    note = prose(gettext_lazy("Your one line why"), required=False, max_length=LONGEST_NOTE, rows=2)
    own = forms.BooleanField(label=gettext_lazy("It is my own work"), required=False)

    def made(self, said: dict[str, Any]) -> Gift:
        """Return the work."""
        return Gift(
            id=_id_of(said),
            kind=cast("GiftKind", said["work"]),
            title=entry.line(said["title"]),
            url=said["url"] or None,
            author=said["author"] or None,
            publisher=said["publisher"] or None,
            date=said["date"] or None,
            note=entry.line(said["note"], LONGEST_NOTE),
            self=said["own"],
            added=self.case.today.isoformat(),
        )


class PromisedForm(GiftForm):
    """Something promised in the talk."""

    kind = "promised"
    title = Line(gettext_lazy("What you promised"), required=True, length=entry.MOST_LETTERS)
    url = Url(gettext_lazy("Its address, if it has one"))
    note = prose(gettext_lazy("What it is, in a line"), required=False, max_length=LONGEST_NOTE, rows=2)

    def made(self, said: dict[str, Any]) -> Gift:
        """Return what was promised."""
        return Gift(
            id=_id_of(said),
            kind="promised",
            title=entry.line(said["title"]),
            url=said["url"] or None,
            note=entry.line(said["note"], LONGEST_NOTE),
            added=self.case.today.isoformat(),
        )


class TipForm(GiftForm):
    """Something useful from one's own experience."""

    kind = "tip"
    title = Line(gettext_lazy("What it is about"), required=True, length=entry.MOST_LETTERS)
    text = prose(
        gettext_lazy("The tip, in two or three sentences"),
        gettext_lazy("What you did, what came of it, and what you would do again."),
        max_length=LONGEST_TIP,
        rows=4,
    )

    def made(self, said: dict[str, Any]) -> Gift:
        """Return the tip: their own experience, so it counts as known."""
        return Gift(
            id=_id_of(said),
            kind="tip",
            title=entry.line(said["title"]),
            text=entry.line(said["text"], LONGEST_TIP),
            self=True,
            added=self.case.today.isoformat(),
        )


class StatisticForm(GiftForm):
    """A figure with its source."""

    kind = "statistic"
    title = Line(gettext_lazy("What is counted"), required=True, length=entry.MOST_LETTERS)
    value = Line(gettext_lazy("The figure"), required=True, length=60)
    unit = Line(gettext_lazy("Unit"), help_text=gettext_lazy("Such as: percent, days, per thousand."), length=60)
    year = forms.IntegerField(
        label=gettext_lazy("Of which year"),
        min_value=1800,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    source = Line(
        gettext_lazy("Where it is published"),
        help_text=gettext_lazy("Who counted, and in what. A figure without a source is no gift."),
        required=True,
        length=entry.MOST_LETTERS,
    )
    url = Url(gettext_lazy("The address of the source"))

    def made(self, said: dict[str, Any]) -> Gift:
        """Return the figure, its value as written."""
        return Gift(
            id=_id_of(said),
            kind="statistic",
            title=entry.line(said["title"]),
            url=said["url"] or None,
            source=said["source"],
            figure=Figure(said["value"], said["unit"] or None, said["year"]),
            added=self.case.today.isoformat(),
        )


class ContactForm(GiftForm):
    """Somebody who can help: a business by its published number, a private person by their consent."""

    kind = "referral"
    title = Line(gettext_lazy("Name"), required=True, length=entry.MOST_LETTERS)
    business = Line(gettext_lazy("Business"))
    what = Line(gettext_lazy("What they do"), help_text=gettext_lazy("Such as: label printers repaired on site."))
    phone = Phone(gettext_lazy("Phone"))
    url = Url(gettext_lazy("Web address"))
    source = Line(
        gettext_lazy("Where the number is published"),
        help_text=gettext_lazy("For a business: its site, a directory."),
        length=entry.MOST_LETTERS,
    )
    consent_by = Line(
        gettext_lazy("Who agreed to being passed on"),
        help_text=gettext_lazy("For a private person: ask first, then write who said yes."),
    )
    consent_on = Date(gettext_lazy("When they agreed"))

    def groups(self) -> Iterator[Group]:
        """Yield who it is, then what allows to pass it on."""
        yield Group("", [self[name] for name in ("title", "business", "what", "phone", "url")])
        allows = [self[name] for name in ("source", "consent_by", "consent_on")]
        yield Group(_("What allows you to pass it on: one of the two"), allows)

    def clean_consent_on(self) -> dt.date | None:
        """Return the day. Raises ValidationError for one that is still to come."""
        day: dt.date | None = self.cleaned_data.get("consent_on")
        if day and day > self.case.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """See that a business says where its number is published: the gate cannot tell it from a person."""
        said = self.cleaned_data
        if said.get("business") and not (said.get("source") or said.get("consent_by")):
            named = {"name": said.get("title") or said["business"]}
            self.add_error("source", _told("gift.gates.consent.source", named))
        return super().clean()

    def made(self, said: dict[str, Any]) -> Gift:
        """Return the contact."""
        by = said["consent_by"]
        return Gift(
            id=_id_of(said),
            kind="referral",
            title=entry.line(said["title"]),
            place=said["business"] or None,
            url=said["url"] or None,
            phone=said["phone"] or None,
            note=entry.line(said["what"]),
            source=said["source"] or None,
            consent=Consent(by, said["consent_on"]) if by else None,
            added=self.case.today.isoformat(),
        )


class PlacesForm(GiftForm):
    """A short list of places that the person knows."""

    kind = "places"
    title = Line(
        gettext_lazy("What the list is"),
        required=True,
        help_text=gettext_lazy("Such as: Quiet cafés for a working lunch."),
        length=entry.MOST_LETTERS,
    )
    place = Line(gettext_lazy("City or part of town"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PLACES + 1):
            self.fields[f"name_{number}"] = Line(_("Name"), required=number == 1)
            self.fields[f"why_{number}"] = Line(_("Why this one"), length=entry.MOST_LETTERS)
            self.fields[f"address_{number}"] = Line(_("Address"))
            self.fields[f"url_{number}"] = Url(_("Web address"))
            self.fields[f"phone_{number}"] = Phone(_("Phone"))

    def groups(self) -> Iterator[Group]:
        """Yield the list's name, then its places."""
        yield Group("", [self["title"], self["place"]])
        for number in range(1, MOST_PLACES + 1):
            legend = _("Place %(number)d") % {"number": number}
            fields = [self[f"{field}_{number}"] for field in ("name", "why", "address", "url", "phone")]
            yield Group(legend, fields, number > 1 and _untouched(fields))

    def clean(self) -> dict[str, Any]:
        """See that a row with something in it has a name, and that each number says where it is published."""
        said = dict(self.cleaned_data)
        for number in range(2, MOST_PLACES + 1):
            told = [said.get(f"{field}_{number}") for field in ("why", "address", "url", "phone")]
            if any(told) and not said.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("Write the name of this place."))
        for number in range(1, MOST_PLACES + 1):
            if said.get(f"phone_{number}") and not said.get(f"url_{number}") and not self[f"url_{number}"].errors:
                self.add_error(f"url_{number}", _("Give the page where the number is published, or leave it out."))
        return super().clean()

    def made(self, said: dict[str, Any]) -> Gift:
        """Return the list, checked today by whoever wrote it."""
        rows = [number for number in range(1, MOST_PLACES + 1) if said[f"name_{number}"]]
        return Gift(
            id=_id_of(said),
            kind="places",
            title=entry.line(said["title"]),
            place=said["place"],
            items=tuple(_place(said, number) for number in rows),
            date=self.case.today.isoformat(),
            added=self.case.today.isoformat(),
        )


FORMS: dict[str, type[GiftForm]] = {
    "link": LinkForm,
    "tip": TipForm,
    "places": PlacesForm,
    "contact": ContactForm,
    "statistic": StatisticForm,
    "promised": PromisedForm,
    **dict.fromkeys(("book", "paper", "podcast", "video", "event", "tool"), WorkForm),
}
"""By the last word of the address of the page."""


def _untouched(fields: Sequence[forms.BoundField]) -> bool:
    return not any(field.value() or field.errors for field in fields)


def _place(said: dict[str, Any], number: int) -> GiftItem:
    url = said[f"url_{number}"] or None
    phone = said[f"phone_{number}"] or None
    return GiftItem(
        name=said[f"name_{number}"],
        note=said[f"why_{number}"] or None,
        address=said[f"address_{number}"] or None,
        url=url,
        phone=phone,
        source=url if phone else None,
    )


def _id_of(said: dict[str, Any]) -> str:
    if said.get("url"):
        return entry.gift_id(links.same_page(said["url"]))
    form_id: uuid.UUID = said["id"]
    return entry.gift_id(str(form_id))


def _field_of(gate: Gate, form: GiftForm) -> str | None:
    """Return the field beside which a gate's reason stands."""
    wanted = {"consent": ("source", "phone"), "tracking": ("url",)}.get(gate, ())
    return next((name for name in wanted if name in form.fields), None)


def _told(code: str, params: dict[str, object]) -> str:
    return reason.message(code, params, language())
