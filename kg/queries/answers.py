"""Answers in the formats of SPARQL: JSON, XML, CSV and TSV for rows, Turtle and its kin for triples."""

import io
import json
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.errors import UsageError
from kg.rdf import value_of
from kg.store.exchange import used_prefixes, write_rows, xml_text
from kg.store.run import Answer, Value

ROW_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def answer_text(answer: Answer, name: str) -> str:
    """The answer as text. Raises UsageError on a format that does not fit its kind."""
    if answer.triples is not None:
        return _triples(answer.triples, name)
    if name == "json":
        return _json(answer)
    if name == "xml":
        return _xml(answer)
    if name not in ROW_FORMATS:
        raise UsageError(f"{name} is for CONSTRUCT and DESCRIBE; choose one of table, {', '.join(ROW_FORMATS)}")
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\n"
    return _csv(answer) if name == "csv" else _tsv(answer)


def _triples(triples: tuple[ox.Triple, ...], name: str) -> str:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    if name not in formats:
        raise UsageError(f"{name} is for SELECT and ASK; choose one of {', '.join(GRAPH_FORMATS)}")
    ordered = sorted(triples, key=str)
    prefixes = None if name == "ntriples" else used_prefixes(ordered)
    return (ox.serialize(ordered, format=formats[name], prefixes=prefixes) or b"").decode("utf-8")


def _json(answer: Answer) -> str:
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    found = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Value) -> dict[str, str]:
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _XSD_STRING:
            found["datatype"] = term.datatype.value
        return found
    kind = "bnode" if isinstance(term, ox.BlankNode) else "uri"
    return {"type": kind, "value": value_of(term)}


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    rows = (["" if term is None else value_of(term) for term in row] for row in answer.rows)
    write_rows(out, answer.variables, rows)
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _xml(answer: Answer) -> str:
    return "\n".join(_xml_lines(answer)) + "\n"


def _xml_lines(answer: Answer) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    names = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
    yield f"<head>{names}</head>"
    if answer.truth is not None:
        yield f"<boolean>{str(answer.truth).lower()}</boolean>"
    else:
        yield "<results>"
        for row in answer.rows:
            pairs = zip(answer.variables, row, strict=True)
            cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in pairs if t is not None)
            yield f"<result>{''.join(cells)}</result>"
        yield "</results>"
    yield "</sparql>"


def _xml_term(term: Value) -> str:
    text = escape(xml_text(value_of(term)), {"\r": "&#13;"})
    if isinstance(term, ox.Literal):
        if term.language:
            return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
        plain = term.datatype.value == _XSD_STRING
        kind = "" if plain else f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{kind}>{text}</literal>"
    return f"<bnode>{text}</bnode>" if isinstance(term, ox.BlankNode) else f"<uri>{text}</uri>"
