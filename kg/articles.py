"""Articles of a store as people name them, and what the page of one shows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import KgError, ReadError, UsageError
from kg.model import Extraction, Extractor, Span

if TYPE_CHECKING:
    from kg.queries.articles import Cited
    from kg.store import Store
    from kg.view.article import ArticlePage

_MOST = 6


def article_named(store: "Store", name: str) -> str:
    """The id of the one article with this id, file, address, or words in its title. UsageError lists candidates."""
    from kg.lang import fold
    from kg.queries.articles import cited

    known = cited(store, store.articles())
    files = {ident: reading.source for ident, reading in store.readings().items()}
    exact = [ident for ident, one in known.items() if name in _names(ident, one.url, files.get(ident, ""))]
    titles = {ident: fold(one.title or "") for ident, one in known.items()}
    wanted = fold(name).strip()
    phrase = [ident for ident, title in titles.items() if wanted and wanted in title]
    scattered = [ident for ident, title in titles.items() if wanted and set(wanted.split()) <= set(title.split())]
    found = exact or phrase or scattered
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} may mean {_listed(found, known)}; give one of these ids")
    hint = f"; there are for example {_listed(list(known), known)}" if known else ""
    raise UsageError(f"no article has {name!r} as id, file, address or in its title{hint}")


def _names(ident: str, url: str | None, file: str) -> tuple[str | None, ...]:
    """What an article is called without doubt; its file also by its last part, with or without the suffix."""
    last = file.replace("\\", "/").rpartition("/")[2]
    return ident, url, file, last, last.rpartition(".")[0] or last


def _listed(idents: Iterable[str], known: "Mapping[str, Cited]") -> str:
    shown = list(idents)
    parts = [
        f"{ident} ({known[ident].title or known[ident].publisher or 'without a title'})" for ident in shown[:_MOST]
    ]
    return ", ".join(parts) + (f" and {len(shown) - _MOST} more" if len(shown) > _MOST else "")


def article_page(store: "Store", ident: str, extractor: Extractor) -> "ArticlePage":
    """What the page of an article shows: its claims as they are stored, and its mentions, read once more."""
    from kg.queries.articles import cited
    from kg.rdf import iri, value_of
    from kg.store.claims import claims_of, trigger_of
    from kg.store.quads import article_iri
    from kg.view.article import ArticlePage

    node = article_iri(ident)
    one = cited(store, [ident])[ident]
    body = next((value_of(quad.object) for quad in store.quads(node, iri("schema:articleBody"))), "")
    found = store.quads(None, iri("rdf:type"), iri("dip:Claim"), node)
    claims = tuple(claims_of(store.engine, [value_of(quad.subject) for quad in found]))
    extraction = _read_again(store, one, body, extractor)
    return ArticlePage(
        cited=one,
        lang=extraction.document.article.lang if extraction else "ar",
        text=body,
        blocks=extraction.document.article.blocks if extraction else (Span(0, len(body)),),
        mentions=tuple(_mentions(store, extraction)) if extraction else (),
        claims=claims,
        triggers={claim.id: span for claim in claims if (span := trigger_of(store.engine, claim.id))},
    )


def _read_again(store: "Store", one: "Cited", body: str, extractor: Extractor) -> Extraction | None:
    from kg.pipeline import extract_article
    from kg.rdf import iri, value_of
    from kg.read.again import reread
    from kg.store.quads import article_iri

    source = next((value_of(quad.object) for quad in store.quads(article_iri(one.id), iri("dip:sourceFile"))), one.id)
    fields = {"title": one.title, "publisher": one.publisher, "published": one.published, "url": one.url}
    try:
        return extract_article(reread(body, source, fields), extractor, date.max)
    except ReadError:
        return None


def _mentions(store: "Store", extraction: Extraction) -> Iterator[tuple[Span, str]]:
    """Where entities are mentioned, by the path that stands for all their spellings."""
    from kg.link import link
    from kg.rdf import ENTITY, entity_iri, iri, value_of

    paths = {}
    for ref, entity in link(extraction).items():
        spelled = [value_of(quad.object) for quad in store.quads(entity_iri(entity.path), iri("dip:spellingOf"))]
        paths[ref] = (spelled[0] if spelled else ENTITY + entity.path).removeprefix(ENTITY)
    for mention in extraction.mentions:
        yield mention.span, paths[mention.referent]


def article_html(store: "Store", name: str, lang: str) -> str:
    """The page of the article that a person names."""
    from kg.extract import RuleExtractor
    from kg.queries.wording import wording
    from kg.view.article import render_article

    ident = article_named(store, name)
    page = article_page(store, ident, RuleExtractor())
    if not page.text:
        raise KgError(f"the store does not keep the text of article {ident}; read it again with kg build")
    return render_article(page, wording(store, page.named(), lang))
