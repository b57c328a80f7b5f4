"""Search of the shelf by meaning: off until a sentence model is named; how far it has read, and a try."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword.app import meaning
from afterword.app.middleware import in_one_line
from afterword.app.request import Request
from afterword.errors import AfterwordError

SETTING = "AFTERWORD_SENTENCE_MODEL"


@dataclass(frozen=True, slots=True)
class Context:
    """What the page shows. folder: of the model, empty where none is named; told: how trying it went, empty before."""

    setting: str
    folder: str
    progress: meaning.Progress | None
    told: str = ""
    worked: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def by_meaning(request: Request) -> HttpResponse:
    """Show what stands; a POST tries the model with one line."""
    folder = meaning.folder()
    if request.method == "POST" and folder:
        try:
            meaning.try_again(folder)
        except AfterwordError as error:
            return _page(request, told=in_one_line(error))
        return _page(request, told=_("It answers."), worked=True)
    return _page(request)


def _page(request: Request, *, told: str = "", worked: bool = False) -> HttpResponse:
    progress = meaning.progress()
    if progress and progress.fault and not told:
        told = in_one_line(progress.fault)
    page = Context(SETTING, str(meaning.folder() or ""), progress, told, worked)
    return render(request, "by_meaning.html", {"page": page})
