"""The named graph of an article, claims with their evidence, as rows of terms written as N-Quads writes them.

What the graph's name says, that all in it is of the article, is not said again of each node.

Texts instead of objects of the engine: they are made, compared and sent to another process in a third of the time,
and the engine reads them faster than it takes objects.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Article, Entity, Evidence, Statement, Subgraph
from kg.ontology.coding import coding_of
from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, READING, event_class, iri, passage_iri
from kg.resources import VERSION

Row = tuple[str, str, str]

_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SPECIAL = re.compile('[\\\\"\n\r\ud800-\udfff]')
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"))


def subgraph_lines(subgraph: Subgraph) -> bytes:
    """All that one article contributes, in its named graph, as lines of N-Quads."""
    return lines_of(subgraph_rows(subgraph), article_node(subgraph))


def lines_of(rows: Iterable[Row], graph: str = "") -> bytes:
    """Rows as lines of a graph, or of the default graph, each once."""
    end = f" {graph} .\n" if graph else " .\n"
    return "".join([f"{s} {p} {o}{end}" for s, p, o in dict.fromkeys(rows)]).encode()


def article_node(subgraph: Subgraph) -> str:
    """The article, which is the name of its graph too."""
    return node(ARTICLE, subgraph.article.id)


def node(base: str, local: str) -> str:
    """An IRI; StoreError if it would not be one."""
    if _FORBIDDEN.search(local):
        raise StoreError(f"{local!r} cannot be part of an identifier")
    return f"<{base}{local}>"


@lru_cache(maxsize=65_536)
def _entity(path: str) -> str:
    """An entity by its path, which any extractor may have made."""
    try:
        return str(ox.NamedNode(ENTITY + path))
    except ValueError as error:
        raise StoreError(f"{path!r} cannot be part of an identifier") from error


@lru_cache(maxsize=4096)
def term(curie: str) -> str:
    """`dip:Visit` as N-Quads writes it; the prefix must be one of PREFIXES."""
    return f"<{iri(curie).value}>"


def cleaned(value: str) -> str:
    """The text; lone surrogates, which RDF cannot hold, become `?`."""
    return value.encode("utf-8", "replace").decode() if _SPECIAL.search(value) else value


def literal(value: str, lang: str = "") -> str:
    """A text with its language (a tag of BCP 47). Raises StoreError if that is none."""
    if _SPECIAL.search(value):
        value = cleaned(value)
        # A table of str.translate takes ten times as long for texts beyond Latin.
        for character, escape in _ESCAPES:
            value = value.replace(character, escape)
    return f'"{value}"@{_language(lang)}' if lang else f'"{value}"'


@lru_cache(maxsize=256)
def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise StoreError(f"{tag!r} is not the tag of a language")
    return tag.lower()


def typed(value: str, datatype: str) -> str:
    """A value with its datatype (a prefixed name)."""
    return f"{literal(value)}^^{term(datatype)}"


_coding = lru_cache(maxsize=4096)(coding_of)


def subgraph_rows(subgraph: Subgraph) -> Iterator[Row]:
    """Subjects, predicates and objects of all that one article contributes."""
    graph = article_node(subgraph)
    yield from _article_rows(subgraph.article, graph)
    extractors = sorted({statement.extractor for statement in subgraph.statements})
    yield from ((graph, term("dip:extractor"), literal(name)) for name in extractors)
    if subgraph.mark:
        yield from _reading_rows(subgraph.mark, graph)
    for entity in subgraph.entities:
        yield from _entity_rows(entity)
    for statement in subgraph.statements:
        yield from _claim_rows(statement, graph)
        if len(extractors) > 1:
            yield node(CLAIM, statement.id), term("dip:extractor"), literal(statement.extractor)


def _reading_rows(mark: str, graph: str) -> Iterator[Row]:
    """By which program and data the article was read; no clock and no machine, so that a second build says the same."""
    reading = node(READING, mark)
    yield graph, term("dip:readingMark"), literal(mark)
    yield graph, term("prov:wasInfluencedBy"), reading
    yield reading, term("rdf:type"), term("prov:Activity")
    yield reading, term("prov:used"), graph
    yield reading, term("prov:wasAssociatedWith"), term("dip:kg")
    yield reading, term("schema:softwareVersion"), literal(VERSION)


def _article_rows(article: Article, graph: str) -> Iterator[Row]:
    yield graph, term("rdf:type"), term("schema:NewsArticle")
    yield graph, term("schema:articleBody"), literal(article.text, article.lang)
    yield graph, term("schema:inLanguage"), literal(article.lang)
    yield graph, term("dip:sourceFile"), literal(article.source)
    if article.headline:
        yield graph, term("schema:headline"), literal(article.headline, article.lang)
    if article.publisher:
        yield graph, term("schema:publisher"), literal(article.publisher)
    if article.published:
        yield graph, term("schema:datePublished"), typed(article.published.isoformat(), "xsd:date")
    if article.url:
        yield graph, term("schema:url"), typed(article.url, "xsd:anyURI")


def _entity_rows(entity: Entity) -> Iterator[Row]:
    subject, label, alias = _entity(entity.path), term("rdfs:label"), term("skos:altLabel")
    yield subject, term("rdf:type"), node(DIP, entity.type)
    for lang, name in sorted(entity.names.items()):
        yield subject, label, literal(name, lang)
    for lang, name in sorted(entity.aliases):
        yield subject, alias, literal(name, lang)


def _claim_rows(statement: Statement, graph: str) -> Iterator[Row]:
    claim = node(CLAIM, statement.id)
    told = DIP + statement.type if statement.relation else event_class(statement.type).value
    yield claim, term("rdf:type"), term("dip:Claim")
    yield claim, term("dip:claimOf"), node(EVENT, statement.event)
    yield claim, term("dip:claimType"), node("", told)
    yield claim, term("dip:factuality"), node(DIP, statement.factuality)
    for role, path in statement.roles:
        yield claim, node(DIP, role), _entity(path)
    if statement.source:
        yield claim, term("dip:source"), _entity(statement.source)
    if statement.label:
        yield claim, term("dip:officeLabel"), literal(statement.label)
    yield from _code_rows(statement, claim, told)
    yield from _date_rows(statement, claim)
    yield from _evidence_rows(statement.evidence, claim, graph)
    yield from _trigger_rows(statement.trigger, claim, graph)


def _code_rows(statement: Statement, claim: str, told: str) -> Iterator[Row]:
    kinds = frozenset(path.partition("/")[0].capitalize() for role, path in statement.roles if role == "actor")
    coding = _coding(told.removeprefix(DIP), statement.factuality, kinds)
    if coding and coding.plover:
        yield claim, term("dip:ploverCode"), term(coding.plover)
    if coding and coding.cameo:
        yield claim, term("dip:cameoCode"), term(coding.cameo)


def _date_rows(statement: Statement, claim: str) -> Iterator[Row]:
    when = statement.date
    if when:
        yield claim, term("dip:begin"), typed(when.start.isoformat(), "xsd:date")
        yield claim, term("dip:end"), typed(when.end.isoformat(), "xsd:date")
        yield claim, term("dip:granularity"), literal(when.granularity)
        yield claim, term("dip:dateRule"), literal(when.rule)


def _evidence_rows(evidence: Evidence, claim: str, graph: str) -> Iterator[Row]:
    """The words by quote and position as Web Annotation has them; claims that show the same words share them."""
    passage = f"<{passage_iri(graph[1:-1], evidence.span)}>"
    yield claim, term("dip:evidence"), passage
    yield passage, term("oa:exact"), literal(evidence.quote)
    yield passage, term("oa:start"), typed(str(evidence.span.start), "xsd:integer")
    yield passage, term("oa:end"), typed(str(evidence.span.end), "xsd:integer")


def _trigger_rows(trigger: Evidence, claim: str, graph: str) -> Iterator[Row]:
    """The word; where it stands its IRI says, which is enough for what lies within the evidence."""
    passage = f"<{passage_iri(graph[1:-1], trigger.span)}>"
    yield claim, term("dip:trigger"), passage
    yield passage, term("oa:exact"), literal(trigger.quote)
