"""The description of the service as OpenAPI 3.1."""

from typing import Any

from kg.resources import VERSION
from kg.serve.protocol import GRAPHS, ROWS

_PLAIN = {"text/plain": {"schema": {"type": "string"}}}
_PAGE = {"text/html": {"schema": {"type": "string"}}}
_JSON: dict[str, Any] = {"application/json": {"schema": {}}}
_PROBLEMS = {
    "400": "Something about the request is wrong; one line says what.",
    "403": "From a foreign site, or an update.",
    "404": "There is no such thing.",
    "421": "Under a foreign name.",
    "503": "Too many requests at once, or no store.",
    "504": "It took too long.",
}


def _parameter(name: str, where: str, *, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": {"type": "string", **schema}}


_LANG = _parameter("lang", "query", enum=["ar", "en"], default="ar")


def _operation(summary: str, content: dict[str, Any], *parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    problems = {code: {"description": text, "content": _PLAIN} for code, text in _PROBLEMS.items()}
    extra = more.pop("responses", {})
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": {"description": "The answer.", "content": content}, **problems, **extra},
        **more,
    }


def _sparql() -> dict[str, Any]:
    content: dict[str, Any] = {kind: {"schema": {}} for kind in dict.fromkeys([*ROWS, *GRAPHS, "text/html"])}
    codes = ("406", "408", "413", "415")
    more = {code: {"description": "See the SPARQL 1.1 protocol.", "content": _PLAIN} for code in codes}
    graphs = [
        {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    body = {"application/x-www-form-urlencoded": {"schema": form},
            "application/sparql-query": {"schema": {"type": "string"}}}  # fmt: skip
    return {
        "get": _operation("Ask in SPARQL.", content, _parameter("query", "query"), *graphs, responses=more),
        "post": _operation(
            "Ask in SPARQL.", content, *graphs, requestBody={"content": body, "required": True}, responses=more
        ),
    }


def description() -> dict[str, Any]:
    """All routes, what they take and what they answer."""
    one, two = _parameter("one", "query", required=True), _parameter("two", "query", required=True)
    path, ident = _parameter("path", "path", required=True), _parameter("ident", "path", required=True)
    name = _parameter("name", "path", required=True)
    form = _parameter("format", "query", enum=["json", "csv", "tsv", "xml"])
    see_other = {"303": {"description": "The one entity of that name."}}
    rows = {**_PAGE, **{kind: {"schema": {}} for kind in ROWS}}
    found = {**_PAGE, **_JSON}
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg", "version": VERSION, "description": "News about diplomacy as a graph, for reading."},
        "paths": {
            "/": {"get": _operation("The store at a glance.", _PAGE, _LANG)},
            "/graph": {"get": _operation("The map, of all or around one.", _PAGE, _parameter("around", "query"))},
            "/entity/{path}": {"get": _operation("The dossier of one.", _PAGE, path, _LANG)},
            "/pair": {"get": _operation("The dossier of two.", _PAGE, one, two, _LANG)},
            "/timeline": {"get": _operation("By date, of one or two.", _PAGE, one, _parameter("two", "query"), _LANG)},
            "/article/{ident}": {"get": _operation("An article with its claims.", _PAGE, ident, _LANG)},
            "/lookup": {"get": _operation("What a name may mean.", found, _parameter("name", "query"), _LANG,
                                          _parameter("format", "query", enum=["json"]), responses=see_other)},
            "/queries": {"get": _operation("The ready questions.", _PAGE, _LANG)},
            "/queries/{name}": {"get": _operation("A ready question with its answer.", rows, name, form, _LANG)},
            "/sparql": _sparql(),
            "/openapi.json": {"get": _operation("This description.", _JSON)},
        },
    }  # fmt: skip
