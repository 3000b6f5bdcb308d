"""Where the records of a web archive begin and end. A broken record is told, and the next one is found."""

import re
from collections.abc import Callable, Iterator

from kg.read.members import DamageError

# A page over its own limit may be in it, packed or with the headers of two protocols; films and archives are larger
MAX_RECORD = 20_000_000
# Real headers have a few hundred bytes
MAX_HEADER = 65_536
# So much is passed over in search of the next record before the member of a gzip file is given up
_MAX_SEARCH = 200_000_000
_MARK = b"WARC/"
_NEXT = re.compile(rb"\n(?=WARC/\d)")
_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\nContent-Length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_BETWEEN = b"\r\n"
_AFTER = b"\r\n\r\n"
_CUT = "this record of the archive is cut off, or shorter or longer than it says"


class Framing:
    """Cuts a stream of bytes into records; `read` gives some bytes and none at the end, `skip` leaves a member out."""

    def __init__(self, read: Callable[[], bytes], skip: Callable[[], None]) -> None:
        self._read = read
        self._skip = skip
        self._held = bytearray()
        self._damage: DamageError | None = None

    def records(self) -> Iterator[bytes | str]:
        """The bytes of each record, or what is wrong with it."""
        while (found := self._next()) or self._damage:
            if self._damage and isinstance(found, str):
                found, self._damage = f"damaged gzip ({self._damage}), a record is left out", None
            yield found

    def _next(self) -> bytes | str:
        self._pass_over()
        if not self._has(len(_MARK)) and not self._held:
            return ""
        if not self._held.startswith(_MARK):
            return self._lost("this is not the beginning of a record of WARC")
        end = self._header_end()
        length = _LENGTH.search(self._held, 0, end) if end else None
        if length is None:
            return self._lost("this record of the archive has no length")
        return self._cut(end, int(length.group(1)))

    def _pass_over(self) -> None:
        """The empty lines between two records."""
        while True:
            left = len(self._held) - len(self._held.lstrip(_BETWEEN))
            del self._held[:left]
            if self._held or not self._has(1):
                return

    def _header_end(self) -> int:
        while (end := _END.search(self._held, 0, MAX_HEADER)) is None:
            if len(self._held) >= MAX_HEADER or not self._has(len(self._held) + 1):
                return 0
        return end.end()

    def _cut(self, start: int, length: int) -> bytes | str:
        if length > MAX_RECORD:
            return self._lost(f"a record of more than {MAX_RECORD // 1_000_000} MB is not read")
        end = start + length
        if not self._has(end):
            return self._lost(_CUT)
        self._has(end + len(_AFTER))
        after = self._held[end : end + len(_AFTER)]
        if after != _AFTER and after.strip(_BETWEEN) and not after.lstrip(_BETWEEN).startswith(_MARK[:1]):
            return self._lost(_CUT)
        record = bytes(self._held[:end])
        del self._held[:end]
        return record

    def _lost(self, reason: str) -> str:
        """Go on with the next beginning of a record, within what is held or after it."""
        passed = 0
        while (found := _NEXT.search(self._held, 1)) is None:
            keep = min(len(self._held), len(_MARK) + 1)
            passed += len(self._held) - keep
            del self._held[: len(self._held) - keep]
            if passed > _MAX_SEARCH:
                self._held.clear()
                self._skip()
                return f"{reason}; no further record in the next {_MAX_SEARCH // 1_000_000} MB"
            if not self._has(len(self._held) + 1):
                self._held.clear()
                return reason
        del self._held[: found.end()]
        return reason

    def _has(self, size: int) -> bool:
        """Whether so many bytes are there, read as far as needed and as damage allows."""
        while len(self._held) < size:
            more = self._more()
            if not more:
                return False
            self._held += more
        return True

    def _more(self) -> bytes:
        """The next bytes; none while a damage is not told."""
        if self._damage is None:
            try:
                return self._read()
            except DamageError as error:
                self._damage = error
        return b""
