"""The bytes of a file, within limits, and its name as it can be shown."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

from kg.errors import ReadError

# With the text and the records made of it, this much stays under half a gigabyte of memory
MAX_BYTES = 20_000_000
GZIP = b"\x1f\x8b"


def shown(path: Path) -> str:
    """The path as one printable line; names can hold newlines, direction marks and bytes that are no text."""
    return "".join(char if char.isprintable() else "\ufffd" for char in str(path))


def regular(path: Path) -> Path:
    """The path if it is a regular file that holds something: a pipe blocks, and a device never ends."""
    if not path.is_file():
        raise ReadError(f"{shown(path)}: not a regular file, left out; save what it gives as a file")
    if path.stat().st_size == 0:
        raise ReadError(f"{shown(path)}: the file is empty")
    return path


def read_bytes(path: Path) -> bytes:
    """The content of a regular file, unpacked if it is gzip; a ReadError names what is wrong with it."""
    with regular(path).open("rb") as stream:
        data = _bounded(stream.read(MAX_BYTES + 1), path)
    packed = data.startswith(GZIP) or path.suffix.casefold() == ".gz"
    return _bounded(_unzipped(data, path), path) if packed else data


def _bounded(data: bytes, path: Path) -> bytes:
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise ReadError(f"{shown(path)}: more than the {limit} that are read at once; split it, or use JSON lines")
    return data


def _unzipped(data: bytes, path: Path) -> bytes:
    """The content up to just above the limit, so that a small file cannot fill the memory."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{shown(path)}: damaged gzip file ({error}); fetch it again") from error
