"""The gist of an article: what deriving and the index need of what it contributes, soon written and soon read.

All of it stands in the article's named graph too, from where it can be had again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson
import pyoxigraph as ox

from kg.model import Article, Entity, Statement, Subgraph
from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, PREFIXES, event_class, iri, language_of, span_of, value_of
from kg.store.engine import Engine
from kg.store.facts import CLAIM_KEYS, Claims, ToldClaim
from kg.store.lines import cleaned

Name = tuple[str, str]
_ABOUT = ("headline", "publisher", "datePublished", "url", "inLanguage")
_SCHEMA, _TYPE = PREFIXES["schema"], PREFIXES["rdf"] + "type"
_LABEL, _ALT = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"
_EXACT = PREFIXES["oa"] + "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntity:
    """An entity as one article names it: its IRI, its class (local name), and its names as (language, name)."""

    node: str
    type: str
    labels: Sequence[Name] = ()
    aliases: Sequence[Name] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What is told about an article (an IRI) itself, by the local name of the property, and whom it names."""

    article: str
    about: Mapping[str, str]
    entities: Sequence[NamedEntity]


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that show a claim, and where they stand."""

    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What an article (an IRI) claims, and in which words, both by the IRI of the claim; who published it and when."""

    article: str
    publisher: str | None
    published: str | None
    claims: Claims
    shown: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """Both, written down; `article` is an id."""

    article: str
    naming: bytes
    saying: bytes


def gist_of(subgraph: Subgraph, without: Collection[str] = ()) -> Gist:
    """The gist of what an article contributes, but for some claims (ids)."""
    told = [statement for statement in subgraph.statements if statement.id not in without]
    about = _about(subgraph.article)
    return Gist(
        article=subgraph.article.id,
        naming=_written([about, [_entity(one) for one in subgraph.entities]]),
        saying=_written([_edition(about), [_claim(one) for one in sorted(told, key=lambda one: one.id)]]),
    )


def _edition(about: Mapping[str, str]) -> list[str | None]:
    return [about.get("publisher"), about.get("datePublished")]


def _written(content: object) -> bytes:
    return orjson.dumps(content)


def _about(article: Article) -> dict[str, str]:
    published = article.published.isoformat() if article.published else None
    values = (article.headline, article.publisher, published, article.url, article.lang)
    return {key: cleaned(value) for key, value in zip(_ABOUT, values, strict=True) if value}


def _entity(entity: Entity) -> list[object]:
    return [entity.path, entity.type, _names(entity.names.items()), _names(entity.aliases)]


def _names(names: Iterable[Name]) -> list[Name]:
    return sorted({(lang.lower(), cleaned(name)) for lang, name in names})


def _claim(statement: Statement) -> list[object]:
    values: dict[str, list[str]] = defaultdict(list)
    for role, path in statement.roles:
        values[role].append(ENTITY + path)
    told = DIP + statement.type if statement.relation else event_class(statement.type).value
    single = {
        "claimOf": EVENT + statement.event,
        "claimType": told,
        "factuality": DIP + statement.factuality,
        "source": ENTITY + statement.source if statement.source else None,
        "officeLabel": cleaned(statement.label) if statement.label else None,
        "begin": statement.date.start.isoformat() if statement.date else None,
        "end": statement.date.end.isoformat() if statement.date else None,
        "granularity": statement.date.granularity if statement.date else None,
    }
    values |= {key: [value] for key, value in single.items() if value is not None}
    ordered = {key: sorted(set(values[key])) for key in sorted(values)}
    span = statement.evidence.span
    return [statement.id, ordered, cleaned(statement.evidence.quote), span.start, span.end]


def about_in(graph: Engine, article: str) -> dict[str, str]:
    """What is told about an article (an IRI) itself; nothing if it is not there."""
    name = ox.NamedNode(article)
    quads = (quad for key in _ABOUT for quad in graph.quads_for_pattern(name, iri(f"schema:{key}"), None, name))
    return {value_of(quad.predicate).removeprefix(_SCHEMA): value_of(quad.object) for quad in quads}


def gist_in(graph: Engine, article_id: str) -> Gist:
    """The gist of an article from its named graph."""
    article = ARTICLE + article_id
    index: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph.quads_for_pattern(None, None, None, ox.NamedNode(article)):
        index[value_of(quad.subject)][value_of(quad.predicate)].append(quad.object)
    about = about_in(graph, article)
    entities = [_entity_in(node, index[node]) for node in sorted(index) if node.startswith(ENTITY)]
    claims = [_claim_in(node, index) for node in sorted(index) if node.startswith(CLAIM)]
    return Gist(
        article=article_id,
        naming=_written([about, entities]),
        saying=_written([_edition(about), claims]),
    )


def _entity_in(node: str, row: Mapping[str, Sequence[object]]) -> list[object]:
    kind = value_of(row.get(_TYPE, [""])[0]).removeprefix(DIP)
    return [node.removeprefix(ENTITY), kind, *(_names(_spoken(row.get(key, ()))) for key in (_LABEL, _ALT))]


def _spoken(terms: Iterable[object]) -> Iterator[Name]:
    return ((language_of(term), value_of(term)) for term in terms)


def _claim_in(node: str, index: Mapping[str, Mapping[str, Sequence[object]]]) -> list[object]:
    row = index[node]
    values = {key: sorted(map(value_of, row[DIP + key])) for key in sorted(CLAIM_KEYS) if DIP + key in row}
    passages = [value_of(term) for term in row.get(DIP + "evidence", ())]
    quote = [value_of(term) for passage in passages for term in index[passage].get(_EXACT, ())]
    span = span_of(passages[0]) if passages else None
    return [node.removeprefix(CLAIM), values, "".join(quote), span.start if span else 0, span.end if span else 0]


def read_naming(article_id: str, naming: bytes) -> Naming:
    """What `Gist.naming` says."""
    about, entities = orjson.loads(naming)
    return Naming(
        article=ARTICLE + article_id,
        about=about,
        entities=[
            NamedEntity(node=ENTITY + path, type=kind, labels=_pairs(labels), aliases=_pairs(aliases))
            for path, kind, labels, aliases in entities
        ],
    )


def _pairs(names: Iterable[Sequence[str]]) -> list[Name]:
    return [(lang, name) for lang, name in names]


def read_saying(article_id: str, saying: bytes) -> Saying:
    """What `Gist.saying` says."""
    article, ((publisher, published), told) = ARTICLE + article_id, orjson.loads(saying)
    claims = {CLAIM + ident: ToldClaim(article, values) for ident, values, _, _, _ in told}
    shown = {CLAIM + ident: Shown(quote, start, end) for ident, _, quote, start, end in told}
    return Saying(article=article, publisher=publisher, published=published, claims=claims, shown=shown)
