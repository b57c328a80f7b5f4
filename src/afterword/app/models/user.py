"""Who signs in: a candidate, a coach, an administrator."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An account. On a laptop there is one, and nobody types its password."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
