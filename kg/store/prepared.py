"""What an article contributes, checked and ready to be written; made in any process."""

from dataclasses import dataclass

from kg.model import Subgraph
from kg.rdf import ARTICLE
from kg.store.lines import article_node, lines_of, subgraph_rows
from kg.store.quarantine import set_apart


@dataclass(frozen=True, slots=True)
class Prepared:
    """Lines of N-Quads: the named graph of an article (an IRI), and what of it is set apart for breaking a shape."""

    article: str
    lines: bytes
    apart: bytes


def prepare(subgraph: Subgraph) -> Prepared:
    """Hold an article's contribution against the shapes and write it down."""
    graph = article_node(subgraph)
    rows, apart = set_apart(dict.fromkeys(subgraph_rows(subgraph)), graph)
    return Prepared(article=ARTICLE + subgraph.article.id, lines=lines_of(rows, graph), apart=apart)
