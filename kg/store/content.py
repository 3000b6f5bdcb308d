"""What goes into the index of names."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """Rows of the index's tables.

    Entities: path, type, Arabic and English label, number of articles. Names: path, name, whether it is
    a full name. Told: path, claim id, ISO day or None. Terms: name, Arabic and English label, whether it
    is a relation between entities.
    """

    entities: Iterable[tuple[str, str, str | None, str | None, int]]
    names: Iterable[tuple[str, str, bool]]
    told: Iterable[tuple[str, str, str | None]] = ()
    terms: Iterable[tuple[str, str | None, str | None, bool]] = ()
