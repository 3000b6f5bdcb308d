"""The engine of a writer: reads the copy on this machine, and brings what is written to the server as well.

Graphs of articles go to the server at once, whole, before the copy has them. What changes in the other graphs is
gathered, and goes as a difference in bounded updates when `flush` is called or the next article is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.rdf import ARTICLE, iri
from kg.store.engine import Graph, Node, Results, Term
from kg.store.remote.difference import Difference
from kg.store.remote.graphs import DERIVED, named_there
from kg.store.remote.lock import Lock
from kg.store.remote.reading import Remote
from kg.store.remote.texts import changed
from kg.store.remote.writing import carry_out, drop_graph, put_graph

_MARK = f" {iri('dip:readingMark')} ".encode()


class Mirror:
    """An engine that writes to two places. Raises StoreError, with the copy as it was, where the server refuses."""

    def __init__(self, copy: ox.Store, remote: Remote, lock: Lock, folder: Path) -> None:
        self.copy = copy
        self.remote = remote
        self._lock = lock
        self._waiting = Difference(copy, folder)

    def quads_for_pattern(
        self, subject: Node | None, predicate: ox.NamedNode | None, value: Term | None, graph: Graph | None = None, /
    ) -> Iterator[ox.Quad]:
        """As the copy has them."""
        return self.copy.quads_for_pattern(subject, predicate, value, graph)

    def query(
        self,
        text: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: list[Graph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
        substitutions: dict[ox.Variable, Term] | None = None,
    ) -> Results:
        """As the copy answers it: rules are alike for every server."""
        found: Results = self.copy.query(
            text,
            prefixes=prefixes,
            default_graph=list(default_graph) if default_graph is not None else None,
            named_graphs=named_graphs,
            substitutions=substitutions,
        )
        return found

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """As the copy has them."""
        return self.copy.named_graphs()

    def contains_named_graph(self, graph: Graph, /) -> bool:
        """As the copy has it."""
        return self.copy.contains_named_graph(graph)

    def __contains__(self, quad: object, /) -> bool:
        return quad in self.copy

    def __len__(self) -> int:
        return len(self.copy)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.copy)

    def add(self, quad: ox.Quad, /) -> None:
        """Store one quad."""
        self.extend([quad])

    def extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Store quads; each graph of an article whole or not at all."""
        groups: dict[Graph, list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            groups[quad.graph_name].append(quad)
        for graph, group in sorted(groups.items(), key=lambda item: _is_article(item[0])):
            if _is_article(graph):
                self.change(graph, (), group)
            else:
                self._waiting.extend(group)

    def bulk_extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Store very many quads."""
        self.extend(quads)

    def load(self, lines: bytes, /, *, format: ox.RdfFormat) -> None:  # noqa: A002
        """Store what is written in an RDF format, articles that the store does not know among it."""
        # As a list: a parser may only be dropped by its own thread, and what fails here is told by another.
        self.extend(list(ox.parse(lines, format=format)))

    def bulk_load(self, lines: bytes, /, *, format: ox.RdfFormat) -> None:  # noqa: A002
        """Store very much of what is written in an RDF format."""
        self.load(lines, format=format)

    def remove(self, quad: ox.Quad, /) -> None:
        """Forget one quad."""
        if _is_article(quad.graph_name):
            self.change(quad.graph_name, [quad], ())
        else:
            self._waiting.remove(quad)

    def change(self, graph: Graph, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Have a graph of an article lose and get quads, at once."""
        there = named_there(graph)
        assert there is not None
        less = set(gone)
        fresh = (set(self.copy.quads_for_pattern(None, None, None, graph)) - less) | set(new)
        self._send_waiting()
        lines = (f"{quad.triple} .\n".encode() for quad in fresh)
        put_graph(self.remote.client, self.remote.at, there, sorted(lines, key=lambda line: (_MARK in line, line)))
        for quad in less:
            self.copy.remove(quad)
        self.copy.extend(fresh)

    def clear_graph(self, graph: Graph, /) -> None:
        """Empty a graph that is no article's; what is put into it again is not sent again."""
        self._waiting.clear(graph)

    def remove_graph(self, graph: Graph, /) -> None:
        """Forget the graph of an article."""
        there = named_there(graph)
        if there is not None and _is_article(graph):
            self._send_waiting()
            drop_graph(self.remote.client, self.remote.at, there)
            self.copy.remove_graph(graph)

    def flush(self) -> None:
        """Return when the server has all."""
        self._send_waiting()
        self.copy.flush()

    def _send_waiting(self) -> None:
        self._lock.check()
        for graph, gone, new in self._waiting.taken():
            for text in changed(named_there(graph) or DERIVED, gone, new):
                self._lock.check()
                carry_out(self.remote.client, self.remote.at, text)

    def close(self) -> None:
        """Let go of the copy, so that it can be opened again even while a failure still remembers this writer."""
        self._waiting.close()
        del self._waiting, self.copy


def _is_article(graph: Graph) -> bool:
    return isinstance(graph, ox.NamedNode) and graph.value.startswith(ARTICLE)
