"""Lean Django settings: models and actions only, so that a command on the database starts fast.

`web.py` adds what pages need. Everything a person can set stands in the table of `afterword.settings`.
"""

import os
from typing import Any

from afterword import settings
from afterword.app import place

chosen = settings.read(os.environ)

DATABASES: dict[str, dict[str, Any]] = {"default": place.database(chosen)}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "afterword.app.apps.AfterwordConfig"]
AUTH_USER_MODEL = "afterword.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = chosen.language
