"""Writing: articles come and go, people judge, and the default graph follows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.store.derive import Derived, derived
from kg.store.engine import Engine, Flag, change
from kg.store.folder import LEDGER
from kg.store.judging import merge, split
from kg.store.ledger import Ledger
from kg.store.loading import Batches, Stored
from kg.store.prepared import Prepared
from kg.store.quads import article_iri, quads_in
from kg.store.quarantine import forget
from kg.store.spellings import RESOLVED
from kg.store.touched import Touched
from kg.store.update import update


class Writer:
    """The writing side of a store, whose `mark` is there while it is unfinished; `folder` is for files of its own.

    `touched` is what has changed since the default graph was derived.
    """

    def __init__(self, graph: Engine, mark: Flag | None, folder: Path | None) -> None:
        self._graph = graph
        self.ledger = Ledger(folder / LEDGER if folder else None)
        self._folder = folder
        self._mark = mark
        self._touched: Touched | None = None

    def put(self, prepared: Prepared) -> bool:
        """Make an article's named graph hold just this; whether that changed anything."""
        with self._in_step():
            self.ledger.put([prepared.noted])
            quads = set(quads_in(prepared.lines))
            return self._replace(ox.NamedNode(prepared.article), quads, list(quads_in(prepared.apart)))

    @contextmanager
    def _in_step(self) -> Iterator[None]:
        """What is put comes into both graph and ledger, or else the ledger is not trusted."""
        try:
            yield
        except BaseException:
            self.ledger.doubt()
            raise

    def put_all(self, articles: Iterable[Prepared], stored: Stored = lambda _: None) -> int:
        """Put many articles; those that are new go to the engine in batches. How many changed.

        `stored` is told how many articles are on disk, whatever happens afterwards.
        """
        changed = 0

        def put(prepared: Prepared) -> None:
            nonlocal changed
            changed += self.put(prepared)

        with self._in_step(), closing(Batches(self._graph, self.ledger, self._folder, put, stored)) as batches:
            for prepared in articles:
                name = ox.NamedNode(prepared.article)
                if batches.has_seen(prepared.article) or self._graph.contains_named_graph(name):
                    batches.replace(prepared)
                    continue
                changed += 1
                self._touch_new(prepared)
                batches.add(prepared)
            batches.drain()
        return changed

    def _replace(self, graph: ox.NamedNode, quads: set[ox.Quad], apart: Sequence[ox.Quad]) -> bool:
        old = set(self._graph.quads_for_pattern(None, None, None, graph))
        forget(self._graph, graph)
        self._graph.extend(apart)
        if old == quads:
            return False
        self._touch(graph, old, quads)
        if old:
            change(self._graph, graph, old - quads, quads - old)
        else:
            self._graph.extend(quads)
        return True

    def remove(self, article_id: str) -> bool:
        """Forget an article; whether it was there."""
        graph = article_iri(article_id)
        if not self._graph.contains_named_graph(graph):
            return False
        self._touch(graph, set(self._graph.quads_for_pattern(None, None, None, graph)), ())
        self._graph.remove_graph(graph)
        self.ledger.drop(article_id)
        forget(self._graph, graph)
        return True

    def merge(self, one: str, two: str, reason: str) -> None:
        """Judge that two events or entities (IRIs) are one."""
        self._changing().note_judged(merge(self._graph, one, two, reason))

    def split(self, whole: str, parts: Collection[str], reason: str) -> None:
        """Judge that parts of an event or entity (IRIs) are not what the rest of it is."""
        self._changing().note_judged(split(self._graph, whole, parts, reason))

    def _touch_new(self, prepared: Prepared) -> None:
        touched = self._changing()
        # Reading the lines takes longer than writing them; where everything is derived anew nobody asks what they say.
        new = [] if touched.everything else list(quads_in(prepared.lines))
        touched.note(self._graph, prepared.article, (), new)

    def _touch(self, graph: ox.NamedNode, old: Collection[ox.Quad], new: Collection[ox.Quad]) -> None:
        self._changing().note(self._graph, graph.value, old, new)

    def _changing(self) -> Touched:
        """What is remembered of changes; a store that was left unfinished, or never derived, is derived whole."""
        if self._touched is None:
            unfinished = self._mark is not None and self._mark.exists()
            known = sum(1 for _ in self._graph.named_graphs())
            whole = unfinished or not self._graph.contains_named_graph(RESOLVED)
            self._touched = Touched(known=known, everything=whole)
            if self._mark:
                self._mark.touch()
        return self._touched

    @contextmanager
    def deriving(self, *, whole: bool) -> Iterator[Derived]:
        """Bring the default graph up to the named graphs: whole, or what follows from what has changed.

        It has come so far when the block has ended.
        """
        touched = self._changing()
        if whole or touched.everything:
            self.ledger.follow(self._graph)
            with derived(self._graph, self.ledger) as going_on:
                yield going_on
        else:
            yield Derived(changes=update(self._graph, touched))
        self._touched = None

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def finish(self) -> None:
        """Write all to disk; nothing is unfinished any more."""
        if self._mark:
            self._graph.flush()
            self._mark.unlink(missing_ok=True)
