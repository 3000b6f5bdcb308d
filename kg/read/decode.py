"""From bytes to text: UTF-8 and byte order marks first, then the older encodings of Arabic pages."""

import re

from kg.errors import ReadError
from kg.read.kinds import other_kind

# The longer marks first, for that of UTF-32 begins like that of UTF-16
_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
          (b"\xfe\xff", "utf-16"))  # fmt: skip
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_ARABIC = ("cp1256", "iso8859-6")
# What a page may state; other codecs are no encodings of pages, and some are slow beyond measure
_PAGE_ENCODING = re.compile(r"(windows-|cp|iso-?8859-|koi8-|gb|big5|euc-|shift|mac|iso-2022-)[\w-]*\Z", re.IGNORECASE)
_STATED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 2_048
# Enough to tell an encoding
_SAMPLE = 200_000
_FEW = 20
_BINARY = "this is a binary file, not text; name only files of text"


def is_wide(data: bytes) -> bool:
    """Whether the bytes are UTF-16 or UTF-32, in which a line does not end with one byte."""
    return _marked(data) is not None or _wide(data[:_HEAD]) is not None


def stated_in(data: bytes) -> str | None:
    """The encoding that a page states in its head."""
    match = _STATED.search(data, 0, _HEAD)
    return match.group(1).decode("ascii") if match else None


def decode(data: bytes, source: str, stated: str | None = None) -> str:
    """The text of a file as it stands, newlines and the byte order mark of UTF-8 untouched.

    What a page states about its encoding is often wrong, so it counts only where its bytes say nothing.
    """
    marked = _marked(data)
    if marked:
        return _strict(data, marked, source)
    kind = other_kind(data)
    if kind:
        raise ReadError(f"{source}: {kind}")
    if b"\x00" in data:
        return _strict(data, _wide(data) or "", source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data) or _mixed(data) or _arabic(data) or _as_stated(data, stated) or _guessed(data, source)


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _strict(data: bytes, encoding: str, source: str) -> str:
    if not encoding:
        raise ReadError(f"{source}: {_BINARY}")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: not valid {encoding.upper()}; save it as UTF-8") from error
    if "\x00" in text:
        raise ReadError(f"{source}: {_BINARY}")
    return text


def _wide(data: bytes) -> str | None:
    """The encoding with two or four bytes a character in which the bytes are Arabic or Latin text."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    sample = sample[: len(sample) - len(sample) % 4] or sample
    return next((name for name in _WIDE if _known_letters(sample.decode(name, errors="replace")) > 0.9), None)


def _known_letters(text: str) -> float:
    usual = sum(" " <= char <= "\u024f" or "\u0600" <= char <= "\u06ff" or char in "\n\r\t" for char in text)
    return usual / max(1, len(text))


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes: far more letters beyond ASCII come out right than not."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text[:_SAMPLE]) - text[:_SAMPLE].count("\ufffd")
    return text if right > 20 * broken else None


def _mixed(data: bytes) -> str | None:
    """Lines of UTF-8 among lines of an older encoding, as pasted together from several sources."""
    lines = data.splitlines(keepends=True)
    read = [_utf8(line) for line in lines]
    right = sum(char > "\x7f" for text in read if text is not None for char in text)
    rest = b"".join(line for line, text in zip(lines, read, strict=True) if text is None)
    encoding = _arabic_encoding(rest) if right > _FEW else None
    if encoding is None:
        return None
    both = zip(lines, read, strict=True)
    return "".join(line.decode(encoding, errors="replace") if text is None else text for line, text in both)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _arabic(data: bytes) -> str | None:
    encoding = _arabic_encoding(data)
    return data.decode(encoding, errors="replace") if encoding else None


def _arabic_encoding(data: bytes) -> str | None:
    """The one-byte encoding in which more words look Arabic; both map nearly all bytes, so words decide."""
    sample = data[:_SAMPLE]
    score, encoding = max((_plausible(sample.decode(name, errors="replace")), name) for name in _ARABIC)
    return encoding if score > 0.1 else None


def _plausible(text: str) -> float:
    """Share of words that begin with the article or are common function words."""
    words = text.split()
    known = {"في", "من", "على", "إلى", "عن", "مع", "أن"}
    hits = sum(word in known or (word.startswith("ال") and len(word) > 3) for word in words)
    return hits / max(1, len(words))


def _as_stated(data: bytes, stated: str | None) -> str | None:
    if stated is None or not _PAGE_ENCODING.match(stated):
        return None
    try:
        return data.decode(stated)
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or _letters(str(best)) < 0.5:
        raise ReadError(f"{source}: neither UTF-8 nor another known encoding of text; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")


def _letters(text: str) -> float:
    sample = text[:20_000]
    return sum(char.isalpha() or char.isspace() for char in sample) / max(1, len(sample))
