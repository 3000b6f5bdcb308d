"""The SPARQL 1.1 protocol: what is asked for, in which form the answer is wanted, and what is refused.

https://www.w3.org/TR/sparql11-protocol/
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.serve.limits import Limits
from kg.serve.replies import Reply, refusal

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.run import Answer

ROWS = {
    "application/sparql-results+json": "json", "application/json": "json",
    "application/sparql-results+xml": "xml", "application/xml": "xml", "text/xml": "xml",
    "text/csv": "csv", "text/tab-separated-values": "tsv",
}  # fmt: skip
GRAPHS = {
    "text/turtle": "turtle", "application/n-triples": "ntriples", "application/ld+json": "jsonld",
    "application/json": "jsonld", "text/plain": "ntriples",
}  # fmt: skip
_KINDS = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8", "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples", "jsonld": "application/ld+json",
}  # fmt: skip
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ;
   sd:endpoint <sparql> ;
   sd:supportedLanguage sd:SPARQL11Query ;
   sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
      <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
      <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/N-Triples> ;
   sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


def accepted(header: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best, the first of equals; None if it takes none of them."""
    ranges = [_media_range(part) for part in header.split(",") if part.strip()] or [("*/*", 1.0)]
    best, liking = None, 0.0
    for kind in offered:
        fitting = [(len(name) - 2 * name.count("*"), q) for name, q in ranges if _fits(kind, name)]
        quality = max(fitting, default=(0, 0.0))[1]
        if quality > liking:
            best, liking = kind, quality
    return best


def _media_range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 1.0


def _fits(kind: str, name: str) -> bool:
    return name in ("*/*", kind) or (name.endswith("/*") and kind.startswith(name[:-1]))


def asked(store: "Store", limits: Limits, text: str, graphs: Mapping[str, Sequence[str]] | None = None) -> "Answer":
    """The answer under the limits; `graphs` holds what the protocol names as `default-graph-uri` and so on."""
    from kg.store.guard import check_query
    from kg.store.run import WHOLE, Dataset, evaluate

    check_query(text)
    dataset = WHOLE
    if graphs:
        # Whoever names graphs asks about these alone
        default, named = (tuple(graphs.get(key, ())) for key in ("default-graph-uri", "named-graph-uri"))
        dataset = Dataset(_iris(default), _iris(named))
    return evaluate(
        store.engine, text, timeout=limits.seconds, limit=limits.rows, memory=limits.memory, dataset=dataset
    )


def _iris(names: tuple[str, ...]) -> tuple[str, ...]:
    import pyoxigraph as ox

    for name in names:
        try:
            ox.NamedNode(name)
        except ValueError as error:
            raise UsageError(f"{name!r} is not the IRI of a graph") from error
    return names


def answered(store: "Store", limits: Limits, text: str, graphs: Mapping[str, Sequence[str]], accept: str) -> Reply:
    """The answer to a query in the form that is wanted."""
    answer = asked(store, limits, text, graphs)
    forms = ROWS if answer.triples is None else GRAPHS
    kind = accepted(accept, list(forms))
    if kind is None:
        return refusal(406, f"this answer comes as one of: {', '.join(forms)}")
    return rows_reply(answer, forms[kind])


def rows_reply(answer: "Answer", form: str) -> Reply:
    """The answer in a form; a header says if it was cut."""
    from kg.queries.answers import answer_text

    number = len(answer.rows or answer.triples or ())
    headers = {"KG-Cut": f"after {number} results"} if answer.cut else {}
    return Reply(body=answer_text(answer, form).encode("utf-8", "replace"), kind=_KINDS[form], headers=headers)
