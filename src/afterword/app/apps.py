"""The app's name for Django."""

from django.apps import AppConfig


class AfterwordConfig(AppConfig):
    """One app holds all rows."""

    name = "afterword.app"
    label = "afterword"
    default_auto_field = "django.db.models.BigAutoField"
