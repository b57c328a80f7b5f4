"""Where somebody seems to work, said with its reason, for a form that asks."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from afterword.candidacy.contact import Contact
from afterword.followup import places
from afterword.followup.places import Place

STATES_IN = {"US", "CA", "AU", "BR"}
"""Where the short form of a state in an address is the one that calendars know."""

_AT_WORK = {"work", "mobile"}


def place_of(people: Sequence[Contact], country: str | None = None) -> Place | None:
    """Return the place that contacts suggest: an address or a number before the country alone.

    country: where it was said, it beats that of a card
    """
    found = [place for one in people if (place := _of_one(one, country))]
    return (
        next((place for place in found if place.reason != "country"), None)
        or places.suggested(country)
        or (found[0] if found else None)
    )


def _of_one(contact: Contact, country: str | None) -> Place | None:
    land = country or contact.region
    state = contact.address.region if contact.address and land in STATES_IN else None
    phones = sorted(contact.phones, key=lambda phone: phone.kind not in _AT_WORK)
    return places.suggested(land, state, [phone.value for phone in phones])


def because(place: Place) -> str:
    """Return why a place is suggested, as a part of a sentence."""
    if place.reason == "state":
        return _("as the address names %(state)s") % {"state": place.sign}
    if place.reason == "area_code":
        return _("as the number begins with %(code)s") % {"code": place.sign}
    return _("as the country has it") if place.zone else _("as the country has several")
