"""Whether this program answers here, and which one it is."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from afterword.app.request import Request
from afterword.app.running import MARK


@require_safe
@never_cache
def alive(request: Request) -> HttpResponse:
    """Answer with the mark of this process; it says nothing about anybody."""
    return JsonResponse({"program": "afterword", "mark": MARK})
