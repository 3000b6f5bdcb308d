"""What is printed of an article where it is cited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Store

_KEYS = ("schema:headline", "schema:publisher", "schema:datePublished", "schema:url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An article as a reader finds it again; what the article does not state is None."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    @property
    def link(self) -> str | None:
        """The address, if it is one that a browser fetches and nothing that it runs."""
        return self.url if self.url and self.url.startswith(("https://", "http://")) else None


def cited(store: "Store", ids: Iterable[str]) -> dict[str, Cited]:
    """The articles with these ids, by id."""
    return {ident: _cited(store, ident) for ident in sorted(set(ids))}


def _cited(store: "Store", ident: str) -> Cited:
    from pyoxigraph import NamedNode

    from kg.rdf import ARTICLE, iri, value_of

    title, publisher, published, url = (
        next((value_of(quad.object) for quad in store.quads(NamedNode(ARTICLE + ident), iri(key))), None)
        for key in _KEYS
    )
    return Cited(id=ident, title=title, publisher=publisher, published=published, url=url)


def published_days(store: "Store") -> dict[str, str]:
    """On which day each article was published, by its id."""
    from kg.rdf import ARTICLE, iri, value_of

    found = store.quads(None, iri("schema:datePublished"))
    return {value_of(quad.subject).removeprefix(ARTICLE): value_of(quad.object) for quad in found}
