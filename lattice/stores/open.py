"""Opening a store by its address."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from lattice.errors import StoreError, WrongCall
from lattice.stores.neo4j.address import is_server, parse_address
from lattice.stores.sqlite.store import SqliteStore
from lattice.stores.store import Store

VARIABLE: Final = "LATTICE_STORE"
"""The environment variable with the address to use when none is given."""

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)

# What stands before an @ may be a password, which no message repeats.
_SERVER: Final = re.compile(
    r"(?:[^@/\\\s]*@)?((?:[A-Za-z0-9][A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{3,5}(?:/\w[\w.-]*)?)/?"
)


def open_store(address: str | os.PathLike[str] | None = None, *, create: bool = True) -> Store:
    """The store at an address: a path, ``sqlite:///path``, or ``neo4j://host/database``.

    After ``sqlite:///`` a path is relative unless it starts with a slash of
    its own, as in other programs. Without an address ``LATTICE_STORE`` says
    where, else it is a file in the user's data directory. With ``create`` an
    empty store is made where there is none. The user and the password of a
    server come from the environment.

    Raises ``NoStore`` when there is none and ``create`` isn't set, another
    ``StoreError`` when what is there can't be used, and ``WrongCall`` for an
    address that means nothing, or a server's without its ``neo4j://``.
    """
    chosen = os.fspath(address) if address is not None else os.environ.get(VARIABLE, "")
    if not chosen:
        if address is not None:
            message = "the address of the store is empty; give a path, or leave it out for the default"
            raise WrongCall(message)
        return SqliteStore(default_path(create=create), create=create)
    if is_server(chosen):
        return _on_server(chosen, create=create)
    return SqliteStore(_path(chosen), create=create)


def _on_server(address: str, *, create: bool) -> Store:
    # Brings the driver, which a store in a file doesn't need.
    from lattice.stores.neo4j.store import Neo4jStore  # noqa: PLC0415 - as above

    return Neo4jStore(parse_address(address), create=create)


def default_path(*, create: bool = False) -> Path:
    """Where the store is when nobody says otherwise: in the user's data directory, made when ``create`` is set."""
    import platformdirs  # noqa: PLC0415 - an address that is given doesn't need it

    folder = platformdirs.user_data_path("lattice", appauthor=False)
    if create:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"the folder {folder} can't be made ({error.strerror}); give another place with --store"
            raise StoreError(message) from error
    return folder / "store.lattice"


def server_without_scheme(address: str) -> str | None:
    """The host and port, and perhaps the database, that an address consists of, when it says not of what; else None.

    >>> server_without_scheme("localhost:7687"), server_without_scheme("people.lattice")
    ('localhost:7687', None)
    """
    found = _SERVER.fullmatch(address)
    return found[1] if found else None


def _path(address: str) -> Path:
    server = server_without_scheme(address)
    if server is not None and not Path(address).exists():
        message = (
            f"{server} reads like the address of a server; write neo4j://{server}, or ./{server} for a file that is "
            "called so"
        )
        raise WrongCall(message)
    found = _SCHEME.fullmatch(address)
    if found:
        address = _without_scheme(found[1].lower(), found[2])
    if "\x00" in address:
        message = "the path of the store contains a NUL character"
        raise WrongCall(message)
    path = Path(address)
    try:
        return path.expanduser() if address.startswith("~") else path
    except RuntimeError as error:
        message = f"{address}: {error}"
        raise WrongCall(message) from error


def _without_scheme(scheme: str, rest: str) -> str:
    if scheme != "sqlite":
        message = f"{scheme}:// is no kind of store; give a path, sqlite:///path or neo4j://host/database"
        raise WrongCall(message)
    if not rest.startswith("/") or rest == "/":
        message = f"sqlite://{rest} has no path; write sqlite:///path"
        raise WrongCall(message)
    return rest[1:]
