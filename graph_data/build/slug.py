"""Readable identifiers from titles."""

import re
import unicodedata

_BREAKS = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """Return the lower-case words of a title joined by hyphens.

    Accents are dropped and everything else that is no letter or digit is a
    break: `Lead developer - management` gives `lead-developer-management`.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return _BREAKS.sub("-", plain.lower()).strip("-")


def short_slug(title: str, *, most: int = 72) -> str:
    """Return the slug of a title, cut at a word to at most so many characters."""
    words = slug(title)
    return words if len(words) <= most else words[: most + 1].rpartition("-")[0]
