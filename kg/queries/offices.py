"""Terms of office: those a person held, and those held in a state or organisation."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.happenings import ALL

if TYPE_CHECKING:
    from kg.store import Store

_OFFICE = "holdsOffice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of office. `articles` when articles tell it, else it is from the tables of actors."""

    holder: str
    within: str
    labels: Mapping[str, str]
    begin: str | None
    end: str | None
    articles: tuple[str, ...]

    def title(self, lang: str) -> str:
        """What the office is called, in the language if possible."""
        return self.labels.get(lang) or next(iter(self.labels.values()), "")


def terms_of(store: "Store", path: str) -> tuple[Term, ...]:
    """The offices that a person holds or held, latest first, those without dates last.

    One that articles name without a date is left out where the tables have it with its dates.
    """
    found = list(_held_by(store, path))
    dated = {(term.within, title) for term in found if term.begin for title in term.labels.values()}
    kept = [term for term in found if term.begin or not any((term.within, t) in dated for t in term.labels.values())]
    return tuple(sorted(kept, key=lambda term: (term.begin or "", term.within), reverse=True))


def terms_in(store: "Store", path: str) -> tuple[Term, ...]:
    """The dated terms of office in a state or organisation, by first day."""
    holders = {one for one, name, two in store.names.facts(path, ALL) if name == _OFFICE and two == path}
    terms = [term for holder in sorted(holders) for term in _held_by(store, holder)]
    kept = (term for term in terms if term.within == path and (term.begin or term.end))
    return tuple(sorted(kept, key=lambda term: (term.begin or "", term.holder)))


def _held_by(store: "Store", holder: str) -> Iterator[Term]:
    for text in store.names.offices(holder):
        record = json.loads(text)
        if record["within"]:
            yield Term(
                holder=holder,
                within=record["within"],
                labels=record["labels"],
                begin=record["begin"],
                end=record["end"],
                articles=tuple(record["articles"]),
            )


def named_in_terms(terms: Iterable[Term]) -> set[str]:
    """Everyone whom the terms name."""
    return {path for term in terms for path in (term.holder, term.within)}
