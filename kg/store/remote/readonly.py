"""The writing half of an engine that only reads: every call is refused in one line."""

from collections.abc import Iterable
from typing import NoReturn

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.engine import Graph


class ReadOnly:
    """What an engine for reading says to those who would write."""

    def add(self, _quad: ox.Quad, /) -> None:
        """Raises StoreError."""
        _refuse()

    def extend(self, _quads: Iterable[ox.Quad], /) -> None:
        """Raises StoreError."""
        _refuse()

    def bulk_extend(self, _quads: Iterable[ox.Quad], /) -> None:
        """Raises StoreError."""
        _refuse()

    def load(self, _lines: bytes, /, **_format: ox.RdfFormat) -> None:
        """Raises StoreError."""
        _refuse()

    def bulk_load(self, _lines: bytes, /, **_format: ox.RdfFormat) -> None:
        """Raises StoreError."""
        _refuse()

    def remove(self, _quad: ox.Quad, /) -> None:
        """Raises StoreError."""
        _refuse()

    def clear_graph(self, _graph: Graph, /) -> None:
        """Raises StoreError."""
        _refuse()

    def remove_graph(self, _graph: Graph, /) -> None:
        """Raises StoreError."""
        _refuse()

    def flush(self) -> None:
        """Nothing waits to be written."""


def _refuse() -> NoReturn:
    raise StoreError("this store was opened for reading")
