"""The default graph: asserted facts, what the ontology knows of their participants, and drawn relations."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.ontology import Actor, load_actors, load_ontology
from kg.rdf import DIP, ENTITY, ROLES, event_name, iri, language_of, value_of
from kg.store.facts import Fact, holding, read_claims
from kg.store.known import Background, actor_triples, told_office
from kg.store.quads import ALT, LABEL, SUBJECT_OF, TYPE, text
from kg.store.rules import load_rules

KINDS = ("Person", "Country", "Organization", "Place", "Gathering", "Agreement", "Conflict", "Group")
_ARTICLE = ("headline", "publisher", "datePublished", "url", "inLanguage")
_OFFICE = DIP + "holdsOffice"
Labels = dict[str, dict[str, str]]


def derive(graph: ox.Store) -> None:
    """Make the default graph anew from the named graphs, the ontology and its rules."""
    actors = {ENTITY + actor.path: actor for actor in load_actors()}
    base = set(_base(graph, Background(load_ontology(), actors)))
    graph.clear_graph(ox.DefaultGraph())
    graph.bulk_extend(ox.Quad(*triple) for triple in base)
    for stage in load_rules():
        drawn = {triple for rule in stage for triple in _construct(graph, rule.text)}
        graph.bulk_extend(ox.Quad(*triple) for triple in drawn)


def _construct(graph: ox.Store, text: str) -> Iterator[ox.Triple]:
    found = graph.query(text)
    return found if isinstance(found, ox.QueryTriples) else iter(())


def _base(graph: ox.Store, known: Background) -> Iterator[ox.Triple]:
    yield from _articles(graph)
    told = list(_entities(graph))
    used = {value_of(triple.subject) for triple in told}
    yield from (_own_label(triple, known.actors) for triple in told)
    yield from actor_triples(used, known)
    labels = _labels(told, known.actors)
    for fact in holding(read_claims(graph)):
        yield from _fact_triples(fact, labels, known)


def _named(graph: ox.Store, predicate: ox.NamedNode, value: ox.NamedNode | None = None) -> Iterator[ox.Triple]:
    for quad in graph.quads_for_pattern(None, predicate, value, None):
        if isinstance(quad.graph_name, ox.NamedNode):
            yield quad.triple


def _articles(graph: ox.Store) -> Iterator[ox.Triple]:
    yield from _named(graph, TYPE, iri("schema:NewsArticle"))
    for key in _ARTICLE:
        yield from _named(graph, iri(f"schema:{key}"))


def _entities(graph: ox.Store) -> Iterator[ox.Triple]:
    for kind in KINDS:
        yield from _named(graph, TYPE, iri(f"dip:{kind}"))
    for predicate in (LABEL, ALT, SUBJECT_OF):
        yield from _named(graph, predicate)


def _own_label(triple: ox.Triple, actors: Mapping[str, Actor]) -> ox.Triple:
    """A known actor has one label a language, the ontology's; what articles call it is another name."""
    actor = actors.get(value_of(triple.subject)) if triple.predicate == LABEL else None
    if actor is None or actor.labels.get(language_of(triple.object)) == value_of(triple.object):
        return triple
    return ox.Triple(triple.subject, ALT, triple.object)


def _labels(told: Iterable[ox.Triple], actors: Mapping[str, Actor]) -> Labels:
    labels: Labels = {node: dict(actor.labels) for node, actor in actors.items()}
    for triple in told:
        if triple.predicate == LABEL:
            names = labels.setdefault(value_of(triple.subject), {})
            names.setdefault(language_of(triple.object), value_of(triple.object))
    return labels


def _fact_triples(fact: Fact, labels: Labels, known: Background) -> Iterator[ox.Triple]:
    if fact.fillers("subject"):
        yield from _relation(fact, known)
    else:
        yield from _event(fact, labels, known)


def _relation(fact: Fact, known: Background) -> Iterator[ox.Triple]:
    relation = ox.NamedNode(fact.type)
    for subject in fact.fillers("subject"):
        for other in fact.fillers("object"):
            yield ox.Triple(subject, relation, other)
            if fact.type == _OFFICE:
                yield from told_office(fact, subject, other, known)


def _event(fact: Fact, labels: Labels, known: Background) -> Iterator[ox.Triple]:
    node = ox.NamedNode(fact.node)
    yield ox.Triple(node, TYPE, iri("dip:Event"))
    yield ox.Triple(node, TYPE, ox.NamedNode(fact.type))
    for role in ROLES:
        for filler in fact.fillers(role):
            yield ox.Triple(node, iri(f"dip:{role}"), filler)
    dates = fact.dates()
    if dates:
        yield ox.Triple(node, iri("dip:begin"), dates[0])
        yield ox.Triple(node, iri("dip:end"), dates[1])
    for name, claim in fact.claims.items():
        yield ox.Triple(node, iri("dip:toldBy"), ox.NamedNode(name))
        yield ox.Triple(node, SUBJECT_OF, claim.article)
    for lang in ("ar", "en"):
        yield ox.Triple(node, LABEL, text(_event_label(fact, labels, known, lang), lang))


def _event_label(fact: Fact, labels: Labels, known: Background, lang: str) -> str:
    """`Visit: Sergey Lavrov, Egypt`: the type and the participants in the order of the roles."""
    event = known.ontology.events.get(event_name(fact.type))
    kind = (event.labels.get(lang) if event else None) or event_name(fact.type)
    nodes = dict.fromkeys(filler.value for role in ROLES for filler in fact.fillers(role))
    names = [_name(labels.get(node, {}), lang) for node in nodes]
    return f"{kind}: {('، ' if lang == 'ar' else ', ').join(name for name in names if name)}"


def _name(names: dict[str, str], lang: str) -> str:
    return names.get(lang) or next(iter(names.values()), "")
