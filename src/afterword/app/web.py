"""Django settings of the app in the browser: what pages need, on top of the lean settings."""

from pathlib import Path

from afterword.app import place
from afterword.app.config import *

HERE = Path(__file__).parent
MEGABYTE = 2**20

DATA = place.folder(chosen)
TIME_ZONE = place.zone()
SECRET_KEY = place.secret_key(chosen)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *chosen.hosts]
INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.messages", "django.contrib.staticfiles", "django_htmx", "csp"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",  # refuses a host that is not ours: DNS rebinding ends here
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "afterword.app.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "afterword.app.middleware.Told",
]
ROOT_URLCONF = "afterword.app.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "afterword.app.pages.sample.mark",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
LOCALE_PATHS = [HERE / "locale"]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "afterword.app.pages.errors.form_too_old"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING_CONFIG = None  # app/log.py keeps the log; Django's own would write keys and queries
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * MEGABYTE
"""A pasted transcript of four million characters still comes through; files are limited by who reads them."""
