"""The unpacked bytes of a gzip file, which go on after damage with the next of its members."""

import zlib
from typing import BinaryIO

_MAGIC = b"\x1f\x8b\x08"
_READ = 65_536
# Bytes unpacked at once, however well they are packed
_PIECE = 1_000_000
# Bytes read a second time in search of undamaged members, so that no file makes it endless
_MOST_AGAIN = 200_000_000


class DamageError(Exception):
    """A stretch of the file cannot be unpacked; reading on gives what comes after it."""


class Members:
    """Reads a gzip file of one or many members."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._packed = b""
        # Where the bytes end that were taken from the file, and where the member begins
        self._taken = 0
        self._start = 0
        self._again = _MOST_AGAIN
        self._unpacker: zlib._Decompress | None = None
        self._lost = False

    def read(self) -> bytes:
        """Some bytes, none at the end; DamageError once for each stretch that cannot be unpacked."""
        while self._unpacker is not None or self._found():
            piece = self._piece()
            if piece:
                self._lost = False
                return piece
        return b""

    def skip(self) -> None:
        """Leave out the rest of this member."""
        self._unpacker = None

    def _found(self) -> bool:
        """Whether there is another member, from which reading goes on; bytes between members are passed over."""
        while (at := self._packed.find(_MAGIC)) < 0:
            more = self._take()
            if not more:
                return False
            self._packed = self._packed[1 - len(_MAGIC) :] + more
        self._packed = self._packed[at:]
        self._start = self._taken - len(self._packed)
        self._unpacker = zlib.decompressobj(wbits=31)
        return True

    def _take(self) -> bytes:
        more = self._stream.read(_READ)
        self._taken += len(more)
        return more

    def _piece(self) -> bytes:
        assert self._unpacker is not None
        self._packed = self._packed or self._take()
        ended = not self._packed
        try:
            piece = self._unpacker.decompress(self._packed, _PIECE)
        except zlib.error as error:
            return self._fault(str(error))
        self._packed = self._unpacker.unconsumed_tail
        if self._unpacker.eof:
            self._packed = self._unpacker.unused_data
            self._unpacker = None
        elif ended and not piece:
            return self._fault("it ends too early")
        return piece

    def _fault(self, reason: str) -> bytes:
        """Look for the next member; what looks like the beginning of one inside the damage is no further damage.

        Damaged bytes may be understood as a member that goes on over the beginnings of others, so it is looked for
        from the beginning of this one.
        """
        self._unpacker = None
        again = self._taken - self._start - 1
        if again <= self._again:
            self._again -= again
            self._taken = self._stream.seek(self._start + 1)
            self._packed = b""
        else:
            self._packed = self._packed[1:]
        if not self._lost:
            self._lost = True
            raise DamageError(reason)
        return b""
