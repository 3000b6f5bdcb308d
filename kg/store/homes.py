"""Where a store lives: in memory, in a folder, or (in `kg.store.remote`) on a server."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from kg.errors import StoreError
from kg.store.folder import GRAPH, MARKER, NAMES, STALE, check_folder, exists, lock_folder, make_folder
from kg.store.names import Names
from kg.store.shown import held, is_sound, is_whole, newest, showing

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.engine import Engine
    from kg.store.writer import Writer


class Home(Protocol):
    """What a store asks of the place where it lives. Raises StoreError where that fails."""

    @property
    def engine(self) -> Engine:
        """What patterns are asked of."""
        ...

    @property
    def whole(self) -> Engine:
        """What is read from beginning to end."""
        ...

    @property
    def asked(self) -> Engine:
        """What answers queries."""
        ...

    @property
    def names(self) -> Names:
        """The index of names."""
        ...

    @property
    def stale(self) -> bool:
        """Whether articles have come or gone since the default graph was derived, or what readers see is not whole."""
        ...

    def writer(self) -> Writer:
        """What changes it."""
        ...

    def settle(self) -> None:
        """Return when all that was written is where it stays."""
        ...

    def publish(self, *, whole: bool) -> None:
        """Derive what follows from what has changed, or all if `whole`, and show it to readers."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class Memory:
    """A store that is gone with the process."""

    def __init__(self, graph: ox.Store) -> None:
        self.engine: Engine = graph
        self.names = Names(None)
        self.stale = False
        self._writing: Writer | None = None

    @property
    def whole(self) -> Engine:
        """The engine."""
        return self.engine

    @property
    def asked(self) -> Engine:
        """The engine."""
        return self.engine

    def writer(self) -> Writer:
        """What changes it."""
        from kg.store.writer import Writer

        self._writing = self._writing or Writer(self.engine, None, None)
        return self._writing

    def settle(self) -> None:
        """There is nothing to wait for."""

    def publish(self, *, whole: bool) -> None:
        """Derive, and make the index of names anew."""
        from kg.store.index import index_names

        writer = self.writer()
        with writer.deriving(whole=whole) as derived:
            index_names(self.engine, self.names, writer.ledger, derived)

    def close(self) -> None:
        """Let go of the index."""
        self.names.close()
        if self._writing is not None:
            self._writing.close()


class Folder:
    """A store in a folder: what readers see is a whole state beside the one that is being written."""

    def __init__(
        self, folder: Path, shown: Path | None, lock: IO[bytes] | None = None, graph: Engine | None = None
    ) -> None:
        self._folder: Path | None = folder
        self._shown = shown
        self._lock = lock
        self._graph = graph
        self._names: Names | None = None
        self._writing: Writer | None = None

    @classmethod
    def read(cls, folder: Path) -> Folder:
        """The state after the last build that has ended. Raises StoreError if there is none."""
        check_folder(folder)
        shown, hold = held(folder)
        return cls(folder, shown, hold)

    @classmethod
    def written(cls, folder: Path, *, make: bool) -> Folder:
        """For the one writer, made if there is nothing and it may be. Raises StoreError if another process writes."""
        if make and not exists(folder / MARKER):
            make_folder(folder)
        check_folder(folder)
        lock = lock_folder(folder)
        try:
            return cls(folder, newest(folder), lock, _open_graph(folder / GRAPH, write=True))
        except BaseException:
            if lock:
                lock.close()
            raise

    @property
    def engine(self) -> Engine:
        """Opened when it is first needed, as look-ups do without."""
        if self._graph is None:
            if self._shown is None:
                raise StoreError("this store has been closed")
            self._graph = _open_graph(self._shown / GRAPH, write=False)
        return self._graph

    @property
    def whole(self) -> Engine:
        """The engine."""
        return self.engine

    @property
    def asked(self) -> Engine:
        """The engine."""
        return self.engine

    @property
    def _there(self) -> Path:
        if self._folder is None:
            raise StoreError("this store has been closed")
        return self._folder

    @property
    def names(self) -> Names:
        """The index of the state."""
        if self._names is None:
            self._names = Names((self._shown or self._there) / NAMES)
        return self._names

    @property
    def stale(self) -> bool:
        """Whether a build was left, or files are missing."""
        return (self._there / STALE).exists() or self._shown is None or not is_whole(self._shown)

    def writer(self) -> Writer:
        """What changes it."""
        from kg.store.writer import Writer

        self._writing = self._writing or Writer(self.engine, self._there / STALE, self._there)
        return self._writing

    def settle(self) -> None:
        """The engine writes at once, and to disk with what is published."""

    def publish(self, *, whole: bool) -> None:
        """Derive, and make a new state for readers."""
        from kg.store.engine import back_up
        from kg.store.index import index_names

        self.names.close()
        writer = self.writer()
        before = self._shown / NAMES if self._shown is not None and is_sound(self._shown, NAMES) else None
        with showing(self._there) as fresh:
            with writer.deriving(whole=whole) as derived:
                index_names(self.engine, Names(fresh / NAMES), writer.ledger, derived, before)
            back_up(self.engine, fresh / GRAPH)
        writer.finish()
        self._shown, self._names = newest(self._there), None

    def close(self) -> None:
        """Let go of the folder."""
        if self._names is not None:
            self._names.close()
        if self._writing is not None:
            self._writing.close()
        self._graph = self._folder = self._shown = self._writing = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _open_graph(path: Path, *, write: bool) -> Engine:
    from kg.store.engine import open_graph

    return open_graph(path, write=write)
