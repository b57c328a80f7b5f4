"""A server that a person names: on this computer, on their own network, or out in the world.

Such an address is asked as it stands, unlike a link, which goes through the fetcher that refuses the own network.
"""

import ipaddress
import re
import ssl
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from afterword.errors import BadInput

_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::\d{1,5})?")
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class OwnServer:
    """address: as it was typed; near: hosts of the own network where http:// is enough."""

    address: str
    near: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def host(self) -> str:
        """The host that is asked, "" for an address that is none."""
        try:
            return (urlsplit(self.address.strip()).hostname or "").lower()
        except ValueError:
            return ""

    @property
    def is_near(self) -> bool:
        """Whether it answers on this computer, or on one of the own network that was named."""
        if self.host in {"localhost", *self.near}:
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def parts(self, room: str) -> SplitResult:
        """The pieces of its address.

        Raises BadInput `room`.no_address for what is none, `room`.not_private where the way would be open for others.
        """
        text = self.address.strip()
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError as error:
            raise BadInput(f"{room}.no_address", where=text[:200]) from error
        plain = text.isprintable() and not re.search(r"[\s\\?#@]", text) and port != 0
        if parts.scheme not in {"http", "https"} or not plain or not _HOST.fullmatch(parts.netloc):
            raise BadInput(f"{room}.no_address", where=text[:200])
        if parts.scheme == "http" and not self.is_near:
            raise BadInput(f"{room}.not_private", where=self.host)
        return parts


def one_line(text: str) -> str:
    """What a server says, as one line of data."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:2000]).split())[:_MOST_WORDS]


def is_tls(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, is about a certificate or the encryption."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
