"""Identifiers: hashes of content and slugs that are safe inside an IRI."""

import hashlib
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote


def digest(parts: Iterable[str], length: int = 16) -> str:
    """A stable hexadecimal identifier of `length` digits for a sequence of strings."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(name: str) -> str:
    """A name as a path segment of an IRI: NFC, spaces to hyphens, the rest percent-encoded."""
    words = unicodedata.normalize("NFC", name).casefold().split()
    return quote("-".join(words), safe="", errors="replace")
