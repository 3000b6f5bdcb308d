"""From bytes to text: UTF-8 and byte order marks first, then the older encodings of Arabic pages."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

from kg.errors import ReadError

_MAX_BYTES = 50_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ARABIC = ("cp1256", "iso8859-6")
_SAMPLE = 200_000


def read_bytes(path: Path) -> bytes:
    """The content of a regular file, unpacked if it is gzip; a ReadError names what is wrong with it."""
    try:
        if not path.is_file():
            raise ReadError(f"{shown(path)}: not a regular file, left out")
        size = path.stat().st_size
        if size == 0:
            raise ReadError(f"{shown(path)}: the file is empty")
        data = path.read_bytes() if size <= _MAX_BYTES else None
    except OSError as error:
        raise ReadError(f"{shown(path)}: cannot be read ({error.strerror or error})") from error
    return _bounded(_unzipped(data, path) if data and path.suffix.casefold() == ".gz" else data, path)


def _bounded(data: bytes | None, path: Path) -> bytes:
    if data is None or len(data) > _MAX_BYTES:
        raise ReadError(f"{shown(path)}: more than the {_MAX_BYTES // 1_000_000} MB that are read at once")
    return data


def _unzipped(data: bytes, path: Path) -> bytes:
    """The content up to just above the limit, so that a small file cannot fill the memory."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            return stream.read(_MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{shown(path)}: damaged gzip file ({error})") from error


def shown(path: Path) -> str:
    """The path as one printable line; names can hold newlines, direction marks and bytes that are no text."""
    return "".join(char if char.isprintable() else "\ufffd" for char in str(path))


def is_utf16(data: bytes) -> bool:
    """Whether the bytes begin with a mark of UTF-16."""
    return data.startswith(_UTF16)


def decode(data: bytes, source: str) -> str:
    """The text of a file as it stands, newlines and the byte order mark of UTF-8 untouched."""
    try:
        return _checked(data.decode("utf-16" if is_utf16(data) else "utf-8"), source)
    except UnicodeDecodeError as error:
        if is_utf16(data):
            raise ReadError(f"{source}: not valid UTF-16; save it as UTF-8") from error
    if b"\x00" in data:
        raise ReadError(f"{source}: this is a binary file, not text")
    return _damaged(data) or _arabic(data) or _guessed(data, source)


def _checked(text: str, source: str) -> str:
    if "\x00" in text:
        raise ReadError(f"{source}: this is a binary file, not text")
    return text


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes: far more letters beyond ASCII come out right than not."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text[:_SAMPLE]) - text[:_SAMPLE].count("\ufffd")
    return text if right > 20 * broken else None


def _arabic(data: bytes) -> str | None:
    """The one-byte encoding in which more words look Arabic; both map nearly all bytes, so words decide."""
    sample = data[:_SAMPLE]
    score, encoding = max((_plausible(sample.decode(name, errors="replace")), name) for name in _ARABIC)
    return data.decode(encoding, errors="replace") if score > 0.1 else None


def _plausible(text: str) -> float:
    """Share of words that begin with the article or are common function words."""
    words = text.split()
    known = {"في", "من", "على", "إلى", "عن", "مع", "أن"}
    hits = sum(word in known or (word.startswith("ال") and len(word) > 3) for word in words)
    return hits / max(1, len(words))


def _guessed(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or _letters(str(best)) < 0.5:
        raise ReadError(f"{source}: neither UTF-8 nor another known encoding of text; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")


def _letters(text: str) -> float:
    sample = text[:20_000]
    return sum(char.isalpha() or char.isspace() for char in sample) / max(1, len(sample))
