"""Where the store is: the option, the environment, the config file, else the user's data directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from lattice.cli.options import Settings
from lattice.errors import DataError

_KNOWN: Final = ("store",)


def store_address(settings: Settings) -> str | None:
    """The address of the store, None for the default place.

    Raises ``DataError`` when the config file can't be used.
    """
    return settings.store or os.environ.get("LATTICE_STORE") or configured_store()


def configured_store() -> str | None:
    """What the config file says; None when there is none or it says nothing.

    A relative path is taken from the folder of the config file.
    """
    path = config_file()
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DataError(f"the config file {path} can't be read: {error.strerror}") from error
    return _address(text, path)


def config_file() -> Path:
    """Where the config file is."""
    import platformdirs

    return platformdirs.user_config_path("lattice", appauthor=False) / "config.toml"


def _address(text: bytes, path: Path) -> str | None:
    import tomllib

    try:
        settings = tomllib.loads(text.decode())
    except ValueError as error:
        raise DataError(f"the config file {path} is no TOML: {error}") from error
    for name in settings:
        if name not in _KNOWN:
            raise DataError(f"the config file {path} has an unknown setting '{name}'; it takes {', '.join(_KNOWN)}")
    store = settings.get("store")
    if store is None:
        return None
    if not isinstance(store, str) or not store:
        raise DataError(f"the config file {path}: store must be a text, a path or an address")
    from lattice.stores.open import server_without_scheme

    if "://" in store or store.startswith("~") or server_without_scheme(store):
        return store
    return str(path.parent / store)
