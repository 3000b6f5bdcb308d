"""The memory of the process, for those who have used much of it and need it no more."""

import ctypes
import sys
from functools import cache


@cache
def _trim() -> "ctypes._NamedFuncPointer | None":
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None


def give_back() -> None:
    """Give the system what has been freed, of which glibc keeps much for a later that may never come."""
    trim = _trim()
    if trim is not None:
        trim(0)
