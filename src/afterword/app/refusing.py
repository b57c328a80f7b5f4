"""What the server says by itself, before a page is asked: that a request is too large, and the mend."""

from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from afterword.candidacy import reason
from afterword.gift.shelf import MOST_MEGABYTES


class _Told(ErrorTask):  # type: ignore[misc]  # the server says nothing of its types
    def execute(self) -> None:
        """Answer in one line of ours where the server's own says nothing to a person."""
        error: Any = self.request.error
        if error.code == 413:
            params = {"megabytes": self.channel.adj.max_request_body_size // 2**20, "each": MOST_MEGABYTES}
            told = (said("app.shelf.too_large", params, "en") for said in (reason.message, reason.mend))
            error.body = " ".join(filter(None, told))
        super().execute()


class Refusing(HTTPChannel):  # type: ignore[misc]  # as above
    """A connection whose refusals a person can read. The body of what is refused is never read."""

    error_task_class = _Told
