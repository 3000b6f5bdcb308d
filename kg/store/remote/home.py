"""The store on a server, as its readers and its one writer see it."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Self

import pyoxigraph as ox

from kg.address import Address
from kg.errors import StoreError
from kg.store.engine import Engine, back_up, open_graph
from kg.store.folder import GRAPH, NAMES
from kg.store.index import index_names
from kg.store.names import Names
from kg.store.remote.caching import folder_for, held_folder, set_mark
from kg.store.remote.copying import current, kept, written_copy
from kg.store.remote.mirror import Mirror
from kg.store.remote.server import Server, met
from kg.store.remote.state import begun, ended, fresh_mark
from kg.store.remote.writing import carry_out
from kg.store.shown import newest, showing
from kg.store.writer import Writer


class _Unfinished:
    """The mark of what is not derived yet, as a writer asks for it."""

    def __init__(self, home: Remotely) -> None:
        self._home = home

    def exists(self) -> bool:
        """Whether a build was left."""
        return self._home.stale

    def touch(self) -> None:
        """Set it."""
        self._home.begin()

    def unlink(self, missing_ok: bool = False) -> None:  # noqa: ARG002
        """Take it away."""
        self._home.finish()


class Remotely:
    """A store on a server. Queries are answered there; what needs the whole of it works on a copy on this machine.

    The copy is of the state that the server names, and is fetched anew when that is another one.
    """

    def __init__(
        self, server: Server, folder: Path, lock: IO[bytes] | None = None, mirror: Mirror | None = None
    ) -> None:
        self._server: Server | None = server
        self._lock = lock
        self._names: Names | None = None
        self._shown: Path | None = None
        self._writing: Writer | None = None
        self._copies = folder
        self._mirror = mirror
        self._unfinished = server.state.unfinished or not server.state.mark
        self._copy: ox.Store | None = None
        self._mark = server.state.mark

    @classmethod
    def met(cls, address: Address) -> Self:
        """For reading. Raises StoreError if the server has no store."""
        return cls(met(address), folder_for(address.url))

    @classmethod
    def taken(cls, address: Address, *, make: bool) -> Self:
        """For writing. Raises StoreError if another is the writer, or unless one may be made, if there is none."""
        folder = folder_for(address.url)
        server = met(address, write=True, make=make)
        lock = None
        try:
            lock = held_folder(folder)
            copy = written_copy(server, folder)
            assert server.lock is not None
            return cls(server, folder, lock, Mirror(copy, server.remote, server.lock, folder))
        except BaseException:
            if lock is not None:
                lock.close()
            server.close()
            raise

    @property
    def _there(self) -> Server:
        if self._server is None:
            raise StoreError("this store has been closed")
        return self._server

    @property
    def engine(self) -> Engine:
        """For a writer the copy with what is written to the server as well; for a reader the server."""
        return self._there.remote if self._mirror is None else self._mirror

    @property
    def whole(self) -> Engine:
        """The copy."""
        if self._mirror is not None:
            return self._mirror
        if self._copy is None:
            self._copy = open_graph(self._state() / GRAPH, write=False)
        return self._copy

    @property
    def names(self) -> Names:
        """The index of the copy."""
        if self._names is None:
            self._names = Names(self._state() / NAMES)
        return self._names

    def _state(self) -> Path:
        """The folder of the copy of the state that is on the server; fetched if it is not there."""
        if self._shown is None:
            server = self._there
            if self._mirror is not None:
                self._shown = current(self._copies, server.state)
                if self._shown is None:
                    raise StoreError("the store has no index of names yet; run kg build")
            else:
                self._shown, self._lock = kept(server, self._copies)
        return self._shown

    @property
    def asked(self) -> Engine:
        """The server."""
        self.settle()
        return self._there.remote

    def writer(self) -> Writer:
        """What changes both the server and the copy."""
        if self._mirror is None:
            raise StoreError("this store was opened for reading")
        if self._writing is None:
            self._writing = Writer(self._mirror, _Unfinished(self), self._copies)
        return self._writing

    def settle(self) -> None:
        """Return when the server has all that was written."""
        if self._mirror is not None:
            self._mirror.flush()

    def publish(self, *, whole: bool) -> None:
        """Derive, and have the server name a new state, with a copy of it and the index of names on this machine."""
        writer = self.writer()
        assert self._mirror is not None
        if self._names is not None:
            self._names.close()
        self._mark = fresh_mark()
        with showing(self._copies) as fresh:
            with writer.deriving(whole=whole) as derived:
                self.settle()
                index_names(self._mirror, Names(fresh / NAMES), writer.ledger, derived)
            back_up(self._mirror.copy, fresh / GRAPH)
            set_mark(fresh, self._mark)
        writer.finish()
        self._shown, self._names = newest(self._copies), None

    @property
    def stale(self) -> bool:
        """Whether a build is at work, or was left, so that derived facts may be missing."""
        return self._unfinished

    def begin(self) -> None:
        """Note, here and on the server, that what is derived follows no longer."""
        set_mark(self._copies, "")
        if not self._unfinished:
            carry_out(self._there.remote.client, self._there.remote.at, begun())
        self._unfinished = True

    def finish(self) -> None:
        """Note on the server, and then here, that all is derived."""
        remote = self._there.remote
        carry_out(remote.client, remote.at, ended(self._mark, len(self.whole)))
        set_mark(self._copies, self._mark)
        self._unfinished = False

    def close(self) -> None:
        """Let go of the server and of the copy."""
        if self._names is not None:
            self._names.close()
        if self._writing is not None:
            self._writing.close()
        self._copy = self._writing = None
        if self._mirror is not None:
            self._mirror.close()
            self._mirror = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if self._server is not None:
            server, self._server = self._server, None
            server.close()
