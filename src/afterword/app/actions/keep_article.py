"""Keep the text of a thing as it was opened, for the reading mode."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.models import Article, ShelfItem


def keep_article(now: dt.datetime, item_id: uuid.UUID, markup: str) -> Article:
    """Write it in the place of what was opened before. Raises ShelfItem.DoesNotExist for one of somebody else."""
    with transaction.atomic():
        item = ShelfItem.objects.select_for_update().get(id=item_id)
        row = Article.objects.filter(item=item).first() or Article(item=item)
        row.markup, row.at = markup, now
        row.save()
        return row
