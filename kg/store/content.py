"""What goes into the index of names, and how it gets there."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kg.lang.sound import sounds
from kg.rdf import ARTICLE
from kg.store.names import name_key
from kg.store.told import ToldEvent, to_record

_SCHEMA = """
CREATE TABLE entity (path TEXT PRIMARY KEY, type TEXT, ar TEXT, en TEXT, mentions INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, path TEXT, name TEXT, full INTEGER, key TEXT, sound TEXT);
CREATE TABLE claim (id INTEGER PRIMARY KEY, article TEXT, record TEXT);
CREATE TABLE told (path TEXT, claim INTEGER, day TEXT);
CREATE TABLE fact (subject TEXT, name TEXT, object TEXT);
CREATE TABLE office (holder TEXT, record TEXT);
CREATE TABLE term (name TEXT PRIMARY KEY, ar TEXT, en TEXT);
CREATE VIRTUAL TABLE part USING fts5(key, content='name', content_rowid='id', tokenize='trigram');
CREATE VIRTUAL TABLE heard USING fts5(sound, content='name', content_rowid='id', tokenize='unicode61');
"""
# Made when all rows are there, which is quicker than keeping them up to date
_INDEXES = """
CREATE INDEX name_key ON name (key);
CREATE INDEX name_sound ON name (sound);
CREATE INDEX name_path ON name (path);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX told_path ON told (path, day);
CREATE INDEX told_claim ON told (claim);
CREATE INDEX fact_subject ON fact (subject, name);
CREATE INDEX fact_object ON fact (object, name);
CREATE INDEX office_holder ON office (holder);
"""
_OF_ARTICLE = "SELECT id FROM claim WHERE article = ?"
# What an index of texts has of a row is taken out of it by telling it again.
_FORGET = (
    "INSERT INTO part (part, rowid, key) SELECT 'delete', id, key FROM name WHERE path = ?",
    "INSERT INTO heard (heard, rowid, sound) SELECT 'delete', id, sound FROM name WHERE path = ?",
    "DELETE FROM name WHERE path = ?",
    "DELETE FROM entity WHERE path = ?",
    "DELETE FROM fact WHERE subject = ?",
    "DELETE FROM office WHERE holder = ?",
)
_PART = 5000

EntityRow = tuple[str, str, str | None, str | None, int]
NameRow = tuple[str, str, int]
FactRow = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Rows of the index's tables.

    Entities: path, type, Arabic and English label, number of articles. Names: path, name, and 1 for a full name, 0 for
    another, -1 for what its holder is called by an office. Facts: subject, relation, object. Offices: holder and JSON
    record. Terms: name, Arabic and English label.
    """

    entities: Iterable[EntityRow]
    names: Iterable[NameRow]
    facts: Iterable[FactRow]
    offices: Iterable[tuple[str, str]]
    terms: Iterable[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The claims, and what is known when these are in: it may still be on its way until then.

    `elsewhere` may put the claims into a new file by another process; it tells whether it has.
    """

    claims: Iterable[ToldEvent]
    known: Callable[[], Known]
    elsewhere: Callable[[Path], bool] = lambda _: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """The rows of some articles (IRIs) and entities (paths), which take the place of those that were there."""

    articles: Sequence[str]
    claims: Iterable[ToldEvent]
    paths: Sequence[str]
    entities: Iterable[EntityRow]
    names: Iterable[NameRow]
    facts: Iterable[FactRow]
    offices: Iterable[tuple[str, str]]


def fill(connection: sqlite3.Connection, content: Content) -> None:
    """Make the tables of an empty database."""
    _begin(connection, content.claims)
    _finish(connection, content)


def make(path: Path, content: Content) -> None:
    """Make a file with the tables, which nobody reads until it is whole."""
    if not content.elsewhere(path):
        put_claims(path, content.claims)
    with closing(_hasty(path)) as connection:
        _finish(connection, content)


def put_claims(path: Path, claims: Iterable[ToldEvent]) -> None:
    """Begin a file with the tables of claims."""
    with closing(_hasty(path)) as connection:
        _begin(connection, claims)


def _hasty(path: Path) -> sqlite3.Connection:
    """A connection that keeps no journal: what is left half done is made anew."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    return connection


def _begin(connection: sqlite3.Connection, claims: Iterable[ToldEvent]) -> None:
    """Make all tables, and fill those of claims."""
    connection.executescript(_SCHEMA)
    # Claims come by article and are kept by their ids: they fall into pages all over the table.
    connection.execute("PRAGMA cache_size = -65536")
    _put_claims(connection, claims)
    connection.commit()


def _finish(connection: sqlite3.Connection, content: Content) -> None:
    """Fill the other tables; the facts come last, for rules may still be drawing them."""
    known = content.known()
    _put_entities(connection, known)
    connection.execute("INSERT INTO part (part) VALUES ('rebuild')")
    connection.execute("INSERT INTO heard (heard) VALUES ('rebuild')")
    connection.executemany("INSERT INTO term VALUES (?, ?, ?)", known.terms)
    connection.executescript(_INDEXES)
    _put_facts(connection, known)
    connection.commit()


def mend(connection: sqlite3.Connection, patch: Patch) -> None:
    """Replace rows of a database that has been filled."""
    with connection:
        articles = [(article.removeprefix(ARTICLE),) for article in patch.articles]
        connection.executemany(f"DELETE FROM told WHERE claim IN ({_OF_ARTICLE})", articles)
        connection.executemany("DELETE FROM claim WHERE article = ?", articles)
        _put_claims(connection, patch.claims)
        paths = [(path,) for path in patch.paths]
        for sql in _FORGET:
            connection.executemany(sql, paths)
        (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM name").fetchone()
        _put_entities(connection, patch)
        _put_facts(connection, patch)
        connection.execute("INSERT INTO part (rowid, key) SELECT id, key FROM name WHERE id > ?", (last,))
        connection.execute("INSERT INTO heard (rowid, sound) SELECT id, sound FROM name WHERE id > ?", (last,))


def _put_entities(connection: sqlite3.Connection, known: Known | Patch) -> None:
    connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", known.entities)
    names = ((path, name, full, name_key(name), sounds(name)) for path, name, full in known.names)
    connection.executemany("INSERT INTO name (path, name, full, key, sound) VALUES (?, ?, ?, ?, ?)", names)
    connection.executemany("INSERT INTO office VALUES (?, ?)", known.offices)


def _put_facts(connection: sqlite3.Connection, known: Known | Patch) -> None:
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?)", known.facts)


def _put_claims(connection: sqlite3.Connection, claims: Iterable[ToldEvent]) -> None:
    rest = iter(claims)
    while part := sorted(islice(rest, _PART), key=lambda one: one.id):
        rows = ((_number(one), one.article, to_record(one)) for one in part)
        connection.executemany("INSERT OR REPLACE INTO claim VALUES (?, ?, ?)", rows)
        told = ((path, _number(one), one.begin) for one in part for path in sorted(one.parties))
        connection.executemany("INSERT INTO told VALUES (?, ?, ?)", told)


def _number(claim: ToldEvent) -> int:
    """The claim's number in the index: as much of its id as fits, which orders claims in every index alike."""
    return int(claim.id[:15], 16)
