"""Runs what goes wrong with a server, and searches all that is said about it for the password."""

from __future__ import annotations

import http.server
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from lattice.errors import StoreError


def fails(call: Callable[[], object], *, secret: str, log: pytest.LogCaptureFixture) -> StoreError:
    """The error that a call ends with: one line, and no password in it, its traceback with all locals, or any log."""
    with pytest.raises(StoreError) as caught:
        call()
    error = caught.value
    assert "\n" not in str(error)
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    # The test's own frames know the password; ours and the driver's must not show it.
    ours = "\n".join(part for part in told.split("  File ") if "/tests/" not in part.partition("\n")[0])
    assert secret not in ours
    assert secret not in log.text
    return error


@contextmanager
def silent() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Answers as any web server does, and keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def web() -> Iterator[int]:
    """The port of a web server."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        try:
            yield serving.server_port
        finally:
            serving.shutdown()
            thread.join()


@contextmanager
def soon(happening: Callable[[], None], seconds: float = 0.7) -> Iterator[None]:
    """Let something happen in a moment, while the block runs; wait until it has."""
    timer = threading.Timer(seconds, happening)
    timer.start()
    try:
        yield
    finally:
        timer.join()
