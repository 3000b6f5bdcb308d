"""Filling the index of names: what a look-up shows, so that it need not open the graph."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import Actor, Ontology
from kg.rdf import ARTICLE, ENTITY, entity_iri, iri, language_of, value_of
from kg.store import apart
from kg.store.apart import Apart
from kg.store.claims import told_by
from kg.store.content import Content, EntityRow, FactRow, Known, NameRow, put_claims
from kg.store.derive import Derived, background
from kg.store.engine import Engine
from kg.store.ledger import Ledger
from kg.store.names import Names
from kg.store.quads import KINDS, LABEL, SUBJECT_OF, TYPE
from kg.store.resolved import Resolved, resolved_now
from kg.store.told import ToldEvent
from kg.store.told_of import ToldOfAll

_DEFAULT = ox.DefaultGraph()
FULL = ("rdfs:label", "skos:altLabel")
PARTIAL = ("dip:shortName", "dip:acronym", "dip:metonym", "dip:nisba", "dip:demonym")
_OFFICE = {"dip:begin": "begin", "dip:end": "end", "dip:of": "within"}
_TOLD = ("holdsOffice", "locatedIn", "memberOf", "partyTo", "signed", "capital", "ofCountry")


def index_names(graph: Engine, names: Names, ledger: Ledger, derived: Derived, before: Path | None = None) -> None:
    """Bring an index up to the graphs, from the index `before` (a file; its own rows in memory) where that is known.

    Otherwise it is made anew from the gists of the articles, and from the default graph once it is whole.
    """
    if derived.changes is not None:
        from kg.store.reindex import patch_of

        if names.mended(patch_of(graph, derived.changes), before):
            return
        ledger.follow(graph)
    resolved, mentions = derived.resolved or resolved_now(graph), derived.mentions
    if mentions is None:
        mentions = ToldOfAll(ledger.namings()).mentions(resolved.spelled)

    def known() -> Known:
        derived.told()
        return _known(graph, mentions, derived)

    elsewhere = partial(_put_elsewhere, ledger, resolved)
    names.rebuild(Content(claims=_claims(ledger, resolved), known=known, elsewhere=elsewhere))


def _claims(ledger: Ledger, resolved: Resolved) -> Iterator[ToldEvent]:
    return (told for saying in ledger.sayings() for told in told_by(saying, resolved))


def _put_elsewhere(ledger: Ledger, resolved: Resolved, path: Path) -> bool:
    """Among many articles a process of its own puts the claims into the index."""
    if ledger.path is None or len(ledger) < apart.MANY:
        return False
    with Apart(_put_at, (path, ledger.path, resolved)) as child:
        return child.result()


def _put_at(asked: tuple[Path, Path, Resolved]) -> bool:
    path, gists, resolved = asked
    with closing(Ledger(gists)) as ledger:
        put_claims(path, _claims(ledger, resolved))
    return True


def _known(graph: Engine, mentions: Mapping[str, int], derived: Derived) -> Known:
    kinds, ontology = _kinds(graph), background().ontology
    return Known(
        entities=_entities(graph, kinds, mentions),
        names=chain(_names(graph, kinds), _by_office(kinds, ontology)),
        facts=_facts(graph, ontology, derived),
        offices=_offices(graph),
        terms=_terms(ontology),
    )


def _quads(graph: Engine, key: str) -> Iterator[ox.Quad]:
    return graph.quads_for_pattern(None, iri(key), None, _DEFAULT)


def _path(term: object) -> str:
    return value_of(term).removeprefix(ENTITY)


def _kinds(graph: Engine) -> dict[str, str]:
    found = {}
    for kind in KINDS:
        for quad in graph.quads_for_pattern(None, TYPE, iri(f"dip:{kind}"), _DEFAULT):
            found[_path(quad.subject)] = kind
    return found


def _entities(graph: Engine, kinds: dict[str, str], mentions: Mapping[str, int]) -> Iterator[EntityRow]:
    for path, kind in sorted(kinds.items()):
        yield entity_row(graph, path, kind, mentions.get(ENTITY + path, 0))


def entity_row(graph: Engine, path: str, kind: str, mentions: int) -> EntityRow:
    """The row of an entity."""
    quads = graph.quads_for_pattern(entity_iri(path), LABEL, None, _DEFAULT)
    labels = {language_of(quad.object): value_of(quad.object) for quad in quads}
    return path, kind, labels.get("ar"), labels.get("en"), mentions


def _names(graph: Engine, kinds: dict[str, str]) -> Iterator[NameRow]:
    for path in sorted(kinds):
        # Asked for one by one: most labels are those of events.
        yield from name_rows("rdfs:label", graph.quads_for_pattern(entity_iri(path), LABEL, None, _DEFAULT))
    for key in ("skos:altLabel", *PARTIAL):
        yield from (row for row in name_rows(key, _quads(graph, key)) if row[0] in kinds)


def name_rows(key: str, quads: Iterable[ox.Quad]) -> Iterator[NameRow]:
    """Names of one kind: their rows."""
    for quad in quads:
        yield _path(quad.subject), value_of(quad.object), int(key in FULL)
        if key == "dip:nisba":
            yield _path(quad.subject), f"{value_of(quad.object)}ة", 0


def _by_office(kinds: dict[str, str], ontology: Ontology) -> Iterator[NameRow]:
    return (row for row in office_names(background().actors.values(), ontology) if row[0] in kinds)


def office_names(actors: Iterable[Actor], ontology: Ontology) -> Iterator[NameRow]:
    """What office-holders are called by their office: `the Russian foreign minister`, `president of Egypt`."""
    known = {actor.path: actor for actor in actors}
    for actor in known.values():
        yield from names_by_office(actor, known, ontology)


def names_by_office(actor: Actor, known: Mapping[str, Actor], ontology: Ontology) -> Iterator[NameRow]:
    """What one is called by the offices that are now held; `known` are actors by path."""
    for held in actor.held:
        office, within = ontology.offices.get(held.office), known.get(held.within)
        if held.end is None and office and office.single_holder and within:
            yield from ((actor.path, name, -1) for name in _called(office.labels, within))


def _called(office: Mapping[str, str], within: Actor) -> Iterator[str]:
    arabic, english = office.get("ar", ""), office.get("en", "")
    yield f"{arabic} {within.labels.get('ar', '')}"
    yield f"{english} of {within.labels.get('en', '')}"
    yield f"{within.labels.get('en', '')} {english}"
    yield from (f"{demonym} {english}" for demonym in within.demonyms)
    yield from (f"{arabic} {nisba}" for nisba in within.nisbas)


def relations(ontology: Ontology) -> list[str]:
    """The relations of entities that are shown, by local name."""
    drawn = sorted({event.relation for event in ontology.events.values() if event.relation})
    return list(dict.fromkeys((*_TOLD, *drawn)))


def _facts(graph: Engine, ontology: Ontology, derived: Derived) -> Iterator[FactRow]:
    derived.drawn()
    for name in relations(ontology):
        for quad in _quads(graph, f"dip:{name}"):
            yield _path(quad.subject), name, _path(quad.object)
    for quad in _quads(graph, "owl:sameAs"):
        yield _path(quad.subject), "sameAs", value_of(quad.object)


def _offices(graph: Engine) -> Iterator[tuple[str, str]]:
    """Each term of office as a record: `within`, `labels`, `begin`, `end`, `articles`."""
    holders = {quad.subject: _path(quad.object) for quad in _quads(graph, "dip:holder")}
    for node, holder in sorted(holders.items(), key=lambda item: value_of(item[0])):
        yield holder, office_record(graph.quads_for_pattern(node, None, None, _DEFAULT))


def office_record(quads: Iterable[ox.Quad]) -> str:
    """A term of office as JSON."""
    values: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = defaultdict(list)
    for quad in quads:
        values[quad.predicate.value].append(quad.object)
    single = {name: _path(next(iter(values[iri(key).value]), "")) or None for key, name in _OFFICE.items()}
    articles = sorted(value_of(node).removeprefix(ARTICLE) for node in values[SUBJECT_OF.value])
    labels = {language_of(label): value_of(label) for label in values[iri("dip:officeLabel").value]}
    return json.dumps({"labels": labels, "articles": articles, **single}, ensure_ascii=False)


def _terms(ontology: Ontology) -> Iterator[tuple[str, str | None, str | None]]:
    for term in ontology.terms.values():
        yield term.name, term.labels.get("ar"), term.labels.get("en")
