"""One writer at a time: a lock in the graph of the state, which its holder has to renew."""

import getpass
import os
import socket
import threading
from contextlib import suppress
from datetime import datetime
from time import monotonic, time
from uuid import uuid4

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf import number
from kg.store.remote.complaints import plain
from kg.store.remote.graphs import own
from kg.store.remote.reading import Remote
from kg.store.remote.state import all_noted
from kg.store.remote.texts import lock_kept, lock_left, lock_taken
from kg.store.remote.writing import carry_out

_HOLDER, _UNTIL = own("holder"), own("until")
LASTS = 120


class Lock:
    """Held from `take` to `release`; a thread of its own renews it. A crashed holder's runs out after LASTS seconds."""

    def __init__(self, remote: Remote, renewing: Remote) -> None:
        self._remote = remote
        self._renewing = renewing
        self._node = own(f"lock/{uuid4().hex}")
        self._ended = threading.Event()
        self._sure = monotonic()
        self._thread = threading.Thread(target=self._renew, daemon=True)

    def take(self) -> None:
        """Raises StoreError at once if another has it, with who and since when."""
        now = _now(self._remote)
        values = [(_HOLDER, ox.Literal(_who())), (_UNTIL, number(now + LASTS))]
        self._sure = monotonic()
        _carry_out(self._remote, lock_taken(self._node, values, _UNTIL, number(now)))
        noted = all_noted(self._remote)
        others = {subject for subject, key, _ in noted if key == _UNTIL} - {self._node}
        # Two who came at once see each other, and both give way.
        if others or not any(subject == self._node for subject, _, _ in noted):
            self.release()
            raise StoreError(self._told([row for row in noted if row[0] in others], now))
        self._thread.start()

    def _told(self, held: list[tuple[ox.NamedNode, ox.NamedNode, str]], now: int) -> str:
        who = next((text for _, key, text in held if key == _HOLDER), "another kg")
        left = max([1, *(int(text) - now for _, key, text in held if key == _UNTIL and text.isdecimal())])
        return (
            f"{plain(self._remote.at.query)} is being written by {who}; try again when it has finished "
            f"(if it has crashed, its lock runs out in {left} seconds)"
        )

    def check(self) -> None:
        """Raises StoreError if the lock may be another's by now."""
        if monotonic() - self._sure > LASTS:
            raise StoreError(
                f"the lock on {plain(self._remote.at.query)} is lost, for the server could not be told in time that "
                "this kg is still at work; run the same again"
            )

    def _renew(self) -> None:
        while not self._ended.wait(LASTS / 6):
            asked, until = monotonic(), number(_now(self._renewing) + LASTS)
            with suppress(StoreError):
                _carry_out(self._renewing, lock_kept(self._node, _UNTIL, until))
                if not any(subject == self._node for subject, _, _ in all_noted(self._renewing)):
                    self._sure = -LASTS * 2.0
                    return
                self._sure = asked

    def release(self) -> None:
        """Give the lock back; what cannot be told to the server runs out by itself."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        with suppress(StoreError):
            _carry_out(self._remote, lock_left(self._node))


def _carry_out(remote: Remote, text: str) -> None:
    carry_out(remote.client, remote.at, text)


def _now(remote: Remote) -> int:
    """Seconds since the epoch by the clock of the server, if it tells."""
    return int(time() + remote.client.lead)


def _who() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "somebody"
    since = datetime.now().astimezone()
    return f"{user} at {socket.gethostname()} (process {os.getpid()}, since {since:%Y-%m-%d %H:%M:%S %z})"
