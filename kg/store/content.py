"""What goes into the index of names, and how it gets there."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from kg.lang.sound import sounds
from kg.store.names import name_key
from kg.store.told import ToldEvent, to_record

_SCHEMA = """
CREATE TABLE entity (path TEXT PRIMARY KEY, type TEXT, ar TEXT, en TEXT, mentions INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, path TEXT, name TEXT, full INTEGER, key TEXT, sound TEXT);
CREATE TABLE claim (id INTEGER PRIMARY KEY, record TEXT);
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
CREATE INDEX told_path ON told (path, day);
CREATE INDEX fact_subject ON fact (subject, name);
CREATE INDEX fact_object ON fact (object, name);
CREATE INDEX office_holder ON office (holder);
"""
_PART = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Rows of the index's tables.

    Entities: path, type, Arabic and English label, number of articles. Names: path, name, and 1 for a full name, 0 for
    another, -1 for what its holder is called by an office. Facts: subject, relation, object. Offices: holder and JSON
    record. Terms: name, Arabic and English label.
    """

    entities: Iterable[tuple[str, str, str | None, str | None, int]]
    names: Iterable[tuple[str, str, int]]
    facts: Iterable[tuple[str, str, str]]
    offices: Iterable[tuple[str, str]]
    terms: Iterable[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The claims, and what is known when these are in: it may still be on its way until then."""

    claims: Iterable[ToldEvent]
    known: Callable[[], Known]


def fill(connection: sqlite3.Connection, content: Content) -> None:
    """Make the tables of an empty database."""
    connection.executescript(_SCHEMA)
    _fill_claims(connection, content.claims)
    known = content.known()
    connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", known.entities)
    names = ((path, name, full, name_key(name), sounds(name)) for path, name, full in known.names)
    connection.executemany("INSERT INTO name (path, name, full, key, sound) VALUES (?, ?, ?, ?, ?)", names)
    connection.execute("INSERT INTO part (part) VALUES ('rebuild')")
    connection.execute("INSERT INTO heard (heard) VALUES ('rebuild')")
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?)", known.facts)
    connection.executemany("INSERT INTO office VALUES (?, ?)", known.offices)
    connection.executemany("INSERT INTO term VALUES (?, ?, ?)", known.terms)
    connection.executescript(_INDEXES)
    connection.commit()


def _fill_claims(connection: sqlite3.Connection, claims: Iterable[ToldEvent]) -> None:
    numbered = enumerate(claims)
    while part := list(islice(numbered, _PART)):
        connection.executemany("INSERT INTO claim VALUES (?, ?)", ((number, to_record(one)) for number, one in part))
        told = ((path, number, one.begin) for number, one in part for path in sorted(one.parties))
        connection.executemany("INSERT INTO told VALUES (?, ?, ?)", told)
