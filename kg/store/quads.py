"""The named graph of an article: claims with their evidence, as quads."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Entity, Evidence, Statement, Subgraph
from kg.ontology.coding import coding_of
from kg.rdf import ARTICLE, CLAIM, DIP, EVENT, READING, day, entity_iri, event_class, iri, number
from kg.resources import VERSION

Term = NamedNode | Literal
Row = tuple[NamedNode, NamedNode, Term]

TYPE, LABEL, ALT = iri("rdf:type"), iri("rdfs:label"), iri("skos:altLabel")
SUBJECT_OF, PART_OF = iri("schema:subjectOf"), iri("schema:isPartOf")
KG = iri("dip:kg")


def article_iri(article_id: str) -> NamedNode:
    """The article, which is the name of its graph too."""
    return NamedNode(ARTICLE + article_id)


def subgraph_quads(subgraph: Subgraph) -> Iterator[Quad]:
    """All that one article contributes, in its named graph."""
    graph = article_iri(subgraph.article.id)
    for subject, predicate, value in _rows(subgraph, graph):
        yield Quad(subject, predicate, value, graph)


def _rows(subgraph: Subgraph, graph: NamedNode) -> Iterator[Row]:
    yield from _article_rows(subgraph.article, graph)
    if subgraph.mark:
        yield from _reading_rows(subgraph.mark, graph)
    for entity in subgraph.entities:
        yield from _entity_rows(entity, graph)
    for statement in subgraph.statements:
        yield from _claim_rows(statement, graph)


def _reading_rows(mark: str, graph: NamedNode) -> Iterator[Row]:
    """By which program and data the article was read; no clock and no machine, so that a second build says the same."""
    reading = NamedNode(READING + mark)
    yield graph, iri("dip:readingMark"), text(mark)
    yield graph, iri("prov:wasInfluencedBy"), reading
    yield reading, TYPE, iri("prov:Activity")
    yield reading, iri("prov:used"), graph
    yield reading, iri("prov:wasAssociatedWith"), KG
    yield reading, iri("schema:softwareVersion"), text(VERSION)


def text(value: str, lang: str = "") -> Literal:
    """A text with its language; lone surrogates, which RDF cannot hold, become `?`."""
    clean = value.encode("utf-8", "replace").decode() if not value.isascii() else value
    return Literal(clean, language=lang) if lang else Literal(clean)


def _article_rows(article: Article, node: NamedNode) -> Iterator[Row]:
    yield node, TYPE, iri("schema:NewsArticle")
    yield node, iri("schema:articleBody"), text(article.text, article.lang)
    yield node, iri("schema:inLanguage"), Literal(article.lang)
    yield node, iri("dip:sourceFile"), text(article.source)
    if article.headline:
        yield node, iri("schema:headline"), text(article.headline, article.lang)
    if article.publisher:
        yield node, iri("schema:publisher"), text(article.publisher)
    if article.published:
        yield node, iri("schema:datePublished"), day(article.published)
    if article.url:
        yield node, iri("schema:url"), Literal(article.url, datatype=iri("xsd:anyURI"))


def _entity_rows(entity: Entity, graph: NamedNode) -> Iterator[Row]:
    node = entity_iri(entity.path)
    yield node, TYPE, NamedNode(DIP + entity.type)
    yield node, SUBJECT_OF, graph
    for lang, name in sorted(entity.names.items()):
        yield node, LABEL, text(name, lang)
    for lang, name in sorted(entity.aliases):
        yield node, ALT, text(name, lang)


def _claim_rows(statement: Statement, graph: NamedNode) -> Iterator[Row]:
    node = NamedNode(CLAIM + statement.id)
    told = NamedNode(DIP + statement.type) if statement.relation else event_class(statement.type)
    yield node, TYPE, iri("dip:Claim")
    yield node, PART_OF, graph
    yield node, iri("dip:claimOf"), NamedNode(EVENT + statement.event)
    yield node, iri("dip:claimType"), told
    yield node, iri("dip:factuality"), NamedNode(DIP + statement.factuality)
    yield node, iri("dip:extractor"), text(statement.extractor)
    yield node, iri("prov:wasAttributedTo"), KG
    for role, path in statement.roles:
        yield node, NamedNode(DIP + role), entity_iri(path)
    if statement.source:
        yield node, iri("dip:source"), entity_iri(statement.source)
    if statement.label:
        yield node, iri("dip:officeLabel"), text(statement.label)
    yield from _code_rows(statement, node, told)
    yield from _date_rows(statement, node)
    yield from _evidence_rows(statement.evidence, node, "evidence", graph)
    yield from _evidence_rows(statement.trigger, node, "trigger", graph)


def _code_rows(statement: Statement, node: NamedNode, told: NamedNode) -> Iterator[Row]:
    kinds = {path.partition("/")[0].capitalize() for role, path in statement.roles if role == "actor"}
    coding = coding_of(told.value.removeprefix(DIP), statement.factuality, kinds)
    if coding and coding.plover:
        yield node, iri("dip:ploverCode"), iri(coding.plover)
    if coding and coding.cameo:
        yield node, iri("dip:cameoCode"), iri(coding.cameo)


def _date_rows(statement: Statement, node: NamedNode) -> Iterator[Row]:
    when = statement.date
    if when:
        yield node, iri("dip:begin"), day(when.start)
        yield node, iri("dip:end"), day(when.end)
        yield node, iri("dip:granularity"), Literal(when.granularity)
        yield node, iri("dip:dateRule"), text(when.rule)


def _evidence_rows(evidence: Evidence, claim: NamedNode, part: str, graph: NamedNode) -> Iterator[Row]:
    """The words as Web Annotation has it: quoted with their context, and by position in the text."""
    node = NamedNode(f"{claim.value}#{part}")
    quote, position = NamedNode(f"{node.value}-quote"), NamedNode(f"{node.value}-position")
    yield claim, NamedNode(DIP + part), node
    yield node, TYPE, iri("oa:SpecificResource")
    yield node, iri("oa:hasSource"), graph
    yield node, iri("oa:hasSelector"), quote
    yield node, iri("oa:hasSelector"), position
    yield quote, TYPE, iri("oa:TextQuoteSelector")
    yield quote, iri("oa:exact"), text(evidence.quote)
    yield quote, iri("oa:prefix"), text(evidence.prefix)
    yield quote, iri("oa:suffix"), text(evidence.suffix)
    yield position, TYPE, iri("oa:TextPositionSelector")
    yield position, iri("oa:start"), number(evidence.span.start)
    yield position, iri("oa:end"), number(evidence.span.end)
