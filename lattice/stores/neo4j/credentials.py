"""Who lattice is to a Neo4j server: a user and a password, from the environment or a file, never from an address."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lattice.errors import StoreDenied, StoreWarning

USER: Final = "LATTICE_NEO4J_USER"
PASSWORD: Final = "LATTICE_NEO4J_PASSWORD"  # noqa: S105 - the name of a variable
PASSWORD_FILE: Final = "LATTICE_NEO4J_PASSWORD_FILE"  # noqa: S105 - as above

_MOST: Final = 4096


class Secret(str):
    """A text that the driver can send and that nobody can print: shown, it is only marks.

    Tracebacks with local variables, logs and debuggers show an object by its
    ``repr`` or ``str``; both say nothing.

    >>> f"{Secret('open sesame')} {Secret('open sesame')!r}"
    '*** ***'
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "***"

    def __str__(self) -> str:
        return "***"

    def __format__(self, _: str) -> str:
        return "***"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and the password that lets them in."""

    user: str
    password: Secret


def read_credentials(environment: Mapping[str, str]) -> Credentials | None:
    """The user and password that the environment names, None when it names none.

    The user is ``neo4j``, every server's first one, unless the environment
    says otherwise. Raises ``StoreDenied``; warns when everybody on this
    machine can read the file with the password.
    """
    user, password, file = (environment.get(name) for name in (USER, PASSWORD, PASSWORD_FILE))
    if password is not None and file is not None:
        raise StoreDenied(f"{PASSWORD} and {PASSWORD_FILE} are both set; unset one of them")
    if password is None and file is None:
        if user:
            raise StoreDenied(f"{USER} is set without a password; set {PASSWORD_FILE} or {PASSWORD} too")
        return None
    if password is not None and not password:
        raise StoreDenied(f"{PASSWORD} is set but empty; set it to the password, or unset it")
    secret = Secret(password) if password is not None else _read(file or "")
    return Credentials(user or "neo4j", secret)


def _read(name: str) -> Secret:
    """The password in a file: its first line."""
    if not name:
        raise StoreDenied(f"{PASSWORD_FILE} is set but empty; set it to the path of a file, or unset it")
    path = Path(name).expanduser()
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISFIFO(found.st_mode):
            raise StoreDenied(f"the password file {path} is no file; see {PASSWORD_FILE}")
        with path.open("rb") as file:
            start = file.read(_MOST + 1)
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise StoreDenied(f"the password file {path} can't be read: {reason}; see {PASSWORD_FILE}") from error
    if found.st_mode & stat.S_IROTH:
        warnings.warn(
            f"everybody on this machine can read the password file {path}: chmod 600 it", StoreWarning, stacklevel=2
        )
    line = start.split(b"\n", 1)[0].removesuffix(b"\r")
    if not line:
        raise StoreDenied(f"the password file {path} is empty; the password stands in its first line")
    if len(line) > _MOST:
        raise StoreDenied(f"the password file {path} has no password in its first line: it is too long")
    try:
        return Secret(line.decode())
    except UnicodeDecodeError:
        raise StoreDenied(f"the password file {path} is no text in UTF-8") from None
