"""Where each page is. One line a page, in the order of the strategy."""

from collections.abc import Callable
from importlib import import_module

from django.http import HttpResponse
from django.urls import path

handler400 = "afterword.app.pages.errors.bad_request"
handler404 = "afterword.app.pages.errors.not_found"
handler500 = "afterword.app.pages.errors.failed"


def page(name: str) -> Callable[..., HttpResponse]:
    """Return the view `module.function` of pages/, imported when first asked for."""
    module, _, function = name.partition(".")

    def view(*args: object, **kwargs: object) -> HttpResponse:
        found: Callable[..., HttpResponse] = getattr(import_module(f"afterword.app.pages.{module}"), function)
        return found(*args, **kwargs)

    return view


CANDIDACY = "candidacies/<uuid:candidacy_id>"
LETTER = "letters/<uuid:letter_id>"

urlpatterns = [
    path("", page("today.today"), name="today"),
    path("missed", page("missed.put_away"), name="missed"),
    path("start", page("start.start"), name="start"),
    path("sample", page("sample.add"), name="sample_add"),
    path("sample/remove", page("sample.remove"), name="sample_remove"),
    path("just-met", page("just_met.just_met"), name="just_met"),
    path("coming-up", page("coming_up.coming_up"), name="coming_up"),
    path("waiting", page("waiting.waiting"), name="waiting"),
    path("check", page("check.check"), name="check"),
    path(CANDIDACY, page("candidacy.candidacy"), name="candidacy"),
    path(f"{CANDIDACY}/happened", page("happened.happened"), name="happened"),
    path(f"{CANDIDACY}/people/add", page("participant.add"), name="participant_add"),
    path(f"{CANDIDACY}/settings", page("candidacy_settings.candidacy_settings"), name="candidacy_settings"),
    path(f"{CANDIDACY}/sheet", page("sheet.sheet"), name="sheet"),
    path(f"{CANDIDACY}/interests", page("interests.interests"), name="interests"),
    path(f"{CANDIDACY}/gift/<uuid:person_id>", page("gift.gift"), name="gift"),
    path(f"{CANDIDACY}/write/<str:kind>/<uuid:person_id>", page("write.write"), name="write"),
    path(f"{CANDIDACY}/call/<str:step>", page("call.call"), name="call"),
    path(f"{CANDIDACY}/call/<str:step>/after", page("call.after"), name="after_call"),
    path("steps/<uuid:step_id>/later", page("later.later"), name="later"),
    path("people", page("people.people"), name="people"),
    path("people/<uuid:person_id>", page("person.person"), name="person"),
    path("people/<uuid:person_id>/card", page("card.card"), name="card"),
    path("pictures/<uuid:picture_id>.jpg", page("card.picture"), name="picture"),
    path("shelf", page("shelf.shelf"), name="shelf"),
    path("shelf/import", page("shelf.take_in"), name="shelf_import"),
    path("shelf/add/<str:kind>", page("shelf_add.add"), name="shelf_add"),
    path("shelf/<uuid:item_id>", page("reader.reader"), name="reader"),
    path("letters", page("letters.letters"), name="letters"),
    path(LETTER, page("letter.letter"), name="letter"),
    path(f"{LETTER}/check", page("letter.live"), name="letter_live"),
    path(f"{LETTER}/approve", page("letter_approve.approve"), name="letter_approve"),
    path(f"{LETTER}/brief", page("letter_brief.letter_brief"), name="letter_brief"),
    path(f"{LETTER}/letter.eml", page("letter.eml"), name="letter_eml"),
    path(f"{LETTER}/send", page("sending.sending"), name="sending"),
    path(f"{LETTER}/outbox", page("sending.queued"), name="queued"),
    path(f"{LETTER}/hand-over/<str:how>", page("sending.hand_over"), name="hand_over"),
    path(f"{LETTER}/sent", page("sending.confirm_sent"), name="confirm_sent"),
    path(f"{LETTER}/take-back", page("sending.take_back"), name="take_back"),
    path("calendar", page("calendar.calendar"), name="calendar"),
    path("calendar.ics", page("calendar.download"), name="calendar_download"),
    path("feed/<str:key>.ics", page("calendar.feed"), name="feed"),
    path("more", page("more.more"), name="more"),
    path("settings", page("me.me"), name="me"),
    path("settings/mail", page("mail_account.mail_account"), name="mail_account"),
    path("settings/copy", page("copies.copies"), name="copies"),
    path("undo", page("undo.undo"), name="undo"),
    path("login/<str:key>", page("login.login"), name="login"),
    path("alive", page("alive.alive"), name="alive"),
    path("parts", page("parts.parts"), name="parts"),
]
