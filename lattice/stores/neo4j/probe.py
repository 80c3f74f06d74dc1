"""Why a server doesn't answer: asked for by hand, since drivers keep it to themselves."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lattice.stores.neo4j.address import PORT, Address

_BOLT: Final = bytes.fromhex("6060b017") + bytes.fromhex("00000405") * 2 + bytes(8)
_HTTP: Final = b"GET / HTTP/1.0\r\n\r\n"
_REFUSED: Final = b"\x00\x00\x00\x00"
_BROKEN_OFF: Final = b"-"


def find_reason(address: Address, trust: ssl.SSLContext | None, *, patience: float) -> str:
    """What is wrong between here and the server, and what to do, as the end of a sentence; empty when nothing is."""
    try:
        answer = _ask(address, trust, _BOLT, patience)
        if not answer:
            answer = _ask(address, trust, _HTTP, patience)
    except OSError as error:
        return _on_the_way(address, error, patience)
    if answer == b"HTTP":
        return f"that is a web server's port, not Bolt's; Bolt is usually at {PORT}"
    if not answer:
        return f"it takes connections and says nothing in {patience:g} s; it hangs, or is no Neo4j server"
    if answer == _BROKEN_OFF:
        return "it breaks off at once; see its port, and whether it wants TLS (+s in the address)"
    if answer == _REFUSED:
        return "it doesn't speak Bolt 5.4; lattice needs Neo4j 5.26 or newer"
    return ""


def _on_the_way(address: Address, error: OSError, patience: float) -> str:
    match error:
        case socket.gaierror():
            return "there is no machine of this name; see the address"
        case ConnectionRefusedError():
            return "nobody listens there; start the server, or see its port in the address"
        case ssl.SSLCertVerificationError():
            return _distrust(address, error)
        case ssl.SSLError() | ConnectionResetError() if address.encrypted:
            return f"it doesn't speak TLS there; see its settings, or use {address.scheme.partition('+')[0]}://"
        case TimeoutError():
            return f"no answer in {patience:g} s; see that the server runs and that no firewall is between"
        case _:
            return f"{(error.strerror or str(error)).lower()}; see the address, and whether it wants TLS (+s in it)"


def _ask(address: Address, trust: ssl.SSLContext | None, question: bytes, patience: float) -> bytes:
    """The first four bytes that come back, fewer when there are none in time."""
    with _connected(address, trust, patience) as connection:
        connection.sendall(question)
        try:
            return connection.recv(4) or _BROKEN_OFF
        except TimeoutError:
            return b""


@contextmanager
def _connected(address: Address, trust: ssl.SSLContext | None, patience: float) -> Iterator[socket.socket]:
    with socket.create_connection((address.host, address.port), timeout=patience) as plain:
        if trust is None:
            yield plain
            return
        with trust.wrap_socket(plain, server_hostname=address.host) as wrapped:
            yield wrapped


def _distrust(address: Address, error: ssl.SSLCertVerificationError) -> str:
    said = error.verify_message.rstrip(".")
    if "mismatch" in said.lower() or "not valid for" in said.lower():
        return f"its certificate is for another name than {address.host}; use the name that it is for"
    return (
        f"its certificate isn't one to trust ({said}); for an authority of your own set LATTICE_NEO4J_CA to the file "
        "with its certificate"
    )
