"""A draft by a model, asked for beside the pages: it may take minutes, and holds up nobody and no row.

What waits is a row. Where the program ends meanwhile the question is lost, and asked again only by the person: nothing
leaves a second time by itself.
"""

import datetime as dt
import logging
import threading
import uuid
from pathlib import Path

from django.db import connection
from django.utils import timezone

from afterword import api
from afterword.app.actions.ask_model import keep_outcome
from afterword.app.config import chosen
from afterword.app.models import ModelDraft, OwnModel
from afterword.app.owner import acting_as
from afterword.app.queries.brief import rebuilt
from afterword.errors import AfterwordError
from afterword.letter.attempts import TRIES, Drafted
from afterword.outside import llm, secrets

PATIENCE = dt.timedelta(seconds=TRIES * llm.TIMEOUT + 60)
"""After this long no answer comes any more: the program was closed while it waited."""

log = logging.getLogger("afterword.drafting")


def start(draft: ModelDraft, folder: Path) -> None:
    """Ask in a thread of its own. folder: of the data, where a system without a keyring keeps keys."""
    threading.Thread(target=_run, args=(draft.owner_id, draft.id, folder), name="model", daemon=True).start()


def server_of(row: OwnModel | ModelDraft) -> llm.Model:
    """Return where a model answers, with the hosts of the own network."""
    return llm.Model(row.address, row.name, near=chosen.model_hosts)


def key_of(row: OwnModel, folder: Path) -> str:
    """Return its key, "" where none is kept."""
    return secrets.find(row.secret, folder) or ""


def outcome(draft: ModelDraft, folder: Path) -> Drafted:
    """Ask what the person saw and allowed, and nothing else; return what it came to."""
    model = server_of(draft)
    server = OwnModel.objects.filter(address=draft.address).first()
    try:
        brief = rebuilt(draft.letter, draft.asked_at)
        if server is None or api.model_request(brief, model).decode() != draft.asked:
            return Drafted(failed="app.model.changed")
        language = draft.letter.owner.language
        return api.draft_with_model(brief, model, key_of(server, folder), language=language)
    except AfterwordError as error:
        return Drafted(failed=error.code, params=dict(error.params))


def _run(owner: uuid.UUID, draft_id: uuid.UUID, folder: Path) -> None:
    try:
        with acting_as(owner):
            draft = ModelDraft.objects.select_related("letter__candidacy", "letter__person", "letter__owner")
            row = draft.filter(id=draft_id).first()
            if row is not None:
                keep_outcome(timezone.now(), draft_id, outcome(row, folder))
    except Exception:
        log.exception("a draft by a model failed")
    finally:
        connection.close()
