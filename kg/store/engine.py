"""Oxigraph behind the store: opening it, and changing a graph at once."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError


def open_graph(path: Path, *, write: bool) -> ox.Store:
    """The engine's store in a folder. Raises StoreError if it is damaged."""
    try:
        return ox.Store(str(path)) if write else ox.Store.read_only(str(path))
    except OSError as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"the store at {path} cannot be opened: {reason}") from error


def changing(graph: ox.NamedNode, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> str:
    """One update, which the engine applies whole or not at all: these quads of a graph go, and those come."""
    less, more = (" .\n".join(str(quad.triple) for quad in quads) for quads in (gone, new))
    return f"DELETE DATA {{ GRAPH {graph} {{\n{less}\n}} }} ;\nINSERT DATA {{ GRAPH {graph} {{\n{more}\n}} }}"
