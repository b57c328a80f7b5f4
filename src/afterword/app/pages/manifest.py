"""What a phone needs to keep Afterword beside its other programs, and to share a page with it."""

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from afterword.app.request import Request


@require_safe
def manifest(request: Request) -> HttpResponse:
    """Return the web app manifest in the reader's language."""
    told = {
        "id": "/",
        "name": "Afterword",
        "short_name": "Afterword",
        "description": _("What you say after the interview"),
        "lang": request.candidate.language,
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5f0e8",
        "theme_color": "#f5f0e8",
        "icons": [{"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        "share_target": {
            "action": reverse("shared"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(told, content_type="application/manifest+json")
