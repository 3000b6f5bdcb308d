"""Who somebody is: what the tables of actors state, and what articles do, each with a claim that says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.happenings import ALL, Happening
from kg.queries.offices import Term, named_in_terms, terms_in, terms_of

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.told import ToldEvent

_STANDING = ("memberOf", "partyTo", "ofCountry", "locatedIn", "capital")
_OFFICE = "holdsOffice"
_OTHERS, _STATED = 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who it is: type, other names, offices, and what it belongs to.

    `standing` has the relation, the path of the other, and the claim that tells it; an office has a claim beside it
    too. What only the tables of actors state has none.
    """

    path: str
    type: str
    others: tuple[str, ...]
    offices: tuple[tuple[Term, "ToldEvent | None"], ...]
    standing: tuple[tuple[str, str, "ToldEvent | None"], ...]
    articles: int

    def named(self) -> set[str]:
        """Everyone whom the profile names."""
        terms = (term for term, _ in self.offices)
        return {self.path, *named_in_terms(terms), *(path for _, path, _ in self.standing)}


def profile_of(store: "Store", path: str, told: Sequence[Happening]) -> Profile:
    """The profile of the entity at a path; `told` says of which time the holders of its offices are wanted."""
    names = store.names
    kind, articles = names.entity(path)
    own = names.labels([path]).get(path, {}).values()
    said = _relations(store, path)
    standing = [(name, two) for one, name, two in names.facts(path, _STATED) if one == path and name in _STANDING]
    terms = terms_of(store, path) if kind == "Person" else tuple(_in_office(store, path, told))
    return Profile(
        path=path,
        type=kind,
        others=tuple(name for name in names.names_of(path) if name not in own)[:_OTHERS],
        offices=tuple((term, said.get((_OFFICE, term.holder, term.within, _label(term)))) for term in terms),
        standing=tuple((name, two, said.get((name, path, two, ""))) for name, two in dict.fromkeys(standing)),
        articles=articles,
    )


def _relations(store: "Store", path: str) -> dict[tuple[str, str, str, str], "ToldEvent"]:
    """The first asserted claim of each relation of an entity: by its name, subject, object and office."""
    found: dict[tuple[str, str, str, str], ToldEvent] = {}
    for claim in sorted(store.names.told(path, ALL)[0], key=lambda claim: claim.id):
        if claim.relation and claim.factuality == "asserted":
            fillers = dict(claim.roles)
            key = claim.type, fillers.get("subject", ""), fillers.get("object", ""), (claim.label or "").lower()
            found.setdefault(key, claim)
    return found


def _label(term: Term) -> str:
    return term.title("en").lower()


def _in_office(store: "Store", path: str, told: Sequence[Happening]) -> Iterator[Term]:
    """Who held office there, by the dates of the tables, while this was told."""
    days = [one.told_on for one in told if one.told_on]
    for term in terms_in(store, path):
        if days and (term.begin or "") <= max(days) and (term.end or "9999") >= min(days):
            yield term
