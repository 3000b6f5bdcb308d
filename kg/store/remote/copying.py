"""The copies of a store's states on this machine: for readers whole states that stay, for the writer one to change."""

from contextlib import closing
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.store.derive import Derived
from kg.store.engine import back_up
from kg.store.folder import GRAPH, LEDGER, NAMES
from kg.store.index import index_names
from kg.store.ledger import Ledger
from kg.store.names import Names
from kg.store.remote.caching import emptied, held_folder, mark_of, set_mark
from kg.store.remote.fetching import fetch
from kg.store.remote.server import Server
from kg.store.remote.state import State, state
from kg.store.resolved import resolved_now
from kg.store.shown import held, newest, showing


def current(folder: Path, wanted: State) -> Path | None:
    """The copy of just this state, if it is there."""
    shown = newest(folder)
    return shown if shown is not None and wanted.mark and mark_of(shown) == wanted.mark else None


def kept(server: Server, folder: Path) -> tuple[Path, IO[bytes] | None]:
    """The copy of the state that the server has, and a hold on it; fetched if it is not there."""
    if current(folder, server.state) is None:
        lock = held_folder(folder)
        try:
            if current(folder, server.state) is None:
                _renew(server, folder)
        finally:
            if lock is not None:
                lock.close()
    return held(folder)


def _renew(server: Server, folder: Path) -> None:
    copy, mark = _fetched(server, folder)
    with showing(folder) as fresh, closing(Ledger(folder / LEDGER)) as ledger:
        ledger.follow(copy)
        index_names(copy, Names(fresh / NAMES), ledger, Derived(resolved_now(copy)))
        copy.flush()
        back_up(copy, fresh / GRAPH)
        set_mark(fresh, mark)
    set_mark(folder, mark)


def _fetched(server: Server, folder: Path) -> tuple[ox.Store, str]:
    """What is on the server, and the mark of that; none if a build was at work, or has been left."""
    set_mark(folder, "")
    copy = emptied(folder / GRAPH)
    before = state(server.remote)
    fetch(server.remote, copy)
    same = before is not None and not before.unfinished and state(server.remote) == before
    return copy, before.mark if before is not None and same else ""


def written_copy(server: Server, folder: Path) -> ox.Store:
    """The copy that a writer changes: of the state on the server, or of what a build has left there."""
    now = server.state
    if now.mark and not now.unfinished and mark_of(folder) == now.mark:
        try:
            return ox.Store(str(folder / GRAPH))
        except (OSError, RuntimeError):
            # It is but a copy
            pass
    copy, mark = _fetched(server, folder)
    set_mark(folder, mark)
    return copy
