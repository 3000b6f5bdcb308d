"""The store: one named graph an article, and the default graph derived from them, wherever it lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.address import Address, Place, place
from kg.store.homes import Folder, Home, Memory
from kg.store.names import Found, Names

if TYPE_CHECKING:
    import networkx
    import pyoxigraph as ox
    import rdflib

    from kg.model import Subgraph
    from kg.store.check import Finding
    from kg.store.engine import Engine
    from kg.store.prepared import Prepared
    from kg.store.readings import Reading
    from kg.store.run import Answer
    from kg.store.stats import Stats


class Store:
    """The only door to the graph; made by `memory`, `open` or `create`."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @classmethod
    def memory(cls) -> Self:
        """An empty store that is gone with the process."""
        import pyoxigraph as ox

        return cls(Memory(ox.Store()))

    @classmethod
    def open(cls, path: str | Place, *, write: bool = False) -> Self:
        """An existing store, in a folder or on a server. Raises StoreError if it is missing, foreign or damaged.

        Readers of a folder see the state after the last build that has ended, also while another kg writes. There is
        one writer; StoreError if another process is it.
        """
        where = place(path)
        if isinstance(where, Address):
            from kg.store.remote.home import Remotely

            return cls(Remotely.taken(where, make=False) if write else Remotely.met(where))
        return cls(Folder.written(where, make=False) if write else Folder.read(where))

    @classmethod
    def create(cls, path: str | Place) -> Self:
        """The store in a folder or on a server for writing, made if there is none."""
        where = place(path)
        if isinstance(where, Address):
            from kg.store.remote.home import Remotely

            return cls(Remotely.taken(where, make=True))
        return cls(Folder.written(where, make=True))

    @property
    def engine(self) -> Engine:
        """What patterns are asked of."""
        return self._home.engine

    @property
    def whole(self) -> Engine:
        """What is best asked by those who read all of the graph."""
        return self._home.whole

    @property
    def names(self) -> Names:
        """The index of names."""
        return self._home.names

    def close(self) -> None:
        """Let go of the folder or the server; the store is of no use afterwards."""
        self._home.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, subgraph: Subgraph) -> bool:
        """Make an article's named graph hold just this; whether that changed anything. Atomic.

        The default graph follows with the next `derive`.
        """
        from kg.store.prepared import prepare

        changed = self._home.writer().put(prepare(subgraph))
        self._home.settle()
        return changed

    def put_all(self, subgraphs: Iterable[Subgraph]) -> int:
        """Put many articles, much faster than one by one; how many changed. Atomic for each article."""
        from kg.store.prepared import prepare

        return self.put_prepared(map(prepare, subgraphs))

    def put_prepared(self, articles: Iterable[Prepared], stored: Callable[[int], None] = lambda _: None) -> int:
        """Put articles that are prepared already; `stored` is told how many are on disk as they get there."""
        changed = self._home.writer().put_all(articles, stored)
        self._home.settle()
        return changed

    def remove(self, article_id: str) -> bool:
        """Forget an article; whether it was there. The default graph follows with the next `derive`."""
        found = self._home.writer().remove(article_id)
        self._home.settle()
        return found

    def merge(self, one: str, two: str, reason: str = "") -> None:
        """Judge that two events, or two entities (IRIs), are one; earlier verdicts that part them are withdrawn."""
        self._home.writer().merge(one, two, reason)
        self._home.settle()

    def split(self, whole: str, parts: Iterable[str], reason: str = "") -> None:
        """Judge that tellings of an event, or spellings of an entity (IRIs), are not what the rest of it is."""
        self._home.writer().split(whole, list(parts), reason)
        self._home.settle()

    def derive(self) -> None:
        """Bring the default graph and the index of names up to the named graphs; write all to disk.

        After a few articles only what follows from them is made anew, otherwise all is.
        """
        self._derive(whole=False)

    def rebuild(self) -> None:
        """Make the default graph and the index of names anew from nothing."""
        self._derive(whole=True)

    def _derive(self, *, whole: bool) -> None:
        self._home.publish(whole=whole)

    def readings(self) -> dict[str, Reading]:
        """By which program and data each article was read, and from where, by article id."""
        from kg.store.readings import readings

        return readings(self.engine)

    def records(self, known: Mapping[str, Reading]) -> dict[str, str]:
        """The articles of a store for writing by what their records are known by (`Article.record`).

        Of those that were read as is `known`; some may be missing, which are then read again.
        """
        return self._home.writer().ledger.records(known)

    def quarantined(self) -> list[tuple[str, str, str]]:
        """(file of the article, claim id, reason) of the claims that were set aside because they break a shape."""
        from kg.store.quarantine import quarantined

        return list(quarantined(self.engine))

    @property
    def stale(self) -> bool:
        """Whether articles have come or gone since the default graph was derived, or what readers see is not whole."""
        return self._home.stale

    def articles(self) -> Iterator[str]:
        """The ids of all articles."""
        from kg.store.quarantine import articles_in

        return articles_in(self.engine)

    def quads(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None = None,
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit a pattern, in all graphs unless one is given."""
        return self.engine.quads_for_pattern(subject, predicate, value, graph)

    def query(self, text: str, *, timeout: float | None = None, limit: int | None = None) -> Answer:
        """Answer a reading SPARQL query under time (seconds) and row limits; prefixes are predeclared.

        Raises QueryError on a text that is malformed or not allowed, QueryTimeoutError at the time limit.
        """
        from kg.store.guard import check_query
        from kg.store.run import LIMIT, TIMEOUT, evaluate

        check_query(text)
        return evaluate(
            self._home.asked,
            text,
            timeout=TIMEOUT if timeout is None else timeout,
            limit=LIMIT if limit is None else limit,
        )

    def find(self, name: str) -> Found:
        """What a name may mean, in any script and spelling."""
        return self.names.find(name)

    def to_rdflib(self) -> rdflib.Dataset:
        """A copy in memory, with the derived facts in its default graph."""
        from kg.store.exchange import to_rdflib

        return to_rdflib(self.whole)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Entities as nodes, claims about events between them as edges with status, date and quote."""
        from kg.store.exchange import to_networkx

        return to_networkx(self.whole)

    def stats(self) -> Stats:
        """How many of what is in the store."""
        from kg.store.stats import count

        return count(self.whole)

    def validate(self) -> list[Finding]:
        """What breaks the shapes of the ontology, or words that are not in their article."""
        from kg.store.check import validate

        return validate(self.whole)
