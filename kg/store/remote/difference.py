"""What has changed in the graphs of a copy since the server was told."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.store.engine import Graph

_PART = 100_000
Change = tuple[Graph, Iterable[ox.Quad], Iterable[ox.Quad]]


class Difference:
    """Quads that came and went, net of each other; of a graph that was emptied, what was in it is kept on disk."""

    def __init__(self, copy: ox.Store, folder: Path) -> None:
        self._copy = copy
        self._folder = folder
        self._new: set[ox.Quad] = set()
        self._gone: set[ox.Quad] = set()
        self._emptied: dict[Graph, ox.Store] = {}
        self._kept: list[TemporaryDirectory[str]] = []

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads into the copy and note those that are new."""
        part = []
        for quad in quads:
            if quad.graph_name not in self._emptied and quad not in self._copy:
                self._note(quad, self._new, self._gone)
            part.append(quad)
            if len(part) >= _PART:
                self._copy.bulk_extend(part)
                part = []
        self._copy.extend(part)

    def remove(self, quad: ox.Quad) -> None:
        """Take a quad from the copy and note it if it was there."""
        if quad.graph_name not in self._emptied and quad in self._copy:
            self._note(quad, self._gone, self._new)
        self._copy.remove(quad)

    def _note(self, quad: ox.Quad, here: set[ox.Quad], there: set[ox.Quad]) -> None:
        if quad in there:
            there.discard(quad)
        else:
            here.add(quad)

    def clear(self, graph: Graph) -> None:
        """Empty a graph of the copy. What was in it is what the server has, changes that wait undone."""
        if graph not in self._emptied:
            self._emptied[graph] = self._before(graph)
        self._copy.clear_graph(graph)

    def _before(self, graph: Graph) -> ox.Store:
        here = {quad for quad in self._new if quad.graph_name == graph}
        gone = {quad for quad in self._gone if quad.graph_name == graph}
        quads = chain((q for q in self._copy.quads_for_pattern(None, None, None, graph) if q not in here), gone)
        few = list(islice(quads, _PART))
        before = ox.Store() if len(few) < _PART else self._on_disk()
        before.bulk_extend(chain(few, quads))
        self._new -= here
        self._gone -= gone
        return before

    def _on_disk(self) -> ox.Store:
        self._kept.append(TemporaryDirectory(dir=self._folder, prefix="before-"))
        return ox.Store(self._kept[-1].name)

    def taken(self) -> Iterator[Change]:
        """Each graph that has changed, with what is gone and what is new.

        A change is forgotten when the next is asked for, so that what was not carried out is told again.
        """
        for graph in sorted({quad.graph_name for quad in self._new | self._gone}, key=str):
            gone = {quad for quad in self._gone if quad.graph_name == graph}
            new = {quad for quad in self._new if quad.graph_name == graph}
            yield graph, gone, new
            self._gone -= gone
            self._new -= new
        for graph in list(self._emptied):
            before = self._emptied[graph]
            yield graph, _only(before, self._copy, graph), _only(self._copy, before, graph)
            del self._emptied[graph]
        self._tidy()

    def close(self) -> None:
        """Let go of the copy."""
        self._tidy()
        del self._copy

    def _tidy(self) -> None:
        """Remove what is kept on disk."""
        self._emptied.clear()
        while self._kept:
            self._kept.pop().cleanup()


def _only(one: ox.Store, other: ox.Store, graph: Graph) -> Iterator[ox.Quad]:
    return (quad for quad in one.quads_for_pattern(None, None, None, graph) if quad not in other)
