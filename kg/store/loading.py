"""New articles on their way to the engine: in batches, while the next ones are being read."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import IO

from kg.store.engine import Engine, load_file, load_lines
from kg.store.gist import Gist
from kg.store.heap import give_back
from kg.store.ledger import Ledger
from kg.store.prepared import Prepared
from kg.store.readings import Reading

Put = Callable[[Prepared], None]
Stored = Callable[[int], None]
# The larger the batches, the less the engine has to merge later; one of these takes it 250 MB for a moment.
_BATCH = 280_000
# The engine takes a batch of fewer quads whole or not at all.
_WHOLE = 1_000_000
# Gists that the ledger is given at once
_NOTED = 64


class _Batch:
    """Articles that are loaded together; their quads wait in a file where the store has a folder.

    `replacing` are those that take the place of others once these are loaded; `size` is how many quads both have.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines: IO[bytes] = BytesIO() if path is None else path.open("wb")
        self._quads = 0
        self.articles = 0
        self.size = 0
        self.replacing: list[Prepared] = []

    def add(self, prepared: Prepared) -> None:
        """Take a new article."""
        quads = _quads(prepared)
        self.articles += 1
        self._quads += quads
        self.size += quads
        self._lines.write(prepared.lines)
        self._lines.write(prepared.apart)

    def replace(self, prepared: Prepared) -> None:
        """Take an article that is there already, or will be."""
        self.replacing.append(prepared)
        self.size += _quads(prepared)

    def load(self, graph: Engine) -> None:
        """Write the new articles to disk."""
        if isinstance(self._lines, BytesIO):
            load_lines(graph, self._lines.getvalue(), whole=self._quads >= _WHOLE)
        elif self._path is not None:
            self._lines.close()
            load_file(graph, self._path, whole=self._quads >= _WHOLE)
            self._path.unlink()
            give_back()

    def close(self) -> None:
        """Drop what has not been loaded."""
        self._lines.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def _quads(prepared: Prepared) -> int:
    return prepared.lines.count(b"\n") + prepared.apart.count(b"\n")


class Batches:
    """Articles on their way to a store, in the order in which they come.

    A batch is on disk, whole, before the next one is begun. `put` replaces one article that is there; `stored` is told
    how many articles are on disk.
    """

    def __init__(self, graph: Engine, ledger: Ledger, folder: Path | None, put: Put, stored: Stored) -> None:
        self._graph = graph
        self._ledger = ledger
        self._folder = folder
        self._put = put
        self._stored = stored
        self._count = 0
        self._batches = 0
        self._seen: set[str] = set()
        self._waiting: _Batch | None = None
        self._noted: list[tuple[Gist, Reading, str]] = []
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loading: tuple[_Batch, Future[None]] | None = None
        for path in filter(None, map(self._file, range(2))):
            path.unlink(missing_ok=True)  # left by a build that was killed

    def _file(self, number: int) -> Path | None:
        """Where a batch waits; the one before it may still be read."""
        return self._folder / f"incoming-{number % 2}.nq" if self._folder else None

    def has_seen(self, article: str) -> bool:
        """Whether the article came before."""
        return article in self._seen

    def add(self, prepared: Prepared) -> None:
        """Take an article that the store does not have; it is on disk after `drain`, or some batches later."""
        self._seen.add(prepared.article)
        self._batch().add(prepared)
        self._noted.append(prepared.noted)
        if len(self._noted) == _NOTED:
            self._note()
        self._begin_if_full()

    def replace(self, prepared: Prepared) -> None:
        """Take an article that is there, or on its way: at once, or when all that came before is on disk.

        To wait for that would cut what comes into small batches, which cost the engine many times as much.
        """
        if self._waiting is None and self._loading is None:
            self._put(prepared)
            self._tell(1)
            return
        self._batch().replace(prepared)
        self._begin_if_full()

    def _batch(self) -> _Batch:
        """The batch that waits."""
        if self._waiting is None:
            self._batches += 1
            self._waiting = _Batch(self._file(self._batches))
        return self._waiting

    def _begin_if_full(self) -> None:
        if self._waiting is not None and self._waiting.size >= _BATCH:
            self._begin()

    def _tell(self, articles: int) -> None:
        self._count += articles
        self._stored(self._count)

    def _note(self) -> None:
        """Have the ledger hold what comes to the engine later: it need not be in step."""
        self._ledger.put(self._noted)
        self._noted.clear()

    def _begin(self) -> None:
        """Hand over what waits, once the batch before is done."""
        self._settle()
        batch, self._waiting = self._waiting, None
        if batch is not None:
            self._note()
            self._loading = batch, self._thread.submit(batch.load, self._graph)

    def _settle(self) -> None:
        """Wait for the batch that is being loaded, and replace what it replaces."""
        if self._loading is not None:
            (batch, loading), self._loading = self._loading, None
            loading.result()
            for prepared in batch.replacing:
                self._put(prepared)
            self._tell(batch.articles + len(batch.replacing))

    def drain(self) -> None:
        """Wait until all is on disk."""
        self._begin()
        self._settle()

    def close(self) -> None:
        """Drop what is not on its way to the disk yet."""
        if self._waiting is not None:
            self._waiting.close()
        self._thread.shutdown()
