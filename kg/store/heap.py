"""The memory of the process: giving back what is needed no more, and holding the rest in large pages."""

import ctypes
import mmap
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_MAPS = Path("/proc/self/maps")
_LARGE = 2 << 20
# Of Linux 6.1; Python has no name for it yet, and older systems refuse it.
_MADV_COLLAPSE = 25


@cache
def _function(name: str) -> Any:
    """A function of the C library, None where there is no such thing."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def give_back() -> None:
    """Give the system what has been freed, of which glibc keeps much for a later that may never come."""
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def gather() -> None:
    """Have the system put what has been allocated so far into large pages.

    A processor that finds its way through many small ones takes a tenth longer to read an article. Systems that cannot
    leave all as it is.
    """
    advise = _function("madvise")
    with suppress(OSError):
        for start, end in _large_parts() if advise is not None else ():
            address, size = ctypes.c_void_p(start), ctypes.c_size_t(end - start)
            if advise(address, size, mmap.MADV_HUGEPAGE) == 0:
                advise(address, size, _MADV_COLLAPSE)


def _large_parts() -> Iterator[tuple[int, int]]:
    """The whole large pages (addresses of begin and end) in each part of memory that is no file's."""
    for line in _MAPS.read_text(encoding="utf-8", errors="replace").splitlines():
        addresses, rights, _, _, _, *name = line.split(maxsplit=5)
        start, end = (int(address, 16) for address in addresses.split("-"))
        start, end = -(-start // _LARGE) * _LARGE, end // _LARGE * _LARGE
        if rights.startswith("rw") and name in ([], ["[heap]"]) and start < end:
            yield start, end
