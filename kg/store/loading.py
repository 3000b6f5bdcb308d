"""New articles on their way to the engine: in batches, while the next ones are being read."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pyoxigraph as ox

from kg.store.engine import Engine
from kg.store.prepared import Prepared

Stored = Callable[[int], None]
# The engine takes a batch of fewer than a million quads whole or not at all, and a line has at least 60 characters.
_BATCH = 24 << 20
_WHOLE = 48 << 20


class Batches:
    """Articles that the store does not know yet. A batch is on disk, whole, before the next one is begun."""

    def __init__(self, graph: Engine, stored: Stored) -> None:
        self._graph = graph
        self._stored = stored
        self._count = 0
        self._seen: set[str] = set()
        self._waiting: list[Prepared] = []
        self._size = 0
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loading: Future[int] | None = None

    def has_seen(self, article: str) -> bool:
        """Whether the article came before."""
        return article in self._seen

    def count(self, articles: int = 1) -> None:
        """Tell that so many more are on disk."""
        self._count += articles
        self._stored(self._count)

    def add(self, prepared: Prepared) -> None:
        """Take an article; it is on disk after `drain`, or some batches later."""
        self._seen.add(prepared.article)
        self._waiting.append(prepared)
        self._size += len(prepared.lines)
        if self._size >= _BATCH:
            self._begin()

    def _begin(self) -> None:
        """Hand over what waits, once the batch before is done."""
        self._settle()
        batch, self._waiting, self._size = self._waiting, [], 0
        if batch:
            self._loading = self._thread.submit(_load, self._graph, batch)

    def _settle(self) -> None:
        if self._loading is not None:
            loading, self._loading = self._loading, None
            self.count(loading.result())

    def drain(self) -> None:
        """Wait until all is on disk."""
        self._begin()
        self._settle()


def _load(graph: Engine, batch: list[Prepared]) -> int:
    """Write articles to disk; how many."""
    lines = b"".join(part for one in batch for part in (one.lines, one.apart))
    if len(lines) < _WHOLE:
        graph.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
    else:
        graph.load(lines, format=ox.RdfFormat.N_QUADS)
    return len(batch)
