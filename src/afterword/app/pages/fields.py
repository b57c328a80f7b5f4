"""Fields that several pages ask for: one line of text, a phone number, a day, a country, several files."""

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from afterword.app.language import language
from afterword.errors import BadInput
from afterword.followup.calendar import zone

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LENGTH = 200
"""No name, role or subject is longer."""

MOMENT = "%Y-%m-%dT%H:%M"
"""How browsers write a day and a time of day."""

A_YEAR = dt.timedelta(days=366)
"""A day further away is a slip of the year."""

_PHONE = re.compile(r"\+?[\d().\-/ ]{5,40}(?:(?:x|ext\.?) ?\d{1,6})?")


def id_of(text: str | None) -> uuid.UUID | None:
    """Return the id that a form or an address names, None for what is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


class Line(forms.CharField):
    """One printable line, without spaces around it. autocomplete: the token that lets a browser fill it in."""

    def __init__(
        self,
        label: "str | _StrPromise",
        *,
        autocomplete: str = "off",
        help_text: "str | _StrPromise" = "",
        required: bool = False,
        length: int = LENGTH,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=length,
            widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        )

    def clean(self, value: Any) -> Any:
        """Return the line. Raises ValidationError for line breaks and marks that turn the direction of writing."""
        text = unicodedata.normalize("NFC", super().clean(value))
        if not text.isprintable():
            raise forms.ValidationError(_("Write it in one line, in plain letters."))
        return text


class Phone(Line):
    """A phone number as it is written."""

    def __init__(self, label: "str | _StrPromise", *, autocomplete: str = "off") -> None:
        super().__init__(label, autocomplete=autocomplete, length=60)
        self.widget = forms.TextInput(attrs={"autocomplete": autocomplete, "type": "tel"})

    def clean(self, value: Any) -> Any:
        """Return the number. Raises ValidationError for what is none."""
        text = super().clean(value)
        if text and not _PHONE.fullmatch(text):
            raise forms.ValidationError(_("This is no phone number. Write it such as +1 206 555 0118."))
        return text


class Zone(Line):
    """The name of a time zone that exists; empty where none is said."""

    def __init__(self, label: "str | _StrPromise", *, help_text: "str | _StrPromise" = "") -> None:
        super().__init__(label, help_text=help_text, length=64)

    def clean(self, value: Any) -> Any:
        """Return the name. Raises ValidationError for what is no zone."""
        text = super().clean(value)
        try:
            return str(zone(text)) if text else ""
        except BadInput as error:
            raise forms.ValidationError(_("There is no such zone. Write it such as America/Los_Angeles.")) from error


class Country(forms.ChoiceField):
    """A country by its name, as its code; empty where none is said. unsaid: what that is called."""

    def __init__(self, label: "str | _StrPromise", *, unsaid: "str | _StrPromise | None" = None) -> None:
        none = unsaid or _("Not known")
        super().__init__(label=label, required=False, choices=lambda: [("", none), *countries(language())])


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of all countries in the order of their names."""
    from babel import Locale  # 0.1 s to import

    names = Locale(language).territories
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NONE]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


_NONE = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
"""Codes of what is no country."""


class Date(forms.DateField):
    """A day."""

    def __init__(self, label: "str | _StrPromise | None" = None, *, required: bool = False) -> None:
        widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
        super().__init__(label=label, required=required, widget=widget)


class Moment(forms.DateTimeField):
    """A day and a time of day, in the zone of who fills it in."""

    def __init__(self, label: "str | _StrPromise", *, required: bool = True) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(label=label, required=required, widget=widget)


class Email(forms.EmailField):
    """One e-mail address."""

    def __init__(self, label: "str | _StrPromise", *, autocomplete: str = "off") -> None:
        super().__init__(
            label=label, required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": autocomplete})
        )


class FilesInput(forms.ClearableFileInput):
    """A button that takes several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files at once; none is an empty list. most: how many; megabytes: how large each; attrs: of the input."""

    widget = FilesInput

    def __init__(
        self,
        label: "str | _StrPromise",
        *,
        accept: str,
        most: int,
        megabytes: int = 30,
        attrs: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=FilesInput(attrs={"accept": accept, **(attrs or {})}),
            error_messages={"empty": _("This file is empty. Save it again, or choose another.")},
        )
        self.most, self.megabytes = most, megabytes

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files. Raises ValidationError for too many, too large ones, and empty ones."""
        files: list[UploadedFile[Any]] = [super(Files, self).clean(file) for file in data or [] if file]
        if len(files) > self.most:
            raise forms.ValidationError(
                _("These are %(count)d files. Give at most %(most)d."), params={"count": len(files), "most": self.most}
            )
        for file in files:
            if (file.size or 0) > self.megabytes * 2**20:
                raise forms.ValidationError(
                    _("%(name)s has %(size)d MB; the limit is %(most)d MB. Take a smaller one, or type what it says."),
                    params={"name": file.name, "size": (file.size or 0) // 2**20, "most": self.megabytes},
                )
        return files
