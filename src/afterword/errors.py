"""Every error that Afterword raises on purpose.

    AfterwordError            carries code, params, where; a door turns it into words
    ├── BadInput              what came in cannot be read or does not fit its shape  (exit 2)
    │   ├── NotSupported      a thing this program knows but cannot do here          (exit 2)
    │   └── TooLarge          a limit that protects the machine                      (exit 2)
    └── Refused               the rules forbid it; no click passes them              (exit 1)

The text of a code is in the `says/<language>.toml` of the room that raises it; the part of the
code before the first dot names that room ("card.not_an_image"), so that an error can be told in
any language and its code stays the same.
"""

from collections.abc import Mapping


class AfterwordError(Exception):
    """Base of all errors raised on purpose.

    code:   stable, "room.what_happened"
    params: what the text needs, by name
    where:  the file, line or key that is meant; None where there is none
    """

    def __init__(self, code: str, where: str | None = None, **params: object) -> None:
        super().__init__(f"{code} {where or ''} {params or ''}".strip())
        self.code = code
        self.where = where
        self.params: Mapping[str, object] = params


class BadInput(AfterwordError):
    """What came in cannot be read or does not fit its shape."""


class NotSupported(BadInput):
    """A kind of input this program knows but cannot handle here."""


class TooLarge(BadInput):
    """A limit that protects the machine was passed."""


class Refused(AfterwordError):
    """The rules forbid it and no click passes them."""
