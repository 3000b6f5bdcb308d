"""The index of names: every name of every entity, found by any spelling of a part of it."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.lang import fold_words
from kg.lang.sound import in_german, sounds
from kg.store.titled import untitled
from kg.store.told import ToldEvent, from_record

if TYPE_CHECKING:
    from kg.store.content import Content, Patch

_COLUMNS = "entity.path, entity.type, entity.ar, entity.en, entity.mentions, name.name, name.full, name.key"
_FROM = f"SELECT {_COLUMNS} FROM name JOIN entity USING (path)"
_NAMES = "SELECT DISTINCT name, full FROM name WHERE path = ? AND full >= 0 ORDER BY full DESC, name"
_ENOUGH = 400
_NEAR, _SURE, _APART = 72.0, 84.0, 6.0
_AUDIBLE = 2
_ARTICLES = frozenset({"al", "el"})


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with one of its names; `full` is 1 for a full name, 0 for short forms, acronyms, adjectives, -1 for
    what its holder is called by an office."""

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


def name_key(name: str) -> str:
    """The words of a name, folded and without the Arabic article, which writers add and drop."""
    words = fold_words(name)
    return " ".join(_bare(word) for word in words if word not in _ARTICLES or len(words) == 1)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Names:
    """The index, in a file or in memory (`path` None)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None if path else sqlite3.connect(":memory:")

    def rebuild(self, content: "Content") -> None:
        """Make the index anew; readers see the old one until the new one is whole."""
        from kg.store.content import fill, make

        self.close()
        if self._path is None:
            self._open = sqlite3.connect(":memory:")
            fill(self._open, content)
            return
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        make(fresh, content)
        _flush(fresh)
        fresh.replace(self._path)

    def mended(self, patch: "Patch", before: Path | None) -> bool:
        """Make the index that of `before` (its own, in memory) with other rows; False if there is none to mend."""
        from shutil import copyfile

        from kg.store.content import mend

        try:
            if self._path is None and self._open is not None:
                mend(self._open, patch)
            elif self._path is not None and before is not None:
                copyfile(before, self._path)
                with closing(sqlite3.connect(self._path)) as connection:
                    mend(connection, patch)
                _flush(self._path)
            else:
                return False
        except sqlite3.DatabaseError:
            return False
        return True

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def foremost(self) -> str | None:
        """The label of whom most is told, a person if there is one; None in an empty index."""
        sql = (
            "SELECT COALESCE(ar, en, path) FROM entity LEFT JOIN told USING (path)"
            " GROUP BY path ORDER BY type != 'Person', COUNT(claim) DESC, path LIMIT 1"
        )
        return next((str(row[0]) for row in self._select(sql)), None)

    def _select(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        if self._open is None:
            self._open = self._connect()
        try:
            return self._open.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the index of names is damaged ({error}); run kg build again") from error

    def _rows(self, sql: str, parameters: Sequence[object]) -> list[Named]:
        return [Named(*row) for row in self._select(sql, parameters)]

    def _connect(self) -> sqlite3.Connection:
        if self._path is None or not self._path.is_file():
            raise StoreError("the store has no index of names yet; run kg build")
        return sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def labels(self, paths: Iterable[str]) -> dict[str, dict[str, str]]:
        """Labels of entities by path and language."""
        wanted = list(dict.fromkeys(paths))
        marks = ", ".join("?" * len(wanted))
        rows = self._select(f"SELECT path, ar, en FROM entity WHERE path IN ({marks})", wanted)
        return {path: _languages(ar, en) for path, ar, en in rows}

    def terms(self) -> dict[str, dict[str, str]]:
        """Labels of the ontology's terms by local name and language."""
        return {name: _languages(ar, en) for name, ar, en in self._select("SELECT name, ar, en FROM term")}

    def told(self, path: str, limit: int) -> tuple[tuple[ToldEvent, ...], int]:
        """The latest claims about an entity, undated ones last, and how many there are."""
        rows = self._select(
            "SELECT record FROM told JOIN claim ON claim.id = told.claim WHERE path = ?"
            " ORDER BY day IS NULL, day DESC, claim LIMIT ?",
            (path, limit),
        )
        (total,) = self._select("SELECT COUNT(*) FROM told WHERE path = ?", (path,))[0]
        return tuple(from_record(record) for (record,) in rows), total

    def facts(self, path: str, limit: int) -> list[tuple[str, str, str]]:
        """Subject, relation and object of what an entity is related to, at most `limit` of a relation and direction."""
        sql = (
            "SELECT subject, name, object FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY name ORDER BY {other}) AS n"
            " FROM fact WHERE {one} = ?) WHERE n <= ? ORDER BY name, n"
        )
        ends = (("subject", "object"), ("object", "subject"))
        return [row for one, other in ends for row in self._select(sql.format(one=one, other=other), (path, limit))]

    def offices(self, path: str) -> list[str]:
        """The offices of a person as records."""
        return [record for (record,) in self._select("SELECT record FROM office WHERE holder = ?", (path,))]

    def entity(self, path: str) -> tuple[str, int]:
        """Type of an entity, and in how many articles it is."""
        rows = self._select("SELECT type, mentions FROM entity WHERE path = ?", (path,))
        return rows[0] if rows else ("", 0)

    def names_of(self, path: str) -> list[str]:
        """All names of an entity, full ones first."""
        rows = self._select(_NAMES, (path,))
        return list(dict.fromkeys(name for name, _ in rows))

    def find(self, text: str) -> Found:
        """What a name in any script and spelling may mean: by whole name, by part, then by likeness."""
        # Half of a surrogate pair, as broken input holds, is text to Python but not to the index.
        text = text.encode("utf-8", "replace").decode("utf-8").strip()
        if not text:
            return Found()
        key = name_key(text)
        path = text.partition("/id/")[2] if text.startswith("https://") else text.replace(":", "/", 1)
        by_path = self._rows(f"{_FROM} WHERE name.path = ?", (path,))
        if by_path:
            return Found(matches=_one_each(by_path))
        german = in_german(key)
        spellings = list(dict.fromkeys((key, *untitled(key), *([german] if german else []))))
        for spelling in spellings:
            exact = _narrowed(self._rows(f"{_FROM} WHERE name.key = ?", (spelling,)))
            matches = exact or self._by_part(spelling)
            if matches:
                return Found(matches=_one_each(matches))
        return self._by_sound(spellings) or self._by_likeness(key)

    def _by_sound(self, spellings: Iterable[str]) -> Found | None:
        """Names that sound like one of the spellings, in any script: those written most alike."""
        from kg.store.likeness import best_heard

        heard = [(spelling, row) for spelling in spellings for row in self._heard(sounds(spelling))]
        found = best_heard(heard)
        return Found(matches=_one_each(found)) if found else None

    def _heard(self, sound: str) -> list[Named]:
        if len(sound.replace(" ", "")) < _AUDIBLE:
            return []
        rows = self._rows(f"{_FROM} WHERE name.sound = ?", (sound,))
        if rows:
            return rows
        words = " AND ".join(_quoted(word) for word in sound.split())
        ids = f"SELECT rowid FROM heard WHERE heard MATCH ? LIMIT {_ENOUGH}"
        return self._rows(f"{_FROM} WHERE name.id IN ({ids})", (words,))

    def _by_part(self, key: str) -> list[Named]:
        """Names with a word for each of the key, or with words that begin so; whole words come first."""
        words = key.split()
        found = self._with_all([word for word in words if len(word) >= 3])
        found = [row for row in found if all(f" {word}" in f" {row.key}" for word in words)]
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


def _flush(path: Path) -> None:
    """That its content outlives a loss of power."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _languages(ar: str | None, en: str | None) -> dict[str, str]:
    return {lang: label for lang, label in (("ar", ar), ("en", en)) if label}


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _narrowed(rows: list[Named]) -> list[Named]:
    """Those of whom it is a full name, if any; among these, what is better known comes first."""
    full = [row for row in rows if row.full > 0]
    return sorted(full or rows, key=lambda row: (-row.mentions, row.path))


def _one_each(rows: Iterable[Named]) -> tuple[Named, ...]:
    """The first row of each entity."""
    first: dict[str, Named] = {}
    for row in rows:
        first.setdefault(row.path, row)
    return tuple(first.values())
