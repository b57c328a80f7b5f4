"""Let a model of one's own draft the letter: what would leave is shown first, and only what is true is offered."""

import datetime as dt
import hashlib
import json
import uuid
from dataclasses import dataclass, field

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app import drafting, place
from afterword.app.actions.ask_model import ask_model, give_up
from afterword.app.actions.reword import reword
from afterword.app.config import chosen
from afterword.app.language import language
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter, ModelDraft, OwnModel
from afterword.app.queries.brief import rebuilt
from afterword.app.request import Request
from afterword.candidacy import reason
from afterword.errors import BadInput, Refused
from afterword.letter.attempts import Attempt, Drafted
from afterword.letter.letter import Finding
from afterword.letter.letter import Letter as Composed
from afterword.outside import llm

NOT_KNOWN_THERE = {"json_object", "text"}
"""Forms of answer that a server is held to only where it knows no stricter one."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """What would leave.

    address: all of it; here: whether it stays on this computer; rules, facts: the same in parts, to be read;
    exact: byte for byte; seen: its digest.
    """

    host: str
    address: str
    name: str
    here: bool
    rules: str
    facts: str
    exact: str
    seen: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a refused draft. findings: why it cannot stand, empty where it can."""

    text: str
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RefusedDraft:
    """A draft that stays out. unread: why it is no letter at all; loose: what belongs to no place in it."""

    subject: str
    pieces: list[Piece]
    loose: list[Finding]
    unread: str


