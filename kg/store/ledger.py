"""The ledger: the gist of every article in a file of its own, so that deriving need not ask the engine for it.

It holds nothing that the named graphs do not hold. What is missing, damaged, or not of the same reading as the graph is
made anew from there; so it may be lost, and need not be in step with the graph while that is being written.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from kg.errors import StoreError
from kg.store.engine import Engine
from kg.store.gist import Gist, Naming, Saying, gist_in, read_naming, read_saying
from kg.store.quarantine import articles_in
from kg.store.readings import Reading, readings

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
  id TEXT PRIMARY KEY, mark TEXT, source TEXT, url TEXT, record TEXT, digest BLOB, naming BLOB, saying BLOB
);
"""
# No power cut damages a file in this mode, though it may take back the last rows, which are then made anew.
_MODE = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
_PUT = "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ALL = "SELECT id, mark, source, url, record, digest, naming, saying FROM article"
_RECORDS = "SELECT record, id, mark, source, url FROM article WHERE record > ''"
_PART = 256
# An article without a mark is read from the graph each time.
_UNREAD = Reading("", "")
Row = tuple[str, str, str, str | None, str, bytes, bytes, bytes]


class Ledger:
    """The gists, in a file or in memory (`path` None)."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._fresh: set[str] = set()

    def put(self, articles: Collection[tuple[Gist, Reading, str]]) -> None:
        """Note gists, each with how its article was read and by what its record is known (empty if by nothing).

        Raises StoreError if they cannot be written. Until `doubt` they are taken to be what the graph holds.
        """
        self._write(_row(*article) for article in articles)
        self._fresh.update(gist.article for gist, _, _ in articles)

    def doubt(self) -> None:
        """Have `follow` hold all against the graph: what was put may not have come there."""
        self._fresh.clear()

    def records(self, known: Mapping[str, Reading]) -> dict[str, str]:
        """The articles by what their records are known by, of those that were read as is `known`."""
        try:
            found = self._open().execute(_RECORDS).fetchall()
        except sqlite3.DatabaseError:  # which is seen to before anything is derived
            return {}
        return {record: ident for record, ident, *how in found if known.get(ident) == Reading(*how)}

    def drop(self, article_id: str) -> None:
        """Forget an article. Raises StoreError if that cannot be written."""
        self._fresh.discard(article_id)
        self._carry_out("DELETE FROM article WHERE id = ?", [(article_id,)])

    def follow(self, graph: Engine) -> None:
        """Hold what the named graphs hold, no less and no more."""
        there = set(articles_in(graph))
        if self._is_fresh(there):
            return
        known = readings(graph)
        try:
            whole = self._sound(known) & there
            self._forget(whole)
        except sqlite3.OperationalError as error:
            raise _unusable(error) from error
        except sqlite3.DatabaseError:
            self._discard()
            whole = set()
        missing = sorted(there - whole)
        self._write(_row(gist_in(graph, ident), known.get(ident, _UNREAD), "") for ident in missing)

    def namings(self) -> Iterator[Naming]:
        """Whom each article names, by the article's id."""
        for ident, naming in self._read("SELECT id, naming FROM article ORDER BY id"):
            yield read_naming(ident, naming)

    def sayings(self) -> Iterator[Saying]:
        """What each article claims, by the article's id."""
        for ident, saying in self._read("SELECT id, saying FROM article ORDER BY id"):
            yield read_saying(ident, saying)

    def __len__(self) -> int:
        """How many articles there are."""
        return int(self._open().execute("SELECT COUNT(*) FROM article").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self._connection = self._connected()
            except sqlite3.OperationalError as error:  # a full disk, a lock: the file itself may be sound
                raise _unusable(error) from error
            except sqlite3.DatabaseError:
                self._discard()
                self._connection = self._connected()
        return self._connection

    def _connected(self) -> sqlite3.Connection:
        # Whoever writes may be another thread than who opened it; there are never two at a time.
        connection = sqlite3.connect(self.path or ":memory:", check_same_thread=False)
        try:
            connection.executescript(_MODE + _SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _read(self, sql: str) -> Iterator[tuple[str, bytes]]:
        """Rows, by a connection of their own where there is a file: threads read at the same time."""
        own = sqlite3.connect(self.path, check_same_thread=False) if self.path else None
        try:
            found = (own or self._open()).execute(sql)
            while part := found.fetchmany(_PART):
                yield from part
        finally:
            if own is not None:
                own.close()

    def _write(self, rows: Iterable[Row]) -> None:
        self._carry_out(_PUT, rows)

    def _carry_out(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        try:
            with self._open() as connection:
                connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _unusable(error) from error

    def _is_fresh(self, articles: set[str]) -> bool:
        """Whether just these are there, put by this process: to compare them all the same takes seconds among many."""
        try:
            return articles <= self._fresh and self._ids() == articles
        except sqlite3.DatabaseError:
            return False

    def _sound(self, known: dict[str, Reading]) -> set[str]:
        """The articles of which the right gist is there, as it was written."""
        return {row[0] for row in self._rows() if row[5] == _digest(row) and known.get(row[0]) == Reading(*row[1:4])}

    def _ids(self) -> set[str]:
        return {ident for (ident,) in self._open().execute("SELECT id FROM article")}

    def _rows(self) -> Iterator[Row]:
        found = self._open().execute(_ALL)
        while part := found.fetchmany(_PART):
            yield from part

    def _forget(self, whole: set[str]) -> None:
        """Drop all but these."""
        connection = self._open()
        others = self._ids() - whole
        with connection:
            connection.executemany("DELETE FROM article WHERE id = ?", [(ident,) for ident in others])

    def _discard(self) -> None:
        """Begin anew where the file is damaged."""
        self.close()
        self._fresh.clear()
        if self.path is not None:
            for suffix in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + suffix).unlink()


def _unusable(error: sqlite3.Error) -> StoreError:
    return StoreError(f"cannot write to the store ({error}); what is stored is kept, run the same again")


def _row(gist: Gist, reading: Reading, record: str) -> Row:
    row = (gist.article, reading.mark, reading.source, reading.url, record, b"", gist.naming, gist.saying)
    return (*row[:5], _digest(row), *row[6:])


def _digest(row: Row) -> bytes:
    """Of all but the digest itself: a file that a disk has damaged must not become facts."""
    made = blake2b(digest_size=8)
    for part in (*row[:5], *row[6:]):
        made.update(part if isinstance(part, bytes) else f"{part}\n".encode())
    return made.digest()
