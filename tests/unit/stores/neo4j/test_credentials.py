"""The user and the password come from the environment or a file, and are shown nowhere."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.errors import StoreDenied, StoreWarning
from lattice.stores.neo4j.credentials import Credentials, Secret, read_credentials


def file(folder: Path, content: bytes, mode: int = 0o600) -> str:
    """A file with a password."""
    path = folder / "password"
    path.write_bytes(content)
    path.chmod(mode)
    return str(path)


def test_nothing_set_is_nobody() -> None:
    """Without a word about who we are the server is asked without a name."""
    assert read_credentials({}) is None


def test_a_password_without_a_user_is_the_first_users() -> None:
    """Every server's first user is called neo4j."""
    assert read_credentials({"LATTICE_NEO4J_PASSWORD": "open"}) == Credentials("neo4j", Secret("open"))


@pytest.mark.parametrize("content", [b"open sesame", b"open sesame\n", b"open sesame\r\nnever read\n"])
def test_a_password_from_a_file(content: bytes, tmp_path: Path) -> None:
    """The first line of the file is the password, blanks and all."""
    set_to = {"LATTICE_NEO4J_USER": "maya", "LATTICE_NEO4J_PASSWORD_FILE": file(tmp_path, content)}
    assert read_credentials(set_to) == Credentials("maya", Secret("open sesame"))


def test_a_file_that_everybody_can_read_warns(tmp_path: Path) -> None:
    """The password is used, and whose business it isn't is said."""
    with pytest.warns(StoreWarning, match="chmod 600"):
        assert read_credentials({"LATTICE_NEO4J_PASSWORD_FILE": file(tmp_path, b"open", 0o644)}) is not None


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"LATTICE_NEO4J_PASSWORD": "a", "LATTICE_NEO4J_PASSWORD_FILE": "b"}, "both set"),
        ({"LATTICE_NEO4J_PASSWORD": ""}, "LATTICE_NEO4J_PASSWORD is set but empty"),
        ({"LATTICE_NEO4J_PASSWORD_FILE": ""}, "LATTICE_NEO4J_PASSWORD_FILE is set but empty"),
        ({"LATTICE_NEO4J_USER": "maya"}, "set without a password"),
        ({"LATTICE_NEO4J_PASSWORD_FILE": "/no/such/file"}, "can't be read: no such file"),
        ({"LATTICE_NEO4J_PASSWORD_FILE": "/dev"}, "is no file"),
    ],
)
def test_what_cannot_be_meant(variables: dict[str, str], message: str) -> None:
    """Settings that contradict each other or lead nowhere are said by the names of the variables."""
    with pytest.raises(StoreDenied, match=message):
        read_credentials(variables)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "is empty"), (b"\nopen", "is empty"), (b"x" * 5000, "too long"), (b"\xff\xfe", "no text in UTF-8")],
)
def test_a_file_without_a_password(content: bytes, message: str, tmp_path: Path) -> None:
    """A file that holds no password is said to hold none, and what it holds isn't shown."""
    with pytest.raises(StoreDenied, match=message) as caught:
        read_credentials({"LATTICE_NEO4J_PASSWORD_FILE": file(tmp_path, content)})
    assert "xxx" not in str(caught.value)


@given(st.text(min_size=4))
def test_a_secret_is_a_text_that_is_never_shown(text: str) -> None:
    """It is sent as it is, and printed as marks, in tracebacks with local variables too."""
    credentials = Credentials("maya", Secret(text))
    shown = f"{credentials} {credentials!r} {credentials.password} {credentials.password!r} {credentials.password:>9}"
    assert shown.replace("***", "") == "Credentials(user='maya', password=) " * 2 + "  "
    assert credentials.password.encode("utf-8", "surrogatepass") == text.encode("utf-8", "surrogatepass")
    frame = traceback.StackSummary.extract([(sys._getframe(), 1)], capture_locals=True)[0]  # noqa: SLF001 - our own
    assert (frame.locals or {})["credentials"] == "Credentials(user='maya', password=***)"