@dataclass(frozen=True, slots=True)
class Context:
    """The page in one of its states: to be set up, to be asked, waiting, or with what came.

    told: what went wrong; loosely: whether the server kept to no given form; sent: every body that left.
    """

    letter: Letter
    leaves: Leaves | None = None
    waiting: ModelDraft | None = None
    offered: Composed | None = None
    warns: list[Finding] = field(default_factory=list)
    refused: list[RefusedDraft] = field(default_factory=list)
    told: str = ""
    loosely: bool = False
    sent: list[str] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_model(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show what would leave; ask, wait, give up, or take what is true as the draft."""
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
    if row.state != Letter.State.DRAFT:
        raise Refused("app.revise.no_draft", state=row.state)
    do = request.POST.get("do", "")
    if do == "stop":
        give_up(row.id)
        return redirect("letter_model", row.id)
    if do == "ask":
        return _ask(request, row)
    draft = ModelDraft.objects.filter(letter=row).first()
    if do == "take" and draft and draft.state == ModelDraft.State.OFFERED:
        return _take(request, row, draft)
    return _page(request, _context(request, row, draft))


def _ask(request: Request, row: Letter) -> HttpResponse:
    """Let it leave where these are the very bytes that the person saw."""
    server = OwnModel.objects.first()
    standing = ModelDraft.objects.filter(letter=row, state=ModelDraft.State.ASKED).first()
    if server is None or (standing and not _is_lost(standing, request.now)):
        return redirect("letter_model", row.id)
    try:
        leaves = _leaves(request, row, server)
    except BadInput as error:
        return _page(request, Context(row, told=in_one_line(error)), status=422)
    if request.POST.get("seen") != leaves.seen:
        told = _("Your notes changed since you looked. This is what would leave now.")
        return _page(request, Context(row, leaves=leaves, told=told), status=409)
    draft = ask_model(request.now, row.id, server, leaves.exact)
    drafting.start(draft, place.folder(chosen))
    return redirect("letter_model", row.id)


def _take(request: Request, row: Letter, draft: ModelDraft) -> HttpResponse:
    """Take the offered draft where it is still true to today's notes, and nobody changed the letter meanwhile."""
    offered = msgspec.convert(draft.told, Drafted).letter
    assert offered is not None
    text = Composed(offered.subject[:300], offered.body)
    found = api.verify_letter(f"Subject: {text.subject}\n\n{text.body}", rebuilt(row, request.now), language=language())
    if any(finding.severity == "block" for finding in found):
        told = _("Your notes changed meanwhile, and this draft no longer keeps to them. Your letter stays as it is.")
        return _page(request, Context(row, told=told, refused=[_refused(Attempt(text.subject, text.body, found))]), 409)
    kept = reword(request.now, row.id, _number(request.POST.get("version", "")), text)
    if kept.body != text.body:
        messages.warning(request, _("The letter was changed in another window meanwhile. Look at it, then take this."))
        return _page(request, _context(request, kept, draft), status=409)
    give_up(row.id)
    messages.success(request, _("It is your draft now. Read it as your own: you sign it."))
    return redirect(f"{reverse('letter', args=[row.id])}?kept")


def _context(request: Request, row: Letter, draft: ModelDraft | None) -> Context:
    if draft is None:
        return _before(request, row)
    if draft.state == ModelDraft.State.ASKED:
        if not _is_lost(draft, request.now):
            return Context(row, waiting=draft)
        told = _("No answer came, and none will: Afterword was closed while it waited. Your letter stays as it is.")
        return Context(row, told=told, sent=[draft.asked])
    came = msgspec.convert(draft.told, Drafted)
    told = ""
    if came.failed:
        parts = (
            reason.message(came.failed, came.params, language()),
            reason.mend(came.failed, came.params, language()),
        )
        told = " ".join(filter(None, parts))
    return Context(
        row,
        offered=Composed(came.letter.subject, came.letter.body) if came.letter else None,
        warns=[finding for finding in came.letter.checks if finding.severity == "warn"] if came.letter else [],
        refused=[_refused(attempt) for attempt in came.refused],
        told=told,
        loosely=came.form in NOT_KNOWN_THERE,
        sent=list(came.sent) or [draft.asked],
    )


def _before(request: Request, row: Letter) -> Context:
    server = OwnModel.objects.first()
    if server is None:
        return Context(row)
    try:
        return Context(row, leaves=_leaves(request, row, server))
    except BadInput as error:
        return Context(row, told=in_one_line(error))


def _leaves(request: Request, row: Letter, server: OwnModel) -> Leaves:
    """What would leave now. Raises BadInput for an address that may not be asked any more."""
    model = drafting.server_of(server)
    address = llm.endpoint(model)
    exact = api.model_request(rebuilt(row, request.now), model).decode()
    rules, facts = (one["content"] for one in json.loads(exact)["messages"])
    readable = json.dumps(json.loads(facts), ensure_ascii=False, indent=2)
    here = model.is_near and model.host not in chosen.model_hosts
    seen = hashlib.sha256(exact.encode()).hexdigest()
    return Leaves(model.host, address, server.name, here, rules, readable, exact, seen)


def _refused(attempt: Attempt) -> RefusedDraft:
    """A draft cut into pieces, each with what was found in it."""
    blocks = [finding for finding in attempt.findings if finding.severity == "block"]
    pieces: list[Piece] = []
    rest, placed = attempt.body, 0
    found = sorted(
        ((rest.find(one.quote), one) for one in blocks if one.quote and one.quote in rest), key=lambda pair: pair[0]
    )
    for at, finding in found:
        assert finding.quote
        if at < placed:  # within the piece before, or the same words for another reason
            pieces[-1].findings.append(finding)
            continue
        pieces += _between(rest[placed:at], pieces)
        placed = at + len(finding.quote)
        pieces.append(Piece(rest[at:placed], [finding]))
    pieces += _between(rest[placed:], pieces)
    shown = {id(finding) for _at, finding in found}
    unread = reason.message(attempt.unread, attempt.params, language()) if attempt.unread else ""
    return RefusedDraft(attempt.subject, pieces, [one for one in blocks if id(one) not in shown], unread)


def _between(text: str, before: list[Piece]) -> list[Piece]:
    """What stands between two faults; the reasons before it have set it apart already."""
    text = text.lstrip("\n ") if before and before[-1].findings else text
    return [Piece(text)] if text else []


def _is_lost(draft: ModelDraft, now: dt.datetime) -> bool:
    return draft.asked_at + drafting.PATIENCE < now


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _page(request: Request, page: Context, status: int = 200) -> HttpResponse:
    return render(request, "letter_model.html", {"page": page}, status=status)
