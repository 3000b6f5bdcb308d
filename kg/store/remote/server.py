"""Meeting a server: where it answers, whether a store is there, and the right to write to it."""

from dataclasses import dataclass

from kg.address import Address
from kg.errors import StoreError
from kg.store.remote.endpoints import readable, writable
from kg.store.remote.http import Client
from kg.store.remote.lock import Lock
from kg.store.remote.reading import Remote
from kg.store.remote.signing import Credentials
from kg.store.remote.state import State, founded, state
from kg.store.remote.writing import carry_out


@dataclass(slots=True, eq=False)
class Server:
    """A store on a server; `lock` is there while it is open for writing."""

    remote: Remote
    state: State
    lock: Lock | None = None
    _renewing: Remote | None = None

    def close(self) -> None:
        """Let go of the lock and of the connections."""
        if self.lock is not None:
            self.lock.release()
        if self._renewing is not None:
            self._renewing.close()
        self.remote.close()


def met(address: Address, *, write: bool = False, make: bool = False) -> Server:
    """The store at an address. Raises StoreError if there is none (unless one is to be made), or another writes it."""
    client = Client(address.url, Credentials.found())
    try:
        remote = Remote(client, readable(client))
        found = state(remote)
        if found is None and not make:
            raise StoreError(f"there is no store at {address}; make one with: kg build --store {address}")
        return _written(remote) if write else Server(remote, found or State())
    except BaseException:
        client.close()
        raise


def _written(remote: Remote) -> Server:
    """With the lock, under which the state is read again."""
    at = writable(remote.client, remote.at)
    writer, renewing = Remote(remote.client, at), Remote(Client(remote.client.url, Credentials.found()), at)
    lock = Lock(writer, renewing)
    try:
        lock.take()
        found = state(writer)
        if found is None:
            carry_out(writer.client, at, founded())
        return Server(writer, found or State(), lock, renewing)
    except BaseException:
        lock.release()
        renewing.close()
        raise
