"""What an article contributes, checked and ready to be written; made in any process."""

from dataclasses import dataclass

from kg.model import Subgraph
from kg.rdf import ARTICLE
from kg.store.gist import Gist, gist_of
from kg.store.lines import article_node, cleaned, lines_of, subgraph_rows
from kg.store.quarantine import set_apart
from kg.store.readings import Reading


@dataclass(frozen=True, slots=True)
class Prepared:
    """Lines of N-Quads: the named graph of an article (an IRI), and what of it is set apart for breaking a shape.

    With them the gist of what is to be stored, how the article was read, and by what its record is known again.
    """

    article: str
    lines: bytes
    apart: bytes
    gist: Gist
    reading: Reading
    record: str = ""

    @property
    def noted(self) -> tuple[Gist, Reading, str]:
        """What the ledger takes."""
        return self.gist, self.reading, self.record


def prepare(subgraph: Subgraph) -> Prepared:
    """Hold an article's contribution against the shapes and write it down."""
    graph, article = article_node(subgraph), subgraph.article
    rows, apart, claims = set_apart(dict.fromkeys(subgraph_rows(subgraph)), graph)
    return Prepared(
        article=ARTICLE + article.id,
        lines=lines_of(rows, graph),
        apart=apart,
        gist=gist_of(subgraph, claims),
        reading=Reading(subgraph.mark, cleaned(article.source), cleaned(article.url) if article.url else None),
        record=article.record,
    )
