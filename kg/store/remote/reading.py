"""The quads of a server as an engine for reading: patterns and queries become requests, answers come as a stream."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

import pyoxigraph as ox
import requests

from kg.errors import StoreError
from kg.rdf import PREFIXES
from kg.store.engine import Graph, Node, Results, Term
from kg.store.remote.answers import Row, Table, rows, table, triples, truth
from kg.store.remote.complaints import plain
from kg.store.remote.endpoints import RESULTS, TRIPLES, Endpoints
from kg.store.remote.graphs import BESIDE, DEFAULT, DERIVED, named_here, named_there
from kg.store.remote.http import Client, typed
from kg.store.remote.readonly import ReadOnly
from kg.store.remote.rewrite import Described, rewritten
from kg.store.remote.texts import any_text, articles_group, count_text, hashed, pattern_text, rows_text

_CAP = "X-SPARQL-MaxRows"
_DIGITS = "0123456789abcdef"
_MOST_PARTS = 4
Group = Callable[[str], str]


class Remote(ReadOnly):
    """An engine that only reads. `cut` says that the server left something out of the last answer to a query."""

    def __init__(self, client: Client, at: Endpoints) -> None:
        self.client = client
        self.at = at
        self.cut = False
        self._open: requests.Response | None = None

    def quads_for_pattern(
        self, subject: Node | None, predicate: ox.NamedNode | None, value: Term | None, graph: Graph | None = None, /
    ) -> Iterator[ox.Quad]:
        """The quads that fit, of all graphs of the store unless one is given."""
        there = None if graph is None else named_there(graph)
        if isinstance(subject, (ox.BlankNode, ox.Triple)) or isinstance(value, (ox.BlankNode, ox.Triple)):
            return
        if graph is not None and there is None:
            return
        given = {"s": subject, "p": predicate, "o": value, "g": there}
        names = [name for name, term in given.items() if term is None]
        if not names:
            if self.count(pattern_text(subject, predicate, value, there)):
                yield _quad(given)
            return
        for row in self.rows(names, lambda more: pattern_text(subject, predicate, value, there, more)):
            yield _quad({**given, **dict(zip(names, row, strict=True))})

    def rows(self, names: Sequence[str], group: Group, digits: str = "") -> Iterator[Row]:
        """The solutions of a group. Where the server gives so many and no more, they are asked for in parts.

        `group` gives the text with one more condition in it.
        """
        more = hashed(names[0], digits) if digits else ""
        answer = self._ask(rows_text(names, group(more)), RESULTS)
        if _CAP not in answer.headers:
            yield from rows(answer)
            return
        answer.close()
        cap = int(answer.headers[_CAP])
        if len(digits) >= _MOST_PARTS or cap < 1:
            raise StoreError(f"{plain(self.at.query)} cuts answers after {cap:,} rows; raise that limit of the server")
        size = self._parts(self.count(group(more)), cap)
        for part in map("".join, product(_DIGITS, repeat=size)):
            yield from self.rows(names, group, digits + part)

    def _parts(self, count: int, cap: int) -> int:
        """How many more digits make parts that are likely to be small enough."""
        size = 1
        while count / 16**size > cap / 2 and size < _MOST_PARTS:
            size += 1
        return size

    def count(self, group: str) -> int:
        """The number of solutions of a group."""
        return next((int(row[0].value) for row in self.few(count_text(group)) if isinstance(row[0], ox.Literal)), 0)

    def few(self, text: str) -> list[Row]:
        """All solutions of a query of our own that has not many."""
        return list(rows(self._ask(text, RESULTS)))

    def _ask(self, text: str, accept: str) -> requests.Response:
        return self.client.send("POST", self.at.query, data={"query": text}, headers=typed(accept), stream=True)

    def triples(self, text: str) -> Iterator[ox.Triple]:
        """What a query constructs, as it comes."""
        return triples(self._ask(text, TRIPLES))

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
        """The answer of the server to a query of a person. SyntaxError if it is malformed."""
        if default_graph is not None or named_graphs is not None or substitutions:
            raise StoreError("a store on a server takes no other dataset for a query; name the graphs by GRAPH")
        kind = _kind(text, prefixes or PREFIXES)
        self.cut = False
        asked = rewritten(text)
        if isinstance(asked, Described):
            return self._described(asked)
        if kind is ox.QueryTriples:
            return self.triples(asked)
        found = self._answered(asked)
        if kind is ox.QueryBoolean and isinstance(found, ox.QuerySolutions):
            return truth(found)
        return found

    def _answered(self, text: str) -> Table:
        self.let_go()
        self._open = self._ask(text, RESULTS)
        self.cut = _CAP in self._open.headers
        return table(self._open)

    def let_go(self) -> None:
        """Of an answer that has not been read to its end."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def close(self) -> None:
        """Let go of the connections."""
        self.let_go()
        self.client.close()

    def _described(self, asked: Described) -> Iterator[ox.Triple]:
        nodes = [row[0] for query in asked.queries for row in self.few(query)]
        for node in dict.fromkeys(nodes):
            if isinstance(node, ox.NamedNode):
                for quad in self.quads_for_pattern(node, None, None, DEFAULT):
                    yield quad.triple

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The names of all graphs of the store but the default one."""
        for (name,) in self.rows(["g"], articles_group):
            if isinstance(name, ox.NamedNode):
                yield name
        yield from (name for name in BESIDE if self.contains_named_graph(name))

    def contains_named_graph(self, graph: Graph, /) -> bool:
        """Whether the store has such a graph."""
        there = named_there(graph)
        return there is not None and bool(self.few(any_text(pattern_text(None, None, None, there))))

    def __contains__(self, quad: object, /) -> bool:
        return isinstance(quad, ox.Quad) and any(
            True for _ in self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name)
        )

    def __len__(self) -> int:
        fixed = sum(self.count(pattern_text(None, None, None, name)) for name in (DERIVED, *BESIDE))
        return fixed + self.count(articles_group("GRAPH ?g { ?s ?p ?o }"))

    def __iter__(self) -> Iterator[ox.Quad]:
        for graph in (DEFAULT, *self.named_graphs()):
            yield from self.quads_for_pattern(None, None, None, graph)


def _quad(terms: Mapping[str, Term | None]) -> ox.Quad:
    """A quad of the store from its terms on the server. Raises StoreError on what can stand in none."""
    subject, predicate, value, graph = (terms[name] for name in "spog")
    if isinstance(subject, (ox.NamedNode, ox.BlankNode)) and value is not None:
        match predicate, graph:
            case ox.NamedNode(), ox.NamedNode():
                return ox.Quad(subject, predicate, value, named_here(graph))
    raise StoreError("the server answers with what is no quad; is it a SPARQL server?")


def _kind(text: str, prefixes: dict[str, str]) -> type:
    """What answers the query. The engine's own parser tells mistakes alike for every store. Raises SyntaxError."""
    return type(ox.Store().query(text, prefixes=prefixes))
