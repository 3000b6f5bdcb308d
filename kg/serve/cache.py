"""Pages that were made of the state that readers see now."""

from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path

from kg.serve.replies import Reply

_BYTES = 64 << 20


class Cache:
    """The pages asked for last, up to a size; a new state of the store empties it."""

    def __init__(self) -> None:
        self._state: Path | None = None
        self._pages: OrderedDict[Hashable, Reply] = OrderedDict()
        self._size = 0

    def get(self, state: Path | None, key: Hashable) -> Reply | None:
        """The page, if it was made of this state."""
        if state == self._state and key in self._pages:
            self._pages.move_to_end(key)
            return self._pages[key]
        return None

    def put(self, state: Path | None, key: Hashable, page: Reply) -> None:
        """Keep a page."""
        if state != self._state:
            self._state, self._size = state, 0
            self._pages.clear()
        self._size += len(page.body) - len(self._pages[key].body if key in self._pages else b"")
        self._pages[key] = page
        while self._size > _BYTES:
            self._size -= len(self._pages.popitem(last=False)[1].body)
