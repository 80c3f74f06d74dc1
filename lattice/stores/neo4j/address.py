"""The address of a lattice in a Neo4j database."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass
from typing import Final

from lattice.errors import WrongCall

SCHEMES: Final = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
"""What an address begins with; ``+s`` is encrypted, ``+ssc`` too but without asking who answers."""

PORT: Final = 7687
"""Where Neo4j listens unless it is told otherwise."""

_MOST: Final = 65_535
_UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f\\]")
_DATABASE: Final = re.compile(r"\w[\w.-]{0,62}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Which server and database; ``database`` is None for the one that the server takes unless told."""

    scheme: str
    host: str
    port: int
    database: str | None

    @property
    def uri(self) -> str:
        """The address of the server, as messages and drivers have it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def place(self) -> str:
        """The address of the database, as it stands in messages."""
        return self.uri if self.database is None else f"{self.uri}/{self.database}"

    @property
    def encrypted(self) -> bool:
        """Whether what is sent can't be read on its way."""
        return "+" in self.scheme

    @property
    def trusting(self) -> bool:
        """Whether whoever answers is believed to be the server."""
        return self.scheme.endswith("+ssc")

    @property
    def routed(self) -> bool:
        """Whether the server says which members of a cluster to ask."""
        return self.scheme.startswith("neo4j")

    @property
    def local(self) -> bool:
        """Whether the server is on this machine."""
        import ipaddress  # noqa: PLC0415 - a store in a file asks whether an address is a server's, and no more

        name = self.host.rstrip(".")
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost" or name.endswith(".localhost")


def is_server(text: str) -> bool:
    """Whether a text is meant as the address of a server, well written or not."""
    scheme, mark, _ = text.partition(":")
    return bool(mark) and scheme.lower() in SCHEMES


def parse_address(text: str) -> Address:
    """The address that a text says.

    Raises ``WrongCall``, whose message never repeats what could be a password.

    >>> parse_address("neo4j+s://db.example/people").place
    'neo4j+s://db.example:7687/people'
    >>> parse_address("bolt://[::1]:7688").uri
    'bolt://[::1]:7688'
    """
    scheme, mark, rest = text.partition("://")
    scheme = scheme.lower()
    if not mark or scheme not in SCHEMES:
        raise WrongCall(
            "the address of a Neo4j database is neo4j://HOST:PORT/DATABASE, or with +s when it is encrypted"
        )
    server, _, path = rest.partition("/")
    if "@" in rest:
        raise WrongCall(
            f"the {scheme}:// address carries a user or a password, where others can see it; leave it out and set "
            "LATTICE_NEO4J_USER and LATTICE_NEO4J_PASSWORD_FILE or LATTICE_NEO4J_PASSWORD"
        )
    if "?" in rest or "#" in rest:
        raise WrongCall(f"the {scheme}:// address takes nothing after ? or #; write {scheme}://HOST:PORT/DATABASE")
    if _UNPRINTABLE.search(rest):
        raise WrongCall(f"the {scheme}:// address has blanks or signs that no address has")
    host, port = _server(server, scheme)
    return Address(scheme=scheme, host=host, port=port, database=_database(path, scheme))


def _server(server: str, scheme: str) -> tuple[str, int]:
    try:
        parts = urllib.parse.urlsplit(f"//{server}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host:
        raise WrongCall(
            f"the {scheme}:// address names no server, or no proper port; write {scheme}://HOST:PORT/DATABASE"
        )
    if port is not None and not 0 < port <= _MOST:
        raise WrongCall(f"{port} is no port; write {scheme}://HOST:PORT/DATABASE")
    return host, PORT if port is None else port


def _database(path: str, scheme: str) -> str | None:
    name = urllib.parse.unquote(path).removesuffix("/")
    if not name:
        return None
    if not _DATABASE.fullmatch(name):
        raise WrongCall(f"'{name}' is no name of a database; write {scheme}://HOST:PORT/DATABASE")
    # Names of databases don't know capitals.
    if name.lower() == "system":
        raise WrongCall("the database system holds Neo4j's own users and rights; name another one")
    return name.lower()
