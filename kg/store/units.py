"""The default graph in units, each made from the named graphs alone: an article, an entity, an event.

What a unit holds does not depend on when or beside what it is made, so that making one anew gives what making all
anew would give.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.rdf import DIP, event_name
from kg.store.facts import Fact
from kg.store.known import Background, actor_rows, introduction, told_office
from kg.store.lines import Row, literal, node, term, typed
from kg.store.quads import KINDS
from kg.store.told_of import Told, ToldEntity

_KINDS = frozenset(KINDS)
_OFFICE = DIP + "holdsOffice"
_ABOUT = ("headline", "publisher", "inLanguage")
Labels = Mapping[str, str]


def article_rows(article: str, about: Mapping[str, str]) -> Iterator[Row]:
    """What the default graph says of an article (an IRI); `about` has values by the local name of the property.

    Nothing is said of an article of which nothing is told.
    """
    if not about:
        return
    name, lang = f"<{article}>", about.get("inLanguage", "")
    yield name, term("rdf:type"), term("schema:NewsArticle")
    for key in _ABOUT:
        if key in about:
            yield name, term(f"schema:{key}"), literal(about[key], lang if key == "headline" else "")
    for key, datatype in (("datePublished", "xsd:date"), ("url", "xsd:anyURI")):
        if key in about:
            yield name, term(f"schema:{key}"), typed(about[key], datatype)


@dataclass(frozen=True, slots=True)
class Units:
    """The maker of units. `spelled` gives the entity of each node that is but a spelling of it."""

    told: Told
    known: Background
    spelled: Mapping[str, str]
    spellings: Mapping[str, Sequence[str]]
    _labels: dict[str, Labels] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Told, known: Background, spelled: Mapping[str, str]) -> "Units":
        """The maker, with nothing made yet."""
        spellings: dict[str, list[str]] = defaultdict(list)
        for name, chief in sorted(spelled.items()):
            spellings[chief].append(name)
        return cls(told, known, spelled, spellings)

    def is_told(self, name: str) -> bool:
        """Whether an article names the entity, in any spelling."""
        return any(self.told(member) for member in self._members(name))

    def _members(self, name: str) -> tuple[str, ...]:
        return (name, *self.spellings.get(name, ()))

    def _told(self, name: str) -> ToldEntity | None:
        parts = [part for member in self._members(name) if (part := self.told(member))]
        return parts[0] if len(parts) == 1 else ToldEntity.together(parts) if parts else None

    def entity(self, name: str, relations: Iterable[Fact] = ()) -> Iterator[Row]:
        """Names, types, articles and relations of an entity, its offices, and what the ontology knows of it."""
        if name in self.spelled:
            return
        actor = self.known.actors.get(name)
        told = self._told(name)
        if told:
            yield from self._told_rows(name, told)
        if actor and told:
            yield from actor_rows(actor, self.known)
        elif actor and any(self.is_told(other) for other in self.known.introducers.get(name, ())):
            yield from introduction(actor)
        for fact in relations:
            yield from self._relation(fact, name)

    def _told_rows(self, name: str, told: ToldEntity) -> Iterator[Row]:
        subject, labels = f"<{name}>", self.labels(name)
        for kind in told.types & _KINDS:
            yield subject, term("rdf:type"), node(DIP, kind)
        for article in told.articles:
            yield subject, term("schema:subjectOf"), f"<{article}>"
        for lang, label in told.labels:
            key = "rdfs:label" if labels.get(lang) == label else "skos:altLabel"
            yield subject, term(key), literal(label, lang)
        for lang, alias in told.aliases:
            yield subject, term("skos:altLabel"), literal(alias, lang)

    def labels(self, name: str) -> Labels:
        """One label a language: the ontology's, else the one that most articles write."""
        if name not in self._labels:
            actor = self.known.actors.get(name)
            self._labels[name] = actor.labels if actor else self._commonest(name)
        return self._labels[name]

    def _commonest(self, name: str) -> Labels:
        told = self._told(name)
        ordered = sorted(told.labels.items(), key=lambda item: (-item[1], item[0])) if told else []
        found: dict[str, str] = {}
        for (lang, label), _ in ordered:
            found.setdefault(lang, label)
        return found

    def _relation(self, fact: Fact, name: str) -> Iterator[Row]:
        for other in fact.fillers("object"):
            yield f"<{name}>", f"<{fact.type}>", f"<{other}>"
            if fact.type == _OFFICE:
                yield from told_office(fact, name, other, self.known)

    def event(self, fact: Fact) -> Iterator[Row]:
        """Type, participants, dates, claims and labels of an event that holds."""
        name, kind = f"<{fact.node}>", fact.type
        yield name, term("rdf:type"), term("dip:Event")
        yield name, term("rdf:type"), f"<{kind}>"
        parties = fact.participants
        for role, filler in parties:
            yield name, term(f"dip:{role}"), f"<{filler}>"
        for key, date in zip(("dip:begin", "dip:end"), fact.dates() or (), strict=False):
            yield name, term(key), typed(date, "xsd:date")
        for claim, told in fact.claims.items():
            yield name, term("dip:toldBy"), f"<{claim}>"
            yield name, term("schema:subjectOf"), f"<{told.article}>"
        named = [self.labels(node) for node in dict.fromkeys(filler for _, filler in parties)]
        for lang in ("ar", "en"):
            yield name, term("rdfs:label"), literal(self._event_label(kind, named, lang), lang)

    def _event_label(self, kind: str, named: Iterable[Labels], lang: str) -> str:
        """`Visit: Sergey Lavrov, Egypt`: the type and the participants in the order of the roles."""
        name = event_name(kind)
        event = self.known.ontology.events.get(name)
        names = (_name(labels, lang) for labels in named)
        parties = ("، " if lang == "ar" else ", ").join(filter(None, names))
        return f"{(event.labels.get(lang) if event else None) or name}: {parties}"


def _name(names: Labels, lang: str) -> str:
    return names.get(lang) or next((names[key] for key in sorted(names)), "")
