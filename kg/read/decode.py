"""From bytes to text: UTF-8 first, byte order marks, then the encodings in which Arabic pages used to be written."""

from pathlib import Path

from kg.errors import ReadError
from kg.lang import fold

_MAX_BYTES = 50_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path) -> bytes:
    """The content of a regular file; a ReadError names what is wrong with it."""
    try:
        if not path.is_file():
            raise ReadError(f"{path}: not a regular file, left out")
        size = path.stat().st_size
        if size == 0:
            raise ReadError(f"{path}: the file is empty")
        if size > _MAX_BYTES:
            raise ReadError(
                f"{path}: {size // 1_000_000} MB is more than the {_MAX_BYTES // 1_000_000} MB read at once"
            )
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from error


def decode(data: bytes, path: Path) -> str:
    """The text of a file as it stands, newlines and byte order mark untouched."""
    if data.startswith(_UTF16):
        return _strict(data, "utf-16", path)
    try:
        return _checked(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise ReadError(f"{path}: this is a binary file, not text")
    return _legacy(data, path)


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return _checked(data.decode(encoding), path)
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not valid {encoding.upper()}; save it as UTF-8") from error


def _checked(text: str, path: Path) -> str:
    if "\x00" in text:
        raise ReadError(f"{path}: this is a binary file, not text")
    return text


def _legacy(data: bytes, path: Path) -> str:
    """Windows-1256 where that gives mostly Arabic letters, else what charset-normalizer finds."""
    arabic = data.decode("cp1256", errors="replace")
    if _arabic_share(arabic) > 0.6:
        return arabic
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None or _letters(str(best)) < 0.5:
        raise ReadError(f"{path}: neither UTF-8 nor another known encoding of text; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")


def _arabic_share(text: str) -> float:
    letters = [char for char in text[:20_000] if char.isalpha()]
    return sum("\u0620" <= char <= "\u064a" for char in letters) / max(1, len(letters))


def _letters(text: str) -> float:
    sample = text[:20_000]
    return sum(char.isalpha() or char.isspace() for char in sample) / max(1, len(sample))


def language(text: str, stated: str | None) -> str:
    """`ar`, `en` or `und`, by script and by what the source says of itself."""
    if stated and stated.casefold()[:2] in ("ar", "en"):
        return stated.casefold()[:2]
    letters = [char for char in text[:5_000] if char.isalpha()]
    if not letters:
        return "und"
    if sum("\u0600" <= char <= "\u06ff" for char in letters) / len(letters) > 0.4:
        return "ar"
    words = set(fold(text[:5_000]).split())
    return "en" if len(words & {"the", "of", "and", "to", "in", "a", "that"}) >= 3 else "und"
