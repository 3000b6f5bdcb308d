"""What goes into the index of names."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.store.told import ToldEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Rows of the index's tables.

    Entities: path, type, Arabic and English label, number of articles. Names: path, name, and 1 for a full name, 0 for
    another, -1 for what its holder is called by an office. Facts: subject, relation, object. Offices: holder and JSON
    record. Terms: name, Arabic and English label.
    """

    entities: Iterable[tuple[str, str, str | None, str | None, int]]
    names: Iterable[tuple[str, str, int]]
    claims: Iterable[ToldEvent]
    facts: Iterable[tuple[str, str, str]]
    offices: Iterable[tuple[str, str]]
    terms: Iterable[tuple[str, str | None, str | None]]
