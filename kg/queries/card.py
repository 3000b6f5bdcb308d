"""The card of one entity: names, offices, what is told of it, and its relations. Read from the index alone."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kg.store.told import ToldEvent

if TYPE_CHECKING:
    from kg.store import Found, Named, Store
    from kg.store.names import Names

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office the entity holds or held; `articles` when articles say so, else from the ontology's tables."""

    within: str
    labels: Mapping[str, str]
    begin: str | None
    end: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """A relation from `subject` to `object`, both paths, one of them the card's entity."""

    subject: str
    name: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that is shown of an entity. `told` holds the latest claims, `total` says how many there are.

    `labels` has the labels of every other entity named on the card, `terms` those of types and relations.
    """

    path: str
    type: str
    names: Mapping[str, str]
    others: tuple[str, ...]
    same_as: tuple[str, ...]
    offices: tuple[OfficeLine, ...]
    told: tuple[ToldEvent, ...]
    total: int
    relations: tuple[RelationLine, ...]
    articles: int
    labels: Labels
    terms: Labels


def card(store: "Store", path: str, *, limit: int = 20) -> Card:
    """The card of the entity at a path, with the latest `limit` claims and as many of each relation."""
    names = store.names
    kind, articles = names.entity(path)
    told, total = names.told(path, limit)
    offices = _offices(names, path)
    facts = names.facts(path, limit)
    relations = tuple(RelationLine(subject=s, name=n, object=o) for s, n, o in facts if n != "sameAs")
    labels = names.labels(_mentioned(path, told, offices, relations))
    own = labels.get(path, {})
    return Card(
        path=path,
        type=kind,
        names=own,
        others=tuple(name for name in names.names_of(path) if name not in own.values()),
        same_as=tuple(target for _, name, target in facts if name == "sameAs"),
        offices=offices,
        told=told,
        total=total,
        relations=relations,
        articles=articles,
        labels=labels,
        terms=names.terms(),
    )


def _offices(names: "Names", path: str) -> tuple[OfficeLine, ...]:
    """Latest first, those without dates last."""
    lines = []
    for text in names.offices(path):
        record = json.loads(text)
        record["articles"] = tuple(record["articles"])
        lines.append(OfficeLine(**record))
    return tuple(sorted(lines, key=lambda line: (line.begin or "", line.within), reverse=True))


def _mentioned(
    path: str,
    told: tuple[ToldEvent, ...],
    offices: tuple[OfficeLine, ...],
    relations: tuple[RelationLine, ...],
) -> list[str]:
    """The paths of all entities on the card."""
    found = [path]
    found += [other for claim in told for other in sorted(claim.parties)]
    found += [line.within for line in offices]
    found += [other for line in relations for other in (line.subject, line.object)]
    return found


def card_json(shown: Card) -> str:
    """The card as one JSON object."""
    record = asdict(shown)
    del record["terms"]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def found_json(found: "Found") -> str:
    """Candidates as JSON: what the name may mean, and what is near it."""

    def records(rows: "Iterable[Named]") -> list[dict[str, object]]:
        return [
            {"path": row.path, "type": row.type, "ar": row.ar, "en": row.en, "articles": row.mentions} for row in rows
        ]

    both = {"matches": records(found.matches), "near": records(found.near)}
    return json.dumps(both, ensure_ascii=False, indent=1) + "\n"
