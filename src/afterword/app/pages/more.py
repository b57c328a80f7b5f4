"""More: what is not on the bar, and the strategy in six paragraphs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword import __version__
from afterword.app.models import Candidacy
from afterword.app.request import Request


@require_safe
def more(request: Request) -> HttpResponse:
    """Show the links and the six steps."""
    page = {"version": __version__, "sample": Candidacy.objects.filter(sample=True).exists()}
    return render(request, "more.html", {"page": page})
