"""The store: Oxigraph on disk, one named graph an article, and the default graph derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from kg.errors import StoreError
from kg.store.address import Address, Place, place
from kg.store.folder import GRAPH, MARKER, NAMES, STALE, check_folder, exists, lock_folder, make_folder
from kg.store.names import Found, Names
from kg.store.shown import held, is_whole, newest, showing

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
    from kg.store.writer import Writer


class Store:
    """The only door to the graph; made by `memory`, `open` or `create`."""

    def __init__(
        self,
        graph: Engine | None,
        folder: Path | None = None,
        shown: Path | None = None,
        lock: IO[bytes] | None = None,
    ) -> None:
        self._graph = graph
        self._folder = folder
        self._shown = shown
        self._names: Names | None = None
        self._lock = lock
        self._writing: Writer | None = None

    @classmethod
    def memory(cls) -> Self:
        """An empty store that is gone with the process."""
        import pyoxigraph as ox

        return cls(ox.Store())

    @classmethod
    def open(cls, path: str | Place, *, write: bool = False) -> Store:
        """An existing store, in a folder or on a server. Raises StoreError if it is missing, foreign or damaged.

        Readers see the state after the last build that has ended, also while another kg writes. There is one writer;
        StoreError if another process is it.
        """
        folder = place(path)
        if isinstance(folder, Address):
            from kg.store.remote.store import RemoteStore

            return RemoteStore.taken(folder, make=False) if write else RemoteStore.met(folder)
        check_folder(folder)
        if write:
            lock = lock_folder(folder)
            try:
                return cls(_open_graph(folder / GRAPH, write=True), folder, newest(folder), lock)
            except BaseException:
                if lock:
                    lock.close()
                raise
        shown, hold = held(folder)
        return cls(None, folder, shown, hold)

    @classmethod
    def create(cls, path: str | Place) -> Store:
        """The store in a folder or at an address for writing, made if there is none."""
        folder = place(path)
        if isinstance(folder, Address):
            from kg.store.remote.store import RemoteStore

            return RemoteStore.taken(folder, make=True)
        if not exists(folder / MARKER):
            make_folder(folder)
        return cls.open(folder, write=True)

    @property
    def engine(self) -> Engine:
        """The engine's own store, for reading; opened when it is first needed, as look-ups do without."""
        if self._graph is None:
            if self._shown is None:
                raise StoreError("this store has been closed")
            self._graph = _open_graph(self._shown / GRAPH, write=False)
        return self._graph

    @property
    def whole(self) -> Engine:
        """The engine for what needs all of the graph."""
        return self.engine

    @property
    def names(self) -> Names:
        """The index of names."""
        if self._names is None:
            self._names = _names_in(self._folder, self._shown)
        return self._names

    def _asked(self) -> Engine:
        """The engine that answers queries."""
        return self.engine

    def close(self) -> None:
        """Let go of the folder; the store is of no use afterwards."""
        if self._names is not None:
            self._names.close()
        self._graph = self._folder = self._shown = self._writing = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writer(self) -> Writer:
        from kg.store.writer import Writer

        if self._writing is None:
            self._writing = Writer(self.engine, self._folder / STALE if self._folder else None)
        return self._writing

    def put(self, subgraph: Subgraph) -> bool:
        """Make an article's named graph hold just this; whether that changed anything. Atomic.

        The default graph follows with the next `derive`.
        """
        from kg.store.prepared import prepare

        return self._writer().put(prepare(subgraph))

    def put_all(self, subgraphs: Iterable[Subgraph]) -> int:
        """Put many articles, much faster than one by one; how many changed. Atomic for each article."""
        from kg.store.prepared import prepare

        return self.put_prepared(map(prepare, subgraphs))

    def put_prepared(self, articles: Iterable[Prepared], stored: Callable[[int], None] = lambda _: None) -> int:
        """Put articles that are prepared already; `stored` is told how many are on disk as they get there."""
        return self._writer().put_all(articles, stored)

    def remove(self, article_id: str) -> bool:
        """Forget an article; whether it was there. The default graph follows with the next `derive`."""
        return self._writer().remove(article_id)

    def merge(self, one: str, two: str, reason: str = "") -> None:
        """Judge that two events, or two entities (IRIs), are one; earlier verdicts that part them are withdrawn."""
        self._writer().merge(one, two, reason)

    def split(self, whole: str, parts: Iterable[str], reason: str = "") -> None:
        """Judge that tellings of an event, or spellings of an entity (IRIs), are not what the rest of it is."""
        self._writer().split(whole, list(parts), reason)

    def derive(self) -> None:
        """Bring the default graph and the index of names up to the named graphs; write all to disk.

        After a few articles only what follows from them is made anew, otherwise all is.
        """
        self._derive(whole=False)

    def rebuild(self) -> None:
        """Make the default graph and the index of names anew from nothing."""
        self._derive(whole=True)

    def _derive(self, *, whole: bool) -> None:
        from kg.store.engine import back_up
        from kg.store.index import index_names

        claims = self._writer().derive(whole=whole)
        if self._folder is None:
            index_names(self.engine, self.names, claims)
            return
        self.names.close()
        with showing(self._folder) as fresh:
            index_names(self.engine, Names(fresh / NAMES), claims)
            back_up(self.engine, fresh / GRAPH)
        self._writer().finish()
        self._shown = newest(self._folder)
        self._names = None

    def readings(self) -> dict[str, Reading]:
        """By which program and data each article was read, and from where, by article id."""
        from kg.store.readings import readings

        return readings(self.engine)

    def quarantined(self) -> list[tuple[str, str, str]]:
        """(file of the article, claim id, reason) of the claims that were set aside because they break a shape."""
        from kg.store.quarantine import quarantined

        return list(quarantined(self.engine))

    @property
    def stale(self) -> bool:
        """Whether articles have come or gone since the default graph was derived, or what readers see is not whole."""
        if self._folder is None:
            return False
        return (self._folder / STALE).exists() or self._shown is None or not is_whole(self._shown)

    def articles(self) -> Iterator[str]:
        """The ids of all articles."""
        from kg.rdf import ARTICLE
        from kg.store.quarantine import is_article

        for name in self.engine.named_graphs():
            if is_article(name):
                yield name.value.removeprefix(ARTICLE)

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
            self._asked(),
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


def _open_graph(path: Path, *, write: bool) -> ox.Store:
    from kg.store.engine import open_graph

    return open_graph(path, write=write)


def _names_in(folder: Path | None, shown: Path | None) -> Names:
    """The index of a state; in memory for a store without a folder."""
    return Names(None if folder is None else (shown or folder) / NAMES)
