"""The index of names: every name of every entity, found by any spelling of a part of it."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.lang import fold_words

_SCHEMA = """
CREATE TABLE entity (path TEXT PRIMARY KEY, type TEXT, ar TEXT, en TEXT, mentions INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, path TEXT, name TEXT, full INTEGER, key TEXT);
CREATE INDEX name_key ON name (key);
CREATE INDEX name_path ON name (path);
CREATE VIRTUAL TABLE part USING fts5(key, content='name', content_rowid='id', tokenize='trigram');
"""
_COLUMNS = "entity.path, entity.type, entity.ar, entity.en, entity.mentions, name.name, name.full, name.key"
_FROM = f"SELECT {_COLUMNS} FROM name JOIN entity USING (path)"
_ENOUGH = 400
_NEAR, _SURE, _APART = 72.0, 84.0, 6.0


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with one of its names; `full` is false for short forms, acronyms, adjectives."""

    path: str
    type: str
    ar: str | None
    en: str | None
    mentions: int
    name: str
    full: int
    key: str

    def label(self, lang: str = "en") -> str:
        """The label in a language, else in the other, else the path."""
        first, second = (self.ar, self.en) if lang == "ar" else (self.en, self.ar)
        return first or second or self.path


@dataclass(frozen=True, slots=True)
class Found:
    """What a name may mean, best first. One match is an answer; `near` holds what resembles it."""

    matches: tuple[Named, ...] = ()
    near: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name for the index."""

    path: str
    name: str
    full: bool


EntityRow = tuple[str, str, str | None, str | None, int]
"""Path, type, Arabic and English label, number of articles."""


def name_key(name: str) -> str:
    """The words of a name, folded and without the Arabic article, which writers add and drop."""
    return " ".join(_bare(word) for word in fold_words(name))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Names:
    """The index, in a file or in memory (`path` None)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None if path else sqlite3.connect(":memory:")

    def rebuild(self, entities: Iterable[EntityRow], rows: Iterable[NameRow]) -> None:
        """Make the index anew; readers see the old one until the new one is whole."""
        self.close()
        if self._path is None:
            self._open = _filled(sqlite3.connect(":memory:"), entities, rows)
            return
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh)) as connection:
            _filled(connection, entities, rows)
        fresh.replace(self._path)

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _rows(self, sql: str, parameters: Sequence[object]) -> list[Named]:
        if self._open is None:
            self._open = self._connect()
        try:
            found = self._open.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the index of names is damaged ({error}); run kg build again") from error
        return [Named(*row) for row in found]

    def _connect(self) -> sqlite3.Connection:
        if self._path is None or not self._path.is_file():
            raise StoreError("the store has no index of names yet; run kg build")
        return sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def find(self, text: str) -> Found:
        """What a name in any script and spelling may mean: by whole name, by part, then by likeness."""
        key = name_key(text)
        if not text.strip():
            return Found()
        by_path = self._rows(f"{_FROM} WHERE name.path = ?", (text.strip().replace(":", "/", 1),))
        exact = by_path or _narrowed(self._rows(f"{_FROM} WHERE name.key = ?", (key,)))
        matches = exact or self._by_part(key)
        if matches:
            return Found(matches=_one_each(matches))
        return self._by_likeness(key)

    def _by_part(self, key: str) -> list[Named]:
        """Names that hold each word of the key; those that hold them as whole words come first."""
        words = key.split()
        found = self._with_all([word for word in words if len(word) >= 3])
        found = [row for row in found if all(word in row.key for word in words)]
        whole = [row for row in found if set(words) <= set(row.key.split())]
        return sorted(whole or found, key=lambda row: (-row.mentions, len(row.key), row.path))

    def _with_all(self, words: Sequence[str]) -> list[Named]:
        if not words:
            return []
        return self._match(" AND ".join(_quoted(word) for word in words))

    def _match(self, expression: str) -> list[Named]:
        sql = f"{_FROM} WHERE name.id IN (SELECT rowid FROM part WHERE part MATCH ? ORDER BY rank LIMIT {_ENOUGH})"
        return self._rows(sql, (expression,))

    def _by_likeness(self, key: str) -> Found:
        """Names that share letters with the key; one that is clearly nearest is the answer."""
        from kg.store.likeness import likeness

        grams = sorted({key[i : i + 3] for i in range(len(key) - 2)})
        if not grams:
            return Found()
        shared = self._match(" OR ".join(map(_quoted, grams)))
        scored = ((likeness(key, row.key), row) for row in shared)
        ranked = sorted(scored, key=lambda pair: (-pair[0], -pair[1].mentions, pair[1].path))
        best: dict[str, float] = {}
        for score, row in ranked:
            best.setdefault(row.path, score)
        near = _one_each(row for score, row in ranked if score >= _NEAR)[:8]
        scores = [best[row.path] for row in near]
        if scores and scores[0] >= _SURE and (len(scores) == 1 or scores[0] - scores[1] >= _APART):
            return Found(matches=near[:1], near=near[1:])
        return Found(near=near)


def _filled(
    connection: sqlite3.Connection, entities: Iterable[EntityRow], rows: Iterable[NameRow]
) -> sqlite3.Connection:
    connection.executescript(_SCHEMA)
    connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", entities)
    names = ((row.path, row.name, row.full, name_key(row.name)) for row in rows)
    connection.executemany("INSERT INTO name (path, name, full, key) VALUES (?, ?, ?, ?)", names)
    connection.execute("INSERT INTO part (part) VALUES ('rebuild')")
    connection.commit()
    return connection


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _narrowed(rows: list[Named]) -> list[Named]:
    """Those of whom it is a full name, if any; among these, what is better known comes first."""
    full = [row for row in rows if row.full]
    return sorted(full or rows, key=lambda row: (-row.mentions, row.path))


def _one_each(rows: Iterable[Named]) -> tuple[Named, ...]:
    """The first row of each entity."""
    first: dict[str, Named] = {}
    for row in rows:
        first.setdefault(row.path, row)
    return tuple(first.values())
