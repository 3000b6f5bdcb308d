"""What servers answer, parsed as it comes by the engine's own parsers."""

from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph as ox
import requests

from kg.errors import StoreError
from kg.rdf import iri
from kg.store.engine import Term
from kg.store.remote.complaints import plain
from kg.store.remote.http import Body

_BOOLEAN = iri("xsd:boolean")
Row = tuple[Term | None, ...]
Table = ox.QuerySolutions | ox.QueryBoolean
_YES, _NO = (b'{"head":{},"boolean":%s}' % word for word in (b"true", b"false"))


def table(answer: requests.Response) -> Table:
    """Solutions, or the truth. Raises StoreError if the answer is none of these."""
    try:
        return ox.parse_query_results(_stream(answer), format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _broken(answer, error) from error


def rows(answer: requests.Response) -> Iterator[Row]:
    """The solutions one after the other; the answer is closed at the end."""
    with answer:
        found = table(answer)
        try:
            if isinstance(found, ox.QuerySolutions):
                yield from (tuple(map(_usual, solution)) for solution in found)
        except (SyntaxError, ValueError) as error:
            raise _broken(answer, error) from error


def _usual(term: Term | None) -> Term | None:
    """A term as it was sent: some servers answer with 1 for true."""
    if isinstance(term, ox.Literal) and term.datatype == _BOOLEAN and term.value in "01":
        return ox.Literal(term.value == "1")
    return term


def triples(answer: requests.Response) -> Iterator[ox.Triple]:
    """The triples one after the other; the answer is closed at the end."""
    with answer:
        try:
            for quad in ox.parse(_stream(answer), format=ox.RdfFormat.N_TRIPLES):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            raise _broken(answer, error) from error


def truth(found: ox.QuerySolutions) -> Table:
    """Solutions as the truth that they stand for: a server may answer ASK with the number 1 or 0."""
    values = [term.value for row in found for term in row if isinstance(term, ox.Literal)]
    said = values in (["1"], ["true"])
    return ox.parse_query_results(_YES if said else _NO, format=ox.QueryResultsFormat.JSON)


def _stream(answer: requests.Response) -> IO[bytes]:
    return cast(IO[bytes], Body(answer))


def _broken(answer: requests.Response, error: Exception) -> StoreError:
    where, kind = plain(answer.url), answer.headers.get("Content-Type", "").partition(";")[0]
    if "html" in kind:
        return StoreError(f"{where} is no SPARQL service (it answers with a page); correct --store")
    told = " ".join(str(error).split())[:120]
    return StoreError(f"the answer of {where} ends too early or is malformed ({kind or 'no type'}: {told}); try again")
