"""Oxigraph behind the store: opening it, and replacing a graph whole."""

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


def replacing(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> str:
    """One update, which the engine applies whole or not at all."""
    triples = " .\n".join(str(quad.triple) for quad in quads)
    return f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{triples}\n}} }}"
