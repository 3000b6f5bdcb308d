"""Oxigraph behind the store: opening it, and replacing a graph whole."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError


def open_graph(path: Path, *, write: bool) -> ox.Store:
    """The engine's store in a folder. Raises StoreError if another process writes it, or it is damaged."""
    try:
        return ox.Store(str(path)) if write else ox.Store.read_only(str(path))
    except OSError as error:
        reason = str(error)
        if "lock" in reason.casefold():
            raise StoreError(f"{path.parent} is in use by another kg; try again when it has finished") from error
        raise StoreError(f"the store at {path.parent} cannot be opened: {reason.splitlines()[0]}") from error


def replacing(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> str:
    """One update, which the engine applies whole or not at all."""
    triples = " .\n".join(str(quad.triple) for quad in quads)
    return f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{triples}\n}} }}"
