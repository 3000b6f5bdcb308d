"""Labels in one language for whatever an answer names, and the few phrases that are put together from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.kinds import Kinds

if TYPE_CHECKING:
    from kg.queries.happenings import Happening
    from kg.store import Store

_CLASSES = {"Agreement": "AgreementEvent"}
_SEPARATOR = {"ar": "، ", "en": ", "}
_ARROW = {"ar": "←", "en": "→"}
_MUTUAL = "↔"
_SIDES = ("target", "destination", "host")
_BESIDE = ("place", "gathering", "agreement")
_BATCH = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the line that says who did it to whom: names, or the sign or word before them."""

    before: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Labels of entities by path and of terms by local name, the event types by name, and the language to show."""

    labels: Mapping[str, Mapping[str, str]]
    terms: Mapping[str, Mapping[str, str]]
    kinds: Kinds
    offices: Mapping[str, Mapping[str, str]]
    lang: str

    def entity(self, path: str) -> str:
        """An entity's label in the language, in the other, or its path."""
        known = self.labels.get(path, {})
        return known.get(self.lang) or next(iter(known.values()), path)

    def term(self, name: str) -> str:
        """The label of a class, role, status, relation or event type."""
        return self.terms.get(_CLASSES.get(name, name), {}).get(self.lang, name)

    def status(self, name: str) -> str:
        """The label of a status, inside a line."""
        return self.terms.get(name, {}).get(self.lang, name).lower()

    def office(self, label: str | None) -> str:
        """An office that an article or table names in any language."""
        return self.offices.get((label or "").lower(), {}).get(self.lang) or label or ""

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row, parted as the language parts them."""
        return _SEPARATOR[self.lang].join(names)

    def parts(self, kind: str, roles: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
        """Who did it, to whom, and where or about what, as far as the roles say."""
        actors = self._fillers(roles, ("actor", "subject"))
        sides = tuple(name for name in self._fillers(roles, (*_SIDES, "object")) if name not in actors)
        sign = _MUTUAL if self.kinds.mutual(kind) else _ARROW[self.lang]
        found = [Part(before="", names=actors), Part(before=sign, names=sides)]
        found += [Part(before=f"· {self.term(role)}:", names=self._fillers(roles, (role,))) for role in _BESIDE]
        return tuple(part for part in found if part.names)

    def phrase(self, kind: str, roles: Sequence[tuple[str, str]]) -> str:
        """The parts in one line."""
        return " ".join(f"{part.before} {self.listed(part.names)}".lstrip() for part in self.parts(kind, roles))

    def _fillers(self, roles: Sequence[tuple[str, str]], wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.entity(path) for role in wanted for name, path in roles if name == role))


def stated(begin: str | None, until: str | None, granularity: str | None) -> str:
    """A time as precisely as it is known: `2018`, `2018-06`, `2018-06-12` or `2018-06-12/2018-06-14`; "" if unknown."""
    if not begin:
        return ""
    if granularity in ("year", "decade"):
        return begin[:4] if until is None or begin[:4] == until[:4] else f"{begin[:4]}/{until[:4]}"
    if granularity == "month":
        return begin[:7]
    return begin if until in (None, begin) else f"{begin}/{until}"


def when(happening: "Happening") -> str:
    """The stated time of an event, "" if none is stated."""
    return stated(happening.begin, happening.until, happening.granularity)


def wording(store: "Store", paths: Iterable[str], lang: str) -> Wording:
    """The labels that are needed to show these entities and any term."""
    from kg.ontology import load_ontology

    labels: dict[str, Mapping[str, str]] = {}
    wanted = sorted(set(paths))
    for start in range(0, len(wanted), _BATCH):
        labels |= store.names.labels(wanted[start : start + _BATCH])
    ontology = load_ontology()
    offices = {office.labels.get("en", "").lower(): office.labels for office in ontology.offices.values()}
    return Wording(
        labels=labels, terms=store.names.terms(), kinds=Kinds(events=ontology.events), offices=offices, lang=lang
    )
