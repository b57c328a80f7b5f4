"""Remove the sample: every row of it, and nothing of one's own."""

from django.db import transaction

from afterword.app.models import Candidacy, GiftGiven, Letter, Participation, Person, ShelfItem


def remove_sample() -> bool:
    """Delete the sample candidacy with its people and things; return whether there was one.

    Somebody of it who also takes part in a candidacy of one's own stays, and so does a thing that a letter of
    one's own encloses.
    """
    with transaction.atomic():
        sample = Candidacy.objects.filter(sample=True)
        there = sample.exists()
        own = Participation.objects.filter(candidacy__sample=False).values("person")
        only_here = Person.objects.filter(participations__candidacy__in=sample).exclude(id__in=own)
        people = list(only_here.values_list("id", flat=True))
        GiftGiven.objects.filter(candidacy__in=sample).delete()
        sample.delete()
        Person.objects.filter(id__in=people).delete()
        enclosed = Letter.objects.exclude(brief__gift=None).values_list("brief__gift__id", flat=True)
        things = ShelfItem.objects.filter(sample=True)
        things.filter(value__id__in=set(enclosed)).update(sample=False)
        ShelfItem.objects.filter(sample=True).delete()
        return there
